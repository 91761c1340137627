import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { writeDataset } from '../fixtures/a-dataset.ts';
import { barcode } from '../fixtures/barcode.ts';
import { hasFfmpeg, makeBadVideos, makeDecodableVideo } from '../fixtures/barcode-videos.ts';
import { runSightline, type Served, serveSightline } from '../fixtures/run-sightline.ts';

const isPossible = hasFfmpeg();
if (!isPossible) console.log('player-studio: skipped, there is no ffmpeg to make barcode videos with');

/** What is painted at one moment: the index in the picture, and what the canvas, the overlay and the map say of themselves. */
interface Painted {
  readonly pixels: number | null;
  readonly canvas: string | undefined;
  readonly overlay: string | undefined;
  readonly map: string | undefined;
}

describe.skipIf(!isPossible)('the review screen, on barcode videos', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-player-studio-'));
  let browser: Browser;
  let served: Served;

  beforeAll(async () => {
    const dataset = path.join(folder, 'dataset');
    await writeDataset(dataset, { scenes: 3, frames: 60 });
    const good = await makeDecodableVideo(folder, 'h264-b-frames.mp4');
    const bad = await makeBadVideos(folder);
    for (const [scene, file] of [good, bad.mpeg4, bad.truncated].entries()) {
      cpSync(file, path.join(dataset, 'val', `00000${scene}`, 'rgb__0.mp4'));
    }
    const workspace = path.join(folder, 'barcode.sightline');
    const env = { SIGHTLINE_HOME: path.join(folder, 'home') };
    await runSightline(['import', dataset, '--workspace', workspace], env);
    served = await serveSightline(['--workspace', workspace], env);
    browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A page on the first question about a scene. */
  async function openScene(scene: number, script = ''): Promise<Page> {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    if (script !== '') await page.addInitScript(script);
    await page.goto(served.url);
    await page.locator('[data-testid="frame-state"]').waitFor();
    const id = await page.evaluate(async (name) => {
      const answer = await fetch('/api/questions?limit=200');
      const { rows } = (await answer.json()) as { rows: { id: string; sceneId: string; task: string }[] };
      return rows.find((row) => row.sceneId.endsWith(name) && /distance|direction/.test(row.task))?.id ?? '';
    }, `00000${scene}`);
    await page.goto(`${served.url}#/review/${encodeURIComponent(id)}`);
    return page;
  }
  const soon = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 20_000 });
  const stateOf = (page: Page) => page.locator('[data-testid="frame-state"]').getAttribute('data-state');
  const verdict = async (page: Page, id: string) =>
    page.evaluate(async (each) => (await fetch(`/api/questions/${encodeURIComponent(each)}`)).json(), id) as Promise<{
      verdict: string;
      history: { evidence: { frame: number | null; isFrameExact: boolean } }[];
    }>;
  const idOf = (page: Page) => decodeURIComponent(new URL(page.url()).hash.replace('#/review/', ''));

  test.each([1, 8])('paints picture, overlay and map of one and the same frame at every tick of play at %d times speed', async (rate) => {
    const page = await openScene(0);
    await soon(() => stateOf(page)).toBe('exact');
    await page.keyboard.press('Home');
    await soon(() => page.locator('canvas[data-frame="0"]').count()).toBe(1);
    await page
      .getByRole('textbox', { name: 'Speed' })
      .or(page.getByRole('combobox', { name: 'Speed' }))
      .first()
      .click();
    await page.getByRole('option', { name: `${rate}×`, exact: true }).click();
    // A busy machine paints few frames while a second of video lasts: then it is played again.
    const frames = new Set<string | null>();
    for (let plays = 0; plays < 8 && frames.size <= 2; plays += 1) {
      await page.keyboard.press('Home');
      await soon(() => page.locator('canvas[data-frame="0"]').count()).toBe(1);
      const painted = await page.evaluate(samplePainted, { block: barcode.blockPx, bits: barcode.bits, atMostMs: 15_000, last: '59' });
      for (const { canvas } of painted) frames.add(canvas ?? null);
      expect(painted.map(({ canvas }) => canvas)).toContain('59');
      const apart = painted.filter(({ pixels, canvas, overlay, map }) => new Set([String(pixels), canvas, overlay, map]).size > 1);
      expect(apart).toEqual([]);
    }
    expect(frames.size).toBeGreaterThan(2);
    await page.close();
  });

  test('shows under the pointer the very frame that it names, without touching the one on screen', async () => {
    const page = await openScene(0);
    await soon(() => stateOf(page)).toBe('exact');
    await page.keyboard.press('End');
    await page.locator('canvas[data-frame="59"]').waitFor();
    await soon(() => stateOf(page)).toBe('exact');
    const slider = page.getByRole('slider', { name: 'Frame' });
    const box = await slider.boundingBox();
    if (box === null) throw new Error('The slider is not on screen.');
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height / 2);
    const named = async () => Number(/frame (\d+)/.exec(await page.locator('[data-testid="thumbnail"]').innerText())?.[1]);
    expect(await named()).toBeGreaterThan(15);
    await soon(() => page.locator('[data-testid="thumbnail"] canvas').evaluate(readThumbnail, barcode)).toBe(await named());
    expect(await page.locator('canvas[data-frame="59"]').count()).toBe(1);
    await page.close();
  });

  test('says on the picture that nothing is verified without WebCodecs, and stores an approval only at the second press, as not exact', async () => {
    const page = await openScene(0, 'delete globalThis.VideoDecoder');
    await soon(() => stateOf(page)).toBe('unverified');
    expect(await page.locator('[data-testid="frame-doubt"]').innerText()).toMatch(/not verified.*WebCodecs/s);
    const id = idOf(page);
    await page.keyboard.press('a');
    await page.locator('[data-testid="inexact-note"]').waitFor();
    expect((await verdict(page, id)).verdict).toBe('undecided');
    await page.keyboard.press('a');
    await soon(async () => (await verdict(page, id)).verdict).toBe('approved');
    expect((await verdict(page, id)).history.at(-1)?.evidence).toMatchObject({ isFrameExact: false });
    await page.close();
  });

  test('names the codec that cannot be played, and asks twice before judging without a picture', async () => {
    const page = await openScene(1);
    await soon(() => stateOf(page)).toBe('error');
    await page
      .getByText(/cannot decode the codec mp4v/)
      .first()
      .waitFor();
    const id = idOf(page);
    await page.keyboard.press('x');
    await page.keyboard.press('1');
    await page.locator('[data-testid="inexact-note"]').waitFor();
    await page.keyboard.press('1');
    await soon(async () => (await verdict(page, id)).verdict).toBe('rejected');
    expect((await verdict(page, id)).history.at(-1)?.evidence).toMatchObject({ frame: null, isFrameExact: false });
    await page.close();
  });

  test('shows frames of a truncated video that are there, and none for the rest', async () => {
    const page = await openScene(2);
    await soon(() => stateOf(page)).toMatch(/exact|unreadable/);
    await page.keyboard.press('Home');
    await soon(() => stateOf(page)).toBe('exact');
    await page.keyboard.press('End');
    await soon(() => stateOf(page)).toBe('unreadable');
    await page.getByText('No picture for frame 59', { exact: true }).waitFor();
    await page.close();
  });
});

