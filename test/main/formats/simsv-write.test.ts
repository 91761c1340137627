import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAssetDatabase } from '../../../main/formats/procthor/asset-database.ts';
import { sceneFromHouse } from '../../../main/formats/procthor/scene-from-house.ts';
import { createAnnotationsWriter } from '../../../main/formats/simsv/write-annotations.ts';
import { isSceneComplete, markSceneComplete, sceneFolder, writeSceneFiles } from '../../../main/formats/simsv/write-scene.ts';
import { openAtomicFile } from '../../../main/formats/write-atomic.ts';
import { defaultWalkSettings } from '../../../main/generate/walkthrough/walk-settings.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { frameSidecarSchema, sceneSidecarSchema } from '../../../shared/model/sidecar.ts';
import type { Pose } from '../../../shared/model/trajectory.ts';
import type { StageInstance } from '../../../shared/stage/compiled-stage.ts';
import type { VisibleInstance } from '../../../shared/stage/render-job.ts';
import { referenceData } from '../../fixtures/reference-data.ts';
import { readAllHouses } from './procthor/read-all-houses.ts';

const sampleHouse = path.resolve(import.meta.dirname, '../../../assets/sample-house/house.json');
const { camera, fps } = defaultWalkSettings;

describe('a SIMS-V scene folder', () => {
  let outDir: string;
  let folder: string;
  let house: unknown;
  let scene: Scene;

  beforeAll(async () => {
    const [entry] = await readAllHouses(sampleHouse);
    if (entry === undefined || 'problem' in entry) throw new Error('The sample house cannot be read.');
    house = entry.house.source;
    scene = sceneFromHouse(entry.house, await openAssetDatabase({ besideFile: sampleHouse }), 'sample').scene;
  });
  beforeEach(async () => {
    outDir = await mkdtemp(path.join(tmpdir(), 'sightline-write-'));
    folder = sceneFolder(outDir, 'val', 12);
  });
  afterEach(() => rm(outDir, { recursive: true }));

  const poses: Pose[] = [0, 30, 60].map((yawDeg) => ({ positionM: [1, 0.900992214679718, 2], yawDeg }));
  const structure = (id: string, kind: 'wall' | 'floor' | 'ceiling', objectType: string): StageInstance => ({
    id,
    kind,
    objectType,
    objectIndex: null,
  });
  const instances = (): StageInstance[] => [
    ...scene.objects.map(({ id, objectType }, objectIndex): StageInstance => ({ id, kind: 'object', objectType, objectIndex })),
    structure(scene.walls[0]?.id ?? '', 'wall', 'Wall'),
    structure('room|2', 'floor', 'Floor'),
    structure('ceiling|2', 'ceiling', 'Ceiling'),
  ];
  const idOf = (objectId: string) => instances().findIndex(({ id }) => id === objectId) + 1;
  const begin = () => createAnnotationsWriter(folder, '0', { scene, instances: instances(), camera, fps, poses });
  const lines = (name: string) =>
    readFileSync(path.join(folder, name), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  const writeFiles = () =>
    writeSceneFiles(folder, {
      house,
      scene,
      sidecar: {
        convention: 'simsv',
        camera,
        fps,
        provenance: { houseFile: 'house.json', houseLine: null, settings: { seed: 7 } },
        trajectories: [{ name: '0', seed: 7, roomsVisited: ['room|2'], roomsMissed: [] }],
      },
    });

  it('lies where SIMS-V looks for it, and is complete only once it is marked', async () => {
    await writeFiles();
    expect(path.relative(outDir, folder)).toBe(path.join('val', '000012'));
    expect(isSceneComplete(folder)).toBe(false);
    await markSceneComplete(folder);
    expect(isSceneComplete(folder)).toBe(true);
    const written = [
      'house_spec.json',
      'sightline_scene.json',
      'spatial_metadata.json',
      'success.txt',
      'top_down_map.json',
      'top_down_map.svg',
    ];
    expect(readdirSync(folder).sort()).toEqual(written);
  });

  it('holds the house as it was read and, in our sidecar, the whole scene', async () => {
    await writeFiles();
    expect(readFileSync(path.join(folder, 'house_spec.json'), 'utf8')).toBe(JSON.stringify(JSON.parse(readFileSync(sampleHouse, 'utf8'))));
    const sidecar = sceneSidecarSchema.parse(JSON.parse(readFileSync(path.join(folder, 'sightline_scene.json'), 'utf8')));
    expect(sidecar.scene).toEqual(JSON.parse(JSON.stringify(scene)));
    expect(sidecar.camera).toEqual(camera);
  });

  it('describes the house by hand-checked numbers: areas, centre, counts and boxes', async () => {
    await writeFiles();
    const metadata = JSON.parse(readFileSync(path.join(folder, 'spatial_metadata.json'), 'utf8'));
    // Living room 5.2 x 4.2, kitchen 3.8 x 4.2, bedroom 5.2 x 3.6, bathroom 2.8 x 3.
    expect(metadata.house_area).toBeCloseTo(21.84 + 15.96 + 18.72 + 8.4, 9);
    expect(metadata.house_center[0]).toBeCloseTo((21.84 * 2.6 + 15.96 * 7.1 + 18.72 * 2.6 + 8.4 * 6.6) / 64.92, 9);
    expect(metadata.room_data['room|5']).toMatchObject({ type: 'Bathroom', floor_material: 'GreyTiles' });
    expect(metadata.room_data['room|5'].length).toBeCloseTo(2.8, 9);
    expect(metadata.room_data['room|5'].width).toBeCloseTo(3, 9);
    expect(metadata.object_counts).toMatchObject({ Chair: 5, Sofa: 1, Window: 4, Doorway: 3, Doorframe: 1, Floor: 4 });
    const sofa = metadata.object_bbox.find((entry: { object_type: string }) => entry.object_type === 'Sofa');
    expect(sofa.axesLengths.map((v: number) => v.toFixed(6))).toEqual(['0.920000', '0.820000', '2.100000']);
    expect(sofa.normalizedAxes).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('has one annotation line per frame with fractions, distances and parents, without ceilings', async () => {
    const writer = await begin();
    const television = idOf('Television|2|1');
    const first: VisibleInstance[] = [
      [television, 8602, 10, 20, 109, 105],
      [idOf('room|2'), 100, 0, 200, 99, 200],
      [instances().length, 50, 0, 0, 49, 0],
    ];
    await writer.append({ start: 0, frames: [first, []] });
    expect(existsSync(path.join(folder, 'offline_annos__0.jsonl'))).toBe(false);
    await writer.append({ start: 2, frames: [[[television, 1, 0, 0, 0, 0]]] });
    await expect(writer.finish()).resolves.toEqual({ frames: 3 });
    const annotations = lines('offline_annos__0.jsonl');
    expect(annotations.map(({ idx, time, agent }) => [idx, time, agent.rotation.y])).toEqual([
      [0, 0, 0],
      [1, 0.1, 30],
      [2, 0.2, 60],
    ]);
    expect(Object.keys(annotations[0].objects)).toEqual(['Television|2|1', 'room|2']);
    const object = scene.objects.find(({ id }) => id === 'Television|2|1');
    const [x, y, z] = object?.orientedBox.centerM ?? [0, 0, 0];
    expect(annotations[0].objects['Television|2|1']).toEqual({
      num_pixels: 8602,
      pct_pixels: 8602 / 86_016,
      visible: false,
      is_objaverse: false,
      distance: expect.closeTo(Math.hypot(x - 1, y - 0.900992214679718, z - 2), 9),
      object_type: 'Television',
      asset_id: 'sl_television_1',
      synset: 'television.n.01',
      salientMaterials: null,
      parent_receptacles: ['TVStand|2|0'],
    });
    const frames = lines('sightline_frames__0.jsonl').map((line) => frameSidecarSchema.parse(line));
    expect(frames[0]).toEqual({
      frame: 0,
      cameraM: [1, 1.446, 2],
      yawDeg: 0,
      pitchDownDeg: 27,
      boxes: { 'Television|2|1': [10, 20, 109, 105] },
    });
    expect(frames.map(({ frame }) => frame)).toEqual([0, 1, 2]);
  });

  it('has the very keys of the peer’s files in the same order', async (context) => {
    const peer = referenceData('simsv-peer', 'dataset', 'val', '000003');
    if (peer === null) return context.skip();
    await writeFiles();
    const writer = await begin();
    await writer.append({ start: 0, frames: [[[1, 5, 0, 0, 4, 0]], [], []] });
    await writer.finish();
    const keysOf = (dir: string) => {
      const metadata = JSON.parse(readFileSync(path.join(dir, 'spatial_metadata.json'), 'utf8'));
      const [line] = readFileSync(path.join(dir, 'offline_annos__0.jsonl'), 'utf8').split('\n');
      const frame = JSON.parse(line ?? '');
      const keys = (value: object | undefined) => Object.keys(value ?? {});
      return {
        metadata: keys(metadata),
        room: keys(Object.values(metadata.room_data)[0] as object),
        box: keys(metadata.object_bbox[0]),
        frame: keys(frame),
        agent: [...keys(frame.agent), ...keys(frame.agent.position), ...keys(frame.agent.rotation)],
        record: keys(Object.values(frame.objects)[0] as object),
      };
    };
    expect(keysOf(folder)).toEqual(keysOf(peer));
  });

  it('refuses frames out of order, missing frames and unknown instances, and leaves nothing behind', async () => {
    await expect((await begin()).append({ start: 1, frames: [[]] })).rejects.toMatchObject({ code: 'dataset.frame-count-mismatch' });
    const short = await begin();
    await short.append({ start: 0, frames: [[], []] });
    await expect(short.finish()).rejects.toMatchObject({ code: 'dataset.frame-count-mismatch' });
    await expect((await begin()).append({ start: 0, frames: [[[9999, 1, 0, 0, 0, 0]]] })).rejects.toMatchObject({ code: 'render.lost' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!existsSync('/dev/full'))('reports a full disk as one error and leaves nothing half-written', async () => {
    await openAtomicFile(path.join(folder, 'anything')).then((file) => file.discard());
    // The device that is always full stands in for the temporary file.
    await symlink('/dev/full', path.join(folder, '.offline_annos__0.jsonl.partial'));
    const writer = await begin();
    await expect(writer.append({ start: 0, frames: [[], [], []] })).rejects.toMatchObject({
      code: 'file.write-failed',
      message: expect.stringContaining('disk is full'),
      where: { file: path.join(folder, 'offline_annos__0.jsonl') },
    });
    expect(readdirSync(folder)).toEqual([]);
  });
});
