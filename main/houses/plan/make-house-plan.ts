import { AppError } from '../../../shared/errors.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import type { HousePlan, HouseSettings, PlannedRoom } from '../house-plan.ts';
import { biteCorner } from './bite-corners.ts';
import { drawBlockLayout } from './block-layout.ts';
import { type CellPlan, cellPlanFromPieces, traceOutline, type WallRun, wallRuns } from './cell-plan.ts';
import { drawCorridorLayout } from './corridor-layout.ts';
import { chooseDoorLinks, usualCost } from './door-links.ts';
import { judgeLayout, type LayoutFlaw } from './judge-layout.ts';
import { moveToOrigin, orientPieces, type Piece } from './pieces.ts';
import { placeDoors } from './place-doors.ts';
import { placeWindows } from './place-windows.ts';
import { pickBetween, pickWeighted } from './plan-random.ts';
import { pickMaterials } from './room-materials.ts';
import { maxRooms, type RoomWish, wishRooms } from './room-program.ts';

/** Draws of a layout before a plan is given up; the usual house needs some dozens. */
const mostAttempts = 4000;
/** After so many draws ways through a kitchen are better than no house. */
const patientAttempts = 3000;

/** How many corners change hands, by weight, and how many draws are made for it. */
const bends = [
  [35, 0],
  [40, 1],
  [25, 2],
] as const;
const bendDraws = 60;

/** Why a draw was given up. */
export type PlanFlaw = LayoutFlaw | 'no-partition' | 'no-doors' | 'no-door-place' | 'no-window';

/** A plan and how many draws were given up for it, by reason. */
export interface PlanResult {
  readonly plan: HousePlan;
  readonly rejections: Readonly<Partial<Record<PlanFlaw, number>>>;
}

/**
 * The floor plan that belongs to a seed and a range of rooms: the same on every machine. Its least corner is at the origin. Throws
 * `input.invalid` where no house can be so, and `house.invalid` where none was found, which no seed tried so far has done.
 */
export function makeHousePlan(settings: Pick<HouseSettings, 'seed' | 'rooms'>): PlanResult {
  refuseImpossible(settings);
  const { seed } = settings;
  const roomCount = pickBetween(seededPick(['house rooms', seed]), ...settings.rooms);
  const rejections: Partial<Record<PlanFlaw, number>> = {};
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const pick = seededPick(['house plan', seed, roomCount, attempt]);
    const result = drawPlan(wishRooms(roomCount, pick), attempt < patientAttempts ? usualCost : Number.POSITIVE_INFINITY, pick);
    if (typeof result !== 'string') return { plan: result, rejections };
    rejections[result] = (rejections[result] ?? 0) + 1;
  }
  const message = `No floor plan with ${roomCount} rooms was found for seed ${seed} in ${mostAttempts} draws. Take another seed.`;
  throw new AppError('house.invalid', message);
}

function refuseImpossible({ seed, rooms: [min, max] }: Pick<HouseSettings, 'seed' | 'rooms'>): void {
  if (!Number.isSafeInteger(seed)) throw new AppError('input.invalid', `The seed of a house is ${seed}; it must be a whole number.`);
  const asked = min === max ? `${min} rooms` : `${min} to ${max} rooms`;
  if (!Number.isInteger(min) || !Number.isInteger(max) || min > max || min < 1 || max > maxRooms) {
    throw new AppError(
      'input.invalid',
      `A house with ${asked} was asked for; a procedural house has 1 to ${maxRooms}. Ask for fewer, least first.`,
    );
  }
}

function drawPlan(wishes: readonly RoomWish[], mostCost: number, pick: RandomIndex): HousePlan | PlanFlaw {
  const hasHall = wishes.some(({ roomType }) => roomType === 'Hallway');
  const pieces = hasHall ? drawCorridorLayout(wishes, pick) : drawBlockLayout(wishes, pick);
  if (pieces === null) return 'no-partition';
  const straight = layoutFrom(orientPieces(pieces, pick), wishes);
  if (typeof straight === 'string') return straight;
  const { cells, runs } = bendLayout(straight, wishes, pick);
  const links = chooseDoorLinks(wishes, runs, mostCost, pick);
  if (links === null) return 'no-doors';
  const rooms = roomsFromCells(cells, wishes, pick);
  const doors = placeDoors(rooms, runs, links, pick);
  if (doors === null) return 'no-door-place';
  const windows = placeWindows(rooms, runs, doors, pick);
  const isDark = rooms.some(
    ({ id, roomType }) => roomType !== 'Bathroom' && roomType !== 'Hallway' && !windows.some(({ roomIds }) => roomIds.includes(id)),
  );
  if (isDark) return 'no-window';
  // Low ceilings are the usual ones.
  const ceilingHeightM = (24 + Math.min(pick(7), pick(7)) + pick(2) * pick(2)) / 10;
  return { rooms, openings: [...doors, ...windows], ceilingHeightM: Math.min(3, ceilingHeightM) };
}

interface Layout {
  readonly pieces: readonly Piece[];
  readonly cells: CellPlan;
  readonly runs: readonly WallRun[];
}

function layoutFrom(pieces: readonly Piece[], wishes: readonly RoomWish[]): Layout | LayoutFlaw {
  const cells = cellPlanFromPieces(pieces);
  const runs = wallRuns(cells);
  return judgeLayout(cells, runs, wishes) ?? { pieces, cells, runs };
}

/** The layout with some corners moved from room to room, as often as the draws allow it. */
function bendLayout(layout: Layout, wishes: readonly RoomWish[], pick: RandomIndex): Layout {
  let [bent, left]: [Layout, number] = [layout, pickWeighted(pick, bends)];
  for (let draw = 0; draw < bendDraws && left > 0; draw++) {
    const pieces = biteCorner(bent.pieces, wishes, pick);
    const next = pieces === null ? 'shape' : layoutFrom(moveToOrigin(pieces), wishes);
    if (typeof next !== 'string') [bent, left] = [next, left - 1];
  }
  return bent;
}

function roomsFromCells(cells: CellPlan, wishes: readonly RoomWish[], pick: RandomIndex): PlannedRoom[] {
  const materials = pickMaterials(
    wishes.map(({ roomType }) => roomType),
    pick,
  );
  return wishes.map(({ owner, roomType }) => {
    const outline = traceOutline(cells, (other) => other === owner) ?? [];
    const outlineM = outline.map(([x, z]): PlanPoint => [x / 10, z / 10]);
    return { id: `room|${owner + 2}`, roomType, outlineM, ...(materials[owner] as { floorMaterial: string; wallMaterial: string }) };
  });
}
