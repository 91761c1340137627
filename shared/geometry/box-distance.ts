import { type AxisBox, boxFromWorld, type OrientedBox } from './box.ts';
import { add, cross, dot, length, scale, subtract, type Vec3 } from './vector.ts';

/** Shortest distance between two solids, and one pair of points that attains it (equal where the solids meet). World frame, metres. */
export interface ClosestPoints {
  readonly distanceM: number;
  readonly onA: Vec3;
  readonly onB: Vec3;
}

/**
 * Closest points of two solid boxes aligned with the world axes. Each axis contributes its gap, or nothing where the intervals
 * overlap; the points are centred in the overlap. The distance carries no rounding beyond that of the corners themselves.
 */
export function closestPointsBetweenAxisBoxes(a: AxisBox, b: AxisBox): ClosestPoints {
  const onA: [number, number, number] = [0, 0, 0];
  const onB: [number, number, number] = [0, 0, 0];
  let squared = 0;
  for (const axis of [0, 1, 2] as const) {
    const above = b.minM[axis] - a.maxM[axis];
    const below = a.minM[axis] - b.maxM[axis];
    if (above > 0) {
      onA[axis] = a.maxM[axis];
      onB[axis] = b.minM[axis];
      squared += above * above;
    } else if (below > 0) {
      onA[axis] = a.minM[axis];
      onB[axis] = b.maxM[axis];
      squared += below * below;
    } else {
      const middle = (Math.max(a.minM[axis], b.minM[axis]) + Math.min(a.maxM[axis], b.maxM[axis])) / 2;
      onA[axis] = middle;
      onB[axis] = middle;
    }
  }
  return { distanceM: Math.sqrt(squared), onA, onB };
}

/**
 * Closest points of two solid oriented boxes in 3-D, exact up to rounding; 0 and one common point where they touch or overlap.
 *
 * Two convex polyhedra that meet have an edge of one inside the other. Where they do not meet, the closest features are a corner
 * and a box, or the interiors of two edges; every such pair is tried.
 */
export function closestPointsBetweenBoxes(a: OrientedBox, b: OrientedBox): ClosestPoints {
  const edgesA = boxEdges(a);
  const edgesB = boxEdges(b);
  const common = commonPoint(edgesA, b) ?? commonPoint(edgesB, a);
  if (common !== null) return { distanceM: 0, onA: common, onB: common };

  const best: Best = { squared: Number.POSITIVE_INFINITY, onA: a.centerM, onB: b.centerM };
  for (const corner of edgesA.corners) offer(best, corner, nearestPointInBox(b, corner));
  for (const corner of edgesB.corners) offer(best, nearestPointInBox(a, corner), corner);
  for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) offerEdgePairs(best, edgesA, i, edgesB, j);
  return { distanceM: length(subtract(best.onB, best.onA)), onA: best.onA, onB: best.onB };
}

/** The point of the solid box that is nearest to `pointM`: the point itself where it lies inside. World frame, metres. */
export function nearestPointInBox(box: OrientedBox, pointM: Vec3): Vec3 {
  const [x, y, z] = boxFromWorld(box, pointM);
  const [hx, hy, hz] = [box.sizeM[0] / 2, box.sizeM[1] / 2, box.sizeM[2] / 2];
  const [cx, cy, cz] = [clamp(x, -hx, hx), clamp(y, -hy, hy), clamp(z, -hz, hz)];
  const [u, v, w] = box.axes;
  return [
    box.centerM[0] + u[0] * cx + v[0] * cy + w[0] * cz,
    box.centerM[1] + u[1] * cx + v[1] * cy + w[1] * cz,
    box.centerM[2] + u[2] * cx + v[2] * cy + w[2] * cz,
  ];
}

interface Best {
  squared: number;
  onA: Vec3;
  onB: Vec3;
}

/** Corners of a box and, for each of its three axes, the full edge vector and the four corners the edges start at. */
interface BoxEdges {
  readonly corners: readonly Vec3[];
  readonly vectors: readonly [Vec3, Vec3, Vec3];
  readonly starts: readonly [readonly Vec3[], readonly Vec3[], readonly Vec3[]];
}

