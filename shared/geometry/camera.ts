import type { CameraIntrinsics, Pose } from '../model/trajectory.ts';
import { dot, radiansFromDegrees, subtract, type Vec3 } from './vector.ts';

/** A camera's place and its three orthonormal world directions. With all angles 0 they are the world's own axes. */
export interface CameraFrame {
  readonly positionM: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
}

/** View and projection as 16 numbers each; see {@link viewProjectionFromPose}. */
export interface ViewProjection {
  readonly view: number[];
  readonly projection: number[];
}

/** Where a point lands in the image. */
export interface ProjectedPoint {
  /** 0 is the left edge of the image, so the first column's centre is at 0.5. */
  readonly xPx: number;
  /** 0 is the upper edge of the image; y grows downwards. */
  readonly yPx: number;
  /** Distance along the optical axis (not along the ray). */
  readonly depthM: number;
}

/** Place and directions of the camera at a pose: above the pose's plan point at the intrinsics' height, without roll. */
export function cameraFrameFromPose(pose: Pose, camera: CameraIntrinsics): CameraFrame {
  const [yaw, pitch] = [radiansFromDegrees(pose.yawDeg), radiansFromDegrees(camera.pitchDownDeg)];
  const [sy, cy, sp, cp] = [Math.sin(yaw), Math.cos(yaw), Math.sin(pitch), Math.cos(pitch)];
  return {
    positionM: [pose.positionM[0], camera.heightM, pose.positionM[2]],
    right: [cy, 0, -sy],
    up: [sy * sp, cp, cy * sp],
    forward: [sy * cp, -sp, cy * cp],
  };
}

/**
 * View and projection of a pose for a left-handed world: view space has x right, y up, z forward; clip space is OpenGL's and
 * WebGL's (x, y and z from -w to w, w = view depth, z = -w at `nearM`).
 *
 * Each matrix is stored column by column for column vectors (`clip = projection * view * point`), which is what
 * `uniformMatrix4fv` takes. Babylon multiplies row vectors from the left and stores row by row, so the very same 16 numbers in
 * the same order are its matrix: `Matrix.FromArray(view)`.
 */
export function viewProjectionFromPose(pose: Pose, camera: CameraIntrinsics, nearM: number, farM: number): ViewProjection {
  const { positionM, right: r, up: u, forward: f } = cameraFrameFromPose(pose, camera);
  const focal = 1 / Math.tan(radiansFromDegrees(camera.fovYDeg) / 2);
  const aspect = camera.widthPx / camera.heightPx;
  const spanM = farM - nearM;
  return {
    // biome-ignore format: four columns of four
    view: [
      r[0], u[0], f[0], 0,
      r[1], u[1], f[1], 0,
      r[2], u[2], f[2], 0,
      -dot(r, positionM), -dot(u, positionM), -dot(f, positionM), 1,
    ],
    // biome-ignore format: four columns of four
    projection: [
      focal / aspect, 0, 0, 0,
      0, focal, 0, 0,
      0, 0, (farM + nearM) / spanM, 1,
      0, 0, (-2 * farM * nearM) / spanM, 0,
    ],
  };
}

/** Image position of a world point; null when it lies behind the camera or in its plane. Points outside the image get coordinates outside it. */
export function projectPoint(pose: Pose, camera: CameraIntrinsics, pointM: Vec3): ProjectedPoint | null {
  const { positionM, right, up, forward } = cameraFrameFromPose(pose, camera);
  const offset = subtract(pointM, positionM);
  const depthM = dot(offset, forward);
  if (depthM <= 1e-9) return null;
  const focalPx = focalLengthPx(camera);
  return {
    xPx: camera.widthPx / 2 + (focalPx * dot(offset, right)) / depthM,
    yPx: camera.heightPx / 2 - (focalPx * dot(offset, up)) / depthM,
    depthM,
  };
}

/** The world point at an image position and a depth along the optical axis: the inverse of {@link projectPoint}. */
export function unproject(pose: Pose, camera: CameraIntrinsics, { xPx, yPx, depthM }: ProjectedPoint): Vec3 {
  const { positionM: p, right, up, forward } = cameraFrameFromPose(pose, camera);
  const x = ((xPx - camera.widthPx / 2) * depthM) / focalLengthPx(camera);
  const y = ((camera.heightPx / 2 - yPx) * depthM) / focalLengthPx(camera);
  const along = (k: 0 | 1 | 2): number => p[k] + right[k] * x + up[k] * y + forward[k] * depthM;
  return [along(0), along(1), along(2)];
}

/** Focal length in pixels, the same for x and y because pixels are square. */
export function focalLengthPx(camera: CameraIntrinsics): number {
  return camera.heightPx / 2 / Math.tan(radiansFromDegrees(camera.fovYDeg) / 2);
}
