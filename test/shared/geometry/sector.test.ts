import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axesFromEulerDeg, boxCorners, type OrientedBox, worldAxes } from '../../../shared/geometry/box.ts';
import { boxFootprint } from '../../../shared/geometry/footprint.ts';
import { isInsidePolygon, polygonAreaM2, signedPolygonAreaM2 } from '../../../shared/geometry/polygon.ts';
import { type PlanSector, shareInSector } from '../../../shared/geometry/sector.ts';
import { bearingDeg, type PlanPoint, planFromWorld, radiansFromDegrees, wrapDegrees } from '../../../shared/geometry/vector.ts';

const metres = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const point = fc.tuple(metres(-4, 4), metres(-4, 4));
const angle = metres(-180, 180);
const box = fc
  .record({
    at: fc.tuple(metres(-3, 3), metres(0, 2), metres(-3, 3)),
    sizeM: fc.tuple(metres(0.1, 3), metres(0.1, 3), metres(0.1, 3)),
    x: angle,
    y: angle,
    z: angle,
  })
  .map(({ at, sizeM, ...turn }): OrientedBox => ({ centerM: at, sizeM, axes: axesFromEulerDeg(turn) }));
const sector = fc
  .record({ apexM: point, facing: angle, fromDeg: angle, widthDeg: metres(0.5, 359.5) })
  .map(({ apexM, facing, fromDeg, widthDeg }): PlanSector => {
    const facingM: PlanPoint = [apexM[0] + Math.sin(radiansFromDegrees(facing)), apexM[1] + Math.cos(radiansFromDegrees(facing))];
    return { apexM, facingM, fromDeg, toDeg: fromDeg + widthDeg };
  });
const square: readonly PlanPoint[] = [
  [-1, 1],
  [1, 1],
  [1, 3],
  [-1, 3],
];
const ahead = { apexM: [0, 0] as const, facingM: [0, 5] as const };

