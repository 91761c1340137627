import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { type FramePack, openFramePack } from '../../../../main/formats/frame-pack/open-frame-pack.ts';
import { generateDataset } from '../../../../main/generate/generate-dataset.ts';
import type { GenerateSettings } from '../../../../main/generate/generate-settings.ts';
import { createNodeRecorder } from '../../../../main/generate/recorder.ts';
import type { FrameSidecar, SceneSidecar } from '../../../../shared/model/sidecar.ts';
import type { Pose } from '../../../../shared/model/trajectory.ts';
import { compileStage } from '../../../../shared/stage/compile-stage.ts';
import type { InstanceColors } from '../../../../shared/stage/modalities/instance-colors.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';
import { castRays } from '../../../shared/stage/ray-caster.ts';

const sample = path.resolve(import.meta.dirname, '../../../../assets/sample-house/house.json');
const camera = { widthPx: 96, heightPx: 56, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const outDir = path.join(aFolder(), 'dense');
const settings: GenerateSettings = {
  houseFiles: [sample],
  procedural: null,
  assetsDir: path.dirname(sample),
  outDir,
  split: 'val',
  seed: 1,
  limit: null,
  trajectories: 1,
  camera,
  fps: 10,
  maxSteps: 400,
  modalities: ['rgb', 'edge', 'masks', 'metric_depth'],
  renderer: 'software',
  workers: 1,
  tasks: [],
  questionsPerVideo: 1,
  convention: 'simsv',
};
const inScene = (name: string) => path.join(outDir, 'val', '000000', name);
const linesOf = <T>(name: string): T[] =>
  readFileSync(inScene(name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

interface Annotation {
  readonly agent: { readonly position: { x: number; y: number; z: number }; readonly rotation: { y: number } };
  readonly objects: Readonly<Record<string, { readonly num_pixels: number; readonly object_type: string }>>;
}
let masks: FramePack;
let depth: FramePack;
let table: InstanceColors[];
let annotations: Annotation[];
beforeAll(async () => {
  await generateDataset(settings, createNodeRecorder(), { signal: new AbortController().signal });
  masks = await openFramePack(inScene('masks__0.slf'));
  depth = await openFramePack(inScene('metric_depth__0.slf'));
  table = JSON.parse(readFileSync(inScene('sightline_instances.json'), 'utf8')).instances;
  annotations = linesOf<Annotation>('offline_annos__0.jsonl');
  return async () => void (await Promise.all([masks.close(), depth.close()]));
}, 60_000);

test('without a video encoder there are masks and depth, and no videos', () => {
  expect(existsSync(inScene('edge__0.mp4'))).toBe(false);
  expect([masks.frameCount, depth.frameCount]).toEqual([annotations.length, annotations.length]);
  expect(readFileSync(path.join(outDir, 'constants.yaml'), 'utf8')).toContain('"video_modalities":["rgb","edge","masks","metric_depth"]');
});

test('every pixel of a mask lies in the box of its object, which it fills, and there are as many as the annotations count', async () => {
  const sidecar = linesOf<FrameSidecar>('sightline_frames__0.jsonl');
  for (const [frame, { objects }] of annotations.entries()) {
    const ids = await masks.readFrame(frame);
    const pixels = new Map<string, number[]>();
    for (const [pixel, id] of ids.entries()) {
      const instance = table[id - 1];
      if (instance === undefined || instance.kind === 'ceiling') continue;
      const seen = pixels.get(instance.objectId);
      if (seen === undefined) pixels.set(instance.objectId, [pixel]);
      else seen.push(pixel);
    }
    const counts = Object.fromEntries([...pixels].map(([id, list]) => [id, list.length]));
    expect(counts).toEqual(Object.fromEntries(Object.entries(objects).map(([id, { num_pixels }]) => [id, num_pixels])));
    for (const [id, box] of Object.entries(sidecar[frame]?.boxes ?? {})) {
      const xs = pixels.get(id)?.map((pixel) => pixel % camera.widthPx) ?? [];
      const ys = pixels.get(id)?.map((pixel) => Math.floor(pixel / camera.widthPx)) ?? [];
      expect([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], `${id} in frame ${frame}`).toEqual(box);
    }
  }
});

test('metric depth and masks agree with rays cast against the house', async () => {
  const { scene } = JSON.parse(readFileSync(inScene('sightline_scene.json'), 'utf8')) as SceneSidecar;
  const stage = compileStage(scene);
  // A step that shares no factor with the width, so that the samples lie all over the picture.
  const pixels = Array.from({ length: camera.widthPx * camera.heightPx }, (_, pixel) => pixel).filter((pixel) => pixel % 61 === 0);
  let [cast, agreeing] = [0, 0];
  for (let frame = 0; frame < annotations.length; frame += 11) {
    const { position, rotation } = (annotations[frame] as Annotation).agent;
    const pose: Pose = { positionM: [position.x, position.y, position.z], yawDeg: rotation.y };
    const [ids, depths] = [await masks.readFrame(frame), await depth.readFrame(frame)];
    for (const [k, hit] of castRays(stage, pose, camera, pixels).entries()) {
      const pixel = pixels[k] as number;
      cast += 1;
      // A ray along the edge of something may meet its neighbour instead; everywhere else both name the same surface.
      if ((hit?.instanceId ?? 0) !== ids[pixel]) continue;
      const errorM = Math.abs((hit?.depthM ?? 0) - (depths[pixel] as number) / 1000);
      if (errorM <= 0.01) agreeing += 1;
    }
  }
  expect(cast).toBeGreaterThan(1000);
  expect(cast - agreeing).toBeLessThan(cast * 0.001);
});
