import { z } from 'zod';
import type { Problem } from '../../../shared/errors.ts';
import type { Room, StatedFacts } from '../../../shared/model/scene.ts';
import { areaToleranceM2, measuredRooms, totalAreaM2 } from '../../../shared/questions/measures/rooms.ts';

const areaSchema = z.number().nonnegative();
const roomDataSchema = z.record(z.string(), z.unknown());
const countSchema = z.number().int().nonnegative();

/**
 * What a `spatial_metadata.json` states about the house as a whole. A value that makes no sense is a problem and counts as not stated.
 *
 * @param metadata - the parsed file.
 * @param file - its path, for the problems.
 */
export function statedFromMetadata(
  metadata: Readonly<Record<string, unknown>>,
  file: string,
): { readonly stated: StatedFacts; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const report = (item: string, value: unknown, wanted: string): null => {
    const message = `${item} is ${JSON.stringify(value)}, which is not ${wanted}. It is ignored.`;
    problems.push({ code: 'file.malformed', file, item, message });
    return null;
  };
  const read = <T>(key: string, schema: z.ZodType<T>, wanted: string): T | null => {
    const value = metadata[key];
    if (value === undefined) return null;
    const parsed = schema.safeParse(value);
    return parsed.success ? parsed.data : report(key, value, wanted);
  };
  const areaM2 = read('house_area', areaSchema, 'an area in square metres');
  const rooms = read('room_data', roomDataSchema, 'an object with one entry per room');
  const counts = read('object_counts', roomDataSchema, 'an object with one number per type');
  const sane = Object.entries(counts ?? {}).flatMap(([type, value]) => {
    const count = countSchema.safeParse(value);
    if (!count.success) report(`object_counts.${type}`, value, 'a number of objects');
    return count.success ? [[type, count.data] as const] : [];
  });
  const objectCounts = counts === null ? null : Object.fromEntries(sane);
  return { stated: { areaM2, roomCount: rooms === null ? null : Object.keys(rooms).length, objectCounts }, problems };
}

/** Reports that the metadata states another area or another number of rooms than the outlines give: answers of the two would differ. Null where they agree. */
export function findRoomMismatch({ areaM2, roomCount }: StatedFacts, rooms: readonly Room[], file: string): Problem | null {
  const outlined = measuredRooms({ rooms });
  if (outlined.length === 0) return null;
  const outlinedM2 = totalAreaM2(outlined);
  const isSameArea = areaM2 === null || Math.abs(areaM2 - outlinedM2) <= areaToleranceM2;
  const isSameCount = roomCount === null || roomCount === outlined.length;
  if (isSameArea && isSameCount) return null;
  const stated = [areaM2 === null ? [] : [`${areaM2.toFixed(2)} m²`], roomCount === null ? [] : [`${roomCount} rooms`]].flat().join(' in ');
  const message = `It states ${stated}, but the rooms' outlines give ${outlinedM2.toFixed(2)} m² in ${outlined.length}. The outlines count; check that both files are of one house.`;
  return { code: 'dataset.incomplete-scene', file, message };
}
