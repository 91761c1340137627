import { memo } from 'react';
import type { PlanPoint } from '../../../../shared/geometry/vector.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import classes from './MapPanel.module.css';
import { svgTransform, type Viewport } from './viewport.ts';

/** Floors, objects, walls, doors and windows. Drawn in metres; only the transform changes with pan and zoom. */
export function FloorLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  return (
    <g transform={svgTransform(view)}>
      <FloorShapes plan={plan} />
    </g>
  );
}

const FloorShapes = memo(function FloorShapes({ plan }: { readonly plan: FloorPlan }) {
  const lowFirst = [...plan.objects].sort((a, b) => a.topM - b.topM);
  return (
    <>
      {plan.rooms.map((room) => (
        <polygon key={room.id} points={pointsOf(room.outlineM)} className={classes['room']} />
      ))}
      {lowFirst.map((object) => (
        <polygon key={object.id} points={pointsOf(object.footprintM)} className={classes['object']} data-object={object.objectIndex} />
      ))}
      {plan.walls.map((wall) => (
        <path
          key={wall.id}
          d={wall.segmentsM.map(([[ax, az], [bx, bz]]) => `M${ax} ${az}L${bx} ${bz}`).join('')}
          className={classes['wall']}
        />
      ))}
      {plan.openings.map((opening) => (
        <line
          key={opening.id}
          x1={opening.startM[0]}
          y1={opening.startM[1]}
          x2={opening.endM[0]}
          y2={opening.endM[1]}
          className={classes[opening.kind === 'window' ? 'window' : opening.isPassable ? 'doorOpen' : 'doorClosed']}
        />
      ))}
    </>
  );
});

/** A polygon's points in SVG's notation, plan metres. */
export function pointsOf(outlineM: readonly PlanPoint[]): string {
  return outlineM.map(([x, z]) => `${x},${z}`).join(' ');
}
