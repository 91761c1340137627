import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawInNode } from '../../main/render/draw-in-node.ts';
import type { CameraIntrinsics, Pose } from '../../shared/model/trajectory.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import { createRasteriser } from '../../shared/stage/rasterise.ts';
import type { RenderJob, VisibleInstance } from '../../shared/stage/render-job.ts';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { aScene } from '../fixtures/a-scene.ts';
import { collectRecording } from './collected-recording.ts';
import type { PainterProbe } from './painter-probe.ts';
import { type RenderHost, startRenderHost } from './render-host.ts';

declare const probe: PainterProbe;

const camera: CameraIntrinsics = { widthPx: 384, heightPx: 224, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const pixelCount = camera.widthPx * camera.heightPx;

/** Looks round in the first room, walks through the door, looks round in the second. */
const poses: Pose[] = Array.from({ length: 32 }, (_, i) => {
  const x = i < 12 ? 2.4 : Math.min(6.4, 2.4 + (i - 12) * 0.4);
  const yawDeg = i < 12 ? i * 30 : i < 22 ? 90 : (i - 22) * 36;
  return { positionM: [x, 0.9, 2.9], yawDeg };
});
const scene = aScene();
const aJob = (renderer: RenderJob['renderer']): RenderJob => ({ id: `job-${renderer}`, scene, poses, camera, fps: 10, renderer });

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

describe.each([
  ['babylon', 'medium'],
  ['babylon', 'low'],
  ['software', 'medium'],
] as const)('a recording with %s at %s quality', (renderer, quality) => {
  test('counts every frame as the rasteriser does in Node, and shows the same picture in a video of exact times', async () => {
    const { report, frames, video } = await collectRecording(host.queue, { ...aJob(renderer), look: { quality } });
    expect(report).toMatchObject({ renderer, frames: poses.length, videoBytes: video.length });
    expect(report.codec).toMatch(/^vp09\./);

    const expected: VisibleInstance[][] = [];
    for await (const batch of drawInNode(aJob(renderer))) expected.push(...batch.frames);
    expect(frames.map(idsAbove(10))).toEqual(expected.map(idsAbove(10)));

    const shown = [0, 9, 14, 31];
    const decoded = await page.evaluate(([bytes, wanted]) => probe.decodeVideo(bytes, wanted), [
      Buffer.from(video).toString('base64'),
      shown,
    ] as const);
    expect(decoded.timestampsS.map((seconds) => Math.round(seconds * 1e6))).toEqual(poses.map((_, i) => i * 100_000));
    expect(decoded.keyFrames).toEqual(expect.arrayContaining([0, 15, 30]));
    const rasteriser = createRasteriser({ ...camera, supersample: 2 });
    const stage = compileStage(scene, { quality });
    for (const [k, frame] of shown.entries()) {
      const drawn = rasteriser.draw(stage, poses[frame] as Pose, camera).rgba;
      expect(meanDifference(Buffer.from(decoded.rgba[k] as string, 'base64'), drawn), `frame ${frame}`).toBeLessThan(3);
    }
  });
});

test.each([
  ['two passes', 'medium'],
  ['a single pass', 'low'],
] as const)("Babylon's ids, drawn in %s, differ from the rasteriser's only along the borders of what is seen", async (_, quality) => {
  const drawn = await page.evaluate((job) => probe.paintIds(job), { ...aJob('babylon'), look: { quality } });
  expect(drawn).toHaveLength(poses.length);
  const rasteriser = createRasteriser(camera);
  const stage = compileStage(scene);
  for (const [k, pose] of poses.entries()) {
    const bytes = new Uint8Array(Buffer.from(drawn[k] as string, 'base64'));
    const babylon = new Uint16Array(bytes.buffer);
    const { ids } = rasteriser.draw(stage, pose, camera);
    const different = Array.from(ids.keys()).filter((pixel) => ids[pixel] !== babylon[pixel]);
    expect(different.length, `frame ${k}`).toBeLessThan(pixelCount * 0.01);
    expect(
      different.filter((pixel) => !isAtBorder(ids, pixel) && !isAtBorder(babylon, pixel)),
      `frame ${k}`,
    ).toEqual([]);
  }
});

test('a graphics device that goes away while recording is noticed before a stale frame is taken', async () => {
  expect(await page.evaluate((job) => probe.drawAfterLoss(job), aJob('babylon'))).toBe('render.lost');
});

function idsAbove(pixels: number): (frame: readonly VisibleInstance[]) => number[] {
  return (frame) => frame.filter(([, count]) => count > pixels).map(([id]) => id);
}

/** True when a neighbour of the pixel, also a diagonal one, shows something else. */
function isAtBorder(ids: Uint16Array, pixel: number): boolean {
  const x = pixel % camera.widthPx;
  const y = Math.floor(pixel / camera.widthPx);
  for (let ny = Math.max(0, y - 1); ny <= Math.min(camera.heightPx - 1, y + 1); ny += 1) {
    for (let nx = Math.max(0, x - 1); nx <= Math.min(camera.widthPx - 1, x + 1); nx += 1) {
      if (ids[ny * camera.widthPx + nx] !== ids[pixel]) return true;
    }
  }
  return false;
}

/** Mean absolute difference of red, green and blue, 0 to 255. */
function meanDifference(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k += 1) if (k % 4 !== 3) sum += Math.abs((a[k] as number) - (b[k] as number));
  return sum / (pixelCount * 3);
}
