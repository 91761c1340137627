import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { defaultCacheBytes } from '../../renderer/player/source-pool.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { hasFfmpeg, makeMovingVideo } from '../fixtures/barcode-videos.ts';
import { type PlayerHost, startPlayerHost } from '../player/player-host.ts';
import type { PlayerPage } from '../player/player-page.ts';
import { type BenchEntry, latencyEntry, quantile, rounded } from './measure.ts';
import { memoryOfTree } from './process-memory.ts';

declare const playerPage: PlayerPage;

/** A clip to seek in. */
interface Clip {
  readonly file: string;
  readonly frames: number;
  readonly size: string;
  readonly codec: 'h264' | 'vp9';
  readonly group: number;
}

const fps = 30;
const softwareArguments = [...chromiumArgumentsWithoutGpu, '--js-flags=--expose-gc'];
const small: Clip = { file: 'small.mp4', frames: 900, size: '384x224', codec: 'vp9', group: 15 };
const smallH264: Clip = { file: 'small-h264.mp4', frames: 900, size: '384x224', codec: 'h264', group: 15 };
/** What an encoder's defaults give: groups of 250. */
const longGroups: Clip = { file: 'long.mp4', frames: 900, size: '384x224', codec: 'h264', group: 250 };
const large: Clip = { file: 'large.mp4', frames: 150, size: '1920x1080', codec: 'h264', group: 15 };
/** So small that nearly every random seek must decode: 60 of 900 frames. */
const coldCacheBytes = 60 * 384 * 224 * 4;

/**
 * Milliseconds from asking for a frame to its proven picture on the canvas, with a plain `<video>` seeking to (i + 0.25) / fps beside it, which proves
 * nothing. `player.memory` seeks at random for a minute (`SIGHTLINE_BENCH_SEEK_MINUTES` for longer) and says how much the page's memory grew from the
 * second quarter to the last.
 */
