import { polygonAreaM2 } from '../../../shared/geometry/polygon.ts';
import type { HousePlan, PlacedObject, RoomType } from '../house-plan.ts';
import { type Dice, throwDice } from './dice.ts';
import { fillRooms } from './fill.ts';
import { placeBathroom } from './groups/bathroom.ts';
import { placeBed } from './groups/bed.ts';
import { placeDining } from './groups/dining.ts';
import { placeKitchen } from './groups/kitchen.ts';
import { placeSofaGroup } from './groups/sofa.ts';
import { Ledger } from './ledger.ts';
import { RoomFurnisher } from './room-furnisher.ts';
import { type RefusalReason, RoomSpace } from './room-space.ts';

/** A furnished house, as far as it could be furnished. */
export interface Furnishing {
  /** Carriers before what they carry; at most as many as asked for, fewer where no more fit. */
  readonly objects: readonly PlacedObject[];
  /** Rooms that lack what makes them what they are, by id. */
  readonly lacking: readonly string[];
  /** Places that were tried and refused, by reason. */
  readonly rejections: Readonly<Partial<Record<RefusalReason, number>>>;
}

const smallHouseM2 = 30;
const largeHouseM2 = 100;

/** Rooms with the most fixed needs come first: they have the least choice. */
const essentialOrder: readonly RoomType[] = ['Bathroom', 'Kitchen', 'Bedroom', 'LivingRoom', 'Hallway'];

/**
 * Furnishes a plan with a number of objects in the given inclusive range, the same for the same seed on every machine. What a room must
 * have comes first (bed, sofa, toilet and sink, kitchen), then what suits it. Where fewer fit, all that fit are returned.
 */
export function furnishHouse(plan: HousePlan, [least, most]: readonly [number, number], seed: number): Furnishing {
  const dice = throwDice('furnish house', seed);
  const ledger = new Ledger(chooseCount(plan, least, most, dice));
  const rooms = plan.rooms.map((room) => new RoomFurnisher(new RoomSpace(room, plan), ledger, throwDice('furnish room', seed, room.id)));
  const ordered = essentialOrder.flatMap((type) => rooms.filter(({ space }) => space.room.roomType === type));
  const lacking = ordered.filter((room) => ledger.left > 0 && !placeEssentials(room)).map(({ space }) => space.room.id);
  furnishStudio(ordered, ledger, dice);
  placeDiningTable(ordered, ledger, dice);
  fillRooms(rooms, ledger, dice);
  return { objects: ledger.placedObjects(), lacking, rejections: ledger.rejections };
}

/** Large houses hold more: with the asked range's lower end at a small flat, its upper end at a house of eight rooms. */
function chooseCount({ rooms }: HousePlan, least: number, most: number, dice: Dice): number {
  const areaM2 = rooms.reduce((sum, { outlineM }) => sum + polygonAreaM2(outlineM), 0);
  const share = 0.75 * ((areaM2 - smallHouseM2) / (largeHouseM2 - smallHouseM2)) + dice.between(0, 0.45);
  return least + Math.round((most - least) * Math.min(1, Math.max(0, share)));
}

/** Whether the room got what makes it a room of its type. */
function placeEssentials(room: RoomFurnisher): boolean {
  switch (room.space.room.roomType) {
    case 'Kitchen':
      return placeKitchen(room);
    case 'Bathroom':
      return placeBathroom(room);
    case 'Bedroom':
      return placeBed(room) !== null;
    case 'LivingRoom':
      return placeSofaGroup(room) !== null;
    case 'Hallway':
      return true;
  }
}

/** In a house without a bedroom somebody sleeps in the living room, and in its only room somebody cooks too. */
function furnishStudio(rooms: readonly RoomFurnisher[], ledger: Ledger, dice: Dice): void {
  const living = rooms.find(({ space }) => space.room.roomType === 'LivingRoom');
  const hasBedroom = rooms.some(({ space }) => space.room.roomType === 'Bedroom');
  if (living === undefined || hasBedroom || ledger.left < 10) return;
  if (rooms.length === 1 || dice.chance(0.5)) placeBed(living, 14);
  if (rooms.length === 1) living.attempt(() => placeKitchen(living));
}

/** Most houses have one dining table: in the kitchen where it fits, else in the living room. */
function placeDiningTable(rooms: readonly RoomFurnisher[], ledger: Ledger, dice: Dice): void {
  if (ledger.left < 8 || dice.chance(0.12)) return;
  const chairs = ledger.left > 16 && dice.chance(0.7) ? 4 : 2;
  const [kitchens, livings] = (['Kitchen', 'LivingRoom'] as const).map((type) => rooms.filter(({ space }) => space.room.roomType === type));
  for (const room of [...(kitchens ?? []), ...(livings ?? [])]) {
    if (placeDining(room, chairs) !== null) return;
  }
}
