import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportResult, Facets, Statistics } from '../../shared/api/index.ts';
import { verdicts } from '../../shared/model/decision.ts';
import type { UserSettings } from '../../shared/model/user-settings.ts';
import { aReviewBackend, decideOn, queue, type TestBackend } from '../fixtures/a-backend.ts';
import { runSightline } from '../fixtures/run-sightline.ts';

let api: TestBackend;
let first: readonly string[];
beforeAll(async () => {
  api = await aReviewBackend({ scenes: 3 });
  first = (await queue(api, '?limit=6')).rows.map(({ id }) => id);
  await api.post('/api/reviewer', { name: 'Bea' });
  await decideOn(api, first[0] ?? '', { operation: 'approve', evidence: { frame: 1, isFrameExact: true, dwellMs: 9000 } });
  await api.post('/api/reviewer', { name: 'Ada' });
  for (const [index, id] of first.slice(1, 4).entries())
    await decideOn(api, id, {
      operation: 'reject',
      reason: 'options',
      evidence: { frame: 1, isFrameExact: true, dwellMs: 1000 * (index + 1) },
    });
  await api.post('/api/bulk', { selection: { ids: first.slice(4) }, operation: 'skip' });
});
afterAll(async () => {
  await api.backend.close();
  rmSync(api.folder, { recursive: true, force: true });
});

describe('statistics', () => {
  it('count what was decided, with the reviewer first and everybody else only together', async () => {
    const statistics = await api.get<Statistics>('/api/statistics');
    expect(statistics).toMatchObject({
      reviewed: 6,
      byVerdict: { approved: 1, rejected: 3, skipped: 2 },
      rejectReasons: [{ reason: 'options', label: 'Options are faulty', count: 3 }],
      own: { reviewer: 'Ada', decisions: 3, inBulk: 2, medianMs: 2000, p90Ms: 3000 },
      others: [{ reviewer: null, decisions: 1, medianMs: 9000 }],
    });
    expect(statistics.scenes.reduce((sum, { reviewed }) => sum + reviewed, 0)).toBe(6);
    expect(statistics.margins.reduce((sum, count) => sum + count, statistics.withoutMargin)).toBe(statistics.questions);
    const stored = statistics.answers.flatMap(({ values, others }) => [...values.map((value) => value.stored), others.stored]);
    expect(stored.reduce((sum, count) => sum + count, 0)).toBe(statistics.questions);
    const current = statistics.answers.flatMap(({ values, others }) => [...values.map((value) => value.current), others.current]);
    expect(current.reduce((sum, count) => sum + count, 0)).toBe(statistics.questions - 3);
    expect((await api.get<Statistics>('/api/statistics?others=each')).others).toMatchObject([{ reviewer: 'Bea', decisions: 1 }]);
  });

  it('are counted anew after a decision', async () => {
    await api.post('/api/undo');
    expect((await api.get<Statistics>('/api/statistics')).byVerdict.skipped).toBe(0);
    await api.post('/api/redo');
    expect((await api.get<Statistics>('/api/statistics')).byVerdict.skipped).toBe(2);
  });

  it('call small what the reviewer calls small, as lists, facets and an export of a selection do', async () => {
    const settings = await api.get<UserSettings>('/api/settings');
    const scores = (await queue(api, '?limit=500')).rows.flatMap(({ marginScore }) => marginScore ?? []);
    for (const score of [0, 0.35, 1, settings.closeCall.score]) {
      await api.post('/api/settings', { ...settings, closeCall: { ...settings.closeCall, score } });
      const small = scores.filter((margin) => margin < score).length;
      const list = await queue(api, '?finding=close-call&limit=500');
      expect([list.total, ...list.rows.map(({ findings }) => findings.includes('close-call'))]).toEqual([
        small,
        ...list.rows.map(() => true),
      ]);
      const countIn = (counts: readonly (readonly [string, number])[]) => new Map(counts).get('close-call') ?? 0;
      expect(countIn((await api.get<Facets>('/api/facets')).finding)).toBe(small);
      const { findings } = await api.get<Statistics>('/api/statistics');
      expect(countIn(findings.map(({ finding, count }) => [finding, count]))).toBe(small);
      const selection = { list: { finding: 'close-call' }, except: [] };
      const out = path.join(api.folder, `small-${score}.csv`);
      const exported = await api.post<ExportResult>('/api/export', { format: 'csv', out, verdicts: [...verdicts], selection });
      expect(exported.records).toBe(small);
    }
    expect(new Set(scores.map((score) => score < 0.35)).size).toBe(2);
  });

  it('are the same on the command line', async () => {
    const { code, json } = await runSightline(['stats', '--workspace', api.workspaceFile]);
    const { ok, problems, ...statistics } = json;
    expect({ code, ok, problems }).toEqual({ code: 0, ok: true, problems: [] });
    expect(statistics).toEqual(await api.get<Statistics>('/api/statistics'));
    const { code: codeOfMissing } = await runSightline(['stats', '--workspace', path.join(api.folder, 'none.sightline')]);
    expect(codeOfMissing).toBe(2);
  });
});