export async function benchPlayer(): Promise<Record<string, BenchEntry>> {
  if (!hasFfmpeg()) {
    process.stderr.write('player: skipped, there is no ffmpeg to make videos with\n');
    return {};
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-player-bench-'));
  for (const clip of [small, smallH264, longGroups, large]) await makeMovingVideo(path.join(folder, clip.file), clip);
  const host = await startPlayerHost(folder);
  const browser = await chromium.launch({
    executablePath: await chromiumExecutable(),
    args: softwareArguments,
  });
  try {
    return {
      ...(await benchSteps(browser, host)),
      ...(await benchSeeks(browser, host, 'player.random-seek.384x224.vp9', small, 30)),
      ...(await benchSeeks(browser, host, 'player.random-seek.384x224.h264', smallH264, 30)),
      ...(await benchSeeks(browser, host, 'player.random-seek.384x224.h264-groups-of-250', longGroups)),
      ...(await benchSeeks(browser, host, 'player.cold-seek.1920x1080.h264', large, 150)),
      ...(await benchMemory(browser, host)),
    };
  } finally {
    await browser.close();
    await host.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchSteps(browser: Browser, host: PlayerHost): Promise<Record<string, BenchEntry>> {
  const page = await openClip(browser, host, small);
  const forwards = Array.from({ length: 90 }, (_, at) => 300 + at);
  const steps = [...forwards, ...forwards.toReversed()];
  const { latenciesMs } = await page.evaluate((frames) => playerPage.walk('bench', frames, { readsPixels: false, pauseMs: 20 }), steps);
  const video = await page.evaluate((args) => playerPage.walkVideo(...args), [host.urlOf(small.file), fps, steps] as const);
  await page.close();
  return { 'player.step.384x224.vp9': beside(latencyEntry(latenciesMs, 5), video) };
}

async function benchSeeks(
  browser: Browser,
  host: PlayerHost,
  name: string,
  clip: Clip,
  budgetMs?: number,
): Promise<Record<string, BenchEntry>> {
  const page = await openClip(browser, host, clip, clip === large ? undefined : coldCacheBytes);
  const seeks = randomFrames(clip === large ? 50 : 100, clip.frames);
  const { latenciesMs } = await page.evaluate((frames) => playerPage.walk('bench', frames, { readsPixels: false }), seeks);
  const video = await page.evaluate((args) => playerPage.walkVideo(...args), [host.urlOf(clip.file), fps, seeks] as const);
  await page.close();
  return { [name]: beside(latencyEntry(latenciesMs.slice(10), budgetMs), video.slice(10)) };
}

async function benchMemory(browser: Browser, host: PlayerHost): Promise<Record<string, BenchEntry>> {
  const minutes = Number(process.env['SIGHTLINE_BENCH_SEEK_MINUTES'] ?? 1);
  const page = await openClip(browser, host, small);
  // What counts begins when the cache is full.
  for (let round = 0; round < 30; round += 1) {
    const { stats } = await page.evaluate(() => playerPage.look('bench'));
    if (stats.cachedBytes > 0.95 * defaultCacheBytes) break;
    await page.evaluate((each) => playerPage.walk('bench', each, { readsPixels: false }), randomFrames(60, small.frames, -1 - round));
  }
  const samplesMiB: number[] = [];
  const endMs = Date.now() + minutes * 60_000;
  let seeks = 0;
  for (let round = 0; Date.now() < endMs; round += 1) {
    const frames = randomFrames(120, small.frames, round);
    const { wrong } = await page.evaluate((each) => playerPage.walk('bench', each, { readsPixels: false }), frames);
    if (wrong.length > 0) throw new Error(`Random seeking showed a frame that is not exact: ${JSON.stringify(wrong[0])}`);
    seeks += frames.length;
    // What nobody holds any more is not growth: the page collects it first.
    await page.evaluate(() => (globalThis as unknown as { gc(): void }).gc());
    samplesMiB.push(memoryOfTree(process.pid)?.belowMiB ?? Number.NaN);
  }
  const { stats } = await page.evaluate(() => playerPage.look('bench'));
  await page.close();
  const quarter = Math.max(1, Math.floor(samplesMiB.length / 4));
  const [early, late] = [samplesMiB.slice(quarter, 2 * quarter), samplesMiB.slice(-quarter)].map((each) => quantile(each, 0.5)) as [
    number,
    number,
  ];
  process.stderr.write(
    `player: ${seeks} random seeks in ${minutes} min; ${stats.openPictures} pictures left open; ${Math.round(stats.cachedBytes / 2 ** 20)} MiB cached\n`,
  );
  return {
    'player.memory.random-seeking': {
      median: rounded(quantile(samplesMiB, 0.5)),
      p95: rounded(quantile(samplesMiB, 0.95)),
      unit: 'MiB (all of the browser)',
    },
    'player.memory.growth': {
      median: Math.round(late - early),
      unit: `MiB from the second to the last quarter of ${minutes} min`,
      budget: 50,
      within: late - early <= 50,
    },
  };
}

async function openClip(browser: Browser, host: PlayerHost, clip: Clip, cacheBytes?: number): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(host.pageUrl);
  await page.waitForFunction(() => 'playerPage' in window);
  if (cacheBytes !== undefined) await page.evaluate((bytes) => playerPage.start('bench', bytes), cacheBytes);
  const { state } = await page.evaluate((args) => playerPage.open(...args), ['bench', host.urlOf(clip.file), clip.frames, fps] as const);
  if (state !== 'exact') throw new Error(`The bench's clip ${clip.file} is ${state}.`);
  return page;
}

function beside(entry: BenchEntry, videoMs: readonly number[]): BenchEntry {
  const median = rounded(quantile(videoMs, 0.5));
  return { ...entry, beside: { video: { median, ratio: rounded(median / entry.median) } } };
}

function randomFrames(count: number, frameCount: number, seed = 1): number[] {
  let state = 12345 + seed;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * frameCount);
  });
}
