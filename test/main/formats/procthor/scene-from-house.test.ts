import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AssetDatabase, openAssetDatabase } from '../../../../main/formats/procthor/asset-database.ts';
import { houseSchema, type ProcthorHouse } from '../../../../main/formats/procthor/house-schema.ts';
import { sceneFromHouse } from '../../../../main/formats/procthor/scene-from-house.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';
import { readAllHouses } from './read-all-houses.ts';

const sampleHouse = path.resolve(import.meta.dirname, '../../../../assets/sample-house/house.json');

const point = (x: number, y: number, z: number) => ({ x, y, z });
const wall = (id: string, a: [number, number], b: [number, number], roomId: string, more: object = {}) => ({
  id,
  roomId,
  polygon: [point(a[0], 0, a[1]), point(b[0], 0, b[1]), point(a[0], 2.5, a[1]), point(b[0], 2.5, b[1])],
  ...more,
});

/** Two rooms side by side, 3 m and 2 m wide, 4 m deep, with a door in the wall between them at x = 3. */
function twoRooms(more: object = {}): ProcthorHouse {
  const source = {
    rooms: [
      {
        id: 'room|2',
        roomType: 'Kitchen',
        floorPolygon: [point(0, 0, 0), point(0, 0, 4), point(3, 0, 4), point(3, 0, 0)],
        floorMaterial: 'Oak',
      },
      { id: 'room|3', roomType: 'Bedroom', floorPolygon: [point(3, 0, 0), point(5, 0, 0), point(5, 0, 2), point(5, 0, 4), point(3, 0, 4)] },
    ],
    walls: [wall('wall|2|a', [3, 4], [3, 0], 'room|2'), wall('wall|3|a', [3, 0], [3, 4], 'room|3')],
    doors: [
      {
        id: 'door|2|3',
        assetId: 'Doorway_1',
        room0: 'room|2',
        room1: 'room|3',
        wall0: 'wall|2|a',
        wall1: 'wall|3|a',
        holePolygon: [point(0.5, 0, 0), point(1.5, 2, 0)],
        openable: false,
        openness: 0,
      },
    ],
    ...more,
  };
  return { source, parsed: houseSchema.parse(source) };
}

const assets: AssetDatabase = {
  file: 'made up',
  find: (id) => {
    if (id === 'Shelf_1') return { objectType: 'ShelvingUnit', sizeM: [2, 1, 0.5] };
    if (id === 'Flat_1') return { objectType: 'Painting', sizeM: [1, 0, 1] };
    return null;
  },
};

const shelf = (id: string, x: number, z: number, yaw = 0, more: object = {}) => ({
  id,
  assetId: 'Shelf_1',
  position: point(x, 0.5, z),
  rotation: point(0, yaw, 0),
  ...more,
});