describe('the share of an outline inside a sector', () => {
  it('is cut exactly, also behind, across and around the apex', () => {
    expect(shareInSector(square, { ...ahead, fromDeg: 0, toDeg: 90 })).toBeCloseTo(0.5, 12);
    expect(shareInSector(square, { ...ahead, fromDeg: -90, toDeg: 90 })).toBe(1);
    expect(shareInSector(square, { ...ahead, fromDeg: 90, toDeg: 270 })).toBe(0);
    // The ray at 45 degrees to the right only touches the corner (1, 1).
    expect(shareInSector(square, { ...ahead, fromDeg: 45, toDeg: 180 })).toBeCloseTo(0, 12);
    const around = square.map(([x, z]): PlanPoint => [x, z - 2]);
    expect(shareInSector(around, { ...ahead, fromDeg: 135, toDeg: 225 })).toBeCloseTo(0.25, 12);
    expect(shareInSector(around, { ...ahead, fromDeg: -135, toDeg: 135 })).toBeCloseTo(0.75, 12);
    expect(shareInSector(around, { ...ahead, fromDeg: 10, toDeg: 370 })).toBe(1);
    expect(shareInSector(around, { ...ahead, fromDeg: 10, toDeg: 10 })).toBe(0);
  });

  it('of a line or a point is all or nothing', () => {
    const line: readonly PlanPoint[] = [
      [1, 2],
      [2, 2],
    ];
    expect(shareInSector(line, { ...ahead, fromDeg: 0, toDeg: 90 })).toBe(1);
    expect(shareInSector(line, { ...ahead, fromDeg: -90, toDeg: 0 })).toBe(0);
  });

  it('agrees with counting sample points', () => {
    fc.assert(
      fc.property(box, sector, (each, where) => {
        const outline = boxFootprint(each);
        expect(Math.abs(shareInSector(outline, where) - sampledShare(outline, where))).toBeLessThan(0.04);
      }),
      { numRuns: 60 },
    );
  });

  it('adds up to the whole over sectors that leave nothing out', () => {
    fc.assert(
      fc.property(box, sector, fc.array(metres(1, 100), { minLength: 2, maxLength: 7 }), (each, where, weights) => {
        const total = weights.reduce((sum, w) => sum + w, 0);
        let [fromDeg, sum] = [where.fromDeg, 0];
        for (const weight of weights) {
          const toDeg = fromDeg + (360 * weight) / total;
          sum += shareInSector(boxFootprint(each), { ...where, fromDeg, toDeg });
          fromDeg = toDeg;
        }
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it('does not depend on where the scene lies or how it is turned, and is mirrored with it', () => {
    fc.assert(
      fc.property(box, sector, point, angle, (each, where, [dx, dz], turnDeg) => {
        const outline = boxFootprint(each);
        const share = shareInSector(outline, where);
        const [cos, sin] = [Math.cos(radiansFromDegrees(turnDeg)), Math.sin(radiansFromDegrees(turnDeg))];
        const move = ([x, z]: PlanPoint): PlanPoint => [x * cos - z * sin + dx, x * sin + z * cos + dz];
        const moved = { ...where, apexM: move(where.apexM), facingM: move(where.facingM) };
        expect(shareInSector(outline.map(move), moved)).toBeCloseTo(share, 9);
        const flip = ([x, z]: PlanPoint): PlanPoint => [-x, z];
        const flipped = { apexM: flip(where.apexM), facingM: flip(where.facingM), fromDeg: -where.toDeg, toDeg: -where.fromDeg };
        expect(shareInSector(outline.map(flip), flipped)).toBeCloseTo(share, 9);
      }),
    );
  });
});

describe('the footprint of a box', () => {
  it('is the outline of an upright box, counter-clockwise', () => {
    const upright: OrientedBox = { centerM: [1, 1, 1], sizeM: [2, 1, 4], axes: worldAxes };
    expect(boxFootprint(upright)).toEqual([
      [0, -1],
      [2, -1],
      [2, 3],
      [0, 3],
    ]);
  });

  it('is convex, has corners of the box only, and covers all of them', () => {
    fc.assert(
      fc.property(box, (each) => {
        const outline = boxFootprint(each);
        const corners = boxCorners(each).map(planFromWorld);
        expect(signedPolygonAreaM2(outline)).toBeGreaterThan(0);
        expect(outline.every((p) => corners.some((c) => c[0] === p[0] && c[1] === p[1]))).toBe(true);
        // The shadow of a box from above: each pair of faces counts by how far it faces up.
        const [x, y, z] = each.sizeM;
        const [up, ...rest] = [each.axes[1][1] * x * z, each.axes[0][1] * y * z, each.axes[2][1] * x * y].map(Math.abs);
        expect(polygonAreaM2(outline)).toBeCloseTo(up! + rest[0]! + rest[1]!, 9);
        const [cx, cz] = planFromWorld(each.centerM);
        for (const [px, pz] of corners) expect(isInsidePolygon([cx + (px - cx) * 0.999999, cz + (pz - cz) * 0.999999], outline)).toBe(true);
      }),
    );
  });
});

/** The same share by testing the bearing of points on a fine grid. */
function sampledShare(outline: readonly PlanPoint[], { apexM, facingM, fromDeg, toDeg }: PlanSector): number {
  const xs = outline.map(([x]) => x);
  const zs = outline.map(([, z]) => z);
  const [minX, minZ] = [Math.min(...xs), Math.min(...zs)];
  const [stepX, stepZ] = [(Math.max(...xs) - minX) / 120, (Math.max(...zs) - minZ) / 120];
  const facingDeg = bearingDeg(apexM, facingM);
  let [inside, total] = [0, 0];
  for (let i = 0.5; i < 120; i++) {
    for (let j = 0.5; j < 120; j++) {
      const sample: PlanPoint = [minX + i * stepX, minZ + j * stepZ];
      if (!isInsidePolygon(sample, outline)) continue;
      total += 1;
      const turnDeg = wrapDegrees(bearingDeg(apexM, sample) - facingDeg - fromDeg);
      if ((turnDeg + 360) % 360 <= toDeg - fromDeg) inside += 1;
    }
  }
  return inside / total;
}
