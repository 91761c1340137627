import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import { bearingDeg, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { Opening } from '../../../shared/model/scene.ts';
import { openingOrientedBox, openingParts } from '../../../shared/stage/opening-parts.ts';
import type { PlannedOpening, PlannedRoom } from '../house-plan.ts';
import { catalogueAssets } from './catalogue.ts';
import { type UprightBox, uprightBox } from './upright-box.ts';

/** Two plan lines closer than this are one wall. */
const sameLineM = 0.03;

/** A hole in a wall, in metres along it from the wall's start. */
export interface WallHole {
  readonly kind: PlannedOpening['kind'];
  readonly fromM: number;
  readonly toM: number;
  readonly bottomM: number;
  readonly topM: number;
}

/** A straight piece of a room's outline. */
export interface RoomWall {
  readonly startM: PlanPoint;
  readonly lengthM: number;
  /** Unit direction from start to end; the room is on its left (x right, z up). */
  readonly alongX: number;
  readonly alongZ: number;
  /** Yaw of something that stands with its back to the wall. */
  readonly yawDeg: number;
  /** Sorted along the wall. */
  readonly holes: readonly WallHole[];
}

/** The walls of a room in the order of its outline, which runs counter-clockwise. */
export function wallsOfRoom({ id, outlineM }: PlannedRoom, openings: readonly PlannedOpening[]): RoomWall[] {
  const own = openings.filter(({ roomIds }) => roomIds.includes(id));
  return outlineM.map((startM, i) => {
    const endM = outlineM[(i + 1) % outlineM.length] as PlanPoint;
    const lengthM = Math.hypot(endM[0] - startM[0], endM[1] - startM[1]);
    const [alongX, alongZ] = [(endM[0] - startM[0]) / lengthM, (endM[1] - startM[1]) / lengthM];
    const measure = ([x, z]: PlanPoint) => [
      (x - startM[0]) * alongX + (z - startM[1]) * alongZ,
      Math.abs((x - startM[0]) * alongZ - (z - startM[1]) * alongX),
    ];
    const holes = own.flatMap(({ kind, startM: a, endM: b, bottomM, topM }): WallHole[] => {
      const [[fromM = 0, offA = 0], [toM = 0, offB = 0]] = [measure(a), measure(b)] as [number[], number[]];
      const [lowM, highM] = [Math.min(fromM, toM), Math.max(fromM, toM)];
      const isHere = Math.max(offA, offB) < sameLineM && lowM > -sameLineM && highM < lengthM + sameLineM;
      return isHere ? [{ kind, fromM: lowM, toM: highM, bottomM, topM }] : [];
    });
    const yawDeg = Math.round(wrapDegrees(bearingDeg([0, 0], [-alongZ, alongX])) * 1e6) / 1e6;
    return { startM, lengthM, alongX, alongZ, yawDeg, holes: holes.sort((p, q) => p.fromM - q.fromM) };
  });
}

/** The plan point at a distance along a wall and a distance into the room. */
export function pointOnWall({ startM, alongX, alongZ }: RoomWall, alongM: number, inwardM: number): PlanPoint {
  return [startM[0] + alongX * alongM - alongZ * inwardM, startM[1] + alongZ * alongM + alongX * inwardM];
}

/** The pieces of a wall between its doors, as plan segments. */
export function solidPieces(wall: RoomWall): (readonly [PlanPoint, PlanPoint])[] {
  const doors = wall.holes.filter(({ kind }) => kind === 'door');
  const pieces: (readonly [PlanPoint, PlanPoint])[] = [];
  let reachedM = 0;
  for (const { fromM, toM } of [...doors, { fromM: wall.lengthM, toM: wall.lengthM }]) {
    if (fromM - reachedM > 0.01) pieces.push([pointOnWall(wall, reachedM, 0), pointOnWall(wall, fromM, 0)]);
    reachedM = toM;
  }
  return pieces;
}

/** Leaves and frames of a door as they are drawn: an open leaf stands out into one of its rooms. */
export function doorBodies(door: PlannedOpening): UprightBox[] {
  const opening: Opening = { ...door, objectType: catalogueAssets.find(door.assetId)?.objectType ?? 'Doorway', wallIds: [] };
  const { centerM, axes } = openingOrientedBox(opening);
  const yawDeg = Math.round(bearingDeg([0, 0], [axes[2][0], axes[2][2]]) * 1e6) / 1e6;
  return openingParts(opening).map((part) => {
    const [x, y, z] = part.centerM;
    const at: PlanPoint = [centerM[0] + axes[0][0] * x + axes[2][0] * z, centerM[2] + axes[0][2] * x + axes[2][2] * z];
    return uprightBox(at, part.sizeM, yawDeg, centerM[1] + y - part.sizeM[1] / 2);
  });
}