function boxEdges(box: OrientedBox): BoxEdges {
  const vectors = [scale(box.axes[0], box.sizeM[0]), scale(box.axes[1], box.sizeM[1]), scale(box.axes[2], box.sizeM[2])] as const;
  const [x, y, z] = vectors;
  const c000: Vec3 = subtract(box.centerM, scale(add(add(x, y), z), 0.5));
  const c100 = add(c000, x);
  const c010 = add(c000, y);
  const c001 = add(c000, z);
  const c110 = add(c100, y);
  const c101 = add(c100, z);
  const c011 = add(c010, z);
  return {
    corners: [c000, c100, c010, c110, c001, c101, c011, add(c110, z)],
    vectors,
    starts: [
      [c000, c010, c001, c011],
      [c000, c100, c001, c101],
      [c000, c100, c010, c110],
    ],
  };
}

function offer(best: Best, onA: Vec3, onB: Vec3): void {
  const dx = onB[0] - onA[0];
  const dy = onB[1] - onA[1];
  const dz = onB[2] - onA[2];
  const squared = dx * dx + dy * dy + dz * dz;
  if (squared >= best.squared) return;
  best.squared = squared;
  best.onA = onA;
  best.onB = onB;
}

/** Tries the 16 pairs of parallel edge families; only pairs whose lines are closest inside both edges count, corners cover the rest. */
function offerEdgePairs(best: Best, a: BoxEdges, i: number, b: BoxEdges, j: number): void {
  const u = a.vectors[i] as Vec3;
  const v = b.vectors[j] as Vec3;
  const normal = cross(u, v);
  const squared = dot(normal, normal);
  if (squared <= 1e-24 * dot(u, u) * dot(v, v)) return;
  // Along these the offset between the starts tells how far along each edge the lines come closest; products of
  // cross products stay accurate for edges that are nearly parallel, where those of scalar products do not.
  const alongA = scale(cross(v, normal), 1 / squared);
  const alongB = scale(cross(u, normal), 1 / squared);
  for (const startA of a.starts[i] as readonly Vec3[]) {
    for (const startB of b.starts[j] as readonly Vec3[]) {
      const [wx, wy, wz] = [startB[0] - startA[0], startB[1] - startA[1], startB[2] - startA[2]];
      const s = wx * alongA[0] + wy * alongA[1] + wz * alongA[2];
      if (s <= 0 || s >= 1) continue;
      const t = wx * alongB[0] + wy * alongB[1] + wz * alongB[2];
      if (t <= 0 || t >= 1) continue;
      offer(best, add(startA, scale(u, s)), add(startB, scale(v, t)));
    }
  }
}

/** Mean of the pieces of the edges that lie inside the box: a point of both solids by convexity. Null where no edge enters. */
function commonPoint(edges: BoxEdges, box: OrientedBox): Vec3 | null {
  let sum: Vec3 = [0, 0, 0];
  let pieces = 0;
  for (const axis of [0, 1, 2] as const) {
    const vector = edges.vectors[axis];
    const direction: Vec3 = [dot(vector, box.axes[0]), dot(vector, box.axes[1]), dot(vector, box.axes[2])];
    for (const start of edges.starts[axis]) {
      const middle = middleInsideBox(boxFromWorld(box, start), direction, box.sizeM);
      if (middle === null) continue;
      sum = add(sum, add(start, scale(vector, middle)));
      pieces += 1;
    }
  }
  return pieces === 0 ? null : scale(sum, 1 / pieces);
}

/** Parameter (0 to 1) of the middle of the part of a segment inside a centred box, in the box's frame; null where it misses. */
function middleInsideBox(start: Vec3, direction: Vec3, sizeM: Vec3): number | null {
  let enter = 0;
  let leave = 1;
  for (const axis of [0, 1, 2] as const) {
    const half = sizeM[axis] / 2;
    const speed = direction[axis];
    if (Math.abs(speed) < 1e-15) {
      if (Math.abs(start[axis]) > half) return null;
      continue;
    }
    const first = (-half - start[axis]) / speed;
    const second = (half - start[axis]) / speed;
    enter = Math.max(enter, Math.min(first, second));
    leave = Math.min(leave, Math.max(first, second));
    if (enter > leave) return null;
  }
  return (enter + leave) / 2;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
