import type { Vec3 } from '../../../../shared/geometry/vector.ts';
import type { Scene } from '../../../../shared/model/scene.ts';

/** What a scene reaches over. */
export interface SceneBounds {
  readonly minM: Vec3;
  readonly maxM: Vec3;
}

/** Bounds of rooms and boxes, floor to ceiling; boxes that are no numbers do not count. An empty scene gets a room's worth around the origin. */
export function sceneBounds(scene: Scene): SceneBounds {
  const corners: Vec3[] = [
    ...scene.rooms.flatMap(({ floorPolygonM }) => floorPolygonM.map(([x, z]): Vec3 => [x, 0, z])),
    ...(scene.rooms.length > 0 ? [] : scene.objects.flatMap(({ axisBox }): Vec3[] => [axisBox.minM, axisBox.maxM])),
  ].filter((corner) => corner.every(Number.isFinite));
  if (corners.length === 0) return { minM: [-2, 0, -2], maxM: [2, 2, 2] };
  const most = (pick: (...values: number[]) => number, k: 0 | 1 | 2): number =>
    corners.reduce((best, corner) => pick(best, corner[k]), corners[0]?.[k] ?? 0);
  const top = scene.rooms.length > 0 ? Math.max(1, scene.ceilingHeightM) : most(Math.max, 1);
  return { minM: [most(Math.min, 0), floorHeightM(scene), most(Math.min, 2)], maxM: [most(Math.max, 0), top, most(Math.max, 2)] };
}

/** Height of the floor: 0 where rooms are known; else where the lowest box stands. */
export function floorHeightM(scene: Scene): number {
  if (scene.rooms.length > 0) return 0;
  const bottoms = scene.objects.map(({ axisBox }) => axisBox.minM[1]).filter(Number.isFinite);
  return bottoms.length === 0 ? 0 : bottoms.reduce((least, bottom) => Math.min(least, bottom));
}
