import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInsidePolygon, polygonAreaM2, polygonCentroid } from '../../../shared/geometry/polygon.ts';
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

  it('balances where the triangles around its middle balance together', () => {
    fc.assert(
      fc.property(outlines, ({ points, centre }) => {
        const moment: [number, number] = [0, 0];
        let area = 0;
        for (const [i, from] of points.entries()) {
          const to = points[(i + 1) % points.length] as PlanPoint;
          const doubled = Math.abs((from[0] - centre[0]) * (to[1] - centre[1]) - (from[1] - centre[1]) * (to[0] - centre[0]));
          area += doubled;
          moment[0] += (doubled * (centre[0] + from[0] + to[0])) / 3;
          moment[1] += (doubled * (centre[1] + from[1] + to[1])) / 3;
        }
        const [x, z] = polygonCentroid(points);
        expect(x).toBeCloseTo(moment[0] / area, 6);
        expect(z).toBeCloseTo(moment[1] / area, 6);
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
  });

  it('may be flat or empty without harm', () => {
    expect(
      polygonCentroid([
        [0, 0],
        [2, 0],
      ]),
    ).toEqual([1, 0]);
    expect(polygonAreaM2([])).toBe(0);
  });
});
