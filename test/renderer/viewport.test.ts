import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestFrame } from '../../renderer/studio/features/map/nearest-frame.ts';
import { fitViewport, planFromPx, projectPlan, svgTransform, zoomAt } from '../../renderer/studio/features/map/viewport.ts';

const turns = fc.double({ min: -360, max: 360, noNaN: true });
const coordinate = fc.double({ min: -30, max: 30, noNaN: true });

describe('the map', () => {
  it('draws north up: a larger z lies higher on the screen', () => {
    const view = fitViewport([0, 0], [10, 10], 400, 400);
    expect(projectPlan(view, [5, 9])[1]).toBeLessThan(projectPlan(view, [5, 1])[1]);
  });

  it('finds back the plan point under every screen point', () => {
    fc.assert(
      fc.property(coordinate, coordinate, turns, (x, z, turnDeg) => {
        const view = { ...fitViewport([-3, 2], [8, 9], 640, 480), turnDeg };
        const [px, py] = projectPlan(view, [x, z]);
        const [backX, backZ] = planFromPx(view, px, py);
        expect(backX).toBeCloseTo(x, 9);
        expect(backZ).toBeCloseTo(z, 9);
      }),
    );
  });

  it('draws the plan by the same turn as everything that is projected onto it', () => {
    fc.assert(
      fc.property(coordinate, coordinate, turns, (x, z, turnDeg) => {
        const view = { ...fitViewport([-3, 2], [8, 9], 640, 480), turnDeg };
        const [a, b, c, d, e, f] = [...svgTransform(view).matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number) as [
          number,
          number,
          number,
          number,
          number,
          number,
        ];
        const [px, py] = projectPlan(view, [x, z]);
        expect(a * x + c * z + e).toBeCloseTo(px, 6);
        expect(b * x + d * z + f).toBeCloseTo(py, 6);
      }),
    );
  });

  it('turned by a bearing, shows what lies in it straight up', () => {
    const view = { ...fitViewport([-5, -5], [5, 5], 400, 400), turnDeg: 90 };
    const [x, y] = projectPlan(view, [2, 0]);
    expect([Math.round(x), y < 200]).toEqual([200, true]);
  });

  it('keeps the point under the pointer in place while zooming', () => {
    const view = fitViewport([0, 0], [10, 8], 640, 480);
    const before = planFromPx(view, 100, 77);
    const after = planFromPx(zoomAt(view, 1.7, 100, 77), 100, 77);
    expect(after[0]).toBeCloseTo(before[0], 9);
    expect(after[1]).toBeCloseTo(before[1], 9);
  });

  it('goes to the nearest frame of the path, and nowhere when the click is too far off', () => {
    const poses = [0, 0, 0, 1, 0, 90, 2, 0, 90];
    expect(nearestFrame(poses, [1.2, 0.1], 0.5)).toBe(1);
    expect(nearestFrame(poses, [1.2, 3], 0.5)).toBeNull();
  });
});
