import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsidePolygon, polygonAreaM2, polygonCentroid, triangulatePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';

/** A star-shaped, mostly concave outline around a centre, in either winding, with a collinear vertex in the middle of some edges. */
const outlines = fc
  .record({
    radii: fc.array(fc.double({ min: 0.5, max: 5, noNaN: true }), { minLength: 3, maxLength: 12 }),
    centre: fc.tuple(fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: -20, max: 20, noNaN: true })),
    isReversed: fc.boolean(),
    split: fc.integer({ min: 2, max: 4 }),
  })
  .map(({ radii, centre, isReversed, split }) => {
    const corners = radii.map((r, i): PlanPoint => {
      const angle = (2 * Math.PI * i) / radii.length;
      return [centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle)];
    });
    const points = corners.flatMap((a, i): PlanPoint[] => {
      const b = corners[(i + 1) % corners.length] as PlanPoint;
      return i % split === 0 ? [a, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]] : [a];
    });
    return { points: isReversed ? points.reverse() : points, radii, centre };
  });

const trianglesOf = (points: readonly PlanPoint[]): PlanPoint[][] => {
  const indices = triangulatePolygon(points);
  return Array.from({ length: indices.length / 3 }, (_, i) => indices.slice(3 * i, 3 * i + 3).map((index) => points[index] as PlanPoint));
};

describe('a polygon', () => {
  it('has the area of its sectors, whatever its winding', () => {
    fc.assert(
      fc.property(outlines, ({ points, radii }) => {
        const step = Math.sin((2 * Math.PI) / radii.length);
        const sectors = radii.reduce((sum, r, i) => sum + (r * (radii[(i + 1) % radii.length] as number) * step) / 2, 0);
        expect(polygonAreaM2(points)).toBeCloseTo(sectors, 6);
      }),
    );
  });

  it('is covered by its triangles exactly once', () => {
    fc.assert(
      fc.property(
        outlines,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ points, centre }, u, v) => {
          const triangles = trianglesOf(points);
          expect(triangles.reduce((sum, t) => sum + polygonAreaM2(t), 0)).toBeCloseTo(polygonAreaM2(points), 6);
          const probe: PlanPoint = [centre[0] + (u - 0.5) * 10, centre[1] + (v - 0.5) * 10];
          expect(triangles.filter((t) => isInsidePolygon(probe, t)).length).toBe(isInsidePolygon(probe, points) ? 1 : 0);
        },
      ),
    );
  });

  it('balances on its centroid like its triangles do together', () => {
    fc.assert(
      fc.property(outlines, ({ points }) => {
        const area = polygonAreaM2(points);
        const mean = [0, 1].map(
          (k) => trianglesOf(points).reduce((sum, t) => sum + (polygonCentroid(t)[k] as number) * polygonAreaM2(t), 0) / area,
        );
        const [x, z] = polygonCentroid(points);
        expect(x).toBeCloseTo(mean[0] as number, 6);
        expect(z).toBeCloseTo(mean[1] as number, 6);
      }),
    );
  });

  it('keeps its notch free', () => {
    const room: PlanPoint[] = [
      [0, 0],
      [0, 4],
      [2, 4],
      [2, 2],
      [4, 2],
      [4, 0],
      [2, 0],
    ];
    expect(polygonAreaM2(room)).toBe(12);
    expect(isInsidePolygon([3, 3], room)).toBe(false);
    expect(isInsidePolygon([3, 1], room)).toBe(true);
    expect(trianglesOf(room).some((t) => isInsidePolygon([3, 3], t))).toBe(false);
  });

  it('may be flat or empty without harm', () => {
    expect(
      triangulatePolygon([
        [0, 0],
        [1, 0],
        [2, 0],
      ]),
    ).toEqual([]);
    expect(
      polygonCentroid([
        [0, 0],
        [2, 0],
      ]),
    ).toEqual([1, 0]);
    expect(polygonAreaM2([])).toBe(0);
  });
});
