import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrajectoryDetail } from '../../shared/api/index.ts';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { aShardWithMasks } from '../fixtures/a-shard-with-masks.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-overlay-'));
const workspace = path.join(folder, 'sample.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
/** For a loaded machine. */
const patience = { timeout: 20_000 };

let browser: Browser;
let served: Served;
let page: Page;
let shard: Awaited<ReturnType<typeof aShardWithMasks>>;
const complaints: string[] = [];

beforeAll(async () => {
  shard = await aShardWithMasks(path.join(folder, 'shard'), [69, 70, 73, 74, 160]);
  expect((await runSightline(['import', path.join(folder, 'shard'), '--workspace', workspace], env)).code).toBe(0);
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  await openStudio();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

test('masks are those of the frame on screen, pixel for pixel, in every frame that is stepped to', async () => {
  await cycleTo('masks');
  const sofa = shard.scene.objects.findIndex(({ objectType }) => objectType === 'Sofa');
  for (const frame of [69, 70, 74, 73]) {
    await goToFrame(frame);
    await expect.poll(() => page.getByTestId('masks').getAttribute('data-frame'), patience).toBe(String(frame));
    const painted = await page.evaluate(() => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="masks"]');
      const data = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
      let letters = '';
      for (let at = 3; at < data.length; at += 4) letters += (data[at] ?? 0) > 0 ? '#' : '.';
      return letters;
    });
    const tables = shard.scene.objects.flatMap(({ objectType }, index) => (objectType === 'DiningTable' ? [index] : []));
    const wanted = new Set([sofa, ...tables].map((index) => index + 1));
    const stored = Array.from(shard.maskOf(frame), (id) => (wanted.has(id) ? '#' : '.')).join('');
    expect(stored.split('#').length).toBeGreaterThan(100);
    expect(painted === stored, `frame ${frame}`).toBe(true);
  }
});

test('a projected 3D box holds every pixel of its object, and marks are projected with it', async () => {
  await cycleTo('solid');
  await goToFrame(160);
  const projected = page.getByTestId('projected').first();
  await expect.poll(() => projected.locator('[data-box]').count(), patience).toBeGreaterThan(0);
  const index = Number(await projected.locator('[data-box]').first().getAttribute('data-box'));
  const outline = await projected
    .locator('[data-box] path')
    .first()
    .evaluate((shape) => {
      const { x, y, width, height } = (shape as SVGPathElement).getBBox();
      const scale = 384 / (shape.closest('svg')?.clientWidth ?? 384);
      return [x * scale, y * scale, (x + width) * scale, (y + height) * scale] as [number, number, number, number];
    });
  const pixels = [...shard.maskOf(160).entries()]
    .filter(([, id]) => id === index + 1)
    .map(([pixel]) => [pixel % 384, Math.floor(pixel / 384)] as const);
  expect(pixels.length).toBeGreaterThan(100);
  const [xs, ys] = [pixels.map(([x]) => x), pixels.map(([, y]) => y)];
  const inside = [
    Math.min(...xs) - outline[0] > -1.5,
    Math.min(...ys) - outline[1] > -1.5,
    outline[2] - Math.max(...xs) > -1.5,
    outline[3] - Math.max(...ys) > -1.5,
  ];
  expect(inside, JSON.stringify(outline)).toEqual([true, true, true, true]);
  expect(await projected.locator('[data-mark]').count()).toBeGreaterThan(0);
});

test('nothing is drawn where nothing is wanted, and the choice is remembered', async () => {
  await cycleTo('none');
  expect(await page.getByTestId('projected').count()).toBe(0);
  await page.reload();
  await page.locator('[data-testid="overlay"][data-shape="none"]').waitFor();
  await cycleTo('boxes');
});

test('what is pointed at in the picture is shown on the map, and what is picked in the list', async () => {
  await goToFrame(160);
  const box = page.getByTestId('overlay').locator('[data-object] rect:last-child').first();
  await box.hover();
  await page.getByTestId('pointed').waitFor();
  await box.click();
  await page.getByTestId('picked').waitFor();
  expect(await page.getByRole('region', { name: 'When each is in view' }).locator('[data-picked]').count()).toBe(1);
});

test('a shard that does not describe its camera says what cannot be projected', async () => {
  await page.route('**/api/trajectories/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as TrajectoryDetail), camera: null } });
  });
  await openStudio();
  await page.getByRole('button', { name: 'Overlay' }).click();
  await page.getByText(/does not describe its camera/).waitFor();
  expect(await page.getByLabel('Marks of the derivation').isDisabled()).toBe(true);
});

async function openStudio(): Promise<void> {
  await page.goto('about:blank');
  await page.goto(served.url);
  // How far the sofa is from the nearest dining table.
  const id = await page.evaluate(async () => (await (await fetch('/api/questions?task=vsi_obj_abs_distance')).json()).rows[0].id as string);
  await page.goto(`${served.url}#/review/${id}`);
  await page.locator(`main[data-question="${id}"][aria-busy="false"]`).waitFor();
  await page.locator('[data-testid="frame-state"][data-state="exact"]').waitFor();
}

async function cycleTo(shape: string): Promise<void> {
  const overlay = page.getByTestId('overlay');
  await overlay.waitFor();
  for (let press = 0; press < 4 && (await overlay.getAttribute('data-shape')) !== shape; press++) await page.keyboard.press('b');
  expect(await overlay.getAttribute('data-shape')).toBe(shape);
}

async function goToFrame(frame: number): Promise<void> {
  await page.getByRole('slider', { name: 'Frame' }).fill(String(frame));
  await expect.poll(() => page.getByTestId('overlay').getAttribute('data-frame'), patience).toBe(String(frame));
}
