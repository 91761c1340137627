import { isInsidePolygon } from '../../../../shared/geometry/polygon.ts';
import { degreesFromRadians, type PlanPoint, wrapDegrees } from '../../../../shared/geometry/vector.ts';
import { sightDistanceM } from '../../../../shared/geometry/visibility.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { sightBlockers } from './sight.ts';

/** When each square of the floor was first seen and first walked on. */
export interface Coverage {
  /** Lower left corner of the first cell; rows go up (z), columns to the right (x). */
  readonly minM: PlanPoint;
  readonly cellM: number;
  readonly columns: number;
  readonly rows: number;
  /** Frame by cell; -1 never, -2 no floor. */
  readonly seenAt: Int32Array;
  readonly walkedAt: Int32Array;
}

/** Frames of a walk that are looked from at most. */
const maxLooks = 150;
/** Cells at most; a huge house gets larger ones. */
const maxCells = 20_000;
/** A camera sees floor cells up to here; what is farther away is a few pixels high. */
const reachM = 8;
/** Directions in which each look measures how far it goes. */
const rays = 48;
/** Half a person's width. */
const bodyM = 0.3;

/** Computes the coverage of a whole walk. `poses`: x, z and yaw per frame. Null where there is no floor or no pose. */
export function coverageOf(plan: FloorPlan, poses: readonly number[], openingDeg: number): Coverage | null {
  const frames = Math.floor(poses.length / 3);
  if (plan.rooms.length === 0 || frames === 0) return null;
  const [widthM, depthM] = [plan.maxM[0] - plan.minM[0], plan.maxM[1] - plan.minM[1]];
  const cellM = Math.max(0.25, Math.sqrt((widthM * depthM) / maxCells));
  const [columns, rows] = [Math.max(1, Math.ceil(widthM / cellM)), Math.max(1, Math.ceil(depthM / cellM))];
  const seenAt = new Int32Array(columns * rows).fill(-2);
  for (let cell = 0; cell < seenAt.length; cell++) {
    const center: PlanPoint = [plan.minM[0] + ((cell % columns) + 0.5) * cellM, plan.minM[1] + (Math.floor(cell / columns) + 0.5) * cellM];
    if (plan.rooms.some(({ outlineM }) => isInsidePolygon(center, outlineM))) seenAt[cell] = -1;
  }
  const coverage: Coverage = { minM: plan.minM, cellM, columns, rows, seenAt, walkedAt: new Int32Array(columns * rows).fill(-1) };
  const blockers = sightBlockers(plan);
  const step = Math.max(1, Math.ceil(frames / maxLooks));
  for (let frame = 0; frame < frames; frame++) {
    const [x, z, yawDeg] = [poses[3 * frame] as number, poses[3 * frame + 1] as number, poses[3 * frame + 2] as number];
    if (![x, z, yawDeg].every(Number.isFinite)) continue;
    markWithin(coverage, coverage.walkedAt, [x, z], bodyM, frame, () => true);
    if (frame % step !== 0) continue;
    const gaze = { eyeM: [x, z] as const, yawDeg, openingDeg, reachM };
    const limits = Array.from({ length: rays + 1 }, (_, ray) => sightDistanceM(gaze, (ray / rays - 0.5) * openingDeg, blockers));
    markWithin(coverage, seenAt, [x, z], reachM, frame, (dx, dz, distanceM) => {
      const bearing = wrapDegrees(degreesFromRadians(Math.atan2(dx, dz)) - yawDeg);
      const ray = (bearing / openingDeg + 0.5) * rays;
      if (ray < 0 || ray > rays) return false;
      return distanceM <= Math.min(limits[Math.floor(ray)] as number, limits[Math.ceil(ray)] as number) + cellM / 2;
    });
  }
  return coverage;
}

/** Shares of the floor, 0 to 1, that were seen and walked on up to a frame. */
export function coverageShares({ seenAt, walkedAt }: Coverage, frame: number): { readonly seen: number; readonly walked: number } {
  let [floor, seen, walked] = [0, 0, 0];
  for (let cell = 0; cell < seenAt.length; cell++) {
    const at = seenAt[cell] as number;
    if (at === -2) continue;
    floor += 1;
    const walkedFrame = walkedAt[cell] as number;
    if (at >= 0 && at <= frame) seen += 1;
    if (walkedFrame >= 0 && walkedFrame <= frame) walked += 1;
  }
  return floor === 0 ? { seen: 0, walked: 0 } : { seen: seen / floor, walked: walked / floor };
}

function markWithin(
  { minM, cellM, columns, rows, seenAt }: Coverage,
  target: Int32Array,
  [x, z]: PlanPoint,
  radiusM: number,
  frame: number,
  isMarked: (dx: number, dz: number, distanceM: number) => boolean,
): void {
  const column = (value: number) => Math.floor((value - minM[0]) / cellM);
  const row = (value: number) => Math.floor((value - minM[1]) / cellM);
  for (let j = Math.max(0, row(z - radiusM)); j <= Math.min(rows - 1, row(z + radiusM)); j++) {
    for (let i = Math.max(0, column(x - radiusM)); i <= Math.min(columns - 1, column(x + radiusM)); i++) {
      const cell = j * columns + i;
      if ((target[cell] as number) >= 0 || seenAt[cell] === -2) continue;
      const [dx, dz] = [minM[0] + (i + 0.5) * cellM - x, minM[1] + (j + 0.5) * cellM - z];
      const distanceM = Math.hypot(dx, dz);
      if (distanceM <= radiusM && isMarked(dx, dz, distanceM)) target[cell] = frame;
    }
  }
}
