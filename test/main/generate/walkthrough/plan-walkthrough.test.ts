import { existsSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openAssetDatabase } from '../../../../main/formats/procthor/asset-database.ts';
import { sceneFromHouse } from '../../../../main/formats/procthor/scene-from-house.ts';
import { planWalkthrough, type Walkthrough } from '../../../../main/generate/walkthrough/plan-walkthrough.ts';
import { defaultWalkSettings } from '../../../../main/generate/walkthrough/walk-settings.ts';
import { boxFromWorld } from '../../../../shared/geometry/box.ts';
import { distanceToSegmentM } from '../../../../shared/geometry/polygon.ts';
import { type PlanPoint, wrapDegrees } from '../../../../shared/geometry/vector.ts';
import type { Scene } from '../../../../shared/model/scene.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';
import { readAllHouses } from '../../formats/procthor/read-all-houses.ts';

const sampleHouse = path.resolve(import.meta.dirname, '../../../../assets/sample-house/house.json');

async function scenesOf(file: string): Promise<Scene[]> {
  const assets = await openAssetDatabase({ besideFile: file });
  const entries = await readAllHouses(file);
  return entries.map((entry) => {
    if ('problem' in entry) throw new Error(entry.problem.message);
    return sceneFromHouse(entry.house, assets, `${path.basename(file)} ${entry.index}`).scene;
  });
}

function places(walk: Walkthrough): PlanPoint[] {
  return walk.poses.map(({ positionM }) => [positionM[0], positionM[2]]);
}

/** The nearest the agent comes to furniture that reaches into its way, measured in the furniture's own frame. */
function nearestFurnitureM(scene: Scene, walk: Walkthrough): number {
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
function wallCrossings(scene: Scene, walk: Walkthrough): number {
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

function expectWalkable(scene: Scene, walk: Walkthrough): void {
  expect(walk.poses).toHaveLength(walk.actions.length + 1);
  expect(nearestFurnitureM(scene, walk)).toBeGreaterThanOrEqual(0.15);
  expect(wallCrossings(scene, walk)).toBe(0);
  for (const [i, pose] of walk.poses.slice(1).entries()) {
    const before = walk.poses[i] as (typeof walk.poses)[number];
    const stepM = Math.hypot(pose.positionM[0] - before.positionM[0], pose.positionM[2] - before.positionM[2]);
    const turnDeg = Math.abs(wrapDegrees(pose.yawDeg - before.yawDeg));
    expect(stepM).toBeLessThanOrEqual(0.2 + 1e-9);
    expect(turnDeg).toBeLessThanOrEqual(30);
    expect(Math.min(stepM, turnDeg)).toBe(0);
  }
}

describe('a walkthrough', () => {
  it('of the sample house visits its four rooms, looks all around in each, and repeats exactly for a seed', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const settings = { ...defaultWalkSettings, seed: 7 };
    const walk = planWalkthrough(scene, settings);
    expect(walk.roomsVisited.toSorted()).toEqual(['room|2', 'room|3', 'room|4', 'room|5']);
    expect(walk.problems).toEqual([]);
    expect(walk.actions.join(' ').match(/(rotate_right ){12}sub_done/g)).toHaveLength(4);
    expect(walk.actions.at(-1)).toBe('done');
    expect(planWalkthrough(scene, settings)).toEqual(walk);
    expect(planWalkthrough(scene, { ...settings, seed: 8 }).poses).not.toEqual(walk.poses);
  });

  it('of the sample house keeps clear of furniture and walls from any seed', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
        const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed });
        expectWalkable(scene, walk);
        expect(walk.roomsMissed).toEqual([]);
      }),
      { numRuns: 12 },
    );
  });

  it('that would be too long ends after the last whole room and says what it missed', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed: 7, maxSteps: 100 });
    expect(walk.actions.length).toBeLessThanOrEqual(100);
    expect(walk.actions.slice(-2)).toEqual(['sub_done', 'done']);
    expect(walk.roomsVisited.length).toBeGreaterThan(0);
    expect(walk.roomsVisited.length + walk.roomsMissed.length).toBe(4);
    expect(walk.problems.map(({ code, item }) => [code, item])).toEqual(walk.roomsMissed.map((id) => ['house.no-walk', id]));
  });

  it('is refused where nobody fits or not even one room can be done', async () => {
    const [scene] = (await scenesOf(sampleHouse)) as [Scene];
    expect(() => planWalkthrough(scene, { ...defaultWalkSettings, maxSteps: 10 })).toThrow(
      expect.objectContaining({ code: 'house.no-walk' }),
    );
    const closet: Scene = {
      ...scene,
      rooms: [
        {
          id: 'closet',
          roomType: 'Closet',
          floorPolygonM: [
            [0, 0],
            [0.3, 0],
            [0.3, 0.3],
            [0, 0.3],
          ],
          floorMaterial: null,
        },
      ],
    };
    expect(() => planWalkthrough({ ...closet, walls: [], openings: [], objects: [] }, defaultWalkSettings)).toThrow(
      expect.objectContaining({ code: 'house.no-walk' }),
    );
  });

  const stages = [
    '0_STRUCTURE',
    '1_DOORS',
    '2_LIGHTS',
    '3_SKYBOX',
    '4_EXTERIOR_WALLS',
    '5_ROOMS',
    '6_FLOOR_OBJS',
    '7_WALL_OBJS',
    '8_SMALL_OBJS',
  ];
  it.each([
    ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100].map((n) => `houses/house_${n}.json`),
    'hallway_houses.json',
    ...stages.map((stage) => `partial_houses/${stage}.json`),
  ])('through %s reaches every room, keeps clear, and is long enough for questions', async (name) => {
    const file = referenceData('procthor', ...name.split('/'));
    if (file === null || !existsSync(file)) return;
    for (const scene of await scenesOf(file)) {
      const walk = planWalkthrough(scene, { ...defaultWalkSettings, seed: 11 });
      expectWalkable(scene, walk);
      expect(walk.roomsMissed).toEqual([]);
      expect(walk.poses.length).toBeGreaterThanOrEqual(25);
      expect(walk.actions.length).toBeLessThanOrEqual(defaultWalkSettings.maxSteps);
    }
  });
});
