import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { Scene } from '../../shared/model/scene.ts';
import { chromiumExecutable } from '../fakes/chromium.ts';
import { runSightline, serveSightline } from '../fixtures/run-sightline.ts';
import { type BenchEntry, latencyEntry, rateEntry } from './measure.ts';

const objectCount = 1000;
const playedMs = 4000;

/**
 * The map of a house with 1,000 objects in a real page while the video plays: `map.play.*` with a map that stands still, `map.follow.*` with one that moves
 * and turns with the camera, `map.drag.*` while it is dragged: paints of the page per second (a headless browser has at most 60), and under `.tick` the page's
 * own work in a paint. Without a graphics device, as on many reviewers' laptops: an emulated one would be measured instead of the map.
 */
export async function benchMap(): Promise<Record<string, BenchEntry>> {
  execFileSync(process.execPath, ['scripts/build.ts', '--if-stale'], { stdio: 'ignore' });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
  const workspace = path.join(folder, 'sample.sightline');
  await runSightline(['import', 'assets/sample-shard', '--workspace', workspace], env);
  const served = await serveSightline(['--workspace', workspace], env);
  const browser = await chromium.launch({
    executablePath: await chromiumExecutable(),
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.route('**/api/scenes/*', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: crowded((await response.json()) as Scene) });
    });
    await page.goto(served.url);
    await page.locator('[data-testid="frame-state"][data-state="exact"]').waitFor();
    const entries: Record<string, BenchEntry> = {};
    const add = (name: string, { frameMs, tickMs }: Paints) => {
      const seconds = frameMs.reduce((sum, each) => sum + each, 0) / 1000;
      entries[`map.${name}`] = rateEntry([frameMs.length / seconds], 'frames/s', 58);
      entries[`map.${name}.tick`] = latencyEntry(tickMs, 10);
    };
    add('play', await paintsWhile(page, () => playLoop(page)));
    await page.getByRole('button', { name: 'Follow the camera' }).click();
    await page.getByRole('button', { name: "Camera's heading up" }).click();
    add('follow', await paintsWhile(page, () => playLoop(page)));
    await page.getByRole('button', { name: 'Fit the house' }).click();
    add('drag', await paintsWhile(page, () => dragMap(page)));
    return entries;
  } finally {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Paints {
  readonly frameMs: number[];
  readonly tickMs: number[];
}

/** The same house with its furniture spread over and over in small steps. */
function crowded(scene: Scene): Scene {
  const sources = scene.objects.filter(({ id }) => scene.openings.every((opening) => opening.id !== id));
  const objects = [...scene.objects];
  for (let n = 0; objects.length < objectCount; n++) {
    const source = sources[n % sources.length];
    if (source === undefined) break;
    const { orientedBox } = source;
    const [x, y, z] = orientedBox.centerM;
    const centerM = [x + ((n * 0.37) % 5) - 2.5, y, z + ((n * 0.61) % 5) - 2.5] as const;
    objects.push({ ...source, id: `${source.id}|copy ${n}`, orientedBox: { ...orientedBox, centerM } });
  }
  return { ...scene, objects };
}

async function playLoop(page: Page): Promise<void> {
  await page.keyboard.press('Home');
  await page.keyboard.press('Space');
  await page.waitForTimeout(playedMs);
  await page.keyboard.press('k');
}

async function dragMap(page: Page): Promise<void> {
  const box = await page.getByRole('img', { name: /^Map of the house/ }).boundingBox();
  if (box === null) throw new Error('There is no map.');
  const [x, y] = [box.x + box.width * 0.9, box.y + box.height * 0.1];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const endMs = performance.now() + playedMs;
  for (let step = 0; performance.now() < endMs; step++) {
    await page.mouse.move(x - 40 * Math.sin(step / 10), y + 40 * Math.cos(step / 10));
    await page.waitForTimeout(12);
  }
  await page.mouse.up();
}

/** Times between paints, and from the start of a paint's own work to its end, while something goes on. */
async function paintsWhile(page: Page, work: () => Promise<void>): Promise<Paints> {
  await page.evaluate(() => {
    const paints: { frameMs: number[]; tickMs: number[]; isOver: boolean } = { frameMs: [], tickMs: [], isOver: false };
    (globalThis as { paints?: typeof paints }).paints = paints;
    let lastMs = 0;
    const channel = new MessageChannel();
    let startMs = 0;
    // Comes after this paint's callbacks, style and layout.
    channel.port1.onmessage = () => paints.tickMs.push(performance.now() - startMs);
    const paint = (timeMs: number) => {
      if (paints.isOver) return;
      if (lastMs > 0) paints.frameMs.push(timeMs - lastMs);
      lastMs = timeMs;
      startMs = performance.now();
      channel.port2.postMessage(null);
      requestAnimationFrame(paint);
    };
    requestAnimationFrame(paint);
  });
  await work();
  return page.evaluate(() => {
    const { paints } = globalThis as { paints?: { frameMs: number[]; tickMs: number[]; isOver: boolean } };
    if (paints === undefined) throw new Error('Nothing was measured.');
    paints.isOver = true;
    return { frameMs: paints.frameMs, tickMs: paints.tickMs };
  });
}
