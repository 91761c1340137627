import { useMemo } from 'react';
import { visibilityPolygon } from '../../../../shared/geometry/visibility.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useClock } from '../../../player/use-clock.ts';
import { poseOfFrame } from '../house/walk-camera.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';
import { openReachM, sightBlockers, sightReachM } from './sight.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/**
 * Where the camera stands in the frame on screen, and what of the house it can see: its field of view up to walls and closed doors.
 * A picture of its own over the plan, so that a frame repaints this and not the plan.
 */
export function CameraLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const { trajectory } = useSubject();
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const blockers = useMemo(() => sightBlockers(plan), [plan]);
  const pose = poseOfFrame(trajectory.poses, frame);
  if (pose === null) return null;
  const { horizontalDeg } = fieldOfView(trajectory.camera);
  const eyeM = [pose.positionM[0], pose.positionM[2]] as const;
  const reachM = blockers.length === 0 ? openReachM : sightReachM;
  const seen = visibilityPolygon({ eyeM, yawDeg: pose.yawDeg, openingDeg: horizontalDeg, reachM }, blockers);
  const [x, y] = projectPlan(view, eyeM);
  const points = seen.map((corner) =>
    projectPlan(view, corner)
      .map((px) => px.toFixed(1))
      .join(),
  );
  return (
    <svg className={classes['camera']} width={view.widthPx} height={view.heightPx} data-frame={frame} aria-hidden>
      <polygon points={points.join(' ')} className={classes['wedge']} data-testid="sight" />
      <g data-testid="camera" transform={`translate(${x} ${y}) rotate(${pose.yawDeg - view.turnDeg})`}>
        <path d="M0 -10 L4.5 -3 L-4.5 -3 Z" className={classes['cameraNose']} />
        <circle r={5} className={classes['cameraDot']} />
      </g>
    </svg>
  );
}
