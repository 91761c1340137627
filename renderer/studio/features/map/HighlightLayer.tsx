import { boxCorners, orientedFromAxisBox } from '../../../../shared/geometry/box.ts';
import { type PlanPoint, planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { pointsOf } from './FloorLayer.tsx';
import classes from './MapPanel.module.css';
import { svgTransform, type Viewport } from './viewport.ts';

/** The question's objects in their roles' colours, with the box that the convention measures; and the picked object. */
export function HighlightLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const { scene, roleViews, convention } = useSubject();
  const highlighted = useReview((state) => state.highlighted);
  const hovered = useReview((state) => state.hovered);
  const footprintOf = (index: number): readonly PlanPoint[] =>
    plan.objects.find((object) => object.objectIndex === index)?.footprintM ?? axisFootprint(index);
  const axisFootprint = (index: number): readonly PlanPoint[] => {
    const object = scene.objects[index];
    if (object === undefined) return [];
    const corners = boxCorners(orientedFromAxisBox(object.axisBox)).map(planFromWorld);
    return [0, 1, 5, 4].map((corner) => corners[corner] as PlanPoint);
  };
  return (
    <g transform={svgTransform(view)}>
      {roleViews.flatMap((role) =>
        role.objectIndices.map((index, order) => (
          <g key={`${role.role}-${index}`} style={{ color: role.color }}>
            <polygon
              points={pointsOf(footprintOf(index))}
              className={classes['highlight']}
              data-object={index}
              data-minor={order > 0 || undefined}
            />
            {convention.boxes === 'axis-aligned' && <polygon points={pointsOf(axisFootprint(index))} className={classes['measured']} />}
          </g>
        )),
      )}
      {hovered !== null && <polygon points={pointsOf(footprintOf(hovered))} className={classes['hovered']} data-testid="pointed" />}
      {highlighted !== null && <polygon points={pointsOf(footprintOf(highlighted))} className={classes['picked']} data-testid="picked" />}
    </g>
  );
}
