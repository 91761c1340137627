import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core';
import { defaultCacheBytes } from '../../renderer/player/source-pool.ts';
import { chromiumArgumentsWithoutGpu, chromiumExecutable } from '../fakes/chromium.ts';
import { hasFfmpeg, makeMovingVideo } from '../fixtures/barcode-videos.ts';
import { type PlayerHost, startPlayerHost } from '../player/player-host.ts';
import type { PlayerPage } from '../player/player-page.ts';
import { type BenchEntry, latencyEntry, quantile, rounded } from './measure.ts';
import { memoryBelowMiB } from './process-memory.ts';

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
/** Cold seeks; the first few warm the page up and do not count. */
const [coldSeeks, warmUps] = [60, 5];
const large: Clip = { file: 'large.mp4', frames: 150, size: '1920x1080', codec: 'h264', group: 15 };
/** So small that nearly every random seek must decode: 60 of 900 frames. */
const coldCacheBytes = 60 * 384 * 224 * 4;

/**
 * Milliseconds from asking for a frame to its proven picture on the canvas, with a plain `<video>` seeking to (i + 0.25) / fps beside it, which proves
 * nothing. `player.cold-seek` asks each frame of a player that was opened just then, so that nothing of its group is decoded or fetched; `decoder-alone` beside it
 * is what no player can do without: decoding from the key frame (of groups of 15) to the frame, without reading, converting or painting anything.
 * `player.memory` seeks at random for a minute (`SIGHTLINE_BENCH_SEEK_MINUTES` for longer): the browser's memory over time, what of
 * it is held even when memory is short, and how much that grew from the second quarter to the last.
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
      ...(await benchSeeks(browser, host, 'player.random-seek.1920x1080.h264', large)),
      ...(await benchColdSeeks(browser, host)),
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

async function benchColdSeeks(browser: Browser, host: PlayerHost): Promise<Record<string, BenchEntry>> {
  const page = await openClip(browser, host, small);
  const frames = randomFrames(coldSeeks + warmUps, large.frames - 1).map((frame) => frame + 1);
  const report = await page.evaluate((args) => playerPage.coldSeeks(...args), [host.urlOf(large.file), large.frames, fps, frames] as const);
  await page.close();
  const entry = beside(latencyEntry(report.playerMs.slice(warmUps), 150), report.videoMs.slice(warmUps));
  const alone = { 'decoder-alone': besideOf(entry, report.decodeMs.slice(warmUps)) };
  return { 'player.cold-seek.1920x1080.h264': { ...entry, beside: { ...entry.beside, ...alone } } };
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
  const devtools = await page.context().newCDPSession(page);
  const series: MemorySample[] = [];
  const startMs = Date.now();
  const minutesNow = () => (Date.now() - startMs) / 60_000;
  let seeks = 0;
  for (let round = 0; minutesNow() < minutes; round += 1) {
    const frames = randomFrames(120, small.frames, round);
    const { wrong } = await page.evaluate((each) => playerPage.walk('bench', each, { readsPixels: false }), frames);
    if (wrong.length > 0) throw new Error(`Random seeking showed a frame that is not exact: ${JSON.stringify(wrong[0])}`);
    seeks += frames.length;
    const isDue = minutesNow() >= Math.min(minutes, (series.length + 1) * sampleEveryMinutes);
    if (isDue) series.push({ minute: minutesNow(), seeks, ...(await memoryNow(page, devtools)) });
  }
  await page.close();
  const quarter = Math.max(1, Math.floor(series.length / 4));
  const growthOf = (of: keyof MemorySample) => {
    const middles = [series.slice(quarter, 2 * quarter), series.slice(-quarter)].map((each) =>
      quantile(
        each.map((sample) => sample[of]),
        0.5,
      ),
    );
    return Math.round((middles[1] as number) - (middles[0] as number));
  };
  const entryOf = (of: keyof MemorySample, unit: string): BenchEntry => {
    const values = series.map((sample) => sample[of]);
    return { median: rounded(quantile(values, 0.5)), p95: rounded(quantile(values, 0.95)), unit };
  };
  const growth = growthOf('heldMiB');
  return {
    'player.memory.random-seeking': {
      ...entryOf('browserMiB', 'MiB (all of the browser)'),
      series: series.map((sample) =>
        Object.fromEntries(Object.entries(sample).map(([name, value]) => [name, Math.round(10 * value) / 10])),
      ),
    },
    'player.memory.held': entryOf('heldMiB', 'MiB (all of the browser, without what it gives back when memory is short)'),
    'player.memory.growth': {
      median: growth,
      unit: `MiB held more in the last quarter of ${minutes} min than in the second`,
      budget: 50,
      within: growth <= 50,
    },
    'player.memory.growth.script': { median: growthOf('scriptMiB'), unit: "MiB of the page's JavaScript heap, the same" },
  };
}

const sampleEveryMinutes = 0.25;

/** What the browser holds at a moment. */
interface MemorySample {
  readonly minute: number;
  readonly seeks: number;
  readonly browserMiB: number;
  readonly pageMiB: number;
  /** The whole browser's after it was told that memory is short: Chromium keeps hundreds of MiB of pictures that it drew once, and gives them back then. */
  readonly heldMiB: number;
  readonly scriptMiB: number;
  readonly cachedMiB: number;
  /** Decoded pictures that the player took and did not close. */
  readonly openPictures: number;
}

/** Collects first what nobody holds any more: it is not growth. */
async function memoryNow(page: Page, devtools: CDPSession): Promise<Omit<MemorySample, 'minute' | 'seeks'>> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  const { stats } = await page.evaluate(() => playerPage.look('bench'));
  const [browserMiB, pageMiB] = ['', '--type=renderer'].map((text) => memoryBelowMiB(process.pid, text) ?? Number.NaN) as [number, number];
  await devtools.send('Memory.simulatePressureNotification', { level: 'critical' });
  await page.waitForTimeout(500);
  return {
    browserMiB,
    pageMiB,
    heldMiB: memoryBelowMiB(process.pid, '') ?? Number.NaN,
    scriptMiB: (usedSize + backingStorageSize) / 2 ** 20,
    cachedMiB: stats.cachedBytes / 2 ** 20,
    openPictures: stats.openPictures,
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
  return { ...entry, beside: { video: besideOf(entry, videoMs) } };
}

function besideOf(entry: BenchEntry, samplesMs: readonly number[]) {
  const median = rounded(quantile(samplesMs, 0.5));
  return { median, p95: rounded(quantile(samplesMs, 0.95)), ratio: rounded(median / entry.median) };
}

function randomFrames(count: number, frameCount: number, seed = 1): number[] {
  let state = 12345 + seed;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * frameCount);
  });
}
