import { AppError, type Problem } from '../../../shared/errors.ts';
import { axesFromEulerDeg, axisBoxFromOriented, type OrientedBox } from '../../../shared/geometry/box.ts';
import { distanceToOutlineM, isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import { type PlanPoint, planFromWorld } from '../../../shared/geometry/vector.ts';
import type { Room, SceneObject } from '../../../shared/model/scene.ts';
import type { Asset, AssetDatabase } from './asset-database.ts';
import type { HouseObject, ParsedHouse } from './house-schema.ts';

/** A thing on a wall may have its centre this far outside every floor and still belongs to the nearest room. */
const wallMountedReachM = 0.5;

/** What object readers look things up in, and where they report what they leave out. `takenIds` grows. */
export interface ObjectContext {
  readonly rooms: readonly Room[];
  readonly assets: AssetDatabase;
  readonly problems: Problem[];
  readonly takenIds: Set<string>;
}

/** The house's objects depth first, parents before their children. Children of an object that is left out stand on nothing. */
export function objectsFromHouse(house: ParsedHouse, context: ObjectContext): SceneObject[] {
  const objects: SceneObject[] = [];
  const visit = (source: HouseObject, parent: SceneObject | null): void => {
    const object = objectFromHouse(source, parent, context);
    if (object !== null) objects.push(object);
    for (const child of source.children ?? []) visit(child, object);
  };
  for (const source of house.objects ?? []) visit(source, null);
  return objects;
}

function objectFromHouse(source: HouseObject, parent: SceneObject | null, context: ObjectContext): SceneObject | null {
  const asset = context.assets.find(source.assetId);
  if (asset === null) {
    const message = `${source.id} is left out: the asset database does not know its asset ${source.assetId}. The rest of the house is intact.`;
    context.problems.push({ code: 'house.unknown-asset', item: source.id, message });
    return null;
  }
  const orientedBox = boxFromHouse(source, asset);
  // Types come from the asset database, never from the id's prefix: houses rename assets but keep old ids.
  const isObjaverse = asset.objectType.startsWith('Obja') || (asset.objectType === 'Undefined' && source.id.startsWith('Obja'));
  const typeName = asset.objectType === 'Undefined' ? (source.id.split('|')[0] ?? source.id) : asset.objectType;
  return {
    id: uniqueId(source.id, context),
    objectType: isObjaverse ? typeName.replace(/^Obja/, '') : typeName,
    assetId: source.assetId,
    roomId: roomIdAt(planFromWorld(orientedBox.centerM), parent, context.rooms),
    parentId: parent?.id ?? null,
    isObjaverse,
    orientedBox,
    axisBox: axisBoxFromOriented(orientedBox),
    isOrientationKnown: true,
  };
}

function boxFromHouse(source: HouseObject, asset: Asset): OrientedBox {
  if (!asset.sizeM.every((size) => Number.isFinite(size) && size > 0)) {
    const size = asset.sizeM.join(' x ');
    const message = `${source.id} has no size: the asset database gives ${source.assetId} a box of ${size} m. Correct the database.`;
    throw new AppError('house.invalid', message, { where: { item: source.id } });
  }
  const { x, y, z } = source.position;
  return { centerM: [x, y, z], sizeM: asset.sizeM, axes: axesFromEulerDeg(source.rotation ?? { x: 0, y: 0, z: 0 }) };
}

function roomIdAt(center: PlanPoint, parent: SceneObject | null, rooms: readonly Room[]): string | null {
  const holding = rooms.find((room) => isInsidePolygon(center, room.floorPolygonM));
  if (holding !== undefined) return holding.id;
  if (parent?.roomId) return parent.roomId;
  let [nearestId, nearestM]: [string | null, number] = [null, wallMountedReachM];
  for (const room of rooms) {
    const distanceM = distanceToOutlineM(center, room.floorPolygonM);
    if (distanceM < nearestM) [nearestId, nearestM] = [room.id, distanceM];
  }
  return nearestId;
}

/** Everything downstream joins on ids, so a repeated one gets a suffix; the house file itself is kept as read. */
function uniqueId(id: string, { takenIds, problems }: ObjectContext): string {
  let unique = id;
  for (let n = 2; takenIds.has(unique); n++) unique = `${id}~${n}`;
  if (unique !== id)
    problems.push({ code: 'house.invalid', item: id, message: `The id ${id} is used twice; the later object is called ${unique}.` });
  takenIds.add(unique);
  return unique;
}
