import { polygonAreaM2 } from '../../geometry/polygon.ts';
import type { Room, Scene } from '../../model/scene.ts';
import type { Convention } from '../convention.ts';
import type { Mark, Refusal } from '../question-type.ts';
import { refuse } from '../roles/resolve-roles.ts';
import { cleanTypeName } from '../wording/clean-type-name.ts';

/** A room of less than this many square metres is a line. */
const minAreaM2 = 1e-9;

/** Areas of a source that differ by more than this many square metres from its outlines are not the same statement. */
export const areaToleranceM2 = 0.1;

/** A room with the area inside its floor outline. */
export interface MeasuredRoom {
  readonly room: Room;
  readonly areaM2: number;
}

/** The rooms that have an outline, in the scene's order: SIMS-V neither counts nor measures the others. */
export function measuredRooms({ rooms }: Pick<Scene, 'rooms'>): MeasuredRoom[] {
  return rooms.filter(({ floorPolygonM }) => floorPolygonM.length > 2).map((room) => ({ room, areaM2: polygonAreaM2(room.floorPolygonM) }));
}

/** Area of all floors in square metres: summed in the scene's order, as SIMS-V does. */
export function totalAreaM2(rooms: readonly MeasuredRoom[]): number {
  return rooms.reduce((sum, { areaM2 }) => sum + areaM2, 0);
}

/** Refuses `bad-geometry` for the first room whose outline encloses nothing or has numbers that are not finite; null where all are fine. */
export function refuseBadRooms(rooms: readonly MeasuredRoom[], convention: Convention): Refusal | null {
  // Written so that NaN is bad too.
  const bad = rooms.find(({ areaM2 }) => !(areaM2 > minAreaM2 && areaM2 < Number.POSITIVE_INFINITY));
  if (bad === undefined) return null;
  const message = `The floor outline of ${bad.room.id} encloses ${bad.areaM2} m², so it is no room. Correct it in the scene's house file.`;
  return refuse(convention, 'bad-geometry', message);
}

/** One mark per room, labelled with its kind ("living room"). */
export function roomMarks(rooms: readonly MeasuredRoom[]): Mark[] {
  return rooms.map(({ room, areaM2 }) => ({
    kind: 'room',
    roomId: room.id,
    outlineM: room.floorPolygonM,
    areaM2,
    label: cleanTypeName(room.roomType),
  }));
}
