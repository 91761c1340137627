import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { HouseRecord } from '../../main/generate/run/run-events.ts';
import { type BenchEntry, quantile, rounded } from './measure.ts';
import { memoryOfTree } from './process-memory.ts';

const root = path.resolve(import.meta.dirname, '../..');
const houses = 8;
const workers = 2;
const paperQuestions = 200_000;

interface MemorySample {
  /** Houses that had ended when it was taken. */
  readonly ended: number;
  readonly nodeMiB: number;
  readonly pagesMiB: number;
}

/** Seconds, memory and questions of the real command making houses of our own, from start to exit, and what the paper's 200,000 questions would take. */
export async function benchGeneration(): Promise<Record<string, BenchEntry>> {
  const { status } = spawnSync(process.execPath, ['scripts/build.ts', '--if-stale'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('the pages could not be built');
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  try {
    const { seconds, questions, outcomes, samples } = await generate(path.join(folder, 'made'));
    const perMinute = (60 * questions) / seconds;
    const one = (value: number, unit: string): BenchEntry => ({ median: rounded(value), unit });
    const working = outcomes.map((outcome) => outcome.seconds);
    return {
      'generate.seconds-per-house': one(seconds / outcomes.length, 's'),
      'generate.worker-seconds-per-house': { ...one(quantile(working, 0.5), 's'), p95: rounded(quantile(working, 0.95)) },
      'generate.frames': one(outcomes.reduce((sum, { frames }) => sum + frames, 0) / seconds, 'frames/s'),
      ...memoryEntries(samples),
      'generate.questions-per-minute': one(perMinute, 'questions/min'),
      'generate.200000-questions': one(paperQuestions / perMinute / 60, 'h'),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function generate(out: string) {
  const what = ['--count', `${houses}`, '--seed', '11', '--questions', 'vsi', '--workers', `${workers}`, '--out', out, '--json'];
  const startMs = performance.now();
  const child = spawn(process.execPath, ['bin/sightline.mjs', 'generate', ...what], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const samples: MemorySample[] = [];
  const watch = setInterval(() => {
    const memory = memoryOfTree(child.pid ?? 0);
    if (memory !== null) samples.push({ ended: outcomesIn(out).length, nodeMiB: memory.rootMiB, pagesMiB: memory.belowMiB });
  }, 500);
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  clearInterval(watch);
  const { ok, questions, problems } = JSON.parse(printed);
  if (ok !== true) throw new Error(`the generation failed: ${JSON.stringify(problems)}`);
  return { seconds: (performance.now() - startMs) / 1000, questions: questions as number, outcomes: outcomesIn(out), samples };
}

function outcomesIn(out: string): HouseRecord[] {
  const file = path.join(out, 'generation_logs/outcomes.jsonl');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/** The peak while a house was made, of Node and of the browser; and how much higher the last three houses' lies than that of those before. */
function memoryEntries(samples: readonly MemorySample[]): Record<string, BenchEntry> {
  if (samples.length === 0) return {};
  const peaks = [...Map.groupBy(samples, ({ ended }) => ended).values()].map((group) => ({
    node: Math.max(...group.map(({ nodeMiB }) => nodeMiB)),
    pages: Math.max(...group.map(({ pagesMiB }) => pagesMiB)),
    all: Math.max(...group.map(({ nodeMiB, pagesMiB }) => nodeMiB + pagesMiB)),
  }));
  const entry = (values: readonly number[]): BenchEntry => ({
    median: rounded(quantile(values, 0.5)),
    p95: rounded(quantile(values, 0.95)),
    unit: 'MiB',
  });
  const late = Math.max(...peaks.slice(-3).map(({ all }) => all));
  const early = Math.max(...peaks.slice(1, -3).map(({ all }) => all));
  return {
    'generate.peak-memory.node': entry(peaks.map(({ node }) => node)),
    'generate.peak-memory.browser': entry(peaks.map(({ pages }) => pages)),
    'generate.memory-growth': { median: rounded(late - early), unit: 'MiB' },
  };
}
