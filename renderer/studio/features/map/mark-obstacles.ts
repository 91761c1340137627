import { bearingDeg, planForwardFromYaw, planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { sectorLabelShare, sectorRadiusPx } from './DirectionMark.tsx';
import type { LabelObstacle } from './place-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** The texts and pins that the marks draw themselves, so that names keep clear of them. */
export function markObstacles(marks: readonly Mark[], view: Viewport): LabelObstacle[] {
  return marks.flatMap((mark) => {
    if (mark.kind === 'pin') {
      const [x, y] = projectPlan(view, planFromWorld(mark.positionM));
      return [
        { x, y: y - 14, widthPx: 24 },
        { x, y: y - 4, widthPx: 20 },
      ];
    }
    if (mark.kind === 'segment') {
      const [x1, y1] = projectPlan(view, planFromWorld(mark.fromM));
      const [x2, y2] = projectPlan(view, planFromWorld(mark.toM));
      return [{ x: (x1 + x2) / 2, y: (y1 + y2) / 2 - 6, widthPx: 46 }];
    }
    if (mark.kind !== 'direction') return [];
    const facingDeg = bearingDeg(mark.standingM, mark.facingM);
    const [x, y] = projectPlan(view, mark.standingM);
    const radius = sectorRadiusPx(view, x, y) * sectorLabelShare;
    return mark.sectors.map((sector) => {
      const [dx, dz] = planForwardFromYaw(facingDeg + (sector.fromDeg + sector.toDeg) / 2);
      return { x: x + dx * radius, y: y - dz * radius + 4, widthPx: sector.label.length * 6.4 };
    });
  });
}
