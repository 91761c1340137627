import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BulkResult, DecisionResult, QuestionDetail } from '../../../shared/api/index.ts';
import { aReviewBackend, decideOn, queue, type TestBackend } from '../../fixtures/a-backend.ts';

let api: TestBackend;
beforeAll(async () => {
  api = await aReviewBackend({ scenes: 3 });
});
afterAll(async () => {
  await api.backend.close();
  rmSync(api.folder, { recursive: true, force: true });
});

const verdictsNow = async () =>
  Object.fromEntries((await queue(api, '?limit=500')).rows.map(({ id, verdict, isFlagged }) => [id, `${verdict} ${isFlagged}`]));
const list = (filter: Record<string, string>) => ({ list: filter });

describe('a decision about many questions', () => {
  it('is one step: undo takes back all of it and nothing else, redo restores it, and the log only grows', async () => {
    const [first] = (await queue(api, '?limit=1')).rows;
    await decideOn(api, first?.id ?? '', { operation: 'approve' });
    const before = await verdictsNow();
    const undecided = (await queue(api, '?verdict=undecided')).total;
    const result = await api.post<BulkResult>('/api/bulk', {
      selection: list({ verdict: 'undecided' }),
      operation: 'reject',
      reason: 'wording',
    });
    expect(result).toMatchObject({ decided: undecided, unchanged: 0, isCancelled: false, byVerdict: { rejected: undecided, approved: 1 } });
    const after = await verdictsNow();
    expect((await queue(api, '?reason=wording')).total).toBe(undecided);

    const undone = await api.post<DecisionResult>('/api/undo');
    expect(undone).toMatchObject({ batchCount: undecided, byVerdict: { undecided, approved: 1 } });
    expect(await verdictsNow()).toEqual(before);
    const redone = await api.post<DecisionResult>('/api/redo');
    expect(redone.batchCount).toBe(undecided);
    expect(await verdictsNow()).toEqual(after);
    await api.post('/api/undo');
    expect(await verdictsNow()).toEqual(before);
    // Before the batch comes the single approval.
    expect(await api.post<DecisionResult>('/api/undo')).toMatchObject({ question: { id: first?.id, verdict: 'undecided' } });
    expect(await api.codeOf('POST', '/api/undo')).toBe('decision.illegal');
    const { history } = await api.get<QuestionDetail>(`/api/questions/${undone.question.id}`);
    expect(history.map(({ operation }) => operation)).toEqual(['reject', 'undo', 'redo', 'undo']);
  });

  it('leaves out what was taken out of the selection, and what stands so already', async () => {
    const { rows, total } = await queue(api, '?limit=500');
    const except = rows.slice(0, 2).map(({ id }) => id);
    await decideOn(api, rows[5]?.id ?? '', { operation: 'flag' });
    const result = await api.post<BulkResult>('/api/bulk', { selection: { list: {}, except }, operation: 'flag' });
    expect(result).toMatchObject({ decided: total - 3, unchanged: 1 });
    expect((await queue(api, '?flagged=false&limit=500')).rows.map(({ id }) => id)).toEqual(except);
    await api.post('/api/undo');
    expect((await queue(api, '?flagged=true')).total).toBe(1);
    await api.post('/api/undo');
  });

  it('refuses a reason that is not in use before anything is written', async () => {
    expect(await api.codeOf('POST', '/api/bulk', { selection: list({}), operation: 'reject', reason: 'no-such-reason' })).toBe(
      'decision.illegal',
    );
    expect(await api.codeOf('POST', '/api/bulk', { selection: list({}), operation: 'reject' })).toBe('decision.illegal');
    expect((await queue(api, '?verdict=rejected')).total).toBe(0);
  });
});

it('an export of a selection holds exactly the selected questions', async () => {
  const { rows } = await queue(api, '?limit=500');
  const task = rows[0]?.task ?? '';
  const chosen = rows.filter((row) => row.task === task);
  const out = path.join(api.folder, 'chosen.jsonl');
  const selection = { list: { task }, except: [chosen[0]?.id] };
  expect(await api.post('/api/export', { format: 'conversations', out, answerMode: 'oe', selection })).toMatchObject({
    records: chosen.length - 1,
  });
  expect(readFileSync(out, 'utf8').trim().split('\n')).toHaveLength(chosen.length - 1);
});
