import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import { type PlanPoint, radiansFromDegrees, type Vec3 } from '../../../shared/geometry/vector.ts';

/** A box that stands upright: a turned rectangle in the plan and two heights. Metres, world frame. */
export interface UprightBox {
  readonly x: number;
  readonly z: number;
  readonly halfX: number;
  readonly halfZ: number;
  readonly yawDeg: number;
  /** Cosine and sine of the yaw: own right is (cos, -sin), own front (sin, cos). */
  readonly cos: number;
  readonly sin: number;
  readonly bottomM: number;
  readonly topM: number;
}

/** A box of `sizeM` (full lengths, own frame) about a plan point, standing at `bottomM`. */
export function uprightBox([x, z]: PlanPoint, sizeM: Vec3, yawDeg: number, bottomM: number): UprightBox {
  const yaw = radiansFromDegrees(yawDeg);
  // Quarter turns come out exact, so that things against a wall are parallel to it to the last digit.
  const [cos, sin] = yawDeg % 90 === 0 ? [Math.round(Math.cos(yaw)), Math.round(Math.sin(yaw))] : [Math.cos(yaw), Math.sin(yaw)];
  return { x, z, halfX: sizeM[0] / 2, halfZ: sizeM[2] / 2, yawDeg, cos, sin, bottomM, topM: bottomM + sizeM[1] };
}

/** The plan point at `rightM` and `frontM` from the box's centre along its own axes. */
export function pointAt({ x, z, cos, sin }: UprightBox, rightM: number, frontM: number): PlanPoint {
  return [x + rightM * cos + frontM * sin, z - rightM * sin + frontM * cos];
}

/** A plan point in the box's own axes: metres to the right and to the front of its centre. */
export function ownFromPlan({ x, z, cos, sin }: UprightBox, [px, pz]: PlanPoint): readonly [rightM: number, frontM: number] {
  const [dx, dz] = [px - x, pz - z];
  return [dx * cos - dz * sin, dx * sin + dz * cos];
}

/** The four corners of its plan rectangle. */
export function planCorners(box: UprightBox): PlanPoint[] {
  const { halfX, halfZ } = box;
  return [pointAt(box, -halfX, -halfZ), pointAt(box, halfX, -halfZ), pointAt(box, halfX, halfZ), pointAt(box, -halfX, halfZ)];
}

/** The strip of floor in front of a box, `depthM` deep and as wide as the box less `insetM` on both sides. */
export function stripInFront(box: UprightBox, depthM: number, insetM = 0): UprightBox {
  const [x, z] = pointAt(box, 0, box.halfZ + depthM / 2);
  return { ...box, x, z, halfX: Math.max(0.01, box.halfX - insetM), halfZ: depthM / 2 };
}

/** Whether two boxes come closer in the plan than `gapM` (separating axes of both rectangles). */
export function isNearInPlan(a: UprightBox, b: UprightBox, gapM: number): boolean {
  const [dx, dz] = [b.x - a.x, b.z - a.z];
  const reach = Math.hypot(a.halfX, a.halfZ) + Math.hypot(b.halfX, b.halfZ) + gapM;
  if (dx * dx + dz * dz >= reach * reach) return false;
  // Cosine and sine of the turn between the two, for the half lengths of one along the axes of the other.
  const c = Math.abs(a.cos * b.cos + a.sin * b.sin);
  const s = Math.abs(a.sin * b.cos - a.cos * b.sin);
  const slack = gapM - 1e-9;
  return (
    Math.abs(dx * a.cos - dz * a.sin) < a.halfX + b.halfX * c + b.halfZ * s + slack &&
    Math.abs(dx * a.sin + dz * a.cos) < a.halfZ + b.halfX * s + b.halfZ * c + slack &&
    Math.abs(dx * b.cos - dz * b.sin) < b.halfX + a.halfX * c + a.halfZ * s + slack &&
    Math.abs(dx * b.sin + dz * b.cos) < b.halfZ + a.halfX * s + a.halfZ * c + slack
  );
}

/** Whether two boxes share heights, with less than `gapM` between them. */
export function isLevelWith(a: UprightBox, b: UprightBox, gapM: number): boolean {
  return a.bottomM < b.topM + gapM && b.bottomM < a.topM + gapM;
}

/** Distance from a plan point to the box's rectangle; 0 inside. */
export function distanceToBoxM(box: UprightBox, point: PlanPoint): number {
  const [right, front] = ownFromPlan(box, point);
  return Math.hypot(Math.max(0, Math.abs(right) - box.halfX), Math.max(0, Math.abs(front) - box.halfZ));
}

/** Whether the rectangle lies inside an outline and at least `gapM` from it. */
export function isInsideOutline(box: UprightBox, outline: readonly PlanPoint[], gapM: number): boolean {
  if (!isInsidePolygon([box.x, box.z], outline)) return false;
  return outline.every((from, i) => !isNearInPlan(box, segmentBox(from, outline[(i + 1) % outline.length] as PlanPoint), gapM));
}

/** A plan segment as a box without thickness. */
function segmentBox([x0, z0]: PlanPoint, [x1, z1]: PlanPoint): UprightBox {
  const lengthM = Math.hypot(x1 - x0, z1 - z0) || 1;
  const [cos, sin] = [(x1 - x0) / lengthM, -(z1 - z0) / lengthM];
  return { x: (x0 + x1) / 2, z: (z0 + z1) / 2, halfX: lengthM / 2, halfZ: 0, yawDeg: 0, cos, sin, bottomM: 0, topM: 0 };
}
