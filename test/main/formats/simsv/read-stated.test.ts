import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildingFromHouseSpec } from '../../../../main/formats/simsv/read-house-spec.ts';
import { objectsFromMetadata } from '../../../../main/formats/simsv/read-metadata.ts';
import { readScene } from '../../../../main/formats/simsv/read-scene.ts';
import type { ReadSource } from '../../../../main/formats/simsv/read-source.ts';
import { findRoomMismatch, statedFromMetadata } from '../../../../main/formats/simsv/read-stated.ts';
import { spatialMetadataFromScene } from '../../../../main/formats/simsv/write-metadata.ts';
import { aScene } from '../../../fixtures/a-scene.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';

const file = 'val/000000/spatial_metadata.json';
const aSource = (value: unknown): ReadSource => {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return { bytes, source: { path: file, sizeBytes: bytes.length, sha256: null } };
};
const metadata = spatialMetadataFromScene(aScene());

describe('what the metadata states about the house', () => {
  it('is its area, its rooms and its objects by type', () => {
    const { stated, problems } = objectsFromMetadata(aSource(metadata), []);
    expect(stated).toMatchObject({ areaM2: 36, roomCount: 2, objectCounts: { Chair: 2, Bed: 1, Floor: 2 } });
    expect(problems).toEqual([]);
  });

  it('is nothing where it says nothing', () => {
    const { stated, problems } = objectsFromMetadata(aSource({ object_bbox: [] }), []);
    expect(stated).toEqual({ areaM2: null, roomCount: null, objectCounts: null });
    expect(problems).toEqual([]);
  });

  it.each(['-3', '"36"', 'null', '1e999', '[36]'])('an area of %s is a problem and counts as not stated', (area) => {
    const text = JSON.stringify(metadata).replace('"house_area":36', `"house_area":${area}`);
    const { stated, problems, objects } = objectsFromMetadata(aSource(text), []);
    expect(stated).toMatchObject({ areaM2: null, roomCount: 2 });
    expect(problems).toMatchObject([{ code: 'file.malformed', file, item: 'house_area', message: expect.stringContaining('ignored') }]);
    expect(objects).toHaveLength(aScene().objects.length);
  });

  it('loses a count that makes no sense, and keeps the others', () => {
    const { stated, problems } = statedFromMetadata({ object_counts: { Bed: 1, Chair: -2, Lamp: 1.5, Sofa: 'two' }, room_data: [] }, file);
    expect(stated).toEqual({ areaM2: null, roomCount: null, objectCounts: { Bed: 1 } });
    expect(problems.map(({ item }) => item)).toEqual(['room_data', 'object_counts.Chair', 'object_counts.Lamp', 'object_counts.Sofa']);
  });

  it('comes with the lengths of its boxes as they are written', () => {
    const [box] = metadata.object_bbox;
    const stored = { ...box, axesLengths: [1.625, 0.9, 2.1] };
    const { objects } = objectsFromMetadata(aSource({ ...metadata, object_bbox: [stored] }), []);
    expect(objects[0]?.orientedBox.sizeM).toEqual([1.625, 0.9, 2.1]);
    const { axesLengths: _none, ...without } = stored;
    const read = objectsFromMetadata(aSource({ ...metadata, object_bbox: [without] }), []).objects[0];
    expect(read?.orientedBox.sizeM.map((m) => m.toFixed(6))).toEqual(['1.600000', '0.900000', '2.100000']);
  });
});

describe('metadata and outlines', () => {
  const stated = { areaM2: 36, roomCount: 2, objectCounts: null };

  it('that agree are no problem, nor is one without the other', () => {
    expect(findRoomMismatch({ ...stated, areaM2: 36.09 }, aScene().rooms, file)).toBeNull();
    expect(findRoomMismatch({ ...stated, areaM2: 50 }, [], file)).toBeNull();
    expect(findRoomMismatch({ ...stated, areaM2: null, roomCount: null }, aScene().rooms, file)).toBeNull();
  });

  it('that do not are one problem with both numbers', () => {
    expect(findRoomMismatch({ ...stated, areaM2: 36.2 }, aScene().rooms, file)).toMatchObject({
      code: 'dataset.incomplete-scene',
      file,
      message: expect.stringMatching(/36\.20 m² in 2 rooms.*36\.00 m² in 2/),
    });
    expect(findRoomMismatch({ ...stated, roomCount: 3 }, aScene().rooms, file)?.message).toMatch(/in 3 rooms/);
  });
});

it('a room of a house without an outline is a problem and costs no other room', () => {
  const floorPolygon = [
    { x: 0, y: 0, z: 0 },
    { x: 0, y: 0, z: 4 },
    { x: 5, y: 0, z: 4 },
  ];
  const rooms = [
    { id: 'room|2', roomType: 'Kitchen', floorPolygon, children: [], ceilings: [] },
    { id: 'room|3', roomType: 'Bathroom', floorPolygon: null, children: [], ceilings: [] },
  ];
  const { building, problems } = buildingFromHouseSpec(aSource({ rooms, walls: [], doors: [], windows: [], objects: [] }));
  expect(building.rooms.map(({ id }) => id)).toEqual(['room|2']);
  expect(problems).toMatchObject([{ code: 'house.invalid', item: 'room|3' }]);
});

const dataset = referenceData('simsv-peer', 'dataset');

it.skipIf(dataset === null)('the reference data states what its outlines enclose', async () => {
  for (const part of ['dataset', 'edge']) {
    const shard = referenceData('simsv-peer', part) as string;
    for (const house of readdirSync(path.join(shard, 'val'), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
      const { scene, problems } = await readScene({ shard, shardName: part, folder: `val/${house.name}`, sceneId: house.name });
      expect(problems.filter(({ code }) => code === 'dataset.incomplete-scene')).toEqual([]);
      expect(scene?.stated?.roomCount).toBe(scene?.rooms.length);
      expect(scene?.stated?.objectCounts).not.toBeNull();
    }
  }
});
