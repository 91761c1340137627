import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestFrame } from '../../renderer/studio/features/map/nearest-frame.ts';
import { fitViewport, planFromPx, projectPlan, zoomAt } from '../../renderer/studio/features/map/viewport.ts';

const coordinate = fc.double({ min: -30, max: 30, noNaN: true });

describe('the map', () => {
  it('draws north up: a larger z lies higher on the screen', () => {
    const view = fitViewport([0, 0], [10, 10], 400, 400);
    expect(projectPlan(view, [5, 9])[1]).toBeLessThan(projectPlan(view, [5, 1])[1]);
  });

  it('finds back the plan point under every screen point', () => {
    const view = fitViewport([-3, 2], [8, 9], 640, 480);
    fc.assert(
      fc.property(coordinate, coordinate, (x, z) => {
        const [px, py] = projectPlan(view, [x, z]);
        const [backX, backZ] = planFromPx(view, px, py);
        expect(backX).toBeCloseTo(x, 9);
        expect(backZ).toBeCloseTo(z, 9);
      }),
    );
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
