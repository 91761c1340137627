import { useMemo, useRef } from 'react';
import { visibilityPolygon } from '../../../../shared/geometry/visibility.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useClockPaint } from '../../../player/use-clock.ts';
import { poseOfFrame } from '../house/walk-camera.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';
import { openReachM, sightBlockers, sightReachM } from './sight.ts';
import { planProjector, type Viewport } from './viewport.ts';

/**
 * Where the camera stands in the frame on screen, and what of the house it can see: its field of view up to walls and closed doors.
 * A picture of its own over the plan, so that a frame repaints this and not the plan.
 */
export function CameraLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const { trajectory } = useSubject();
  const blockers = useMemo(() => sightBlockers(plan), [plan]);
  const { horizontalDeg } = fieldOfView(trajectory.camera);
  const reachM = blockers.length === 0 ? openReachM : sightReachM;
  const picture = useRef<SVGSVGElement>(null);
  const wedge = useRef<SVGPolygonElement>(null);
  const camera = useRef<SVGGElement>(null);
  useClockPaint(
    studioPlayer,
    ({ frame }) => frame,
    (frame) => {
      const pose = poseOfFrame(trajectory.poses, frame);
      if (picture.current === null) return;
      picture.current.style.visibility = pose === null ? 'hidden' : '';
      picture.current.dataset['frame'] = String(frame);
      if (pose === null) return;
      const project = planProjector(view);
      const eyeM = [pose.positionM[0], pose.positionM[2]] as const;
      const seen = visibilityPolygon({ eyeM, yawDeg: pose.yawDeg, openingDeg: horizontalDeg, reachM }, blockers);
      const corners = seen.map((corner) => {
        const [x, y] = project(corner);
        return `${x.toFixed(1)},${y.toFixed(1)}`;
      });
      wedge.current?.setAttribute('points', corners.join(' '));
      const [x, y] = project(eyeM);
      camera.current?.setAttribute('transform', `translate(${x} ${y}) rotate(${pose.yawDeg - view.turnDeg})`);
    },
  );
  if (trajectory.poses.length === 0) return null;
  return (
    <svg ref={picture} className={classes['camera']} width={view.widthPx} height={view.heightPx} aria-hidden>
      <polygon ref={wedge} className={classes['wedge']} data-testid="sight" />
      <g ref={camera} data-testid="camera">
        <path d="M0 -10 L4.5 -3 L-4.5 -3 Z" className={classes['cameraNose']} />
        <circle r={5} className={classes['cameraDot']} />
      </g>
    </svg>
  );
}
