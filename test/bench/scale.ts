import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { type Backend, createBackend } from '../../main/index.ts';
import type { ExportResult, WorkspaceSummary } from '../../shared/api/index.ts';
import { apiOf } from '../fixtures/a-backend.ts';
import { type BenchEntry, durationEntry, latencyEntry, quantile, rateEntry, rounded } from './measure.ts';
import { fullScale, writeScaleShard } from './scale-shard.ts';

/** Folder of a shard that `npm run bench:shard` wrote; without it one is written first. */
const shardVariable = 'SIGHTLINE_SCALE_SHARD';
const scenesToCheck = 100;
const repeats = 3;

/**
 * A shard of 200,000 questions over 2,500 trajectories and 2.5 million frames through the studio's own door: listed (stage 1) in its worker thread while the main
 * loop's delay and the memory of the whole process are watched, scenes read and judged (stage 2), opened again, narrowed, exported. Beside the listing:
 * SQLite alone, copying the same rows into the same tables and indexes (`insert … select` in one transaction).
 */
export async function benchScale(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-scale-'));
  try {
    const given = process.env[shardVariable];
    const shard = given ?? path.join(folder, 'shard');
    if (given === undefined) await writeScaleShard(shard, fullScale, (line) => process.stderr.write(`  ${line}\n`));
    const entries: Record<string, BenchEntry> = {};
    const files = Array.from({ length: repeats }, (_, run) => path.join(folder, `w${run}.sightline`));
    const runs = [];
    for (const file of files) runs.push(await importOnce(shard, file, file === files[0]));
    const floorMs = files.map(copyRowsMs);
    const indexMs = runs.map((run) => run.indexMs);
    const floor = rounded(quantile(floorMs, 0.5));
    entries['scale.index'] = {
      ...durationEntry(indexMs, 10_000),
      beside: { sqlite: { median: floor, ratio: rounded(quantile(indexMs, 0.5) / floor) } },
    };
    entries['scale.index.cpu'] = latencyEntry(runs.map((run) => run.cpuMs));
    entries['scale.index.memory'] = { ...atMost(Math.max(...runs.map((run) => run.rssMiB)), 1024), unit: 'MiB' };
    entries['scale.index.loop-delay-p99'] = { ...atMost(Math.max(...runs.map((run) => run.delayP99Ms)), 20), unit: 'ms' };
    entries['scale.check.scenes'] = rateEntry([runs[0]?.scenesPerSecond ?? Number.NaN], 'scenes/s');
    entries['scale.check.frames'] = rateEntry([(runs[0]?.scenesPerSecond ?? Number.NaN) * fullScale.frames], 'frames/s');
    Object.assign(entries, await reopened(files[0] as string), await exported(files[0] as string, folder));
    return entries;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function importOnce(shard: string, workspaceFile: string, isChecked: boolean) {
  const backend = createBackend({ pagesDir: '', workspaceFile });
  const memory = watchMemory();
  const delay = monitorEventLoopDelay({ resolution: 2 });
  delay.enable();
  const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
  await backend.importPaths([shard]);
  const indexMs = performance.now() - startMs;
  const cpuMs = cpuMsSince(startCpu);
  delay.disable();
  const rssMiB = memory.stop();
  const scenesPerSecond = isChecked ? await checkSome(backend) : Number.NaN;
  await backend.close();
  // The monitor counts the two milliseconds that it sleeps.
  return { indexMs, cpuMs, rssMiB, delayP99Ms: delay.percentile(99) / 1e6 - 2, scenesPerSecond };
}

async function checkSome(backend: Backend): Promise<number> {
  const api = apiOf(backend);
  const done = async () => {
    const { work } = await api.get<WorkspaceSummary>('/api/workspace');
    return work?.stage === 'check' ? work.done : null;
  };
  while ((await done()) === null) await wait(50);
  const [first, startMs] = [(await done()) ?? 0, performance.now()];
  let last = first;
  for (; last < first + scenesToCheck; last = (await done()) ?? Number.POSITIVE_INFINITY) await wait(100);
  const rate = (1000 * (last - first)) / (performance.now() - startMs);
  await api.post('/api/work/cancel', {});
  return rate;
}

/** What SQLite alone needs to put the rows of an import into a new file with the same tables and indexes. */
function copyRowsMs(file: string): number {
  const copy = `${file}.copy`;
  const source = new Database(file);
  const tables = ['shard', 'scene', 'source_file', 'trajectory', 'question', 'question_state'];
  const names = tables.map((name) => `'${name}'`).join(', ');
  const schema = source.prepare(
    `select sql from sqlite_master where tbl_name in (${names}) and type in ('table', 'index') and sql is not null`,
  );
  const statements = schema.pluck().all() as string[];
  source.close();
  const target = new Database(copy);
  target.pragma('journal_mode = WAL');
  target.pragma('synchronous = NORMAL');
  target.pragma('cache_size = -65536');
  for (const sql of statements.sort((a, b) => Number(b.startsWith('CREATE TABLE')) - Number(a.startsWith('CREATE TABLE'))))
    target.exec(sql);
  target.exec(`attach '${file}' as old`);
  const startMs = performance.now();
  target.transaction(() => {
    for (const name of tables) {
      const columns = (target.prepare(`select name from pragma_table_info('${name}')`).pluck().all() as string[]).join(', ');
      target.exec(`insert into main.${name} (${columns}) select ${columns} from old.${name}`);
    }
  })();
  const ms = performance.now() - startMs;
  target.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(copy + suffix, { force: true });
  return ms;
}

const filters = [
  'task=vsi_obj_abs_distance',
  'verdict=undecided&order=margin',
  'agreement=unchecked&task=vsi_obj_count',
  'agreement=agree&order=margin',
  'flagged=true',
  'order=random',
];

async function reopened(workspaceFile: string): Promise<Record<string, BenchEntry>> {
  const openMs: number[] = [];
  const filterMs: number[] = [];
  for (let run = 0; run < repeats; run += 1) {
    const startMs = performance.now();
    const backend = createBackend({ pagesDir: '', workspaceFile });
    const api = apiOf(backend);
    await Promise.all([api.get('/api/workspace'), api.get('/api/questions?limit=200')]);
    openMs.push(performance.now() - startMs);
    await api.post('/api/work/cancel', {});
    for (const filter of [...filters, ...filters]) {
      const askedMs = performance.now();
      await api.get(`/api/questions?limit=200&${filter}`);
      filterMs.push(performance.now() - askedMs);
    }
    await backend.close();
  }
  return { 'scale.reopen': durationEntry(openMs, 1500), 'scale.filter': latencyEntry(filterMs, 100) };
}

async function exported(workspaceFile: string, folder: string): Promise<Record<string, BenchEntry>> {
  const backend = createBackend({ pagesDir: '', workspaceFile });
  const api = apiOf(backend);
  await api.post('/api/work/cancel', {});
  const entries: Record<string, BenchEntry> = {};
  for (const format of ['simsv', 'conversations'] as const) {
    const times: number[] = [];
    const cpuTimes: number[] = [];
    const peaksMiB: number[] = [];
    const beforeMiB = settledMiB();
    let warmMiB = beforeMiB;
    for (let run = 0; run < repeats; run += 1) {
      const out = path.join(folder, `${format}-${run}`);
      const memory = watchMemory();
      const [startMs, startCpu] = [performance.now(), process.cpuUsage()];
      const { records } = await api.post<ExportResult>('/api/export', { format, out, answerMode: 'oe' });
      times.push(performance.now() - startMs);
      cpuTimes.push(cpuMsSince(startCpu));
      peaksMiB.push(memory.stop());
      if (run === 0) warmMiB = settledMiB();
      if (records !== fullScale.questions || !existsSync(out)) throw new Error(`The export wrote ${records} records.`);
      rmSync(out, { recursive: true });
    }
    entries[`scale.export.${format}`] = durationEntry(times, 10_000);
    entries[`scale.export.${format}.cpu`] = latencyEntry(cpuTimes);
    const [firstMiB, ...laterMiB] = peaksMiB as [number, ...number[]];
    // The first one of the process also brings the thread, its code and its heap, and SQLite's cache; the later ones show what an export itself piles up.
    entries[`scale.export.${format}.memory-first`] = { median: rounded(firstMiB - beforeMiB), unit: 'MiB' };
    entries[`scale.export.${format}.memory-growth`] = { median: rounded(Math.max(...laterMiB) - warmMiB), unit: 'MiB' };
  }
  await backend.close();
  return entries;
}

/** Time of all threads on the processors: on a machine that others use too it says more than the clock. */
function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function atMost(value: number, budget: number) {
  return { median: rounded(value), budget, within: value <= budget };
}

/** The resident size of this process, threads included, after a full collection where the bench was started with `--expose-gc` (of the main thread's heap only). */
function settledMiB(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

/** The largest resident size of this process, threads included, from now on. */
function watchMemory(): { stop(): number } {
  let peak = process.memoryUsage().rss;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 50);
  return {
    stop: () => {
      clearInterval(timer);
      return peak / 2 ** 20;
    },
  };
}
