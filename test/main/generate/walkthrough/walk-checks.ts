import path from 'node:path';
import { expect } from 'vitest';
import { openAssetDatabase } from '../../../../main/formats/procthor/asset-database.ts';
import { sceneFromHouse } from '../../../../main/formats/procthor/scene-from-house.ts';
import type { Walkthrough } from '../../../../main/generate/walkthrough/plan-walkthrough.ts';
import { boxFromWorld } from '../../../../shared/geometry/box.ts';
import { distanceToSegmentM } from '../../../../shared/geometry/polygon.ts';
import { type PlanPoint, wrapDegrees } from '../../../../shared/geometry/vector.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import { readAllHouses } from '../../formats/procthor/read-all-houses.ts';

/** Ours, always there. */
export const sampleHouse = path.resolve(import.meta.dirname, '../../../../assets/sample-house/house.json');

/** The houses of a file. */
export async function scenesOf(file: string): Promise<Scene[]> {
  const assets = await openAssetDatabase({ besideFile: file });
  const entries = await readAllHouses(file);
  return entries.map((entry) => {
    if ('problem' in entry) throw new Error(entry.problem.message);
    return sceneFromHouse(entry.house, assets, `${path.basename(file)} ${entry.index}`).scene;
  });
}

/** Where the agent stands, frame by frame. */
export function places(walk: Pick<Walkthrough, 'poses'>): PlanPoint[] {
  return walk.poses.map(({ positionM }) => [positionM[0], positionM[2]]);
}

/** The nearest the agent comes to furniture that reaches into its way, measured in the furniture's own frame. */
function nearestFurnitureM(scene: Scene, walk: Pick<Walkthrough, 'poses'>): number {
  const openingIds = new Set(scene.openings.map(({ id }) => id));
  const standing = scene.objects.filter(({ id, orientedBox, axisBox }) => {
    const isInTheWay = axisBox.minM[1] < 1.6 && axisBox.maxM[1] > 0.1 && Math.max(orientedBox.sizeM[0], orientedBox.sizeM[2]) > 0.1;
    return !openingIds.has(id) && isInTheWay && orientedBox.axes[1][1] > 0.999;
  });
  const distances = places(walk).flatMap(([x, z]) =>
    standing.map(({ orientedBox }) => {
      const [alongX, , alongZ] = boxFromWorld(orientedBox, [x, orientedBox.centerM[1], z]);
      return Math.hypot(Math.max(0, Math.abs(alongX) - orientedBox.sizeM[0] / 2), Math.max(0, Math.abs(alongZ) - orientedBox.sizeM[2] / 2));
    }),
  );
  return Math.min(...distances, 1);
}

/** Steps that cross a built wall anywhere but through a door. */
function wallCrossings(scene: Scene, walk: Pick<Walkthrough, 'poses'>): number {
  const route = places(walk);
  const doors = scene.openings.filter(({ kind, roomIds }) => kind === 'door' && roomIds.length === 2);
  return route.slice(1).filter((to, i) => {
    const from = route[i] as PlanPoint;
    return scene.walls.some((wall) => {
      const crossing = wall.isOpenBoundary ? null : crossingOf(from, to, wall.startM, wall.endM);
      return crossing !== null && !doors.some((door) => distanceToSegmentM(crossing, door.startM, door.endM) < 0.001);
    });
  }).length;
}

function crossingOf(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): PlanPoint | null {
  const [rx, rz, sx, sz] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const area = rx * sz - rz * sx;
  if (Math.abs(area) < 1e-12) return null;
  const t = ((c[0] - a[0]) * sz - (c[1] - a[1]) * sx) / area;
  const u = ((c[0] - a[0]) * rz - (c[1] - a[1]) * rx) / area;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [a[0] + t * rx, a[1] + t * rz] : null;
}

/** Never nearer than 15 cm to furniture, and through no wall. */
export function expectClear(scene: Scene, walk: Pick<Walkthrough, 'poses'>): void {
  expect(nearestFurnitureM(scene, walk)).toBeGreaterThanOrEqual(0.15);
  expect(wallCrossings(scene, walk)).toBe(0);
}

/** A frame per action, each of them one whole step or one whole turn or nothing. */
export function expectDiscrete(walk: Walkthrough): void {
  expect(walk.poses).toHaveLength(walk.actions.length + 1);
  for (const [i, pose] of walk.poses.slice(1).entries()) {
    const before = walk.poses[i] as (typeof walk.poses)[number];
    const stepM = Math.hypot(pose.positionM[0] - before.positionM[0], pose.positionM[2] - before.positionM[2]);
    const turnDeg = Math.abs(wrapDegrees(pose.yawDeg - before.yawDeg));
    expect([0, 0.2]).toContain(Math.round(stepM * 1e9) / 1e9);
    expect([0, 6, 30]).toContain(turnDeg);
    expect(Math.min(stepM, turnDeg)).toBe(0);
  }
}
