import { type PlanPoint, planForwardFromYaw } from '../../../../shared/geometry/vector.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';
import { projectPlan, type Viewport } from './viewport.ts';

/** How far the view wedge is drawn. */
const wedgeM = 1.9;

/** Where the camera stands in the frame on screen, and what it can see. */
export function CameraLayer({ view }: { readonly view: Viewport }) {
  const { trajectory } = useSubject();
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const [x, z, yawDeg] = trajectory.poses.slice(frame * 3, frame * 3 + 3);
  if (x === undefined || z === undefined || yawDeg === undefined) return null;
  const half = fieldOfView(trajectory.camera).horizontalDeg / 2;
  const at = (degrees: number): PlanPoint => {
    const [dx, dz] = planForwardFromYaw(degrees);
    return [x + dx * wedgeM, z + dz * wedgeM];
  };
  const [origin, left, right] = [projectPlan(view, [x, z]), projectPlan(view, at(yawDeg - half)), projectPlan(view, at(yawDeg + half))];
  const radius = wedgeM * view.pxPerM;
  return (
    <g className={classes['camera']} data-frame={frame}>
      <path d={`M${origin} L${left} A${radius} ${radius} 0 0 1 ${right} Z`} className={classes['wedge']} />
      <circle cx={origin[0]} cy={origin[1]} r={5} className={classes['cameraDot']} />
    </g>
  );
}
