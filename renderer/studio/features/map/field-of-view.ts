import { degreesFromRadians, radiansFromDegrees } from '../../../../shared/geometry/vector.ts';
import type { CameraIntrinsics } from '../../../../shared/model/trajectory.ts';

/** What SIMS-V's walkthroughs use; drawn, and named as assumed, where a shard does not say. */
const assumedCamera = { widthPx: 384, heightPx: 224, fovYDeg: 59 };

/** Horizontal opening angle of a camera, and whether it had to be assumed. */
export function fieldOfView(camera: CameraIntrinsics | null): { readonly horizontalDeg: number; readonly isAssumed: boolean } {
  const { widthPx, heightPx, fovYDeg } = camera ?? assumedCamera;
  const half = Math.atan(Math.tan(radiansFromDegrees(fovYDeg) / 2) * (widthPx / heightPx));
  return { horizontalDeg: 2 * degreesFromRadians(half), isAssumed: camera === null };
}
