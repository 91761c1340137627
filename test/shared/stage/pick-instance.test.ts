import { expect, it } from 'vitest';
import { pictureCamera, rayFromPicture } from '../../../shared/geometry/picture-camera.ts';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import { pickInstance } from '../../../shared/stage/pick-instance.ts';
import { aScene } from '../../fixtures/a-scene.ts';
import { castRays } from './ray-caster.ts';

const [widthPx, heightPx] = [32, 19];
const camera: CameraIntrinsics = { widthPx, heightPx, fovYDeg: 59, pitchDownDeg: 15, heightM: 1.5 };
const stage = compileStage(aScene());
const poses: Pose[] = [
  { positionM: [2.4, 0.9, 3.2], yawDeg: 200 },
  { positionM: [6.5, 0.9, 2.9], yawDeg: -95 },
];

it.each(poses)('a click picks what a ray through that pixel meets, from $positionM', (pose) => {
  const picture = pictureCamera(pose, camera);
  const picked = Array.from({ length: widthPx * heightPx }, (_, pixel) => {
    const ray = rayFromPicture(picture, [(pixel % widthPx) + 0.5, Math.floor(pixel / widthPx) + 0.5]);
    return pickInstance(stage, picture.positionM, ray, () => true)?.instance.id ?? null;
  });
  const expected = castRays(stage, pose, camera).map((hit) => (hit === null ? null : (stage.instances[hit.instanceId - 1]?.id ?? null)));
  // Rays that graze an edge between two bodies may go either way.
  expect(picked.filter((id, pixel) => id !== expected[pixel]).length).toBeLessThan(0.01 * picked.length);
  expect(new Set(picked).size).toBeGreaterThan(4);
});

it('a click passes through walls that are seen through', () => {
  const pose: Pose = { positionM: [3.6, 0.9, 3.4], yawDeg: 90 };
  const picture = pictureCamera(pose, { ...camera, pitchDownDeg: 0 });
  const pick = (isHit: (kind: string) => boolean) =>
    pickInstance(stage, picture.positionM, rayFromPicture(picture, [widthPx / 2 - 6, heightPx / 2]), ({ kind }) => isHit(kind))?.instance
      .kind;
  expect(pick(() => true)).toBe('wall');
  expect(pick((kind) => kind !== 'wall')).not.toBe('wall');
});
