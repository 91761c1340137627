import type { AxisBox } from '../../../shared/geometry/box.ts';
import { polygonAreaM2, polygonCentroid } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../../../shared/geometry/vector.ts';
import type { Room, Scene, Wall } from '../../../shared/model/scene.ts';

/** Half the thickness that SIMS-V datasets give to a wall's box. */
const wallHalfM = 0.01;
/** Depth of a floor's box below the floor. */
const floorDepthM = 0.01;

/** One entry of `object_bbox`: vectors are [x, y, z] in metres, world frame. */
export interface MetadataBox {
  readonly centroid: Vec3;
  readonly axesLengths: Vec3;
  readonly normalizedAxes: readonly number[];
  readonly min: Vec3;
  readonly max: Vec3;
  readonly object_id: string;
  readonly asset_id: string;
  readonly object_type: string;
}

/** `spatial_metadata.json`, keys in SIMS-V's order: world-aligned boxes of everything, walls and floors included. */
export interface SpatialMetadata {
  readonly house_area: number;
  readonly house_center: PlanPoint;
  readonly room_data: Readonly<Record<string, unknown>>;
  readonly object_counts: Readonly<Record<string, number>>;
  readonly object_bbox: readonly MetadataBox[];
}

/** The metadata of a scene. Objects come first, in the scene's order, so that a reader of SIMS-V finds our instance order. */
export function spatialMetadataFromScene(scene: Scene): SpatialMetadata {
  const boxes = [
    ...scene.objects.map((object) => boxEntry(object.axisBox, object.id, object.assetId, object.objectType)),
    ...scene.walls.filter((wall) => !wall.isOpenBoundary).map((wall) => boxEntry(wallBox(wall), wall.id, '', 'Wall')),
    ...scene.rooms.map((room) => boxEntry(floorBox(room), room.id, '', 'Floor')),
  ];
  const counts: Record<string, number> = {};
  for (const { object_type } of boxes) counts[object_type] = (counts[object_type] ?? 0) + 1;
  const areas = scene.rooms.map((room) => polygonAreaM2(room.floorPolygonM));
  return {
    house_area: areas.reduce((sum, area) => sum + area, 0),
    house_center: houseCenter(scene.rooms, areas),
    room_data: Object.fromEntries(scene.rooms.map((room, i) => [room.id, roomEntry(room, areas[i] as number)])),
    object_counts: counts,
    object_bbox: boxes,
  };
}

/** The box that stands for a wall, as thick as SIMS-V's. */
export function wallBox({ startM, endM, heightM }: Wall): AxisBox {
  return {
    minM: [Math.min(startM[0], endM[0]) - wallHalfM, 0, Math.min(startM[1], endM[1]) - wallHalfM],
    maxM: [Math.max(startM[0], endM[0]) + wallHalfM, heightM, Math.max(startM[1], endM[1]) + wallHalfM],
  };
}

/** The box that stands for a room's floor: the bounds of its outline, just below y = 0. */
export function floorBox({ floorPolygonM }: Room): AxisBox {
  const xs = floorPolygonM.map(([x]) => x);
  const zs = floorPolygonM.map(([, z]) => z);
  return { minM: [Math.min(...xs), -floorDepthM, Math.min(...zs)], maxM: [Math.max(...xs), 0, Math.max(...zs)] };
}

function boxEntry({ minM, maxM }: AxisBox, id: string, assetId: string, objectType: string): MetadataBox {
  return {
    centroid: [(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2, (minM[2] + maxM[2]) / 2],
    axesLengths: [maxM[0] - minM[0], maxM[1] - minM[1], maxM[2] - minM[2]],
    normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    min: minM,
    max: maxM,
    object_id: id,
    asset_id: assetId,
    object_type: objectType,
  };
}

function roomEntry(room: Room, area: number): Record<string, unknown> {
  const { minM, maxM } = floorBox(room);
  return { area, length: maxM[0] - minM[0], width: maxM[2] - minM[2], type: room.roomType, floor_material: room.floorMaterial };
}

/** Centre of mass of all floors; rooms do not overlap, so each counts with its area. */
function houseCenter(rooms: readonly Room[], areas: readonly number[]): PlanPoint {
  let [x, z, total] = [0, 0, 0];
  for (const [i, room] of rooms.entries()) {
    const area = areas[i] as number;
    const centroid = polygonCentroid(room.floorPolygonM);
    x += centroid[0] * area;
    z += centroid[1] * area;
    total += area;
  }
  return [x / total, z / total];
}
