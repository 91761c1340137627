import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TrajectoryDetail } from '../../shared/api/index.ts';
import type { Scene } from '../../shared/model/scene.ts';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-map-'));
const workspace = path.join(folder, 'sample.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
/** For a loaded machine. */
const patience = { timeout: 20_000 };

let browser: Browser;
let served: Served;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  expect((await runSightline(['import', 'assets/sample-shard', '--workspace', workspace], env)).code).toBe(0);
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  page.on('pageerror', (error) => complaints.push(error.message));
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

test('a click on the path goes to its frame, a click on an object shows it in every panel', async () => {
  await openStudio();
  const box = await mapBox();
  const pathBox = await page.locator('[data-testid="path"] polyline').last().boundingBox();
  if (pathBox === null) throw new Error('There is no path.');
  const before = await frame();
  await page.mouse.click(pathBox.x + pathBox.width / 2, pathBox.y + pathBox.height / 2);
  await expect.poll(frame, patience).not.toBe(before);
  // A named object far from the path.
  const object = await page.evaluate(
    ({ left, top }) => {
      const shapes = [...document.querySelectorAll<SVGPolygonElement>('polygon[data-object]')];
      const far = shapes
        .map((shape) => ({ index: shape.getAttribute('data-object'), box: shape.getBoundingClientRect() }))
        .filter((each) => each.box.width > 30 && each.box.left > left && each.box.top > top)
        .sort((a, b) => a.box.top - b.box.top)[0];
      return far === undefined ? null : { index: far.index, x: far.box.x + 5, y: far.box.y + 5 };
    },
    { left: box.x, top: box.y },
  );
  if (object === null) throw new Error('No object is on the map.');
  await page.mouse.click(object.x, object.y);
  await page.getByTestId('picked').waitFor();
  await page.getByText('Objects', { exact: true }).first().click();
  await page.locator('tr[data-picked]').waitFor();
});

test('what the camera sees ends at walls, and follows the clock', async () => {
  await openStudio();
  const polygon = () => page.locator('[data-testid="sight"]').getAttribute('points');
  const before = await polygon();
  await page.keyboard.press('End');
  await expect.poll(frame, patience).toBe('182');
  expect(await polygon()).not.toBe(before);
  const corners = (await polygon())?.split(' ').length ?? 0;
  expect(corners).toBeGreaterThan(10);
});

test('following keeps the camera in the middle and, heading up, its nose upwards; dragging lets go', async () => {
  await openStudio();
  await page.getByRole('button', { name: 'Follow the camera' }).click();
  await page.getByRole('button', { name: "Camera's heading up" }).click();
  const box = await mapBox();
  for (const key of ['Home', 'End']) {
    await page.keyboard.press(key);
    await expect.poll(frame, patience).toBe(key === 'Home' ? '0' : '182');
    const transform = (await page.getByTestId('camera').getAttribute('transform')) ?? '';
    const [x, y, degrees] = [...transform.matchAll(/-?[\d.]+/g)].map(([digits]) => Number(digits)) as [number, number, number];
    expect([x, y].map(Math.round)).toEqual([box.width / 2, box.height / 2].map(Math.round));
    expect(degrees).toBeCloseTo(0, 6);
  }
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 70, { steps: 4 });
  await page.mouse.up();
  expect(await page.getByRole('button', { name: 'Follow the camera' }).getAttribute('aria-pressed')).toBe('false');
});

test('what was seen grows with the frames', async () => {
  await openStudio();
  await page.getByRole('button', { name: 'What was seen so far' }).click();
  const shares: number[][] = [];
  for (const [key, at] of [
    ['Home', '0'],
    ['End', '182'],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(frame, patience).toBe(at);
    shares.push([...(await page.getByTestId('coverage').innerText()).matchAll(/\d+/g)].map(Number));
  }
  const [[seenFirst = 0, walkedFirst = 0] = [], [seenLast = 0, walkedLast = 0] = []] = shares;
  expect([seenLast > seenFirst + 20, walkedLast > walkedFirst, seenLast <= 100]).toEqual([true, true, true]);
});

test('a source with boxes that are none, no walls and no poses still shows everything else', async () => {
  await page.route('**/api/scenes/*', async (route) => {
    const response = await route.fetch();
    const scene = (await response.json()) as Scene;
    const objects = scene.objects.map((object, index) =>
      index === 3 ? { ...object, orientedBox: { ...object.orientedBox, centerM: [null, 0, 0] } } : object,
    );
    await route.fulfill({ response, json: { ...scene, rooms: [], walls: [], openings: [], objects } });
  });
  await page.route('**/api/trajectories/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...((await response.json()) as TrajectoryDetail), poses: [] } });
  });
  await openStudio();
  const drawn = await page
    .locator('polygon[data-object]')
    .evaluateAll((shapes) => shapes.filter((shape) => shape.getBoundingClientRect().width > 1).length);
  expect(drawn).toBeGreaterThan(20);
  expect(await page.getByTestId('sight').count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Follow the camera' }).count()).toBe(0);
  await page.keyboard.press('3');
  await expect.poll(() => page.locator('[data-testid="house-canvas"]').getAttribute('data-drawn'), patience).toMatch(/^orbit/);
});

async function openStudio(): Promise<void> {
  await page.goto(served.url);
  // As for a new reviewer, whatever the test before has chosen.
  await page.evaluate(() => localStorage.clear());
  await page.reload();
  await page.locator('[data-testid="frame-state"][data-state="exact"]').waitFor();
}

function frame(): Promise<string> {
  return page.getByLabel(/^Frame, 0 to/).inputValue();
}

async function mapBox() {
  const box = await page.getByRole('img', { name: /^Map of the house/ }).boundingBox();
  if (box === null) throw new Error('There is no map.');
  return box;
}
