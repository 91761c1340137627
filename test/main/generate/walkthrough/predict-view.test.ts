import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ViewPredictor } from '../../../../main/generate/walkthrough/predict-view.ts';
import { type CameraPoint, silhouetteAreaPx } from '../../../../main/generate/walkthrough/silhouette.ts';
import { defaultWalkSettings } from '../../../../main/generate/walkthrough/walk-settings.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import type { Pose } from '../../../../shared/model/trajectory.ts';
import { sampleHouse, scenesOf } from './walk-checks.ts';

const picture = { widthPx: 200, heightPx: 100, focalPx: 100 };

/** Corners of a box about a point, in camera axes. */
function cornersOf(middle: CameraPoint, half: number): CameraPoint[] {
  return Array.from({ length: 8 }, (_, corner) => {
    const side = (bit: number) => (corner & bit ? half : -half);
    return [middle[0] + side(1), middle[1] + side(2), middle[2] + side(4)] as const;
  });
}

describe('the outline of a box in a picture', () => {
  it('is its nearest face where it is seen straight on', () => {
    expect(silhouetteAreaPx(cornersOf([0, 0, 3], 0.5), picture)).toBeCloseTo(40 * 40, 9);
  });

  it('is the whole picture around the camera, nothing behind it, and half where it is cut in the middle', () => {
    expect(silhouetteAreaPx(cornersOf([0, 0, 0], 5), picture)).toBeCloseTo(200 * 100, 6);
    expect(silhouetteAreaPx(cornersOf([0, 0, -3], 0.5), picture)).toBe(0);
    const whole = silhouetteAreaPx(cornersOf([0, 0, 3], 0.2), picture);
    const cut = silhouetteAreaPx(cornersOf([0, 0, 3], 0.2), { ...picture, widthPx: 1e-9 });
    expect(cut).toBeLessThan(whole);
  });

  it('is never more than the picture', () => {
    const metre = fc.double({ min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(metre, metre, metre, fc.double({ min: 0.01, max: 3, noNaN: true }), (x, y, z, half) => {
        const area = silhouetteAreaPx(cornersOf([x, y, z], half), picture);
        expect(area).toBeGreaterThanOrEqual(0);
        expect(area).toBeLessThanOrEqual(200 * 100 + 1e-6);
      }),
    );
  });
});

describe('a predicted view', () => {
  it('shows the toilet from in front of it, but not behind one’s back and not through the wall', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const toilet = scene.objects.findIndex(({ objectType }) => objectType === 'Toilet');
    const predictor = new ViewPredictor(scene, defaultWalkSettings.camera);
    const from = (x: number, z: number, yawDeg: number): number => {
      const pose: Pose = { positionM: [x, 0.9, z], yawDeg };
      return predictor.look(pose)(toilet);
    };
    // It stands in the bathroom against the kitchen's wall, at z = 4.2.
    expect(from(6.6, 6.1, 180)).toBeGreaterThan(0.03);
    expect(from(6.6, 6.1, 0)).toBe(0);
    expect(from(6.6, 2.6, 0)).toBeLessThan(1e-9);
  });
});