/** Runs in the page: starts playing and looks, once per animation frame, at what is painted. */
async function samplePainted({
  block,
  bits,
  atMostMs,
  last,
}: {
  block: number;
  bits: number;
  atMostMs: number;
  last: string;
}): Promise<Painted[]> {
  const canvas = document.querySelector('canvas[data-frame]') as HTMLCanvasElement;
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
  const readIndex = () => {
    const { data } = context.getImageData(0, 0, canvas.width, 2 * block);
    let index = 0;
    for (let bit = 0; bit < bits; bit += 1) {
      const at = (row: number) => ((data[((row * block + block / 2) * canvas.width + bit * block + block / 2) * 4 + 1] ?? 0) > 126 ? 1 : 0);
      if (at(0) === at(1)) return null;
      index |= at(0) << bit;
    }
    return index;
  };
  const frameOf = (selector: string) => (document.querySelector(selector) as HTMLElement | SVGElement | null)?.dataset['frame'];
  const painted: Painted[] = [];
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true }));
  const endMs = performance.now() + atMostMs;
  while (performance.now() < endMs && canvas.dataset['frame'] !== last) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    painted.push({
      pixels: readIndex(),
      canvas: canvas.dataset['frame'],
      overlay: frameOf('[data-testid="overlay"]'),
      map: frameOf('svg[data-frame]'),
    });
  }
  return painted;
}

/** The barcode of a picture that is drawn at another size than the video's 160 pixels. */
function readThumbnail(element: Element, { blockPx, bits }: { readonly blockPx: number; readonly bits: number }): number | null {
  const canvas = element as HTMLCanvasElement;
  const scale = canvas.width / 160;
  const { data } = (canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D).getImageData(0, 0, canvas.width, canvas.height);
  let index = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const at = (row: number) => {
      const [x, y] = [Math.round((bit + 0.5) * blockPx * scale), Math.round((row + 0.5) * blockPx * scale)];
      return (data[(y * canvas.width + x) * 4 + 1] ?? 0) > 126 ? 1 : 0;
    };
    if (at(0) === at(1)) return null;
    index |= at(0) << bit;
  }
  return index;
}
