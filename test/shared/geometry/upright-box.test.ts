import fc from 'fast-check';
import { expect, it } from 'vitest';
import { axesFromEulerDeg, boxCorners, type OrientedBox } from '../../../shared/geometry/box.ts';
import { uprightBox } from '../../../shared/geometry/upright-box.ts';
import { cross, dot, scale, type Vec3 } from '../../../shared/geometry/vector.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const sizes: fc.Arbitrary<Vec3> = fc.tuple(number(0.1, 3), number(0.1, 3), number(0.1, 3));
const orders = fc.shuffledSubarray([0, 1, 2], { minLength: 3, maxLength: 3 });
const signs = fc.tuple(...([0, 1, 2] as const).map(() => fc.constantFrom(1, -1)));

const rounded = (corners: readonly Vec3[]) =>
  corners.map((corner) => corner.map((value) => (Math.round(value * 1e6) / 1e6 || 0).toString()).join()).sort();

it('an upright box is the same body, with y up and a frame that is not mirrored, whatever the order and signs of its axes', () => {
  fc.assert(
    fc.property(sizes, number(-180, 180), orders, signs, (sizeM, yawDeg, order, sign) => {
      const straight = axesFromEulerDeg({ x: 0, y: yawDeg, z: 0 });
      const axes = order.map((k, place) => scale(straight[k as 0 | 1 | 2], sign[place] as number)) as [Vec3, Vec3, Vec3];
      const box: OrientedBox = { centerM: [1, 2, 3], sizeM: order.map((k) => sizeM[k as 0 | 1 | 2]) as unknown as Vec3, axes };
      const upright = uprightBox(box);
      expect(rounded(boxCorners(upright))).toEqual(rounded(boxCorners(box)));
      expect(upright.axes[1][1]).toBeCloseTo(1, 9);
      expect(dot(cross(upright.axes[0], upright.axes[1]), upright.axes[2])).toBeCloseTo(1, 9);
      expect(upright.sizeM[1]).toBe(sizeM[1]);
    }),
  );
});
