import { axesFromEulerDeg } from '../../../shared/geometry/box.ts';
import { boxFootprint } from '../../../shared/geometry/footprint.ts';
import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { PlacedObject } from '../house-plan.ts';

/** What touches by no more than this does not overlap, in metres. */
export const touchM = 0.01;

/** What an object covers seen from above, counter-clockwise; each side drawn in by `insetM`. */
export function footprintOf({ positionM, sizeM, yawDeg }: PlacedObject, insetM = 0): PlanPoint[] {
  const inner = (lengthM: number): number => Math.max(0.001, lengthM - 2 * insetM);
  return boxFootprint({
    centerM: positionM,
    sizeM: [inner(sizeM[0]), sizeM[1], inner(sizeM[2])],
    axes: axesFromEulerDeg({ x: 0, y: yawDeg, z: 0 }),
  });
}

/** Lower and upper side of an object, metres above the floor. */
export function heightsOf({ positionM, sizeM }: PlacedObject): [bottomM: number, topM: number] {
  return [positionM[1] - sizeM[1] / 2, positionM[1] + sizeM[1] / 2];
}

/** Corners of an upright rectangle of the plan, counter-clockwise. */
export function rectanglePoints([x0, z0]: PlanPoint, [x1, z1]: PlanPoint): PlanPoint[] {
  return [
    [x0, z0],
    [x1, z0],
    [x1, z1],
    [x0, z1],
  ];
}

/** How deep two convex outlines (counter-clockwise) lie in each other: the shortest way that parts them, 0 where they are apart. */
export function overlapDepthM(a: readonly PlanPoint[], b: readonly PlanPoint[]): number {
  return Math.max(0, Math.min(depthAlongEdges(a, b), depthAlongEdges(b, a)));
}

/** The least depth of `b` behind one of `a`'s edges; negative where an edge parts them. */
function depthAlongEdges(a: readonly PlanPoint[], b: readonly PlanPoint[]): number {
  let least = Number.POSITIVE_INFINITY;
  a.forEach((from, k) => {
    const to = a[(k + 1) % a.length] as PlanPoint;
    const lengthM = Math.hypot(to[0] - from[0], to[1] - from[1]);
    // The outside of a counter-clockwise outline is to the right.
    const [nx, nz] = [(to[1] - from[1]) / lengthM, -(to[0] - from[0]) / lengthM];
    const depthM = Math.max(...b.map(([x, z]) => (from[0] - x) * nx + (from[1] - z) * nz));
    least = Math.min(least, depthM);
  });
  return least;
}

/** Whether a convex outline lies in a polygon of any shape: its corners do, and no edge of the polygon cuts through it. */
export function isWithin(inner: readonly PlanPoint[], polygon: readonly PlanPoint[]): boolean {
  if (!inner.every((point) => isInsidePolygon(point, polygon))) return false;
  return inner.every((a, k) => {
    const b = inner[(k + 1) % inner.length] as PlanPoint;
    return polygon.every((c, n) => !doCross(a, b, c, polygon[(n + 1) % polygon.length] as PlanPoint));
  });
}

function doCross(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: PlanPoint, b: PlanPoint, c: PlanPoint): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
