import { type PlanPoint, planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { isUpright, layoutEdge } from './edge-layout.ts';
import { instanceDots } from './InstanceMarks.tsx';
import { pinHeads } from './PinMarks.tsx';
import type { LabelObstacle } from './place-labels.ts';
import { sectorLabels } from './sector-labels.ts';
import { drawnSegments, segmentTextPx } from './segment-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Names may stand on boxes larger than this. */
const roomyBoxPx = 90;
const lineHeightPx = 15;

/** The texts, pins, dots and rings that the marks draw themselves, so that names keep clear of them. */
export function markObstacles(marks: readonly Mark[], boxCenterOf: (objectIndex: number) => PlanPoint, view: Viewport): LabelObstacle[] {
  const pins = pinHeads(
    marks.filter((mark) => mark.kind === 'pin'),
    view,
  );
  const dots = instanceDots(
    marks.filter((mark) => mark.kind === 'instance'),
    view,
  );
  return [
    ...pins.flatMap(({ x, y }) => [
      { x, y: y + 2, widthPx: 24 },
      { x, y: y + 12, widthPx: 20 },
    ]),
    ...dots.map(({ x, y }) => ({ x, y: y + 5, widthPx: 20 })),
    ...drawnSegments(marks, view).flatMap(({ label }) => (label === null ? [] : [{ x: label[0], y: label[1], widthPx: segmentTextPx }])),
    ...measuredBoxObstacles(marks, view),
    ...marks.flatMap((mark) => obstaclesOf(mark, boxCenterOf, view)),
  ];
}

function obstaclesOf(mark: Mark, boxCenterOf: (objectIndex: number) => PlanPoint, view: Viewport): LabelObstacle[] {
  if (mark.kind === 'edge' && !isUpright(mark)) {
    const { label, labelWidthPx } = layoutEdge(mark, boxCenterOf(mark.objectIndex), view);
    return [{ x: label[0], y: label[1], widthPx: labelWidthPx }];
  }
  if (mark.kind === 'route') {
    return [...mark.pointsM.slice(0, 1), ...mark.turns.map(({ atM }) => atM)].map((point) => {
      const [x, y] = projectPlan(view, point);
      return { x, y: y + 6, widthPx: 12 };
    });
  }
  return mark.kind === 'direction' ? sectorLabels(mark, view) : [];
}

/** A measured box that is too small to write in: as lines of text that fill it. */
function measuredBoxObstacles(marks: readonly Mark[], view: Viewport): LabelObstacle[] {
  const ends = marks.flatMap((mark) => (mark.kind === 'edge' ? [mark.fromM, mark.toM] : []));
  if (ends.length === 0) return [];
  const [xs, ys] = [0, 1].map((axis) => ends.map((end) => projectPlan(view, planFromWorld(end))[axis as 0 | 1])) as [number[], number[]];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  if (right - left > roomyBoxPx || bottom - top > roomyBoxPx) return [];
  const lines = Math.max(1, Math.ceil((bottom - top) / lineHeightPx));
  return Array.from({ length: lines }, (_, line) => ({
    x: (left + right) / 2,
    y: top + (line + 1) * ((bottom - top) / lines),
    widthPx: right - left,
  }));
}
