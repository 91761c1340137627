import { distanceToSegmentM, isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';

/** A convex outline in the plan with its bounds; two points make a line. */
export interface PlanShape {
  readonly points: readonly PlanPoint[];
  readonly minM: PlanPoint;
  readonly maxM: PlanPoint;
}

/** The shape around points: their convex hull, counter-clockwise with x to the right and z up. */
export function planShapeFromPoints(points: readonly PlanPoint[]): PlanShape {
  const xs = points.map(([x]) => x);
  const zs = points.map(([, z]) => z);
  return { points: convexHull(points), minM: [Math.min(...xs), Math.min(...zs)], maxM: [Math.max(...xs), Math.max(...zs)] };
}

/** Shortest distance in metres from the segment a-b to a shape, 0 where they touch or the segment lies inside; a point is a segment with a = b. */
export function distanceToShapeM(a: PlanPoint, b: PlanPoint, shape: PlanShape): number {
  const { points } = shape;
  if (points.length > 2 && isInsidePolygon(a, points)) return 0;
  let nearestM = Number.POSITIVE_INFINITY;
  for (let i = 0; i < points.length; i++) {
    const [c, d] = [points[i] as PlanPoint, points[(i + 1) % points.length] as PlanPoint];
    nearestM = Math.min(nearestM, distanceBetweenSegmentsM(a, b, c, d));
  }
  return nearestM;
}

function distanceBetweenSegmentsM(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): number {
  if (side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0) return 0;
  return Math.min(distanceToSegmentM(a, c, d), distanceToSegmentM(b, c, d), distanceToSegmentM(c, a, b), distanceToSegmentM(d, a, b));
}

/** The convex hull of points, counter-clockwise with the second axis upwards (Andrew's monotone chain). */
export function convexHull(points: readonly PlanPoint[]): PlanPoint[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const chain = (ordered: readonly PlanPoint[]): PlanPoint[] => {
    const hull: PlanPoint[] = [];
    for (const point of ordered) {
      while (hull.length > 1 && side(hull.at(-2) as PlanPoint, hull.at(-1) as PlanPoint, point) <= 1e-12) hull.pop();
      hull.push(point);
    }
    return hull.slice(0, -1);
  };
  return [...chain(sorted), ...chain(sorted.toReversed())];
}

function side(a: PlanPoint, b: PlanPoint, c: PlanPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
