import { planForwardFromYaw } from '../../../../shared/geometry/vector.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';
import { projectPlan, type Viewport } from './viewport.ts';

/** How far the view wedge is drawn. */
const wedgeM = 1.9;

/**
 * Where the camera stands in the frame on screen, and what it can see. A picture of its own over the plan that is only moved and
 * turned: drawn into the plan, every frame would paint the whole plan again.
 */
export function CameraLayer({ view }: { readonly view: Viewport }) {
  const { trajectory } = useSubject();
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const [x, z, yawDeg] = trajectory.poses.slice(frame * 3, frame * 3 + 3);
  if (x === undefined || z === undefined || yawDeg === undefined) return null;
  const radius = Math.max(wedgeM * view.pxPerM, 8);
  const [left, top] = projectPlan(view, [x, z]);
  // The plan's yaw and CSS both turn clockwise from straight up.
  const transform = `translate(${left - radius}px, ${top - radius}px) rotate(${yawDeg}deg)`;
  const [dx, dz] = planForwardFromYaw(fieldOfView(trajectory.camera).horizontalDeg / 2);
  const [side, ahead] = [dx * radius, -dz * radius];
  return (
    <svg
      className={classes['camera']}
      style={{ transform }}
      width={2 * radius}
      height={2 * radius}
      viewBox={`${-radius} ${-radius} ${2 * radius} ${2 * radius}`}
      data-frame={frame}
      aria-hidden
    >
      <path d={`M0 0 L${-side} ${ahead} A${radius} ${radius} 0 0 1 ${side} ${ahead} Z`} className={classes['wedge']} />
      <circle r={5} className={classes['cameraDot']} />
    </svg>
  );
}
