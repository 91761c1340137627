import { rmSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { QuestionLists } from '../../../main/lists/question-lists.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import type { Facets, QuestionPage, QuestionRow } from '../../../shared/api/index.ts';
import { bitsFromFindings, severityOfBits } from '../../../shared/findings/finding-kinds.ts';
import { aBackend, decideOn, queue, type TestBackend } from '../../fixtures/a-backend.ts';
import { fillWorkspace } from '../../fixtures/a-large-workspace.ts';

const count = 400;
let api: TestBackend;

/** Every row of a list, page by page. */
async function everyRow(query: string, limit = 97): Promise<QuestionRow[]> {
  const rows: QuestionRow[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: QuestionPage = await queue(api, `?${query}&limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`);
    rows.push(...page.rows);
    cursor = page.nextCursor;
  }
  return rows;
}

beforeAll(async () => {
  api = aBackend();
  const file = path.join(api.folder, 'filled.sightline');
  const workspace = openWorkspace(file, { create: true });
  fillWorkspace(workspace, count);
  workspace.close();
  api.backend.openWorkspaceFile(file);
  const { rows } = await queue(api, '?limit=60&order=random&seed=3');
  for (const [index, { id }] of rows.entries()) {
    const verbs = [
      { operation: 'approve' },
      { operation: 'reject', reason: index % 2 === 0 ? 'wording' : 'options', ...(index % 3 === 0 ? { comment: 'Which one?' } : {}) },
      { operation: 'skip' },
      { operation: 'flag' },
    ];
    await decideOn(api, id, verbs[index % verbs.length] as Record<string, unknown>);
  }
});
afterAll(async () => {
  await api.backend.close();
  rmSync(api.folder, { recursive: true, force: true });
});

/** What a filter means, said again over whole rows. */
const meanings = {
  task: (row: QuestionRow, value: string) => value.split(',').includes(row.task),
  verdict: (row: QuestionRow, value: string) => value.split(',').includes(row.verdict),
  agreement: (row: QuestionRow, value: string) => row.agreement === value,
  finding: (row: QuestionRow, value: string) => row.findings.some((finding) => finding === value),
  object: (row: QuestionRow, value: string) => row.objects.some((name) => value.split(',').includes(name)),
  room: (row: QuestionRow, value: string) => row.rooms.includes(value),
  reason: (row: QuestionRow, value: string) => row.rejectReason === value,
  flagged: (row: QuestionRow, value: string) => String(row.isFlagged) === value,
  comment: (row: QuestionRow, value: string) => String(row.hasComment) === value,
  marginMax: (row: QuestionRow, value: string) => row.marginScore !== null && row.marginScore <= Number(value),
  text: (row: QuestionRow, value: string) => row.text.toLowerCase().includes(value) || row.answer.includes(value),
} as const;

const filters = fc.record(
  {
    task: fc.constantFrom('vsi_obj_abs_distance', 'vsi_obj_appearance_order,vsi_obj_rel_distance'),
    verdict: fc.constantFrom('undecided', 'approved,rejected', 'skipped'),
    agreement: fc.constantFrom('agree', 'disagree', 'undecidable'),
    finding: fc.constantFrom('close-call', 'disagrees', 'near-border'),
    object: fc.constantFrom('bed', 'desk,toilet'),
    room: fc.constantFrom('Kitchen', 'Bedroom'),
    reason: fc.constantFrom('wording', 'options'),
    flagged: fc.constantFrom('true', 'false'),
    comment: fc.constantFrom('true', 'false'),
    marginMax: fc.constantFrom('0.1', '0.5'),
    text: fc.constantFrom('television', 'is the bed', 'ar', '2.', 'no such words'),
  },
  { requiredKeys: [] },
);
const orders = fc.record({
  order: fc.constantFrom('shard', 'margin', 'severity', 'random', 'changed', 'task', 'verdict'),
  reverse: fc.constantFrom('true', 'false'),
  undecidedFirst: fc.constantFrom('true', 'false'),
});

describe('lists', () => {
  it('hold exactly the questions that every filter lets through, each once, whatever the order and the pages', async () => {
    const all = await everyRow('order=shard');
    expect(all).toHaveLength(count);
    await fc.assert(
      fc.asyncProperty(filters, orders, fc.constantFrom(7, 97, 500), async (filter, order, limit) => {
        const expected = all.filter((row) =>
          Object.entries(filter).every(([name, value]) => meanings[name as keyof typeof meanings](row, value as string)),
        );
        const got = await everyRow(new URLSearchParams({ ...filter, ...order }).toString(), limit);
        expect(got.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
        if (order.undecidedFirst === 'true') {
          const firstDecided = got.findIndex(({ verdict }) => verdict !== 'undecided');
          if (firstDecided >= 0) expect(got.slice(firstDecided).every(({ verdict }) => verdict !== 'undecided')).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('order by what they say', async () => {
    const margins = (await everyRow('order=margin')).map(({ marginScore }) => marginScore ?? 2);
    expect(margins).toEqual([...margins].sort((a, b) => a - b));
    const severities = (await everyRow('order=severity')).map(({ findings }) => severityOfBits(bitsFromFindings(findings)));
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
    expect((await everyRow('order=random&seed=9')).map(({ id }) => id)).toEqual(
      (await everyRow('order=random&seed=9', 50)).map(({ id }) => id),
    );
    expect((await everyRow('order=random&seed=9'))[0]?.id).not.toBe((await everyRow('order=shard'))[0]?.id);
  });

  it('show the question decided last first, and go on after a page whose questions were decided meanwhile', async () => {
    const first = await queue(api, '?verdict=undecided&order=margin&limit=20');
    for (const { id } of first.rows) await decideOn(api, id, { operation: 'skip' });
    const second = await queue(api, `?verdict=undecided&order=margin&limit=20&cursor=${first.nextCursor}`);
    const left = await queue(api, '?verdict=undecided&order=margin&limit=20');
    expect(second.rows.map(({ id }) => id)).toEqual(left.rows.map(({ id }) => id));
    const latest = await queue(api, '?order=changed&limit=1');
    expect(latest.rows[0]?.id).toBe(first.rows.at(-1)?.id);
    for (const _ of first.rows) await api.post('/api/undo');
  });

  it('count for each choice what choosing it leaves', async () => {
    const filter = 'verdict=undecided&marginMax=0.5';
    const facets = await api.get<Facets>(`/api/facets?${filter}`);
    expect(facets.total).toBe((await queue(api, `?${filter}`)).total);
    for (const [task, left] of facets.task) expect((await queue(api, `?${filter}&task=${task}`)).total, task).toBe(left);
    for (const [object, left] of facets.object.slice(0, 5))
      expect((await queue(api, `?${filter}&object=${object}`)).total, object).toBe(left);
    const others = facets.verdict.filter(([verdict]) => verdict !== 'undecided');
    for (const [verdict, left] of others) expect((await queue(api, `?verdict=${verdict}&marginMax=0.5`)).total, verdict).toBe(left);
    expect(facets.margin.reduce((sum, tenth) => sum + tenth, 0)).toBe((await queue(api, '?verdict=undecided&marginMin=0')).total);
  });
});

describe('a search', () => {
  it.each(['"', "'", '%', '_', '*', 'a"b', 'NEAR(', 'bed OR desk', '^bed', 'text:bed', '-bed', '\\', 'bed" OR "desk', '🛏'])(
    'for %s finds it as it stands, and nothing else',
    async (text) => {
      const { rows } = await queue(api, `?text=${encodeURIComponent(text)}&limit=500`);
      expect(rows.every((row) => row.text.includes(text) || row.answer.includes(text))).toBe(true);
    },
  );

  it('finds the same before and after the index is built, and says how far it is', async () => {
    const fresh = aBackend();
    const file = path.join(fresh.folder, 'filled.sightline');
    const workspace = openWorkspace(file, { create: true });
    fillWorkspace(workspace, 1000);
    workspace.close();
    fresh.backend.openWorkspaceFile(file);
    const before = await queue(fresh, '?text=Far%20is%20the%20bed&limit=500');
    await expect
      .poll(async () => (await fresh.get<Facets>('/api/facets')).textIndex, { timeout: 20_000 })
      .toEqual({ done: 1000, total: 1000 });
    const after = await queue(fresh, '?text=far%20is%20the%20BED&limit=500');
    expect(before.total).toBeGreaterThan(0);
    expect(after).toEqual(before);
    await fresh.backend.close();
  });

  it('goes to its own kind of error for a cursor that is none', async () => {
    expect(await api.codeOf('GET', '/api/questions?cursor=nonsense')).toBe('input.invalid');
  });
});

describe('a list after an import, a merge or a decision about many', () => {
  it('shows it, also while a reading from before it goes on', async () => {
    const file = path.join(api.folder, 'stale.sightline');
    const workspace = openWorkspace(file, { create: true });
    fillWorkspace(workspace, 6000);
    const other = openWorkspace(file, { create: false });
    const lists = new QuestionLists(workspace);
    const flagged = { order: 'shard', seed: 0, limit: 5, flagged: 'true' } as const;
    const flag = (seq: number) => other.prepareRun('update question_state set is_flagged = 1 where seq = ?')(seq);
    expect((await lists.page(flagged)).total).toBe(0);
    flag(1);
    const later = vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 60_000);
    // Begins a reading and does not wait for it.
    await lists.page(flagged);
    later.mockRestore();
    flag(2);
    lists.markStale();
    const pages = await Promise.all([lists.page(flagged), lists.page(flagged)]);
    expect(pages.map(({ total }) => total)).toEqual([2, 2]);
    lists.close();
    for (const opened of [workspace, other]) opened.close();
  });
});

describe('what a workspace remembers', () => {
  it('are views by name, and where each reviewer left off', async () => {
    await api.post('/api/views', { name: 'Close calls', list: { finding: 'close-call', order: 'margin' } });
    await api.post('/api/views', { name: 'Beds', list: { object: 'bed' } });
    await api.post('/api/views', { name: 'Close calls', list: { finding: 'close-call' } });
    await api.post('/api/reviewer', { name: 'Ada' });
    await api.post('/api/left-off', { questionId: 'synthetic:5', list: { object: 'bed' } });
    await api.post('/api/reviewer', { name: 'Bea' });
    expect(await api.get('/api/views')).toEqual({
      views: [
        { name: 'Beds', list: { object: 'bed' } },
        { name: 'Close calls', list: { finding: 'close-call' } },
      ],
      leftOff: null,
    });
    await api.post('/api/reviewer', { name: 'Ada' });
    expect(await api.get('/api/views')).toMatchObject({ leftOff: { questionId: 'synthetic:5', list: { object: 'bed' } } });
  });

  it('is also the question decided last, of who closes before the page has said where it is', async () => {
    await decideOn(api, 'synthetic:7', { operation: 'flag' });
    await expect.poll(() => api.get('/api/views')).toMatchObject({ leftOff: { questionId: 'synthetic:7', list: { object: 'bed' } } });
    await api.post('/api/undo');
  });
});
