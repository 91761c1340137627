import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { writeTar } from '../fixtures/a-tar.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const sample = path.resolve(import.meta.dirname, '../../assets/sample-shard');
const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-tar-'));
let browser: Browser;
let served: Served;
let page: Page;

beforeAll(async () => {
  const video = readFileSync(path.join(sample, 'val/000000/rgb__0.mp4'));
  const questions = ['How many beds are there?', 'How many chairs are there?'].map((question) => ({
    question,
    answer: '2',
    task: 'count',
  }));
  const tar = await writeTar(folder, 'walks.tar', [
    ['README', 'A file before the others, so that nothing lies at its start.'],
    ['walks/house.jsonl', questions.map((question) => `${JSON.stringify(question)}\n`).join('')],
    ['walks/house.mp4', video],
  ]);
  const workspace = path.join(folder, 'tar.sightline');
  const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
  const { json } = await runSightline(['import', tar, sample, '--workspace', workspace], env);
  expect(json).toMatchObject({ ok: true, scenes: 2, problems: [] });
  served = await serveSightline(['--workspace', workspace], env);
  browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArgumentsWithoutGpu });
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(served.url);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000 });

/** Opens the first question of a scene, as the queue has them. */
async function openScene(ending: string): Promise<void> {
  const id = await page.evaluate(async (end) => {
    const { rows } = (await (await fetch('/api/questions?limit=500')).json()) as { rows: { id: string; sceneId: string }[] };
    return rows.find(({ sceneId }) => sceneId.endsWith(end))?.id ?? '';
  }, ending);
  expect(id).not.toBe('');
  await page.goto(`${served.url}#/review/${encodeURIComponent(id)}`);
  await soon(frameState).toBe('exact');
}

const frameState = () => page.locator('[data-testid="frame-state"]').getAttribute('data-state');

/** Steps to frame 23 from the start, and to the last one; what the canvas shows there. */
async function picturesOnTheWay(): Promise<string[]> {
  const pictures: string[] = [];
  const look = async (frame: number | null) => {
    if (frame !== null) await soon(() => page.locator(`canvas[data-frame="${frame}"]`).count()).toBe(1);
    await soon(frameState).toBe('exact');
    const pixels = await page.locator('canvas[data-frame]').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL('image/png'));
    pictures.push(createHash('sha256').update(pixels).digest('hex'));
  };
  await page.keyboard.press('Home');
  await look(0);
  for (const key of ['Shift+Period', 'Shift+Period', 'Period', 'Period', 'Period']) await page.keyboard.press(key);
  await look(23);
  await page.keyboard.press('Period');
  await look(24);
  await page.keyboard.press('Home');
  await look(0);
  return pictures;
}

test('a video inside a tar seeks to exactly the frames of the same video outside, and its question can be decided', async () => {
  await openScene('walks:house');
  const inTar = await picturesOnTheWay();
  expect(new Set(inTar).size).toBe(3);
  expect(inTar[3]).toBe(inTar[0]);
  await openScene('val:000000');
  expect(await picturesOnTheWay()).toEqual(inTar);
  await openScene('walks:house');
  const decided = () =>
    page.evaluate(async () => {
      const { rows } = (await (await fetch('/api/questions?limit=500&verdict=approved')).json()) as { rows: { text: string }[] };
      return rows.map(({ text }) => text);
    });
  await page.keyboard.press('a');
  await soon(decided).toEqual(['How many beds are there?']);
});
