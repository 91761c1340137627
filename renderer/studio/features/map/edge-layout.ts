import { type PlanPoint, planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** A box edge along which a size is read. */
export type Edge = Extract<Mark, { kind: 'edge' }>;

type ScreenPoint = readonly [xPx: number, yPx: number];

/** A dimension line beside a box: all in pixels. */
export interface EdgeLayout {
  /** The edge itself. */
  readonly from: ScreenPoint;
  readonly to: ScreenPoint;
  /** The dimension line, moved away from the box. */
  readonly lineFrom: ScreenPoint;
  readonly lineTo: ScreenPoint;
  readonly text: string;
  /** Middle of the text's baseline. */
  readonly label: ScreenPoint;
  readonly labelWidthPx: number;
}

/** How far the dimension line stands off the box. */
const offsetPx = 9;

/** A size in centimetres as the map writes it. */
export function centimetres(lengthM: number): string {
  return `${(100 * lengthM).toFixed(1)} cm`;
}

/** True for an edge that stands on the plan: it is a point there, and its length is told as the height. */
export function isUpright({ fromM, toM }: Edge): boolean {
  return Math.abs(toM[1] - fromM[1]) > Math.hypot(toM[0] - fromM[0], toM[2] - fromM[2]);
}

/** Where the dimension line of a lying edge goes: along the edge, on the side away from the middle of the box. */
export function layoutEdge(edge: Edge, boxCenterM: PlanPoint, view: Viewport): EdgeLayout {
  const from = projectPlan(view, planFromWorld(edge.fromM));
  const to = projectPlan(view, planFromWorld(edge.toM));
  const center = projectPlan(view, boxCenterM);
  const length = Math.max(1e-9, Math.hypot(to[0] - from[0], to[1] - from[1]));
  const across: ScreenPoint = [(from[1] - to[1]) / length, (to[0] - from[0]) / length];
  const middle: ScreenPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const side = (middle[0] - center[0]) * across[0] + (middle[1] - center[1]) * across[1] < 0 ? -1 : 1;
  const away = (point: ScreenPoint, px: number): ScreenPoint => [point[0] + side * px * across[0], point[1] + side * px * across[1]];
  const text = centimetres(edge.lengthM);
  const labelWidthPx = text.length * 6.4;
  const textReachPx = (Math.abs(across[0]) * labelWidthPx) / 2 + Math.abs(across[1]) * 7 + 3;
  const [labelX, labelY] = away(middle, offsetPx + textReachPx);
  const label: ScreenPoint = [clamp(labelX, labelWidthPx / 2 + 4, view.widthPx), clamp(labelY + 4, 14, view.heightPx)];
  return { from, to, lineFrom: away(from, offsetPx), lineTo: away(to, offsetPx), text, label, labelWidthPx };
}

/** `value` kept at least `marginPx` inside a side of `sizePx`. */
function clamp(value: number, marginPx: number, sizePx: number): number {
  return Math.min(sizePx - marginPx, Math.max(marginPx, value));
}
