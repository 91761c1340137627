import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceToSegmentM } from '../../../shared/geometry/polygon.ts';
import { bearingDeg, type PlanPoint, wrapDegrees } from '../../../shared/geometry/vector.ts';
import { type Blocker, type Gaze, prepareBlockers, sightDistanceM, visibilityPolygon } from '../../../shared/geometry/visibility.ts';

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const points: fc.Arbitrary<PlanPoint> = fc.tuple(number(-6, 6), number(-6, 6));
const walls: fc.Arbitrary<Blocker[]> = fc.array(fc.tuple(points, points), { maxLength: 10 });
const gazes: fc.Arbitrary<Gaze> = fc.record({
  eyeM: points,
  yawDeg: number(-180, 180),
  openingDeg: number(20, 160),
  reachM: number(2, 14),
});
/** A share of the opening: -1 is its left border. */
const shares = number(-0.999, 0.999);

/** An eye in a wall sees nothing that could be compared. */
function isClear({ eyeM }: Gaze, blockers: readonly Blocker[]): boolean {
  return blockers.every(([a, b]) => Math.hypot(b[0] - a[0], b[1] - a[1]) > 0.01 && distanceToSegmentM(eyeM, a, b) > 0.02);
}

/** Where a ray from the first corner of a star-shaped polygon leaves it. */
function rimDistanceM(polygon: readonly PlanPoint[], gaze: Gaze, bearing: number): number {
  const rim = polygon.slice(1);
  const edges = rim.slice(1).map((corner, index): Blocker => [rim[index] as PlanPoint, corner]);
  return sightDistanceM({ ...gaze, reachM: Number.POSITIVE_INFINITY }, bearing, edges);
}

describe('the visibility polygon', () => {
  it('lies inside the field of view and the reach', () => {
    fc.assert(
      fc.property(gazes, walls, (gaze, blockers) => {
        for (const corner of visibilityPolygon(gaze, prepareBlockers(blockers)).slice(1)) {
          const distance = Math.hypot(corner[0] - gaze.eyeM[0], corner[1] - gaze.eyeM[1]);
          expect(distance).toBeLessThanOrEqual(gaze.reachM * (1 + 1e-9));
          if (distance < 1e-6) continue;
          expect(Math.abs(wrapDegrees(bearingDeg(gaze.eyeM, corner) - gaze.yawDeg))).toBeLessThanOrEqual(gaze.openingDeg / 2 + 1e-6);
        }
      }),
    );
  });

  it('ends in every direction where a ray against all walls ends', () => {
    fc.assert(
      fc.property(gazes, walls, fc.array(shares, { minLength: 8, maxLength: 8 }), (gaze, blockers, directions) => {
        fc.pre(isClear(gaze, blockers));
        const polygon = visibilityPolygon(gaze, prepareBlockers(blockers));
        for (const share of directions) {
          const bearing = (share * gaze.openingDeg) / 2;
          // A ray through the very end of a wall may pass on either side of it.
          const isAtEnd = blockers.flat().some((end) => Math.abs(wrapDegrees(bearingDeg(gaze.eyeM, end) - gaze.yawDeg - bearing)) < 0.01);
          if (isAtEnd) continue;
          const [rim, ray] = [rimDistanceM(polygon, gaze, bearing), sightDistanceM(gaze, bearing, blockers)];
          // Chords of three degrees lie a third of a thousandth inside the circle of the reach.
          expect(Math.abs(rim - ray)).toBeLessThan(1e-3 * gaze.reachM);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('shows a room through its open door, and nothing of it when the door is shut', () => {
    const wall: Blocker[] = [
      [
        [-3, 2],
        [-0.5, 2],
      ],
      [
        [0.5, 2],
        [3, 2],
      ],
    ];
    const door: Blocker = [
      [-0.5, 2],
      [0.5, 2],
    ];
    const gaze: Gaze = { eyeM: [0, 0], yawDeg: 0, openingDeg: 90, reachM: 10 };
    const farthest = (blockers: Blocker[]) => Math.max(...visibilityPolygon(gaze, prepareBlockers(blockers)).map(([, z]) => z));
    expect(farthest(wall)).toBeCloseTo(10, 2);
    expect(farthest([...wall, door])).toBeCloseTo(2, 6);
  });
});
