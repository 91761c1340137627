import type { CameraIntrinsics, Pose } from '../../../../shared/model/trajectory.ts';

/** The camera of SIMS-V's walkthroughs: stands in, and is named as assumed, where a shard does not describe its own. */
export const simsvCamera: CameraIntrinsics = { widthPx: 384, heightPx: 224, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };

/** The pose of a frame; null where the source has none, or where it is not a number. `poses`: x, z and yaw per frame. */
export function poseOfFrame(poses: readonly number[], frame: number): Pose | null {
  const [x, z, yawDeg] = [poses[3 * frame], poses[3 * frame + 1], poses[3 * frame + 2]];
  if (x === undefined || z === undefined || yawDeg === undefined) return null;
  if (![x, z, yawDeg].every(Number.isFinite)) return null;
  return { positionM: [x, 0, z], yawDeg };
}
