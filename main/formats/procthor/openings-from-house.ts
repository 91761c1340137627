import type { Problem } from '../../../shared/errors.ts';
import { axisBoxFromOriented } from '../../../shared/geometry/box.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Opening, Room, SceneObject, Wall } from '../../../shared/model/scene.ts';
import { openingOrientedBox } from '../../../shared/stage/opening-parts.ts';
import type { AssetDatabase } from './asset-database.ts';
import type { HouseOpening, ParsedHouse } from './house-schema.ts';

/** What opening readers look things up in, and where they report what they leave out. */
export interface OpeningContext {
  readonly rooms: readonly Room[];
  readonly walls: readonly Wall[];
  readonly assets: AssetDatabase;
  readonly problems: Problem[];
}

/** Doors, then windows, in the house's order. An opening without a known wall or with an empty hole is left out and reported. */
export function openingsFromHouse(house: ParsedHouse, context: OpeningContext): Opening[] {
  const doors = (house.doors ?? []).map((door) => openingFromHouse(door, 'door', context));
  const windows = (house.windows ?? []).map((window) => openingFromHouse(window, 'window', context));
  const seen = new Set<string>();
  return [...doors, ...windows].filter((opening): opening is Opening => {
    if (opening === null || !seen.has(opening.id)) {
      if (opening !== null) seen.add(opening.id);
      return opening !== null;
    }
    report(context, opening.id, 'another opening has the same id');
    return false;
  });
}

/** Doors and windows as instances that questions can be about; the room is the first of the two. */
export function objectsFromOpenings(openings: readonly Opening[]): SceneObject[] {
  return openings.map((opening) => {
    const orientedBox = openingOrientedBox(opening);
    return {
      id: opening.id,
      objectType: opening.objectType,
      assetId: opening.assetId,
      roomId: opening.roomIds[0] ?? null,
      parentId: null,
      isObjaverse: false,
      orientedBox,
      axisBox: axisBoxFromOriented(orientedBox),
      isOrientationKnown: true,
    };
  });
}

function openingFromHouse(source: HouseOpening, kind: Opening['kind'], context: OpeningContext): Opening | null {
  // Holes are measured along wall0 from its first polygon point: in the reference houses the other end puts doors behind furniture.
  const wall = context.walls.find(({ id }) => id === source.wall0);
  if (wall === undefined) return report(context, source.id, `its wall ${source.wall0 ?? '(none)'} is not in the house`);
  const lengthM = Math.hypot(wall.endM[0] - wall.startM[0], wall.endM[1] - wall.startM[1]);
  const alongM = source.holePolygon.map(({ x }) => Math.min(lengthM, Math.max(0, x)));
  const heightsM = source.holePolygon.map(({ y }) => Math.min(wall.heightM, Math.max(0, y)));
  const [fromM, toM] = [Math.min(...alongM), Math.max(...alongM)];
  const [bottomM, topM] = [Math.min(...heightsM), Math.max(...heightsM)];
  if (!(toM - fromM > 0.01 && topM - bottomM > 0.01)) return report(context, source.id, 'its hole is empty or outside its wall');
  const at = (distanceM: number): PlanPoint => [
    wall.startM[0] + ((wall.endM[0] - wall.startM[0]) * distanceM) / lengthM,
    wall.startM[1] + ((wall.endM[1] - wall.startM[1]) * distanceM) / lengthM,
  ];
  const roomIds = [...new Set([source.room0, source.room1])].filter((id): id is string => context.rooms.some((room) => room.id === id));
  const objectType = openingType(source, kind, context.assets);
  return {
    id: source.id,
    kind,
    objectType,
    assetId: source.assetId,
    wallIds: [source.wall0, source.wall1].filter((id): id is string => context.walls.some((known) => known.id === id)),
    roomIds,
    startM: at(fromM),
    endM: at(toM),
    bottomM,
    topM,
    openness: kind === 'window' ? 0 : doorOpenness(source, { isFrame: objectType === 'Doorframe', isInner: roomIds.length === 2 }),
  };
}

function openingType(source: HouseOpening, kind: Opening['kind'], assets: AssetDatabase): string {
  if (kind === 'window') return 'Window';
  const byName = source.assetId.startsWith('Doorframe') ? 'Doorframe' : 'Doorway';
  return assets.find(source.assetId)?.objectType ?? byName;
}

/**
 * Doors between two rooms always let the agent through: ProcTHOR's room graph counts every one of them as passable, opens each leaf for its
 * agents and leaves `openness` out or at 0 only for doors to the outside, where there is no floor to walk on.
 */
function doorOpenness(source: HouseOpening, door: { readonly isFrame: boolean; readonly isInner: boolean }): number {
  const statedOpenness = Math.min(1, Math.max(0, source.openness ?? 0));
  if (door.isFrame) return 1;
  return door.isInner && statedOpenness === 0 ? 1 : statedOpenness;
}

function report(context: OpeningContext, item: string, reason: string): null {
  context.problems.push({ code: 'house.invalid', item, message: `${item} is left out: ${reason}. The rest of the house is intact.` });
  return null;
}
