import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import {
  type BadVideo,
  type BarcodeVideo,
  hasFfmpeg,
  makeBadVideos,
  makeDecodableVideos,
  makeLargeVideo,
} from '../fixtures/barcode-videos.ts';
import { type PlayerHost, startPlayerHost } from '../player/player-host.ts';
import type { PlayerPage } from '../player/player-page.ts';

declare const playerPage: PlayerPage;

/** Random seeks over all videos of one codec. */
const randomSeeksPerCodec = 500;

const isPossible = hasFfmpeg();
if (!isPossible) console.log('player-frames: skipped, there is no ffmpeg to make barcode videos with');

describe.skipIf(!isPossible)('the player', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-barcode-'));
  let videos: BarcodeVideo[];
  let bad: Readonly<Record<BadVideo, string>>;
  let host: PlayerHost;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    [videos, bad] = await Promise.all([makeDecodableVideos(folder), makeBadVideos(folder)]);
    host = await startPlayerHost(folder);
    browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: [...chromiumArguments, '--js-flags=--expose-gc'] });
    page = await openPage();
  });
  afterAll(async () => {
    await browser?.close();
    await host?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function openPage(script?: string): Promise<Page> {
    const opened = await browser.newPage();
    opened.on('console', (message) => message.text().includes('garbage collected') && complaints.push(message.text()));
    opened.on('pageerror', (error) => complaints.push(error.message));
    if (script !== undefined) await opened.addInitScript(script);
    await opened.goto(host.pageUrl);
    await opened.waitForFunction(() => 'playerPage' in window);
    return opened;
  }
  const open = (on: Page, file: string, frameCount = 60, id = 'a', firstIndex = 0) =>
    on.evaluate((args) => playerPage.open(...args), [id, host.urlOf(path.basename(file)), frameCount, 30, firstIndex] as const);
  const walk = (frames: readonly number[], id = 'a') => page.evaluate((args) => playerPage.walk(...args), [id, frames] as const);
  const videoOf = (name: string) => videos.find((video) => video.name === name) as BarcodeVideo;

  test('shows exactly the frame asked for, decoded anew: every one forwards, backwards, and 500 at random in each codec', async () => {
    const totals = { h264: 0, vp9: 0, av1: 0 };
    for (const { name, file, codec, frameCount, firstIndex } of videos) {
      const ofCodec = videos.filter((video) => video.codec === codec && video.frameCount > 1).length;
      await page.evaluate(() => playerPage.start('cold', 8 * 160 * 96 * 4));
      const { state } = await open(page, file, frameCount, 'cold', firstIndex);
      expect(state, name).toBe('exact');
      const forwards = Array.from({ length: frameCount }, (_, frame) => frame);
      const random = randomFrames(frameCount === 1 ? 0 : Math.ceil(randomSeeksPerCodec / ofCodec), frameCount);
      const report = await walk([...forwards, ...forwards.toReversed(), ...random], 'cold');
      expect(report.wrong, name).toEqual([]);
      totals[codec] += random.length;
      const { stats } = await page.evaluate(() => playerPage.look('cold'));
      expect(stats.cachedBytes, 'the cache keeps its budget').toBeLessThanOrEqual(8 * 162 * 98 * 4);
      await page.evaluate(() => playerPage.close('cold'));
    }
    for (const seeks of Object.values(totals)) expect(seeks).toBeGreaterThanOrEqual(randomSeeksPerCodec);
  });

  test('keeps picture and clock together while a hand scrubs, and ends on the last frame asked for', async () => {
    const video = videoOf('h264-one-group.mp4');
    await open(page, video.file);
    const { wrong, last } = await page.evaluate((frames) => playerPage.scrub('a', frames), [40, 10, 55, 30, 59, 2, 44, 21, 50]);
    expect({ wrong, frame: last.frame, state: last.state }).toEqual({ wrong: 0, frame: 50, state: 'exact' });
  });

  test('does not decode what nobody asked for on a jump in a large picture, and shows exactly the frame asked for all the same', async () => {
    const large = await makeLargeVideo(path.join(folder, 'large.mp4'));
    await page.evaluate(() => playerPage.start('large', 3 * 1024 * 576 * 4));
    await open(page, large.file, 60, 'large');
    const decoded = async () => (await page.evaluate(() => playerPage.look('large'))).stats.decoded;
    // Each in another group than the one before: decoding begins at its key frame.
    const jumps = [39, 19, 58, 15, 37, 57, 18, 38, 59];
    const onTheWay = jumps.reduce((sum, frame) => sum + (frame % 20) + 1, 0);
    const jump = async () => {
      const before = await decoded();
      expect((await walk(jumps, 'large')).wrong).toEqual([]);
      expect((await decoded()) - before).toBeLessThan(0.6 * onTheWay);
    };
    await jump();
    // Frames that the jump before did without, forwards, backwards, and after other jumps.
    const nearby = Array.from({ length: 12 }, (_, at) => 39 - at);
    const again = nearby.slice(6).flatMap((frame) => [39, frame]);
    expect((await walk([59, ...nearby, 19, ...nearby.toReversed(), ...again, ...randomFrames(40, 60)], 'large')).wrong).toEqual([]);
    // Jumps that another one overtakes on its way, in the same group too.
    const hand = [59, 45, 47, 58, 42, 19, 7, 18, 6, 39, 25, 26, 59, 50];
    const { wrong, last } = await page.evaluate((frames) => playerPage.scrub('large', frames), hand);
    expect({ wrong, frame: last.frame, state: last.state, open: last.stats.openPictures }).toEqual({
      wrong: 0,
      frame: 50,
      state: 'exact',
      open: 0,
    });
    // None of it made the player give up the short way.
    await jump();
    await page.evaluate(() => playerPage.close('large'));
  });

  test('plays at 1x, 8x and backwards without a wrong frame, and loops', async () => {
    await open(page, videoOf('h264-b-frames.mp4').file);
    for (const rate of [1, 8, -1, -8, 0.1]) {
      const { wrong, frames } = await page.evaluate((each) => playerPage.play('a', each, 700), rate);
      expect({ rate, wrong, isMoving: frames.length > 0 }).toEqual({ rate, wrong: 0, isMoving: true });
    }
    await page.evaluate(() => playerPage.loop('a', 20, 26));
    const { wrong, frames } = await page.evaluate(() => playerPage.play('a', 4, 700));
    expect(wrong).toBe(0);
    expect(frames.filter((frame) => frame < 20 || frame > 26)).toEqual([]);
    await page.evaluate(() => playerPage.loop('a', null, null));
  });

  test('shows two videos at a time, each right', async () => {
    const other = videoOf('vp9.webm');
    await Promise.all([open(page, videoOf('h264-b-frames.mp4').file), open(page, other.file, 60, 'b')]);
    const frames = randomFrames(30, 60);
    const reports = await Promise.all([walk(frames, 'a'), walk(frames.toReversed(), 'b')]);
    expect(reports.map(({ wrong }) => wrong)).toEqual([[], []]);
  });

  test('has a prefetched frame at hand when its video is opened', async () => {
    const next = videoOf('av1.mp4');
    await page.evaluate((url) => playerPage.prefetch('a', url, 60, 30, [33]), host.urlOf(next.name));
    const { frame, pixels, state } = await page.evaluate((url) => playerPage.open('a', url, 60, 30, 0, 33), host.urlOf(next.name));
    expect({ frame, pixels, state }).toEqual({ frame: 33, pixels: 33, state: 'exact' });
  });

  test('never calls a picture exact where the annotations have another number of frames', async () => {
    const { state, message } = await open(page, videoOf('vp9.webm').file, 59);
    expect(state).toBe('unverified');
    expect(message).toMatch(/60 frames but the annotations have 59/);
  });

  test('closes every decoded picture', async () => {
    const { stats } = await page.evaluate(() => playerPage.look('a'));
    expect(stats.openPictures).toBe(0);
    await page.evaluate(() => {
      playerPage.close('a');
      playerPage.close('b');
      (globalThis as unknown as { gc(): void }).gc();
    });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    expect(complaints).toEqual([]);
  });

  describe('with a bad file', () => {
    test.each<[BadVideo, RegExp]>([
      ['empty', /file is empty. Get the file again/],
      ['noIndex', /incomplete/],
      ['audioOnly', /only sound/],
      ['mpeg4', /codec mp4v.*Convert/],
      ['ffv1', /codec V_MS/],
    ])('says what is wrong with %s, and shows nothing', async (name, says) => {
      const { state, message, pixels } = await open(page, bad[name], 60, name);
      expect({ state, pixels }).toEqual({ state: 'error', pixels: null });
      expect(message).toMatch(says);
    });

    test('shows what is there of a truncated one, and an empty picture for the rest', async () => {
      await open(page, bad.truncated, 60, 'cut');
      const [first, last] = await page.evaluate(async () => [await playerPage.seek('cut', 3), await playerPage.seek('cut', 59)] as const);
      expect({ state: first.state, pixels: first.pixels }).toEqual({ state: 'exact', pixels: 3 });
      expect({ state: last.state, canvas: last.canvasFrame, frame: last.frame }).toEqual({ state: 'unreadable', canvas: '', frame: 59 });
      expect(last.message).toMatch(/59/);
      const again = await page.evaluate(() => playerPage.seek('cut', 4));
      expect({ state: again.state, pixels: again.pixels }).toEqual({ state: 'exact', pixels: 4 });
    });

    test('calls nothing exact where timestamps run backwards', async () => {
      const { state, message } = await open(page, bad.decreasing, 60, 'back');
      expect({ state, says: /backwards/.test(message ?? '') }).toEqual({ state: 'unverified', says: true });
    });
  });

  test('falls back to a video element without WebCodecs: the right frames, and never called exact', async () => {
    const bare = await openPage('delete globalThis.VideoDecoder');
    const video = videoOf('h264-plain.mp4');
    const opened = await open(bare, video.file);
    expect({ state: opened.state, says: /WebCodecs/.test(opened.message ?? '') }).toEqual({ state: 'unverified', says: true });
    for (const frame of [0, 17, 59, 31]) {
      const { state, pixels } = await bare.evaluate((each) => playerPage.seek('a', each), frame);
      expect({ state, pixels }).toEqual({ state: 'unverified', pixels: frame });
    }
    await bare.close();
  });
});

/** The same frames in every run. */
function randomFrames(count: number, frameCount: number): number[] {
  let state = 12345;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * frameCount);
  });
}
