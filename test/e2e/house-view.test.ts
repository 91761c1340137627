import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';
import { type GreyPicture, structuralSimilarity } from '../fixtures/structural-similarity.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-house-'));
const workspace = path.join(folder, 'sample.sightline');
const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
/** Least structural similarity of the 3D view and the decoded video frame. Measured: 0.939 to 0.980 (the rest is mostly the video's compression); half a degree off 0.75, 5 cm off 0.83. */
const leastSimilarity = 0.92;

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
  page = await openStudio();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  rmSync(folder, { recursive: true, force: true });
  expect(complaints).toEqual([]);
});

describe('the 3D view', () => {
  test('is fetched only when it is asked for', async () => {
    const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    expect((await fetched()).filter((name) => /HouseView|compile-worker/.test(name))).toEqual([]);
    await page.keyboard.press('3');
    await drawn(/^orbit/);
    expect((await fetched()).filter((name) => /HouseView.*\.js/.test(name))).toHaveLength(1);
  });

  test('shows from the camera of a frame what the video shows in it', async () => {
    await page.getByText('Camera', { exact: true }).click();
    // So that Space still plays.
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body), patience).toBe(true);
    const similarities: Record<number, number> = {};
    for (const frame of [0, 37, 120, 182]) {
      await goToFrame(frame);
      await drawn(new RegExp(`^walk ${frame}$`));
      const [video, view] = [await pixelsOf('[aria-label^="Video frame"]'), await pixelsOf('[data-testid="house-canvas"]')];
      similarities[frame] = structuralSimilarity(video, view);
    }
    expect(Math.min(...Object.values(similarities)), JSON.stringify(similarities)).toBeGreaterThan(leastSimilarity);
  });

  test.each([1, 8])(
    'stands where the camera of the painted frame and overlay stands, at every tick of play at %d times speed',
    async (rate) => {
      // A busy machine draws few pictures while the walk lasts: then it is played again.
      const shown = new Set<unknown>();
      for (let plays = 0; plays < 6 && shown.size <= 4; plays += 1) {
        await goToFrame(0);
        await drawn(/^walk 0$/);
        await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
        const sampled = page.evaluate(sampleFrames, { forMs: 4000 });
        // Each press doubles the speed.
        for (let speed = 1; speed <= rate; speed *= 2) await page.keyboard.press('l');
        const samples = await sampled;
        await page.keyboard.press('k');
        for (const { video } of samples) shown.add(video);
        expect(samples.filter((sample) => new Set(Object.values(sample)).size > 1)).toEqual([]);
      }
      expect(shown.size).toBeGreaterThan(4);
    },
  );

  test('shows another picture a few degrees further on, so that the comparison can fail', async () => {
    const video = await pixelsOf('[aria-label^="Video frame"]');
    const host = page.getByRole('application');
    const box = await host.boundingBox();
    if (box === null) throw new Error('The view has no place.');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 30, box.y + box.height / 2, { steps: 3 });
    await page.mouse.up();
    await drawn(/^fly/);
    expect(structuralSimilarity(video, await pixelsOf('[data-testid="house-canvas"]'))).toBeLessThan(leastSimilarity);
  });

  test('moves with W A S D while it has the focus, without deciding anything', async () => {
    const before = page.url();
    const place = await picture();
    await page.getByRole('application').focus();
    for (const key of ['a', 's', 'd', 's']) await page.keyboard.press(key);
    await expect.poll(async () => (await picture()) !== place, patience).toBe(true);
    expect(page.url()).toBe(before);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  });

  test('draws the marks of the derivation, and picks what is clicked in every panel', async () => {
    await page.getByRole('button', { name: 'Show the whole house' }).click();
    await drawn(/^orbit/);
    expect(await page.getByTestId('projected').locator('[data-mark]').count()).toBeGreaterThan(0);
    const host = page.getByRole('application');
    const box = await host.boundingBox();
    if (box === null) throw new Error('The view has no place.');
    const pickedHere = page.getByTestId('projected').locator('path[data-picked]');
    for (const share of [0.5, 0.45, 0.55, 0.4, 0.6]) {
      await page.mouse.click(box.x + box.width * share, box.y + box.height * 0.5);
      await page.mouse.move(box.x + 1, box.y + 1);
      if ((await pickedHere.count()) > 0) break;
    }
    expect(await pickedHere.count()).toBe(1);
    await page.keyboard.press('m');
    await page.getByTestId('picked').waitFor();
    await page.keyboard.press('3');
    await drawn(/^orbit/);
  });

  test('comes back after the graphics device was lost', async () => {
    const before = await picture();
    await page.evaluate(() => {
      const gl = document.querySelector<HTMLCanvasElement>('[data-testid="house-canvas"]')?.getContext('webgl2');
      const extension = gl?.getExtension('WEBGL_lose_context');
      (globalThis as { restoreContext?: () => void }).restoreContext = () => extension?.restoreContext();
      extension?.loseContext();
    });
    await page.getByText(/graphics device was lost/).waitFor();
    await page.evaluate(() => (globalThis as { restoreContext?: () => void }).restoreContext?.());
    await page.getByText(/graphics device was lost/).waitFor({ state: 'detached' });
    await drawn(/^orbit/);
    await expect.poll(async () => (await picture()) === before, patience).toBe(true);
  });

  test('says once and clearly that there is no WebGL', async () => {
    const other = await openStudio((before) =>
      before.addInitScript(() => {
        const { getContext } = HTMLCanvasElement.prototype;
        HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
          return kind.startsWith('webgl') ? null : (getContext as (...all: unknown[]) => RenderingContext | null).call(this, kind, ...rest);
        } as typeof getContext;
      }),
    );
    await other.keyboard.press('3');
    await other.getByText('No 3D here').waitFor();
    expect(await other.getByText(/has no WebGL 2/).count()).toBe(1);
    await other.keyboard.press('m');
    await other.getByRole('img', { name: /^Map of the house/ }).waitFor();
    await other.close();
  });
});

