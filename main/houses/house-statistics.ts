import { polygonAreaM2 } from '../../shared/geometry/polygon.ts';
import type { PlannedHouse } from './house-plan.ts';

/** Mean and extremes of a number over houses. */
export interface Spread {
  readonly mean: number;
  readonly min: number;
  readonly max: number;
}

/** What many houses are like. */
export interface HouseStatistics {
  readonly houses: number;
  readonly rooms: Spread;
  readonly objects: Spread;
  readonly areaM2: Spread;
  /** Share of the floor that nothing stands on. */
  readonly freeFloorShare: Spread;
  /** Different object types per house, and those with exactly one instance. */
  readonly types: Spread;
  readonly singleTypes: Spread;
  /** Objects and different types per room, by room type. */
  readonly byRoomType: Readonly<Record<string, { readonly rooms: number; readonly objects: Spread; readonly types: Spread }>>;
  /** Objects of each type over all houses, the commonest first. */
  readonly objectsByType: Readonly<Record<string, number>>;
  /** Share of objects turned off the grid of quarter turns. */
  readonly turnedShare: number;
  /** Given-up draws and places over all houses, by reason. */
  readonly rejections: Readonly<Record<string, number>>;
}

/** Statistics over houses; of none, all numbers are 0. */
export function houseStatistics(houses: readonly PlannedHouse[]): HouseStatistics {
  const objects = houses.flatMap((house) => house.objects);
  const typeCounts = houses.map((house) => countBy(house.objects.map(({ objectType }) => objectType)));
  return {
    houses: houses.length,
    rooms: spreadOf(houses.map(({ plan }) => plan.rooms.length)),
    objects: spreadOf(houses.map((house) => house.objects.length)),
    areaM2: spreadOf(houses.map(areaOf)),
    freeFloorShare: spreadOf(houses.map((house) => 1 - coveredM2(house) / areaOf(house))),
    types: spreadOf(typeCounts.map((counts) => Object.keys(counts).length)),
    singleTypes: spreadOf(typeCounts.map((counts) => Object.values(counts).filter((count) => count === 1).length)),
    byRoomType: roomStatistics(houses),
    objectsByType: sorted(countBy(objects.map(({ objectType }) => objectType))),
    turnedShare: objects.filter(({ yawDeg }) => yawDeg % 90 !== 0).length / Math.max(1, objects.length),
    rejections: sorted(houses.map(({ rejections }) => rejections).reduce(addCounts, {})),
  };
}

function roomStatistics(houses: readonly PlannedHouse[]): HouseStatistics['byRoomType'] {
  const rooms = houses.flatMap(({ plan, objects }) =>
    plan.rooms.map(({ id, roomType }) => ({
      roomType,
      types: objects.filter(({ roomId }) => roomId === id).map(({ objectType }) => objectType),
    })),
  );
  const groups = Object.entries(Object.groupBy(rooms, ({ roomType }) => roomType));
  return Object.fromEntries(
    groups.map(([roomType, group]) => [
      roomType,
      {
        rooms: group.length,
        objects: spreadOf(group.map(({ types }) => types.length)),
        types: spreadOf(group.map(({ types }) => new Set(types).size)),
      },
    ]),
  );
}

function areaOf({ plan }: PlannedHouse): number {
  return plan.rooms.reduce((sum, { outlineM }) => sum + polygonAreaM2(outlineM), 0);
}

/** What stands on the floor never overlaps, so its footprints add up. */
function coveredM2({ objects }: PlannedHouse): number {
  const onFloor = objects.filter(({ parentId, positionM, sizeM }) => parentId === null && positionM[1] - sizeM[1] / 2 < 0.05);
  return onFloor.reduce((sum, { sizeM }) => sum + sizeM[0] * sizeM[2], 0);
}

function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) return { mean: 0, min: 0, max: 0 };
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, min: Math.min(...values), max: Math.max(...values) };
}

function countBy(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

function addCounts(total: Readonly<Record<string, number>>, more: Readonly<Record<string, number>>): Record<string, number> {
  const sum = { ...total };
  for (const [key, count] of Object.entries(more)) sum[key] = (sum[key] ?? 0) + count;
  return sum;
}

function sorted(counts: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a, countA], [b, countB]) => countB - countA || a.localeCompare(b)));
}
