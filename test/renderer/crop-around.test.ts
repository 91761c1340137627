import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cropAround } from '../../renderer/studio/features/question/crop-around.ts';

const picture = { width: 384, height: 224 };
const aspect = 4 / 3;

test('a crop lies within the picture, keeps its aspect ratio and holds the middle of the object', () => {
  const span = (limit: number) =>
    fc
      .tuple(fc.integer({ min: 0, max: limit - 1 }), fc.integer({ min: 0, max: limit - 1 }))
      .map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(span(picture.width), span(picture.height), ([left, right], [top, bottom]) => {
      const crop = cropAround([left, top, right, bottom], picture, aspect);
      expect(crop.left).toBeGreaterThanOrEqual(0);
      expect(crop.top).toBeGreaterThanOrEqual(0);
      expect(crop.left + crop.width).toBeLessThanOrEqual(picture.width + 1e-9);
      expect(crop.top + crop.height).toBeLessThanOrEqual(picture.height + 1e-9);
      expect(crop.width / crop.height).toBeCloseTo(aspect, 6);
      const [x, y] = [(left + right + 1) / 2, (top + bottom + 1) / 2];
      expect(x >= crop.left && x <= crop.left + crop.width && y >= crop.top && y <= crop.top + crop.height).toBe(true);
    }),
  );
});

test('without bounds the middle of the whole picture is shown', () => {
  expect(cropAround([-1, -1, -1, -1], picture, aspect)).toEqual(cropAround(null, picture, aspect));
  expect(cropAround(null, picture, aspect)).toMatchObject({ top: 0, height: picture.height });
});