/** A studio at its first question, the frame proven. */
async function openStudio(prepare: (page: Page) => Promise<unknown> = async () => undefined): Promise<Page> {
  const opened = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  opened.on('pageerror', (error) => complaints.push(error.message));
  await prepare(opened);
  await opened.goto(served.url);
  await opened.locator('[data-testid="frame-state"][data-state="exact"]').waitFor();
  return opened;
}

async function goToFrame(frame: number): Promise<void> {
  await page.getByRole('slider', { name: 'Frame' }).fill(String(frame));
  await expect.poll(() => page.getByLabel(/^Frame, 0 to/).inputValue(), patience).toBe(String(frame));
  await page.locator('[data-testid="frame-state"][data-state="exact"]').waitFor();
}

/** Waits until the view has drawn a mode and frame. */
async function drawn(what: RegExp): Promise<void> {
  await expect.poll(() => page.locator('[data-testid="house-canvas"]').getAttribute('data-drawn'), patience).toMatch(what);
}

const [widthPx, heightPx] = [384, 224];

/** What a canvas shows, in grey at the video's size. */
async function pixelsOf(selector: string): Promise<GreyPicture> {
  const letters = await page.evaluate(
    ({ which, widthPx, heightPx }) => {
      const copy = new OffscreenCanvas(widthPx, heightPx).getContext('2d', { willReadFrequently: true });
      const canvas = document.querySelector<HTMLCanvasElement>(which);
      if (copy === null || canvas === null) throw new Error(`There is no canvas ${which}.`);
      copy.imageSmoothingQuality = 'high';
      copy.drawImage(canvas, 0, 0, widthPx, heightPx);
      const { data } = copy.getImageData(0, 0, widthPx, heightPx);
      let text = '';
      for (let at = 0; at < data.length; at += 4) {
        text += String.fromCharCode(Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)));
      }
      return text;
    },
    { which: selector, widthPx, heightPx },
  );
  // A letter per pixel: long lists of numbers are slow on their way out of the page.
  return { widthPx, heightPx, grey: Buffer.from(letters, 'latin1') };
}

/** Runs in the page: which frame each panel has painted, once per animation frame. */
async function sampleFrames({ forMs }: { readonly forMs: number }): Promise<Record<'video' | 'overlay' | 'house', string | undefined>[]> {
  const dataOf = (selector: string) => document.querySelector<HTMLElement | SVGElement>(selector)?.dataset;
  const samples: Awaited<ReturnType<typeof sampleFrames>> = [];
  for (const endMs = performance.now() + forMs; performance.now() < endMs; ) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    samples.push({
      video: dataOf('[aria-label^="Video frame"]')?.['frame'],
      overlay: dataOf('[data-testid="overlay"]')?.['frame'],
      house: dataOf('[data-testid="house-canvas"]')?.['drawn']?.replace(/^walk /, ''),
    });
  }
  return samples;
}

/** What the view's canvas shows, as one text to compare. */
function picture(): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLCanvasElement>('[data-testid="house-canvas"]')?.toDataURL() ?? '');
}
