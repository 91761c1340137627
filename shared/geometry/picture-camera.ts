import type { CameraIntrinsics, Pose } from '../model/trajectory.ts';
import { type CameraFrame, cameraFrameFromPose, focalLengthPx } from './camera.ts';
import { add, dot, scale, subtract, type Vec3 } from './vector.ts';

/** A camera at one pose with the picture it makes: what projecting many points needs, computed once. */
export interface PictureCamera extends CameraFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly focalPx: number;
}

/** A place in the picture; coordinates outside of it are possible, 0 is its left or upper edge. */
export type PicturePoint = readonly [xPx: number, yPx: number];

/** What is nearer to the optical centre than this, along the optical axis, is cut away. Recordings cut at the same distance. */
export const nearPlaneM = 0.05;

/** The camera of a pose; `camera` may have the size of any picture of the same aspect, so that points come out in that picture's pixels. */
export function pictureCamera(pose: Pose, camera: CameraIntrinsics): PictureCamera {
  return {
    ...cameraFrameFromPose(pose, camera),
    widthPx: camera.widthPx,
    heightPx: camera.heightPx,
    focalPx: focalLengthPx(camera),
  };
}

/** Where a world point lands; null where it is behind the near plane. */
export function projectVertex(camera: PictureCamera, pointM: Vec3): PicturePoint | null {
  const seen = viewFromWorld(camera, pointM);
  return seen[2] < nearPlaneM ? null : pictureFromView(camera, seen);
}

/** The visible piece of a world segment, cut at the near plane; null where all of it is behind. */
export function projectSegment(camera: PictureCamera, fromM: Vec3, toM: Vec3): readonly [PicturePoint, PicturePoint] | null {
  const [from, to] = [viewFromWorld(camera, fromM), viewFromWorld(camera, toM)];
  if (from[2] < nearPlaneM && to[2] < nearPlaneM) return null;
  const start = from[2] < nearPlaneM ? cutAtNear(from, to) : from;
  const end = to[2] < nearPlaneM ? cutAtNear(to, from) : to;
  return [pictureFromView(camera, start), pictureFromView(camera, end)];
}

/**
 * The visible part of a flat world polygon, cut at the near plane (Sutherland and Hodgman's one step): at most one corner more than it
 * had, in the same turning order; empty where all of it is behind. A concave polygon may keep an edge along the near plane, off the picture.
 */
export function projectPolygon(camera: PictureCamera, cornersM: readonly Vec3[]): PicturePoint[] {
  const seen = cornersM.map((corner) => viewFromWorld(camera, corner));
  const kept: Vec3[] = [];
  for (const [index, point] of seen.entries()) {
    const before = seen[(index + seen.length - 1) % seen.length] as Vec3;
    if (point[2] < nearPlaneM !== before[2] < nearPlaneM) kept.push(cutAtNear(point, before));
    if (point[2] >= nearPlaneM) kept.push(point);
  }
  return kept.map((point) => pictureFromView(camera, point));
}

/** Whether a place lies in the picture, or within `marginPx` of it. */
export function isInPicture({ widthPx, heightPx }: PictureCamera, [x, y]: PicturePoint, marginPx = 0): boolean {
  return x >= -marginPx && y >= -marginPx && x <= widthPx + marginPx && y <= heightPx + marginPx;
}

/** Direction of the ray through a place of the picture, one metre long along the optical axis; from the camera's `positionM`. */
export function rayFromPicture(camera: PictureCamera, [xPx, yPx]: PicturePoint): Vec3 {
  const { right, up, forward, focalPx, widthPx, heightPx } = camera;
  return add(forward, add(scale(right, (xPx - widthPx / 2) / focalPx), scale(up, (heightPx / 2 - yPx) / focalPx)));
}

/** A world point in view space: right, up, and distance along the optical axis. */
function viewFromWorld({ positionM, right, up, forward }: PictureCamera, pointM: Vec3): Vec3 {
  const offset = subtract(pointM, positionM);
  return [dot(offset, right), dot(offset, up), dot(offset, forward)];
}

function pictureFromView({ widthPx, heightPx, focalPx }: PictureCamera, [x, y, z]: Vec3): PicturePoint {
  return [widthPx / 2 + (focalPx * x) / z, heightPx / 2 - (focalPx * y) / z];
}

/** Where the segment from a point behind the near plane to one before it meets that plane. */
function cutAtNear(behind: Vec3, before: Vec3): Vec3 {
  const share = (nearPlaneM - behind[2]) / (before[2] - behind[2]);
  return [behind[0] + share * (before[0] - behind[0]), behind[1] + share * (before[1] - behind[1]), nearPlaneM];
}
