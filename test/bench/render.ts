import { type Browser, chromium, type Page } from 'playwright-core';
import { drawInNode } from '../../main/render/draw-in-node.ts';
import type { RenderJob } from '../../shared/stage/render-job.ts';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { collectRecording } from '../render/collected-recording.ts';
import { type RenderHost, startRenderHost } from '../render/render-host.ts';
import { benchGeneration } from './generation.ts';
import { benchHouse } from './houses.ts';
import { type BenchEntry, quantile, rateEntry, rounded } from './measure.ts';
import type { ThreePage } from './three-recorder.ts';

declare const bench: ThreePage;

const sizes = [
  { widthPx: 384, heightPx: 224, rounds: 3 },
  { widthPx: 668, heightPx: 384, rounds: 2 },
] as const;
/** Frames that only warm up. */
const warmUpFrames = 40;
/** How many times as fast as the naive recorder ours must be. */
const leastRatio = 2;

/** A way to record, and what it must reach at 384x224. */
interface Contender {
  readonly name: string;
  readonly budget?: number;
  /** Records the job and resolves to the seconds that it took from compiling the house to the last byte. */
  record(job: RenderJob): Promise<number>;
}

/** How fast recorders are, ours and others, and what making a dataset costs from end to end. */
export async function benchRender(): Promise<Record<string, BenchEntry>> {
  return { ...(await benchRecorders()), ...(await benchGeneration()) };
}

/**
 * Frames a second of whole recordings, the house's compiling included: colour, exact ids, counts, masks, VP9. Everything takes its turn in every round, so
 * that a slower spell of the machine meets all alike. `render.node` is the rasteriser in plain Node, which encodes nothing. Beside our page stands a naive
 * three.js recorder of the same triangles.
 */
async function benchRecorders(): Promise<Record<string, BenchEntry>> {
  const host = await startRenderHost({ three: new URL('three-recorder.ts', import.meta.url).pathname });
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  try {
    const page = await browser.newPage();
    await page.goto(host.urlOf('three'));
    const contenders = contendersOf(host, page);
    const entries: Record<string, BenchEntry> = {};
    for (const size of sizes) Object.assign(entries, await measureSize(contenders, size));
    return entries;
  } finally {
    await closeAll(browser, host);
  }
}

function contendersOf(host: RenderHost, page: Page): Contender[] {
  const onPage = (look: Partial<RenderJob>) => async (job: RenderJob) =>
    (await collectRecording(host.queue, { ...job, ...look })).report.seconds;
  return [
    // Four samples per pixel.
    { name: 'babylon', record: onPage({ renderer: 'babylon' }) },
    { name: 'three', record: async (job) => (await page.evaluate((given) => bench.recordWithThree(given), job)).seconds },
    // One sample per pixel, colour and ids at once.
    { name: 'babylon.single-pass', budget: 200, record: onPage({ renderer: 'babylon', look: { quality: 'low' } }) },
    { name: 'software', budget: 250, record: onPage({ renderer: 'software' }) },
    { name: 'software.low', budget: 250, record: onPage({ renderer: 'software', look: { quality: 'low' } }) },
    { name: 'node', record: recordInNode },
  ];
}

async function recordInNode(job: RenderJob): Promise<number> {
  const startMs = performance.now();
  for await (const _batch of drawInNode(job));
  return (performance.now() - startMs) / 1000;
}

async function measureSize(
  contenders: readonly Contender[],
  { widthPx, heightPx, rounds }: (typeof sizes)[number],
): Promise<Record<string, BenchEntry>> {
  const job = await aJob(widthPx, heightPx);
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const { record } of contenders) await record({ ...job, poses: job.poses.slice(0, warmUpFrames) });
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, record } of contenders) rates.get(name)?.push(job.poses.length / (await record(job)));
  }
  const isFirst = widthPx === sizes[0].widthPx;
  const entries = contenders.map(({ name, budget }): [string, BenchEntry] => {
    const entry = rateEntry(rates.get(name) ?? [], 'frames/s', isFirst ? budget : undefined);
    return [`render.${name}.${widthPx}x${heightPx}`, entry];
  });
  return { ...Object.fromEntries(entries), ...besideThree(rates, `${widthPx}x${heightPx}`) };
}

/** Our page as a multiple of three.js, round by round, because the machine's speed changes between rounds. */
function besideThree(rates: ReadonlyMap<string, readonly number[]>, size: string): Record<string, BenchEntry> {
  const [ours, theirs] = [rates.get('babylon') ?? [], rates.get('three') ?? []];
  const ratios = ours.map((rate, round) => rate / (theirs[round] ?? Number.NaN));
  const three = { median: rounded(quantile(theirs, 0.5)), ratio: rounded(quantile(ratios, 0.5)) };
  return {
    [`render.babylon.${size}`]: { ...rateEntry(ours, 'frames/s', size.startsWith('384') ? 100 : undefined), beside: { three } },
    [`render.babylon-to-three.${size}`]: rateEntry(ratios, 'times', leastRatio),
  };
}

async function aJob(widthPx: number, heightPx: number): Promise<RenderJob> {
  const { scene, poses } = await benchHouse();
  const camera = { widthPx, heightPx, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
  return { id: 'bench', scene, poses, camera, fps: 10, renderer: 'auto', modalities: ['rgb', 'masks'] };
}

async function closeAll(browser: Browser, host: RenderHost): Promise<void> {
  await browser.close();
  await host.close();
}
