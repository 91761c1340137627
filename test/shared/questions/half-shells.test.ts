import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axesFromEulerDeg, boxFromWorld, type OrientedBox, worldAxes } from '../../../shared/geometry/box.ts';
import { closestPointsBetweenBoxes } from '../../../shared/geometry/box-distance.ts';
import { length, subtract, type Vec3 } from '../../../shared/geometry/vector.ts';
import { fusedMultiplyAdd } from '../../../shared/questions/measures/fused-multiply-add.ts';
import { closestPointsBetweenHalfShells } from '../../../shared/questions/measures/half-shells.ts';
import { buildShellGrid, isKept, type ShellGrid, shellPointM } from '../../../shared/questions/measures/shell-grid.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
/** Small, so that a search over all pairs stays quick. */
const box: fc.Arbitrary<OrientedBox> = fc
  .record({
    centerM: fc.tuple(number(-0.4, 0.4), number(-0.4, 0.4), number(-0.4, 0.4)),
    sizeM: fc.tuple(number(0.01, 0.3), number(0.01, 0.3), number(0.01, 0.3)),
    turn: fc.record({ x: number(-180, 180), y: number(-180, 180), z: number(-180, 180) }),
  })
  .map(({ centerM, sizeM, turn }) => ({ centerM, sizeM, axes: axesFromEulerDeg(turn) }));

describe('a distance between half-shells', () => {
  it('is that of the nearest of all pairs of points, between two such points', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const { distanceM, onA, onB } = closestPointsBetweenHalfShells(a, b);
        const [pointsA, pointsB] = [pointsOf(a), pointsOf(b)];
        const shortestM = Math.min(...pointsA.map((p) => Math.min(...pointsB.map((q) => length(subtract(q, p))))));
        expect(distanceM).toBeCloseTo(shortestM, 12);
        expect(pointsA).toContainEqual(onA);
        expect(pointsB).toContainEqual(onB);
      }),
      { numRuns: 100 },
    );
  });

  it('is the same from both sides, and never shorter than between the boxes', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const { distanceM, onA, onB } = closestPointsBetweenHalfShells(a, b);
        expect(closestPointsBetweenHalfShells(b, a).distanceM).toBeCloseTo(distanceM, 12);
        expect(length(subtract(onB, onA))).toBe(distanceM);
        expect(distanceM).toBeGreaterThan(closestPointsBetweenBoxes(a, b).distanceM - 1e-12);
      }),
    );
  });

  it('has points inside each box only, and none in its core', () => {
    fc.assert(
      fc.property(box, (a) => {
        for (const point of pointsOf(a)) {
          const shares = boxFromWorld(a, point).map((along, axis) => Math.abs(along) / (a.sizeM[axis] as number));
          expect(Math.max(...shares)).toBeLessThan(0.5 + 1e-12);
          expect(Math.max(...shares)).toBeGreaterThan(0.25 - 1e-12);
        }
      }),
    );
  });

  it('takes a finer grid for a sheet that rounding leaves without a point', () => {
    // Around x = 3 rounding puts 0.02 just outside: no layer on a face passes, and 5 and 2.5 cm give no other.
    const sheet: OrientedBox = { centerM: [3, 1, 1], sizeM: [0.04, 0.5, 0.5], axes: worldAxes };
    expect(buildShellGrid(sheet)?.layersM.map((layers) => layers.length)).toEqual([4, 40, 40]);
    expect(pointsOf(sheet).length).toBeGreaterThan(1000);
  });

  it.each([
    ['endless', [Number.POSITIVE_INFINITY, 1, 1]],
    ['vast', [1e4, 1e4, 1e4]],
    ['unknown', [Number.NaN, 1, 1]],
    ['flat', [1, 0, 1]],
  ] as const)('has no grid for a box of %s size, which is measured exactly', (_what, sizeM) => {
    const odd: OrientedBox = { centerM: [0, 0, 0], sizeM, axes: worldAxes };
    const small: OrientedBox = { centerM: [0, 9e9, 0], sizeM: [0.1, 0.1, 0.1], axes: worldAxes };
    expect(buildShellGrid(odd)).toBeNull();
    expect(closestPointsBetweenHalfShells(odd, small)).toEqual(closestPointsBetweenBoxes(odd, small));
  });
});

describe('a fused multiply-add', () => {
  it('rounds once: what a product loses is not lost', () => {
    const a = 1 + 2 ** -30;
    expect(a * a - (1 + 2 ** -29)).toBe(0);
    expect(fusedMultiplyAdd(a, a, -(1 + 2 ** -29))).toBe(2 ** -60);
  });

  it('is the plain result where nothing is lost', () => {
    const small = fc.integer({ min: -(2 ** 20), max: 2 ** 20 });
    fc.assert(
      fc.property(small, small, small, (a, b, c) => {
        expect(fusedMultiplyAdd(a, b, c) + 0).toBe(a * b + c + 0);
      }),
    );
  });
});

/** Every point of a box's grid. */
function pointsOf(of: OrientedBox): Vec3[] {
  const grid = buildShellGrid(of) as ShellGrid;
  const [first, second, third] = grid.layersM.map((layers) => [...layers.keys()]) as [number[], number[], number[]];
  return first.flatMap((i) => second.flatMap((j) => third.flatMap((k) => (isKept(grid, i, j, k) ? [shellPointM(grid, i, j, k)] : []))));
}
