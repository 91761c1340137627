import type { PlanPoint } from './vector.ts';

/** Cross products below this (square metres) count as collinear. */
const collinearAreaM2 = 1e-9;

/** Twice the signed area of the triangle a, b, c: positive when counter-clockwise with x to the right and z up. */
function cross(a: PlanPoint, b: PlanPoint, c: PlanPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

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

/**
 * Ear clipping of a simple polygon: vertex indices in threes, each triangle counter-clockwise with x to the right and z up,
 * whatever the polygon's own winding. Repeated and collinear vertices are skipped, so the triangles' areas add up to
 * {@link polygonAreaM2} but not every vertex need appear. Fewer than three usable vertices give an empty list.
 */
export function triangulatePolygon(points: readonly PlanPoint[]): number[] {
  const ring = points.map((_, index) => index);
  if (signedPolygonAreaM2(points) < 0) ring.reverse();
  const triangles: number[] = [];
  while (ring.length >= 3) {
    const flat = ring.findIndex((_, i) => isFlat(points, ring, i));
    if (flat >= 0) {
      ring.splice(flat, 1);
      continue;
    }
    const ear = ring.findIndex((_, i) => isEar(points, ring, i));
    // Only an outline that crosses itself has no ear: what is clipped so far is the best there is.
    if (ear < 0) break;
    triangles.push(...corner(ring, ear));
    ring.splice(ear, 1);
  }
  return triangles;
}

/** The indices before, at and after place `i` of the ring. */
function corner(ring: readonly number[], i: number): [number, number, number] {
  const count = ring.length;
  return [ring[(i + count - 1) % count] as number, ring[i] as number, ring[(i + 1) % count] as number];
}

function isFlat(points: readonly PlanPoint[], ring: readonly number[], i: number): boolean {
  const [a, b, c] = corner(ring, i).map((index) => points[index]) as [PlanPoint, PlanPoint, PlanPoint];
  return Math.abs(cross(a, b, c)) < collinearAreaM2;
}

function isEar(points: readonly PlanPoint[], ring: readonly number[], i: number): boolean {
  const [ia, ib, ic] = corner(ring, i);
  const [a, b, c] = [points[ia], points[ib], points[ic]] as [PlanPoint, PlanPoint, PlanPoint];
  if (cross(a, b, c) <= 0) return false;
  return ring.every((index) => {
    if (index === ia || index === ib || index === ic) return true;
    const p = points[index] as PlanPoint;
    if (isSame(p, a) || isSame(p, b) || isSame(p, c)) return true;
    return cross(a, b, p) < 0 || cross(b, c, p) < 0 || cross(c, a, p) < 0;
  });
}

function isSame(a: PlanPoint, b: PlanPoint): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function forEachEdge(points: readonly PlanPoint[], visit: (from: PlanPoint, to: PlanPoint) => void): void {
  for (let i = 0; i < points.length; i++) visit(points[i] as PlanPoint, points[(i + 1) % points.length] as PlanPoint);
}