describe('a scene made from a house', () => {
  it('measures a door along its first wall from the wall polygon’s first point, and opens doors between rooms', () => {
    const { scene } = sceneFromHouse(twoRooms(), assets, 's');
    expect(scene.openings[0]).toMatchObject({ startM: [3, 3.5], endM: [3, 2.5], topM: 2, objectType: 'Doorway', openness: 1 });
    expect(scene.objects.map(({ id, roomId }) => [id, roomId])).toEqual([['door|2|3', 'room|2']]);
    expect(scene.ceilingHeightM).toBe(2.5);
  });

  it('turns the box with the object: 90 degrees swap x and z, 30 degrees widen only the world-aligned box', () => {
    const { scene } = sceneFromHouse(twoRooms({ objects: [shelf('a', 1, 2, 90), shelf('b', 1, 2, 30)] }), assets, 's');
    const [quarter, slant] = scene.objects;
    expect(quarter?.axisBox.maxM[0]).toBeCloseTo(1.25, 9);
    expect(quarter?.axisBox.maxM[2]).toBeCloseTo(3, 9);
    expect(slant?.orientedBox.sizeM).toEqual([2, 1, 0.5]);
    expect(slant?.orientedBox.axes[2][0]).toBeCloseTo(Math.sin(Math.PI / 6), 9);
    expect((slant?.axisBox.maxM[0] ?? 0) - 1).toBeCloseTo(Math.cos(Math.PI / 6) + 0.25 * 0.5, 9);
  });

  it('takes type from the asset and room from the place: children follow their parent, things in a wall the nearest room', () => {
    const child = shelf('Lamp|9', 9, 9);
    const objects = [shelf('Sofa|9', 4, 1, 0, { children: [child] }), shelf('far', 3, -0.3), shelf('lost', 20, 20)];
    const { scene } = sceneFromHouse(twoRooms({ objects }), assets, 's');
    expect(scene.objects.slice(0, 4).map(({ id, objectType, roomId, parentId }) => [id, objectType, roomId, parentId])).toEqual([
      ['Sofa|9', 'ShelvingUnit', 'room|3', null],
      ['Lamp|9', 'ShelvingUnit', 'room|3', 'Sofa|9'],
      ['far', 'ShelvingUnit', 'room|2', null],
      ['lost', 'ShelvingUnit', null, null],
    ]);
  });

  it('leaves out what it cannot place, names it, and keeps the rest', () => {
    const objects = [
      { ...shelf('odd', 1, 1), assetId: 'Nobody_1', children: [shelf('on it', 1, 1)] },
      shelf('twin', 1, 1),
      shelf('twin', 2, 1),
    ];
    const windows = [{ id: 'w', assetId: 'Window_1', wall0: 'gone', holePolygon: [] }];
    const { scene, problems } = sceneFromHouse(twoRooms({ objects, windows }), assets, 's');
    expect(scene.objects.map(({ id }) => id)).toEqual(['on it', 'twin', 'twin~2', 'door|2|3']);
    expect(problems.map(({ code, item }) => [code, item])).toEqual([
      ['house.invalid', 'w'],
      ['house.unknown-asset', 'odd'],
      ['house.invalid', 'twin'],
    ]);
  });

  it.each([
    ['no rooms', { rooms: [] }, undefined],
    ['a room without floor', { rooms: [{ id: 'room|9', floorPolygon: null }] }, 'room|9'],
    ['a wall of no length', { walls: [wall('wall|9', [1, 1], [1, 1], 'room|2')] }, 'wall|9'],
    ['an object of no size', { objects: [{ ...shelf('thin', 1, 1), assetId: 'Flat_1' }] }, 'thin'],
  ])('refuses a house with %s', (_, more, item) => {
    expect(() => sceneFromHouse(twoRooms(more), assets, 's')).toThrow(
      expect.objectContaining({ code: 'house.invalid', where: item === undefined ? {} : { item } }),
    );
  });

  it('holds the sample house without a single problem, every object in a room', async () => {
    const [entry] = await readAllHouses(sampleHouse);
    if (entry === undefined || 'problem' in entry) throw new Error('The sample house cannot be read.');
    const { scene, problems } = sceneFromHouse(entry.house, await openAssetDatabase({ besideFile: sampleHouse }), 'sample');
    expect(problems).toEqual([]);
    expect(scene.rooms.map(({ roomType }) => roomType)).toEqual(['LivingRoom', 'Kitchen', 'Bedroom', 'Bathroom']);
    expect(scene.objects.filter(({ roomId }) => roomId === null)).toEqual([]);
    expect(scene.objects.length).toBeGreaterThan(40);
  });

  it('knows every asset of a real house by joining the real database', async (context) => {
    const file = referenceData('procthor', 'houses', 'house_3.json');
    if (file === null) return context.skip();
    const [entry] = await readAllHouses(file);
    if (entry === undefined || 'problem' in entry) throw new Error('house_3 cannot be read.');
    const { scene, problems } = sceneFromHouse(entry.house, await openAssetDatabase({ besideFile: file }), 'house_3');
    expect(problems).toEqual([]);
    expect(
      scene.objects
        .slice(-8)
        .map(({ objectType }) => objectType)
        .join(' '),
    ).toMatch(/^(Doorway |Doorframe ){4}Window Window Window Window$/);
    expect(scene.objects.filter(({ roomId }) => roomId === null)).toEqual([]);
  });
});

describe('the asset database', () => {
  it('that is nowhere to be found is asked for', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'sightline-assets-'));
    await expect(openAssetDatabase({ besideFile: path.join(folder, 'a', 'h.json') })).rejects.toMatchObject({ code: 'house.no-assets' });
    await expect(openAssetDatabase({ dir: folder, besideFile: sampleHouse })).rejects.toMatchObject({ code: 'house.no-assets' });
    await rm(folder, { recursive: true });
  });
});
