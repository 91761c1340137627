import { degreesFromRadians, type PlanPoint } from '../../geometry/vector.ts';
import type { DirectionLevel, Side } from '../direction-levels.ts';

/** Unsigned angle from facing to querying, 0 to 180 degrees, and its side; `side` is null straight ahead and straight behind. */
export interface Turn {
  readonly angleDeg: number;
  readonly side: Side | null;
}

/** The turn at `standing` from looking at `facing` to looking at `querying`; null where either lies exactly at the standing point. */
export function turnBetween(standing: PlanPoint, facing: PlanPoint, querying: PlanPoint): Turn | null {
  const [fx, fz] = [facing[0] - standing[0], facing[1] - standing[1]];
  const [qx, qz] = [querying[0] - standing[0], querying[1] - standing[1]];
  const lengths = Math.sqrt(fx * fx + fz * fz) * Math.sqrt(qx * qx + qz * qz);
  if (lengths === 0) return null;
  const cosine = Math.min(1, Math.max(-1, (fx * qx + fz * qz) / lengths));
  const cross = fx * qz - fz * qx;
  return { angleDeg: degreesFromRadians(Math.acos(cosine)), side: cross > 0 ? 'left' : cross < 0 ? 'right' : null };
}

/** How far a turn is from the nearest border of its level, and the answer behind that border (null where there is no single one). */
export function nearestBorder(
  { angleDeg, side }: Turn,
  level: DirectionLevel,
): { readonly borderDeg: number; readonly distanceDeg: number; readonly flipsTo: string | null } {
  const borders = [...level.sideBordersDeg, ...level.innerBordersDeg];
  const borderDeg = borders.reduce((best, b) => (Math.abs(angleDeg - b) < Math.abs(angleDeg - best) ? b : best));
  const otherSide = side === null ? null : side === 'left' ? 'right' : 'left';
  const flipsTo = level.innerBordersDeg.includes(borderDeg)
    ? level.answer(2 * borderDeg - angleDeg, side)
    : level.answer(angleDeg, otherSide);
  return { borderDeg, distanceDeg: Math.abs(angleDeg - borderDeg), flipsTo };
}
