import { describe, expect, it } from 'vitest';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import { countInstances } from '../../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../../shared/stage/rasterise.ts';
import { aScene } from '../../fixtures/a-scene.ts';
import { castRays } from './ray-caster.ts';

const [widthPx, heightPx] = [64, 38];
const camera: CameraIntrinsics = { widthPx, heightPx, fovYDeg: 59, pitchDownDeg: 15, heightM: 1.5 };
const stage = compileStage(aScene());
const rasteriser = createRasteriser({ widthPx, heightPx });
/** Looking around both rooms, through the door both ways, at the window, and with furniture across the near plane. */
const poses: Pose[] = [
  { positionM: [2.4, 0.9, 3.2], yawDeg: 200 },
  { positionM: [2.2, 0.9, 2.9], yawDeg: 90 },
  { positionM: [6.5, 0.9, 2.9], yawDeg: -95 },
  { positionM: [5.2, 0.9, 0.6], yawDeg: 55 },
  { positionM: [2, 0.9, 1.6], yawDeg: 180 },
  { positionM: [3.6, 0.9, 0.62], yawDeg: 178 },
];

describe('the rasteriser', () => {
  it.each(poses)('sees what a ray through every pixel sees, from $positionM at $yawDeg degrees', (pose) => {
    const expected = castRays(stage, pose, camera);
    const { ids, depthM } = rasteriser.draw(stage, pose, camera);
    const expectedIds = new Uint16Array(expected.map((hit) => hit?.instanceId ?? 0));
    const isInside = (pixel: number): boolean => {
      const x = pixel % widthPx;
      return (
        [-widthPx - 1, -widthPx, -widthPx + 1, -1, 1, widthPx - 1, widthPx, widthPx + 1].every(
          (step) => expectedIds[pixel + step] === expectedIds[pixel],
        ) &&
        x > 0 &&
        x < widthPx - 1
      );
    };
    const wrong = expected.flatMap((hit, pixel) => {
      if (!isInside(pixel)) return [];
      const isSame = ids[pixel] === expectedIds[pixel] && Math.abs((depthM[pixel] as number) - (hit?.depthM ?? 0)) < 1e-3;
      return isSame ? [] : [{ pixel, id: ids[pixel], expected: hit }];
    });
    expect(wrong).toEqual([]);
    const large = (image: Uint16Array) => countInstances(image, widthPx, heightPx).flatMap(([id, pixels]) => (pixels > 10 ? [id] : []));
    const seen = new Set(countInstances(ids, widthPx, heightPx).map(([id]) => id));
    expect(large(expectedIds).filter((id) => !seen.has(id))).toEqual([]);
    expect(ids.reduce((count, id, pixel) => count + Number(id !== expectedIds[pixel]), 0)).toBeLessThan(12);
  });

  it('leaves no gap between floors, walls and ceilings', () => {
    const large = createRasteriser({ widthPx: 384, heightPx: 224 });
    for (let yawDeg = 0; yawDeg < 360; yawDeg += 7) {
      const { ids } = large.draw(
        stage,
        { positionM: [2.4 + yawDeg / 1000, 0.9, 2.6], yawDeg },
        { ...camera, pitchDownDeg: -10 + (yawDeg % 40) },
      );
      expect(ids.includes(0)).toBe(false);
    }
  });

  it('gives the same ids and depth with and without supersampling, and smoother colour', () => {
    const pose = poses[0] as Pose;
    const plain = rasteriser.draw(stage, pose, camera);
    const smooth = createRasteriser({ widthPx, heightPx, supersample: 2 }).draw(stage, pose, camera);
    expect(smooth.ids).toEqual(plain.ids);
    expect(smooth.depthM).toEqual(plain.depthM);
    expect(smooth.rgba).not.toEqual(plain.rgba);
    const difference = smooth.rgba.reduce((sum, value, i) => sum + Math.abs(value - (plain.rgba[i] as number)), 0) / smooth.rgba.length;
    expect(difference).toBeLessThan(8);
  });

  it('draws the same bytes again after another picture', () => {
    const [first, second] = poses as [Pose, Pose];
    const { rgba, ids } = rasteriser.draw(stage, first, camera);
    const before = [rgba.slice(), ids.slice()];
    rasteriser.draw(stage, second, camera);
    const again = rasteriser.draw(stage, first, camera);
    expect([again.rgba, again.ids]).toEqual(before);
  });
});

describe('countInstances', () => {
  it('counts every pixel once and bounds each id exactly', () => {
    const pose = poses[1] as Pose;
    const { ids } = rasteriser.draw(stage, pose, camera);
    const expected = [...new Set(ids)]
      .sort((a, b) => a - b)
      .flatMap((id) => {
        if (id === 0) return [];
        const pixels = [...ids.keys()].filter((pixel) => ids[pixel] === id);
        const [xs, ys] = [pixels.map((p) => p % widthPx), pixels.map((p) => Math.floor(p / widthPx))];
        return [[id, pixels.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]];
      });
    expect(countInstances(ids, widthPx, heightPx)).toEqual(expected);
  });
});
