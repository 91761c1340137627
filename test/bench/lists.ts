import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createBackend } from '../../main/index.ts';
import { openWorkspace } from '../../main/store/open-workspace.ts';
import type { BulkResult, Facets, QuestionPage } from '../../shared/api/index.ts';
import { fillWorkspace } from '../fixtures/a-large-workspace.ts';
import { type BenchEntry, durationEntry, latencyEntry, quantile, rateEntry, rounded } from './measure.ts';

const questionCount = 200_000;

const words = ['television', 'armchair', 'mirror', 'toilet'];

/** Filters as reviewers choose them, from wide to narrow. */
const filters = [
  '',
  'order=margin',
  'order=severity&undecidedFirst=true',
  'order=random&seed=7',
  'verdict=undecided&order=margin',
  'task=vsi_obj_abs_distance,vsi_obj_rel_distance',
  'agreement=disagree',
  'finding=close-call&order=margin',
  'object=bed&room=Kitchen',
  'marginMin=0.2&marginMax=0.3&order=changed',
  'scene=synthetic:val:001234',
  'text=WORD',
  'text=far%20is%20the%20WORD%20from&order=margin',
  'text=WO',
  'task=vsi_obj_rel_direction_hard&agreement=disagree&undecidedFirst=true',
];

/** Texts that nobody has searched for before: two letters, a word, part of a phrase, and nearly all of a question. */
const texts = ['bed', 'sofa', 'lamp', 'vase', 'plant', 'shelf', 'pillow', 'dresser'].flatMap((word) => [
  word.slice(0, 2),
  word,
  `is the ${word} from`,
  `measuring from the closest point of each object, how far is the ${word}`,
]);

/** Lists over 200,000 questions, through `backend.fetch`: first list after opening, then filter + count + first page, facets, and how long the text index takes to build. */
export async function benchLists(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  const file = path.join(folder, 'large.sightline');
  const workspace = openWorkspace(file, { create: true });
  fillWorkspace(workspace, questionCount);
  workspace.close();
  const backend = createBackend({ pagesDir: folder, workspaceFile: file });
  const ask: Ask = async (url, body) => {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await backend.fetch(new Request(`http://127.0.0.1${url}`, body === undefined ? {} : post))).json();
  };
  const timed = async (url: string): Promise<number> => {
    const startMs = performance.now();
    await ask<QuestionPage>(url);
    return performance.now() - startMs;
  };
  try {
    const firstMs = await timed('/api/questions?limit=200');
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const indexStartMs = performance.now();
    for (;;) {
      const { textIndex } = await ask<Facets>('/api/facets?verdict=rejected');
      if (textIndex.done === textIndex.total) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const indexMs = performance.now() - indexStartMs;
    delay.disable();
    const filterMs: number[] = [];
    const facetMs: number[] = [];
    const slowest = { url: '', ms: 0 };
    for (let round = 0; round < 4; round += 1) {
      for (const filter of filters) {
        // Another margin and other texts each time, so that nothing is remembered.
        const word = words[round] as string;
        const fresh = filter.replace('WORD', word).replace('WO', word.slice(0, 2));
        const url = `/api/questions?${fresh}&marginMax=${1 - round / 1e6}&limit=200`;
        const ms = await timed(url);
        if (ms > slowest.ms) Object.assign(slowest, { url, ms });
        filterMs.push(ms);
      }
      facetMs.push(await timed('/api/facets?agreement=agree'));
    }
    const textMs: number[] = [];
    for (const text of texts) textMs.push(await timed(`/api/questions?${new URLSearchParams({ text, limit: '200' })}`));
    const bulk = await timedBulk(ask);
    const statisticsMs = await timed('/api/statistics');
    const statisticsAgainMs = await timed('/api/statistics');
    process.stderr.write(`  slowest filter: ${slowest.url} ${Math.round(slowest.ms)} ms\n`);
    const loopP99 = rounded(delay.percentile(99) / 1e6);
    return {
      'lists.first-list-200k': durationEntry([firstMs], 1500),
      'lists.filter-count-first-page-200k': latencyEntry(filterMs, 100),
      'lists.text-search-200k': latencyEntry(textMs, 100),
      'lists.facets-200k': latencyEntry(facetMs, 100),
      'lists.text-index-200k-s': { median: rounded(indexMs / 1000), unit: 's' },
      'lists.loop-delay-while-indexing-p99': { median: loopP99, unit: 'ms', budget: 20, within: loopP99 <= 20 },
      'lists.bulk-decisions': rateEntry([bulk.perSecond], 'decisions/s'),
      'lists.bulk-loop-delay-p99': { median: bulk.loopP99Ms, unit: 'ms', budget: 20, within: bulk.loopP99Ms <= 20 },
      'lists.statistics-200k': latencyEntry([statisticsMs]),
      'lists.statistics-200k-again': latencyEntry([statisticsAgainMs]),
      'lists.filter-median-200k': { median: rounded(quantile(filterMs, 0.5)), unit: 'ms' },
    };
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ask = <T>(url: string, body?: unknown) => Promise<T>;

/** Decides about a twentieth of all questions at once: how fast, and how long others wait for their turn meanwhile. */
async function timedBulk(ask: Ask): Promise<{ readonly perSecond: number; readonly loopP99Ms: number }> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startMs = performance.now();
  const { decided } = await ask<BulkResult>('/api/bulk', { selection: { list: { marginMax: '0.05' } }, operation: 'skip' });
  const seconds = (performance.now() - startMs) / 1000;
  delay.disable();
  return { perSecond: decided / seconds, loopP99Ms: rounded(delay.percentile(99) / 1e6) };
}
