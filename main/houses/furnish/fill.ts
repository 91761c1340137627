import type { RoomType } from '../house-plan.ts';
import { type CatalogueAsset, catalogue, catalogueType } from './catalogue.ts';
import type { Dice } from './dice.ts';
import type { Ledger, Standing } from './ledger.ts';
import { placeOn, usableLevels } from './place-on.ts';
import { placeType } from './place-type.ts';
import type { RoomFurnisher } from './room-furnisher.ts';

type Kind = 'floor' | 'wall' | 'surface';

/** What a house is made of, by how it stands. */
const kindShares: Readonly<Record<Kind, number>> = { floor: 0.5, wall: 0.1, surface: 0.4 };
/** Another object of a type that the house has already is so much less likely; questions want types with one instance too. */
const repeatFactor = 0.32;
/** Types that come in numbers. */
const sociableFactor: Readonly<Record<string, number>> = { Book: 0.6, Pillow: 0.6, Painting: 0.7, Chair: 0.5 };
/** A type is likelier where something stands that it goes with. */
const companyFactor = 1.4;
/** Objects per square metre, relative: kitchens and bathrooms are small and full. */
const density: Readonly<Record<RoomType, number>> = { Kitchen: 1.55, Bathroom: 1.35, LivingRoom: 1, Bedroom: 1, Hallway: 0.6 };
/** A receptacle that refused so often is full. */
const mostRefusals = 3;

/** Adds objects to furnished rooms, spread by area and kind, until the house is full or nothing more fits. */
export function fillRooms(rooms: readonly RoomFurnisher[], ledger: Ledger, dice: Dice): void {
  const state: FillState = { rooms, ledger, dice, target: ledger.left + ledger.standing.length, closed: new Set(), refusals: new Map() };
  while (ledger.left > 0) {
    const kind = chooseKind(state);
    const room = kind === undefined ? undefined : chooseRoom(state, kind);
    if (kind === undefined) return;
    if (room === undefined) state.closed.add(kind);
    else if (!(kind === 'surface' ? addSmall(state, room) : addType(state, room, kind))) state.closed.add(`${kind} ${room.space.room.id}`);
  }
}

interface FillState {
  readonly rooms: readonly RoomFurnisher[];
  readonly ledger: Ledger;
  readonly dice: Dice;
  readonly target: number;
  /** Kinds, kinds in rooms, and types in rooms that have nothing more to give. */
  readonly closed: Set<string>;
  readonly refusals: Map<Standing, number>;
}

function chooseKind({ ledger, dice, target, closed }: FillState): Kind | undefined {
  const kinds = (Object.keys(kindShares) as Kind[]).filter((kind) => !closed.has(kind));
  const countOf = (kind: Kind) => ledger.standing.filter(({ asset }) => asset.stands === kind).length;
  return dice.weighted(kinds, (kind) => Math.max(0.02, kindShares[kind] * target - countOf(kind)));
}

function chooseRoom({ rooms, ledger, dice, target, closed }: FillState, kind: Kind): RoomFurnisher | undefined {
  const weightOf = ({ space }: RoomFurnisher) => space.areaM2 ** 0.85 * density[space.room.roomType];
  const whole = rooms.reduce((sum, room) => sum + weightOf(room), 0);
  const open = rooms.filter(({ space }) => !closed.has(`${kind} ${space.room.id}`));
  const countOf = (room: RoomFurnisher) => ledger.standing.filter(({ roomId }) => roomId === room.space.room.id).length;
  return dice.weighted(open, (room) => Math.max(0.05, (weightOf(room) / whole) * target - countOf(room)) ** 1.5);
}

/** Adds one object of a kind to a room; false where the room takes none. */
function addType({ ledger, dice, closed }: FillState, room: RoomFurnisher, kind: 'floor' | 'wall'): boolean {
  const { id, roomType } = room.space.room;
  const types = Object.entries(catalogue).filter(([objectType, { rooms, spot, most = 1 }]) => {
    if (rooms?.[roomType] === undefined || (spot === undefined) !== (kind === 'wall')) return false;
    return !closed.has(`${objectType} ${id}`) && room.countOf(objectType) < most;
  });
  for (;;) {
    const open = types.filter(([objectType]) => !closed.has(`${objectType} ${id}`));
    const weightOf = ([objectType, { rooms, groupsWith = [] }]: (typeof open)[number]) =>
      (rooms?.[roomType] ?? 0) *
      repeatWeight(ledger, objectType) *
      (groupsWith.some((other) => room.countOf(other) > 0) ? companyFactor : 1);
    const chosen = dice.weighted(open, weightOf);
    if (chosen === undefined) return false;
    if (placeType(room, chosen[0]) !== null) return true;
    closed.add(`${chosen[0]} ${id}`);
  }
}

/** Adds one small object to something in the room; false where nothing takes more. */
function addSmall(state: FillState, room: RoomFurnisher): boolean {
  const { dice, ledger, refusals } = state;
  for (;;) {
    const parent = dice.weighted(room.standing, (standing) => (isFull(state, standing) ? 0 : topWeight(standing)));
    if (parent === undefined) return false;
    const types = Object.entries(catalogueType(parent.asset.objectType).receives?.types ?? {}).filter(
      ([type]) => catalogueType(type).notIn?.includes(room.space.room.roomType) !== true,
    );
    const twin = (type: string) => ledger.standing.some((other) => other.parent === parent && other.asset.objectType === type);
    const weightOf = ([type, weight]: readonly [string, number]) =>
      weight * repeatWeight(ledger, type) * (twin(type) ? twinFactor(type) : 1);
    const objectType = dice.weighted(types, weightOf)?.[0];
    const asset = objectType === undefined ? null : room.assetOf(objectType, 'surface');
    if (asset !== null && placeOn(room, parent, asset, { turnDeg: turnFor(dice, asset, parent) }) !== null) return true;
    refusals.set(parent, (refusals.get(parent) ?? 0) + 1);
  }
}

function isFull({ ledger, refusals }: FillState, standing: Standing): boolean {
  const receives = catalogueType(standing.asset.objectType).receives;
  if (receives === undefined || (refusals.get(standing) ?? 0) >= mostRefusals) return true;
  return ledger.standing.filter(({ parent }) => parent === standing).length >= (receives.most ?? 4);
}

/** Tables and counters carry more than seats of the same size. */
function topWeight({ asset }: Standing): number {
  const areaM2 = usableLevels(asset).reduce((sum, level) => sum + level.areaM2, 0);
  return areaM2 ** 0.5 * (catalogueType(asset.objectType).receives?.levels === 'seat' ? 0.35 : 1);
}

function repeatWeight(ledger: Ledger, objectType: string): number {
  return (sociableFactor[objectType] ?? repeatFactor) ** ledger.countOf(objectType);
}

/** Two cushions on a sofa are usual, two laptops are not. */
function twinFactor(objectType: string): number {
  return sociableFactor[objectType] === undefined ? 0.06 : 1;
}

/** Most small things lie square to what carries them; some lie as they were dropped. */
function turnFor(dice: Dice, { objectType, sizeM }: CatalogueAsset, { asset }: Standing): number {
  const { isTurnable = false } = catalogueType(objectType);
  if (!isTurnable) return 0;
  const isBoard = asset.objectType === 'ShelvingUnit' || asset.objectType === 'Shelf';
  if (isBoard) return sizeM[2] > sizeM[0] ? 90 : 0;
  return dice.chance(0.2) ? 5 * dice.index(72) : 90 * dice.index(4);
}
