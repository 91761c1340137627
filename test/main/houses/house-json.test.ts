import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sceneFromHouse } from '../../../main/formats/procthor/scene-from-house.ts';
import { freeSpaceFromScene } from '../../../main/generate/walkthrough/free-space.ts';
import { houseJsonFromPlanned, procthorFromPlanned } from '../../../main/houses/house-json.ts';
import type { PlacedObject, PlannedHouse } from '../../../main/houses/house-plan.ts';
import { makeHousePlan } from '../../../main/houses/plan/make-house-plan.ts';
import { assetsOfPlanned } from '../../../main/houses/planned-scene.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';

function aPlannedHouse(seed: number, objectsOf: (house: PlannedHouse) => PlacedObject[] = () => []): PlannedHouse {
  const settings = { seed, rooms: [1, 8], objects: [0, 9] } as const;
  const house: PlannedHouse = { settings, plan: makeHousePlan(settings).plan, objects: [], rejections: {} };
  return { ...house, objects: objectsOf(house) };
}

/** A table with a bowl and, in it, an apple: three levels. */
function aLaidTable({ plan }: PlannedHouse): PlacedObject[] {
  const room = plan.rooms[0] as PlannedHouse['plan']['rooms'][number];
  const [x, z] = [1.25, 1.5];
  const on = { roomId: room.id, yawDeg: 30 };
  return [
    {
      ...on,
      id: 'DiningTable|2|0',
      assetId: 'Table_A',
      objectType: 'DiningTable',
      positionM: [x, 0.375, z],
      sizeM: [1.2, 0.75, 0.8],
      parentId: null,
    },
    {
      ...on,
      id: 'Bowl|2|0|0',
      assetId: 'Bowl_A',
      objectType: 'Bowl',
      positionM: [x, 0.8, z],
      sizeM: [0.2, 0.1, 0.2],
      parentId: 'DiningTable|2|0',
    },
    {
      ...on,
      id: 'Apple|2|0|1',
      assetId: 'Apple_A',
      objectType: 'Apple',
      positionM: [x, 0.81, z],
      sizeM: [0.08, 0.08, 0.08],
      parentId: 'Bowl|2|0|0',
    },
  ];
}

function readBack(house: PlannedHouse): Scene {
  // Through text, as through a file.
  const json = JSON.parse(JSON.stringify(houseJsonFromPlanned(house)));
  expect(json).toEqual(houseJsonFromPlanned(house));
  const { scene, problems } = sceneFromHouse(procthorFromPlanned(house), assetsOfPlanned(house), 'house');
  expect(problems).toEqual([]);
  return scene;
}

const distanceM = (a: PlanPoint, b: PlanPoint): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

describe('houseJsonFromPlanned', () => {
  it('is read back by our reader with the same rooms and openings, to the millimetre', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { plan } = aPlannedHouse(seed);
        const scene = readBack({ ...aPlannedHouse(seed), plan });
        expect(scene.rooms).toEqual(
          plan.rooms.map(({ id, roomType, outlineM, floorMaterial }) => ({ id, roomType, floorPolygonM: outlineM, floorMaterial })),
        );
        expect(scene.ceilingHeightM).toBeCloseTo(plan.ceilingHeightM, 9);
        expect(scene.openings.map(({ id }) => id).sort()).toEqual(plan.openings.map(({ id }) => id).sort());
        for (const planned of plan.openings) {
          const read = scene.openings.find(({ id }) => id === planned.id) as Scene['openings'][number];
          expect(distanceM(read.startM, planned.startM) + distanceM(read.endM, planned.endM)).toBeLessThan(0.001);
          expect([read.kind, read.assetId, read.openness]).toEqual([planned.kind, planned.assetId, planned.openness]);
          expect([read.bottomM, read.topM]).toEqual([planned.bottomM, planned.topM]);
          expect(read.roomIds).toEqual(planned.roomIds);
          expect(read.wallIds).toHaveLength(2);
        }
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('gives every wall two faces with the same ends, one of them seen from its room or from outside', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const { walls } = readBack(aPlannedHouse(seed));
        const keyOf = ({ startM, endM }: Scene['walls'][number]): string => [startM.join(), endM.join()].sort().join(' ');
        const counts = new Map<string, number>();
        for (const wall of walls) counts.set(keyOf(wall), (counts.get(keyOf(wall)) ?? 0) + 1);
        expect(new Set(counts.values())).toEqual(new Set([2]));
      }),
      { numRuns: 30, seed: 4 },
    );
  });

  it('nests what stands on things, and gives objects back where they were', () => {
    const house = aPlannedHouse(3, aLaidTable);
    const scene = readBack(house);
    const openingIds = scene.openings.map(({ id }) => id);
    const objects = scene.objects.filter(({ id }) => !openingIds.includes(id));
    expect(
      objects.map(({ id, objectType, assetId, parentId, orientedBox }) => ({ id, objectType, assetId, parentId, ...orientedBox })),
    ).toMatchObject(
      house.objects.map(({ id, objectType, assetId, parentId, positionM, sizeM }) => ({
        id,
        objectType,
        assetId,
        parentId,
        centerM: positionM,
        sizeM,
      })),
    );
    const json = houseJsonFromPlanned(house) as { objects: { children: { children: { id: string }[] }[] }[] };
    expect(json.objects[0]?.children[0]?.children[0]?.id).toBe('Apple|2|0|1');
  });

  it('starts the agent on free floor', () => {
    for (let seed = 0; seed < 20; seed++) {
      const house = aPlannedHouse(seed, aLaidTable);
      const { metadata } = houseJsonFromPlanned(house) as { metadata: { agent: { position: { x: number; z: number } } } };
      const { x, z } = metadata.agent.position;
      const free = freeSpaceFromScene(readBack(house), 0.1);
      expect(free.clearanceAlongM([x, z], [x, z])).toBeGreaterThan(0.5);
      expect(free.roomOf[free.cellAt([x, z])]).toBeGreaterThanOrEqual(0);
    }
  });

  it('has a lamp in every room and the schema of the published houses', () => {
    const house = aPlannedHouse(12);
    const json = houseJsonFromPlanned(house) as { metadata: { schema: string }; proceduralParameters: { lights: { id: string }[] } };
    expect(json.metadata.schema).toBe('1.0.0');
    expect(json.proceduralParameters.lights.map(({ id }) => id)).toEqual([
      'DirectionalLight',
      ...house.plan.rooms.map(({ id }) => id.replace('room|', 'light_')),
    ]);
  });
});
