import { cameraFrameFromPose } from '../../../../shared/geometry/camera.ts';
import { add, length, scale, subtract, type Vec3 } from '../../../../shared/geometry/vector.ts';
import type { CameraIntrinsics, Pose } from '../../../../shared/model/trajectory.ts';

/** Where the 3D view looks from: with the walk's camera, around a point, or freely. */
export type HouseCamera =
  | { readonly mode: 'walk' }
  | ({ readonly mode: 'orbit'; readonly targetM: Vec3; readonly distanceM: number } & Heading)
  | ({ readonly mode: 'fly'; readonly positionM: Vec3 } & Heading);

/** Where a camera looks; `pitchDownDeg` is positive below the horizon. */
export interface Heading {
  readonly yawDeg: number;
  readonly pitchDownDeg: number;
}

/** A camera that is not the walk's own. */
export type FreeCamera = Exclude<HouseCamera, { readonly mode: 'walk' }>;

/** A pose with the camera that stands at it, as everything that projects wants it. */
export interface Eye {
  readonly pose: Pose;
  readonly camera: CameraIntrinsics;
}

/** Vertical opening of the free camera. */
const fovYDeg = 50;
const [leastDistanceM, mostDistanceM] = [0.4, 400];

/** The eye of a free camera for a picture of this size. */
export function eyeOf(camera: FreeCamera, widthPx: number, heightPx: number): Eye {
  const positionM = positionOf(camera);
  return {
    pose: { positionM, yawDeg: camera.yawDeg },
    camera: { widthPx, heightPx, fovYDeg, pitchDownDeg: camera.pitchDownDeg, heightM: positionM[1] },
  };
}

/** Where a free camera stands. */
export function positionOf(camera: FreeCamera): Vec3 {
  if (camera.mode === 'fly') return camera.positionM;
  return subtract(camera.targetM, scale(directionsOf(camera).forward, camera.distanceM));
}

/** An orbit that shows everything between two corners of the world, from the south and above, in a picture of this aspect (width by height). */
export function orbitAround(minM: Vec3, maxM: Vec3, aspect: number): FreeCamera {
  const radiusM = Math.max(1, length(subtract(maxM, minM)) / 2);
  const distanceM = (0.95 * radiusM) / Math.tan((fovYDeg * Math.PI) / 360) / Math.min(1, Math.max(0.3, aspect));
  return { mode: 'orbit', targetM: scale(add(minM, maxM), 0.5), distanceM: clampDistance(distanceM), yawDeg: 0, pitchDownDeg: 55 };
}

/** The free camera at an eye: from there one can look and move on. */
export function flyFrom({ pose, camera }: Eye): FreeCamera {
  const [x, , z] = pose.positionM;
  return { mode: 'fly', positionM: [x, camera.heightM, z], yawDeg: pose.yawDeg, pitchDownDeg: camera.pitchDownDeg };
}

/** An orbit with the same picture, around what lies `distanceM` ahead. */
export function orbitFrom(camera: FreeCamera, distanceM: number): FreeCamera {
  const targetM = add(positionOf(camera), scale(directionsOf(camera).forward, distanceM));
  return { mode: 'orbit', targetM, distanceM: clampDistance(distanceM), yawDeg: camera.yawDeg, pitchDownDeg: camera.pitchDownDeg };
}

/** Turns by degrees: an orbit around its target, a flight on the spot. Straight up and down are the ends. */
export function turnCamera(camera: FreeCamera, yawDeg: number, pitchDownDeg: number): FreeCamera {
  const steepest = camera.mode === 'orbit' ? 89 : 85;
  return {
    ...camera,
    yawDeg: camera.yawDeg + yawDeg,
    pitchDownDeg: Math.min(steepest, Math.max(-steepest, camera.pitchDownDeg + pitchDownDeg)),
  };
}

/** Goes nearer (`factor` below 1) or away; a flight moves a metre per notch instead. */
export function zoomCamera(camera: FreeCamera, factor: number): FreeCamera {
  if (camera.mode === 'orbit') return { ...camera, distanceM: clampDistance(camera.distanceM * factor) };
  return moveCamera(camera, [0, 0, -4 * Math.log(factor)]);
}

/** Moves by metres to the camera's right, straight up, and ahead over the floor. */
export function moveCamera(camera: FreeCamera, [rightM, upM, aheadM]: Vec3): FreeCamera {
  const { right } = directionsOf(camera);
  const ahead: Vec3 = [-right[2], 0, right[0]];
  const step = add(add(scale(right, rightM), scale(ahead, aheadM)), [0, upM, 0]);
  return camera.mode === 'orbit'
    ? { ...camera, targetM: add(camera.targetM, step) }
    : { ...camera, positionM: add(camera.positionM, step) };
}

/** Moves with the pointer, so that what is at the target's distance stays under it. */
export function dragCamera(camera: FreeCamera, dxPx: number, dyPx: number, heightPx: number): FreeCamera {
  const distanceM = camera.mode === 'orbit' ? camera.distanceM : 3;
  const mPerPx = (2 * distanceM * Math.tan((fovYDeg * Math.PI) / 360)) / Math.max(1, heightPx);
  const { right, up } = directionsOf(camera);
  const step = add(scale(right, -dxPx * mPerPx), scale(up, dyPx * mPerPx));
  return camera.mode === 'orbit'
    ? { ...camera, targetM: add(camera.targetM, step) }
    : { ...camera, positionM: add(camera.positionM, step) };
}

function directionsOf({ yawDeg, pitchDownDeg }: Heading) {
  return cameraFrameFromPose({ positionM: [0, 0, 0], yawDeg }, { widthPx: 1, heightPx: 1, fovYDeg, pitchDownDeg, heightM: 0 });
}

function clampDistance(distanceM: number): number {
  return Math.min(mostDistanceM, Math.max(leastDistanceM, distanceM));
}
