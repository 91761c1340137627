/** A point or direction in the world frame: x right, y up, z forward, left-handed, metres (Unity's and Babylon's frame). */
export type Vec3 = readonly [x: number, y: number, z: number];

/** A point or direction in the floor plan, [x, z] in metres. Drawn with x to the right and z up it is an ordinary maths plane. */
export type PlanPoint = readonly [x: number, z: number];

/** a + b. */
export function add(a: Vec3, b: Vec3): Vec3 {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

/** a - b. */
export function subtract(a: Vec3, b: Vec3): Vec3 {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** s * a. */
export function scale(a: Vec3, s: number): Vec3 {
  return [a[0] * s, a[1] * s, a[2] * s];
}

/** Scalar product. */
export function dot(a: Vec3, b: Vec3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** Vector product by the usual numbers, whatever the handedness of the frame. */
export function cross(a: Vec3, b: Vec3): Vec3 {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** Length in metres. */
export function length(a: Vec3): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** The plan position of a world point: its height dropped. */
export function planFromWorld(point: Vec3): PlanPoint {
  return [point[0], point[2]];
}

/** Degrees to radians. */
export function radiansFromDegrees(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

/** Radians to degrees. */
export function degreesFromRadians(radians: number): number {
  return (radians * 180) / Math.PI;
}

/** An angle wrapped to [-180, 180). */
export function wrapDegrees(degrees: number): number {
  return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** Plan direction of a yaw: 0 faces +z, yaw grows clockwise seen from above. */
export function planForwardFromYaw(yawDeg: number): PlanPoint {
  const yaw = radiansFromDegrees(yawDeg);
  return [Math.sin(yaw), Math.cos(yaw)];
}

/** Bearing of plan point `to` from `from` in degrees, in the convention of {@link planForwardFromYaw}. */
export function bearingDeg(from: PlanPoint, to: PlanPoint): number {
  return degreesFromRadians(Math.atan2(to[0] - from[0], to[1] - from[1]));
}
