import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openFramePack } from '../../main/formats/frame-pack/open-frame-pack.ts';
import type { CameraIntrinsics, Pose } from '../../shared/model/trajectory.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import { countInstances } from '../../shared/stage/count-instances.ts';
import { isVideoModality, modalities, type PackModality } from '../../shared/stage/modalities/modality-names.ts';
import { createModalityPainter } from '../../shared/stage/modalities/paint-modality.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import { type RenderJob, renderers } from '../../shared/stage/render-job.ts';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { aFolder } from '../fixtures/a-dataset.ts';
import { aScene } from '../fixtures/a-scene.ts';
import { castRays } from '../shared/stage/ray-caster.ts';
import { type CollectedRecording, collectRecording } from './collected-recording.ts';
import type { PainterProbe } from './painter-probe.ts';
import { type RenderHost, startRenderHost } from './render-host.ts';

declare const probe: PainterProbe;

const camera: CameraIntrinsics = { widthPx: 192, heightPx: 112, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const pixelCount = camera.widthPx * camera.heightPx;
const poses: Pose[] = Array.from({ length: 20 }, (_, i) => ({ positionM: [2.4 + i * 0.2, 0.9, 2.9], yawDeg: 90 + i * 31 }));
const scene = aScene();
const stage = compileStage(scene);

let host: RenderHost;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  host = await startRenderHost();
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  page = await browser.newPage();
  await page.goto(host.probeUrl);
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
});

describe.each(renderers)('all modalities with %s', (renderer) => {
  let recording: CollectedRecording;
  const folder = aFolder();
  const packOf = (modality: PackModality) => openFramePack(path.join(folder, modality));
  beforeAll(async () => {
    const job: RenderJob = { id: `all-${renderer}`, scene, poses, camera, fps: 10, renderer, modalities };
    recording = await collectRecording(host.queue, job);
    for (const [modality, bytes] of recording.files) writeFileSync(path.join(folder, modality), bytes);
  });
  const decode = (modality: (typeof modalities)[number], frames: readonly number[]) =>
    page.evaluate(([bytes, wanted]) => probe.decodeVideo(bytes, wanted), [
      Buffer.from(recording.files.get(modality) as Uint8Array).toString('base64'),
      frames,
    ] as const);

  test('come as one file each, of the sizes that are reported', () => {
    expect([...recording.files.keys()].sort()).toEqual([...modalities].sort());
    const { rgb, ...others } = Object.fromEntries([...recording.files].map(([modality, bytes]) => [modality, bytes.length]));
    expect(recording.report).toMatchObject({ videoBytes: rgb, modalityBytes: others });
  });

  test('videos have the frames and times of rgb and show what the painters of modalities make of the same buffers', async () => {
    const { timestampsS } = await decode('rgb', []);
    expect(timestampsS).toHaveLength(poses.length);
    const [masks, depth] = [await packOf('masks'), await packOf('metric_depth')];
    const shown = 9;
    const rgbx = createRasteriser({ ...camera, supersample: 2 }).draw(stage, poses[shown] as Pose, camera).rgba;
    const frame = { rgbx, ids: await masks.readFrame(shown), depthMm: await depth.readFrame(shown) };
    for (const modality of modalities.filter(isVideoModality)) {
      const decoded = await decode(modality, [shown]);
      expect(decoded.timestampsS, modality).toEqual(timestampsS);
      const expected = modality === 'rgb' ? rgbx : createModalityPainter(modality, stage, camera.widthPx, camera.heightPx)(frame);
      expect(meanDifference(Buffer.from(decoded.rgba[0] as string, 'base64'), expected), modality).toBeLessThan(4);
    }
    await masks.close();
    await depth.close();
  });

  test('masks count as the posted counts do', async () => {
    const masks = await packOf('masks');
    expect(masks.frameCount).toBe(poses.length);
    for (const [frame, counts] of recording.frames.entries()) {
      expect(countInstances(await masks.readFrame(frame), camera.widthPx, camera.heightPx)).toEqual(counts);
    }
    await masks.close();
  });

  test('depth is within 1 cm of rays cast against the house', async () => {
    const [masks, depth] = [await packOf('masks'), await packOf('metric_depth')];
    const pixels = Array.from({ length: pixelCount }, (_, pixel) => pixel).filter((pixel) => pixel % 23 === 0);
    let [cast, compared, wrong] = [0, 0, 0];
    for (let k = 0; k < poses.length; k += 3) {
      const [ids, depths] = [await masks.readFrame(k), await depth.readFrame(k)];
      for (const [n, hit] of castRays(stage, poses[k] as Pose, camera, pixels).entries()) {
        const pixel = pixels[n] as number;
        cast += 1;
        // Along borders a renderer may choose the neighbour.
        if ((hit?.instanceId ?? 0) !== ids[pixel]) continue;
        compared += 1;
        if (Math.abs((hit?.depthM ?? 0) - (depths[pixel] as number) / 1000) > 0.01) wrong += 1;
      }
    }
    expect(compared).toBeGreaterThan(cast * 0.995);
    expect(wrong).toBeLessThan(compared * 0.001);
    await masks.close();
    await depth.close();
  });
});

test('a job that asks for one modality gets that one', async () => {
  const job: RenderJob = {
    id: 'one',
    scene,
    poses: poses.slice(0, 3),
    camera,
    fps: 10,
    renderer: 'software',
    modalities: ['rgb', 'masks'],
  };
  expect([...(await collectRecording(host.queue, job)).files.keys()].sort()).toEqual(['masks', 'rgb']);
});

/** Mean absolute difference of red, green and blue, 0 to 255. */
function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) if (k % 4 !== 3) sum += Math.abs((a[k] as number) - (b[k] as number));
  return sum / (pixelCount * 3);
}
