import { AppError, type Problem } from '../../../shared/errors.ts';
import { polygonAreaM2 } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Room, Scene, Wall } from '../../../shared/model/scene.ts';
import type { AssetDatabase } from './asset-database.ts';
import type { ParsedHouse, ProcthorHouse } from './house-schema.ts';
import { objectsFromHouse } from './objects-from-house.ts';
import { objectsFromOpenings, openingsFromHouse } from './openings-from-house.ts';

/** Height of AI2-THOR's usual ceiling, for a house without walls. */
const defaultCeilingM = 2.7;

/**
 * The scene of a ProcTHOR house. Objects keep the house's order, parents before children, then come doors, then windows. What cannot be
 * placed (unknown asset, opening without a wall) is left out and reported; throws `house.invalid` where the house itself makes no sense.
 */
export function sceneFromHouse(house: ProcthorHouse, assets: AssetDatabase, sceneId: string): { scene: Scene; problems: Problem[] } {
  const { parsed } = house;
  const problems: Problem[] = [];
  const rooms = roomsFromHouse(parsed);
  const walls = wallsFromHouse(parsed);
  const openings = openingsFromHouse(parsed, { rooms, walls, assets, problems });
  // Structure first: where ids collide, the object gives way, because doors, walls and rooms refer to one another by id.
  const takenIds = new Set([...rooms, ...walls, ...openings].map(({ id }) => id));
  const objects = [...objectsFromHouse(parsed, { rooms, assets, problems, takenIds }), ...objectsFromOpenings(openings)];
  const ceilingHeightM = Math.max(0, ...walls.map((wall) => wall.heightM)) || defaultCeilingM;
  return { scene: { id: sceneId, rooms, walls, openings, objects, ceilingHeightM }, problems };
}

function roomsFromHouse(house: ParsedHouse): Room[] {
  if (house.rooms.length === 0) throw new AppError('house.invalid', 'The house has no rooms.');
  refuseRepeatedIds(house.rooms, 'rooms');
  return house.rooms.map((room) => {
    const floorPolygonM = (room.floorPolygon ?? []).map(({ x, z }): PlanPoint => [x, z]);
    if (polygonAreaM2(floorPolygonM) < 0.01) {
      throw new AppError('house.invalid', `Room ${room.id} has no floor: its polygon is missing or encloses nothing.`, {
        where: { item: room.id },
      });
    }
    return { id: room.id, roomType: room.roomType, floorPolygonM, floorMaterial: materialName(room.floorMaterial) };
  });
}

function wallsFromHouse(house: ParsedHouse): Wall[] {
  const walls = house.walls ?? [];
  refuseRepeatedIds(walls, 'walls');
  return walls.map((wall) => {
    const [startM, endM] = distinctPlanPoints(wall.polygon);
    const heightM = Math.max(0, ...wall.polygon.map(({ y }) => y)) - Math.min(...wall.polygon.map(({ y }) => y));
    if (startM === undefined || endM === undefined || !(heightM > 0)) {
      throw new AppError('house.invalid', `Wall ${wall.id} has no extent: its polygon is not an upright rectangle.`, {
        where: { item: wall.id },
      });
    }
    // Houses give exterior faces the id of the room behind them; our model says null, since no room sees them.
    const isExterior = wall.id.startsWith('wall|exterior');
    return {
      id: wall.id,
      roomId: isExterior ? null : (wall.roomId ?? null),
      startM,
      endM,
      heightM,
      material: materialName(wall.material),
      isOpenBoundary: wall.empty === true,
    };
  });
}

/** The first two different plan points; the order is the wall's direction, in which holes are measured. */
function distinctPlanPoints(polygon: readonly { readonly x: number; readonly z: number }[]): PlanPoint[] {
  const points: PlanPoint[] = [];
  for (const { x, z } of polygon) {
    if (points.every((p) => Math.hypot(p[0] - x, p[1] - z) > 0.001)) points.push([x, z]);
  }
  return points;
}

function refuseRepeatedIds(items: readonly { readonly id: string }[], what: string): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new AppError('house.invalid', `Two ${what} of the house are both called ${id}.`, { where: { item: id } });
    seen.add(id);
  }
}

function materialName(material: ParsedHouse['rooms'][number]['floorMaterial']): string | null {
  return (typeof material === 'string' ? material : material?.name) ?? null;
}
