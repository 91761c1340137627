import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axesFromEulerDeg, boxCorners, boxFromWorld, type OrientedBox, orientedFromAxisBox } from '../../../shared/geometry/box.ts';
import { closestPointsBetweenAxisBoxes, closestPointsBetweenBoxes, nearestPointInBox } from '../../../shared/geometry/box-distance.ts';
import { add, dot, length, subtract, type Vec3 } from '../../../shared/geometry/vector.ts';

const coordinate = fc.double({ min: -4, max: 4, noNaN: true });
const size = fc.oneof(fc.double({ min: 0.01, max: 3, noNaN: true }), fc.constant(0));
const angle = fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(0, 90, 45, 1e-7));
const vector = fc.tuple(coordinate, coordinate, coordinate);
const axes = fc.record({ x: angle, y: angle, z: angle }).map(axesFromEulerDeg);
const box: fc.Arbitrary<OrientedBox> = fc.record({ centerM: vector, sizeM: fc.tuple(size, size, size), axes });
const axisBox = fc.tuple(vector, fc.tuple(size, size, size)).map(([minM, extent]) => ({ minM, maxM: add(minM, extent) }));

describe('the closest points of two boxes', () => {
  it('lie in their boxes and are as far apart as the distance says', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const { distanceM, onA, onB } = closestPointsBetweenBoxes(a, b);
        expect(outsideM(a, onA)).toBeLessThan(1e-9);
        expect(outsideM(b, onB)).toBeLessThan(1e-9);
        expect(Math.abs(length(subtract(onB, onA)) - distanceM)).toBeLessThan(1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('cannot be improved: a plane between the boxes keeps them that far apart', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const { distanceM, onA, onB } = closestPointsBetweenBoxes(a, b);
        fc.pre(distanceM > 1e-3);
        const normal = subtract(onB, onA);
        const reachA = Math.max(...boxCorners(a).map((corner) => dot(corner, normal)));
        const reachB = Math.min(...boxCorners(b).map((corner) => dot(corner, normal)));
        expect((reachB - reachA) / length(normal)).toBeGreaterThan(distanceM - 1e-7);
      }),
      { numRuns: 1000 },
    );
  });

  it('agree with alternating projections', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        const { distanceM } = closestPointsBetweenBoxes(a, b);
        const approached = approachM(a, b);
        expect(distanceM).toBeLessThanOrEqual(approached + 1e-9);
        expect(distanceM).toBeGreaterThan(approached - 0.02);
      }),
      { numRuns: 200 },
    );
  });

  it('coincide where a point is in both', () => {
    const inside = fc.tuple(
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
      fc.double({ min: -0.49, max: 0.49, noNaN: true }),
    );
    fc.assert(
      fc.property(box, box, inside, inside, (a, b, inA, inB) => {
        const moved = { ...b, centerM: add(b.centerM, subtract(pointIn(a, inA), pointIn(b, inB))) };
        expect(closestPointsBetweenBoxes(a, moved).distanceM).toBeLessThan(1e-9);
      }),
      { numRuns: 500 },
    );
  });

  it('do not depend on the order of the boxes, nor on where and how both stand', () => {
    fc.assert(
      fc.property(box, box, vector, axes, (a, b, shift, turn) => {
        const { distanceM } = closestPointsBetweenBoxes(a, b);
        expect(closestPointsBetweenBoxes(b, a).distanceM).toBeCloseTo(distanceM, 9);
        expect(closestPointsBetweenBoxes(movedBox(a, shift, turn), movedBox(b, shift, turn)).distanceM).toBeCloseTo(distanceM, 7);
      }),
      { numRuns: 300 },
    );
  });

  it('are the per-axis gap for boxes aligned with the world', () => {
    fc.assert(
      fc.property(axisBox, axisBox, (a, b) => {
        const gaps = ([0, 1, 2] as const).map((k) => Math.max(0, a.minM[k] - b.maxM[k], b.minM[k] - a.maxM[k]));
        const { distanceM, onA, onB } = closestPointsBetweenAxisBoxes(a, b);
        expect(distanceM).toBeCloseTo(Math.hypot(...gaps), 12);
        expect(length(subtract(onB, onA))).toBeCloseTo(distanceM, 12);
        expect(closestPointsBetweenBoxes(orientedFromAxisBox(a), orientedFromAxisBox(b)).distanceM).toBeCloseTo(distanceM, 12);
      }),
      { numRuns: 500 },
    );
  });

  it('find two crossing edges, where no corner is closest', () => {
    const bar = (heightM: number, yawDeg: number): OrientedBox => ({
      centerM: [0, heightM, 0],
      sizeM: [4, 1, 1],
      axes: axesFromEulerDeg({ x: 45, y: yawDeg, z: 0 }),
    });
    expect(closestPointsBetweenBoxes(bar(0, 0), bar(2, 90)).distanceM).toBeCloseTo(2 - Math.SQRT2, 12);
  });
});

function outsideM(of: OrientedBox, pointM: Vec3): number {
  const local = boxFromWorld(of, pointM);
  return Math.max(...local.map((v, k) => Math.abs(v) - (of.sizeM[k] as number) / 2));
}

/** An upper bound of the distance that creeps towards it. */
function approachM(a: OrientedBox, b: OrientedBox): number {
  let onA = a.centerM;
  let onB = nearestPointInBox(b, onA);
  for (let i = 0; i < 3000; i++) {
    onA = nearestPointInBox(a, onB);
    onB = nearestPointInBox(b, onA);
  }
  return length(subtract(onB, onA));
}

function pointIn(of: OrientedBox, share: Vec3): Vec3 {
  return of.axes.reduce<Vec3>(
    (sum, axis, k) =>
      add(sum, [axis[0] * share[k]! * of.sizeM[k]!, axis[1] * share[k]! * of.sizeM[k]!, axis[2] * share[k]! * of.sizeM[k]!]),
    of.centerM,
  );
}

function movedBox(of: OrientedBox, shift: Vec3, turn: OrientedBox['axes']): OrientedBox {
  const rotate = (v: Vec3): Vec3 => [dot(v, turn[0]), dot(v, turn[1]), dot(v, turn[2])];
  return { centerM: add(rotate(of.centerM), shift), sizeM: of.sizeM, axes: [rotate(of.axes[0]), rotate(of.axes[1]), rotate(of.axes[2])] };
}
