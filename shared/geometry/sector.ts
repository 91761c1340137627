import { polygonAreaM2 } from './polygon.ts';
import { type PlanPoint, radiansFromDegrees } from './vector.ts';

/**
 * What lies between two directions around a point of the plan. The degrees are turns from the facing direction, positive to the
 * right (clockwise seen from above), with `fromDeg` below `toDeg`; a sector may be wider than 180 degrees, and 360 is everything.
 */
export interface PlanSector {
  readonly apexM: PlanPoint;
  /** The point looked at; it must not be the apex. */
  readonly facingM: PlanPoint;
  readonly fromDeg: number;
  readonly toDeg: number;
}

/** A polygon of less than this area (square metres) is a line or a point. */
const flatAreaM2 = 1e-12;

/**
 * Share, 0 to 1, of the area of a convex polygon (either winding, not closed) that lies inside a sector: exact, by clipping. A polygon
 * without area counts whole or not at all, by the middle of its vertices.
 */
export function shareInSector(polygon: readonly PlanPoint[], sector: PlanSector): number {
  const widthDeg = sector.toDeg - sector.fromDeg;
  if (!(widthDeg > 0)) return 0;
  if (widthDeg >= 360) return 1;
  // What is wider than half the plane is not convex: the rest of the plane is.
  if (widthDeg > 180) return 1 - shareInSector(polygon, { ...sector, fromDeg: sector.toDeg, toDeg: sector.fromDeg + 360 });
  const around = polygon.map(([x, z]): PlanPoint => [x - sector.apexM[0], z - sector.apexM[1]]);
  const [fromX, fromZ] = turnedFacing(sector, sector.fromDeg);
  const [toX, toZ] = turnedFacing(sector, sector.toDeg);
  const rightOfFrom: HalfPlane = ([x, z]) => fromZ * x - fromX * z;
  const leftOfTo: HalfPlane = ([x, z]) => toX * z - toZ * x;
  const area = polygonAreaM2(around);
  if (!(area > flatAreaM2)) {
    const middle: PlanPoint = [mean(around.map(([x]) => x)), mean(around.map(([, z]) => z))];
    return rightOfFrom(middle) >= 0 && leftOfTo(middle) >= 0 ? 1 : 0;
  }
  return Math.min(1, polygonAreaM2(clip(clip(around, rightOfFrom), leftOfTo)) / area);
}

/** The unit vector of the facing direction turned by `deg` to the right. */
function turnedFacing({ apexM, facingM }: PlanSector, deg: number): PlanPoint {
  const [x, z] = [facingM[0] - apexM[0], facingM[1] - apexM[1]];
  const length = Math.hypot(x, z);
  const [cos, sin] = [Math.cos(radiansFromDegrees(deg)), Math.sin(radiansFromDegrees(deg))];
  return [(x * cos + z * sin) / length, (z * cos - x * sin) / length];
}

/** How far a point lies inside a half-plane through the origin, in metres; negative outside. */
type HalfPlane = (point: PlanPoint) => number;

/** What is left of a convex polygon inside a half-plane. */
function clip(polygon: readonly PlanPoint[], depth: HalfPlane): PlanPoint[] {
  return polygon.flatMap((from, i) => {
    const to = polygon[(i + 1) % polygon.length] as PlanPoint;
    const [a, b] = [depth(from), depth(to)];
    const kept = a >= 0 ? [from] : [];
    if (a >= 0 === b >= 0) return kept;
    const t = a / (a - b);
    return [...kept, [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])] as const];
  });
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
