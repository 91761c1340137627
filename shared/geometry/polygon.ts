import type { PlanPoint } from './vector.ts';

/** A polygon of less than this area (square metres) is a line: its centroid is the middle of its vertices. */
const collinearAreaM2 = 1e-9;

/** Shoelace area with its sign: positive when the vertices run counter-clockwise with x to the right and z up. */
export function signedPolygonAreaM2(points: readonly PlanPoint[]): number {
  let twice = 0;
  forEachEdge(points, (a, b) => {
    twice += a[0] * b[1] - b[0] * a[1];
  });
  return twice / 2;
}

/** Area of a simple polygon in square metres, whatever its winding; 0 below three vertices. */
export function polygonAreaM2(points: readonly PlanPoint[]): number {
  return Math.abs(signedPolygonAreaM2(points));
}

/**
 * Centre of mass of the enclosed area (not the mean of the vertices); the mean of the vertices where the area vanishes.
 * It may lie outside a concave polygon. An empty list gives [0, 0].
 */
export function polygonCentroid(points: readonly PlanPoint[]): PlanPoint {
  const origin = points[0];
  if (origin === undefined) return [0, 0];
  let [twice, x, z] = [0, 0, 0];
  // Relative to one vertex, so that a small room far from the world origin keeps its digits.
  forEachEdge(points, (a, b) => {
    const [ax, az, bx, bz] = [a[0] - origin[0], a[1] - origin[1], b[0] - origin[0], b[1] - origin[1]];
    const weight = ax * bz - bx * az;
    twice += weight;
    x += (ax + bx) * weight;
    z += (az + bz) * weight;
  });
  if (Math.abs(twice) < collinearAreaM2) {
    const sum = points.reduce<[number, number]>((total, p) => [total[0] + p[0], total[1] + p[1]], [0, 0]);
    return [sum[0] / points.length, sum[1] / points.length];
  }
  return [origin[0] + x / (3 * twice), origin[1] + z / (3 * twice)];
}

/**
 * Even-odd test against a closed outline given without its repeated first vertex. A point exactly on an edge may fall on
 * either side, but adjoining polygons never both claim it along their shared edge.
 */
export function isInsidePolygon(point: PlanPoint, points: readonly PlanPoint[]): boolean {
  let isInside = false;
  forEachEdge(points, (a, b) => {
    if (a[1] > point[1] === b[1] > point[1]) return;
    // Ordered by height, so that both polygons of a shared edge compute the very same crossing.
    const [low, high] = a[1] < b[1] ? [a, b] : [b, a];
    const crossingX = low[0] + ((point[1] - low[1]) * (high[0] - low[0])) / (high[1] - low[1]);
    if (point[0] < crossingX) isInside = !isInside;
  });
  return isInside;
}

/** Shortest distance in metres from a point to the outline, inside or outside. */
export function distanceToOutlineM(point: PlanPoint, points: readonly PlanPoint[]): number {
  let nearest = Number.POSITIVE_INFINITY;
  forEachEdge(points, (a, b) => {
    nearest = Math.min(nearest, distanceToSegmentM(point, a, b));
  });
  return nearest;
}

/** Shortest distance in metres from a point to the segment a-b; a segment of no length is a point. */
export function distanceToSegmentM(point: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  const [dx, dz] = [b[0] - a[0], b[1] - a[1]];
  const squared = dx * dx + dz * dz;
  const along = squared === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dz) / squared;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dz);
}

function forEachEdge(points: readonly PlanPoint[], visit: (from: PlanPoint, to: PlanPoint) => void): void {
  for (let i = 0; i < points.length; i++) visit(points[i] as PlanPoint, points[(i + 1) % points.length] as PlanPoint);
}
