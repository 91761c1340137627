import { chmodSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, describe, expect, test } from 'vitest';
import type { QuestionDetail } from '../../shared/api/index.ts';
import { defaultSettings } from '../../shared/model/user-settings.ts';
import { aBackend, apiOf, aReviewBackend, decideOn, evidence, queue } from '../fixtures/a-backend.ts';
import { writeDataset } from '../fixtures/a-dataset.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
function closing<T extends { readonly backend: { close(): Promise<void> } }>(test: T): T {
  closers.push(() => test.backend.close());
  return test;
}

test('while another process holds the workspace a decision is refused, and the same one is taken once it lets go', async () => {
  const api = closing(await aReviewBackend());
  const id = (await queue(api)).rows[0]?.id ?? '';
  const { contentHash } = await api.get<QuestionDetail>(`/api/questions/${id}`);
  const other = new Database(api.workspaceFile);
  other.exec('BEGIN IMMEDIATE');
  const skip = { operation: 'skip', expectedHash: contentHash, evidence };
  expect(await api.codeOf('POST', `/api/questions/${id}/decisions`, skip)).toBe('workspace.locked');
  other.exec('ROLLBACK');
  other.close();
  expect((await api.get<QuestionDetail>(`/api/questions/${id}`)).history).toEqual([]);
  await api.post(`/api/questions/${id}/decisions`, skip);
  expect((await api.get<QuestionDetail>(`/api/questions/${id}`)).history).toHaveLength(1);
});

test('two processes on one workspace each see what the other decided, and refuse what it made stale', async () => {
  const one = closing(await aReviewBackend());
  const two = closing(aBackend({ workspaceFile: one.workspaceFile }));
  const id = (await queue(one, '?task=vsi_obj_abs_distance')).rows[0]?.id ?? '';
  const seen = await two.get<QuestionDetail>(`/api/questions/${id}`);
  const options = seen.current.options.map(({ text }) => text).reverse();
  await decideOn(one, id, { operation: 'edit', edit: { roles: seen.current.roles, options } });
  const approve = { operation: 'approve', expectedHash: seen.contentHash, evidence };
  expect(await two.codeOf('POST', `/api/questions/${id}/decisions`, approve)).toBe('decision.stale');
  expect(await two.get<QuestionDetail>(`/api/questions/${id}`)).toMatchObject({ verdict: 'edited' });
  await decideOn(two, id, { operation: 'approve' });
  expect(await one.get<QuestionDetail>(`/api/questions/${id}`)).toMatchObject({ verdict: 'approved' });
});

test('a clock that goes backward changes no order: what was decided last counts, and is what undo takes back', async () => {
  let nowMs = 1_800_000_000_000;
  let ids = 0;
  const test = aBackend({ clock: { nowMs: () => nowMs, newId: () => `id-${++ids}` } });
  closing(test);
  const { dir } = await writeDataset(path.join(test.folder, 'demo'));
  await test.post('/api/import', { paths: [dir] });
  const id = (await queue(test)).rows[0]?.id ?? '';
  await decideOn(test, id, { operation: 'approve' });
  nowMs -= 86_400_000;
  const { question } = await decideOn(test, id, { operation: 'reject', reason: 'wording' });
  expect(question.verdict).toBe('rejected');
  expect(question.history.map(({ operation }) => operation)).toEqual(['approve', 'reject']);
  const undone = await test.post<{ question: QuestionDetail }>('/api/undo');
  expect(undone.question.verdict).toBe('approved');
});

describe('a wording of 10,000 characters, from right to left', () => {
  const long = `${'أين الكرسي في هذه الغرفة الكبيرة؟ '.repeat(300)}`.trim();

  test('is kept whole by comment and answer by hand, and found again', async () => {
    const api = closing(await aReviewBackend());
    const { rows } = await queue(api);
    const unknown = rows.find(({ task }) => task.includes('unknown')) ?? rows.at(-1);
    const id = unknown?.id ?? '';
    await decideOn(api, id, { operation: 'comment', comment: long.slice(0, 10_000) });
    const { current } = await api.get<QuestionDetail>(`/api/questions/${id}`);
    const options = current.options.map(({ text, letter }) => (letter === current.letter ? long : text));
    const override = { answer: long, reason: 'طويل' };
    const edit = { roles: current.roles ?? {}, override, ...(options.length > 0 ? { options } : {}) };
    const { question } = await decideOn(api, id, { operation: 'edit', edit });
    expect(question.current).toMatchObject({ answer: long, override: { reason: 'طويل' } });
    expect((await queue(api, `?text=${encodeURIComponent('الغرفة الكبيرة')}`)).rows.map((row) => row.id)).toContain(id);
  });
});

describe('a disk that cannot be written', () => {
  test.skipIf(process.platform === 'win32')('keeps settings as they were and says so', async () => {
    const { backend } = closing(aBackend({ dataDir: '/dev/null/sightline-home' }));
    const api = apiOf(backend);
    expect(await api.codeOf('POST', '/api/settings', { ...defaultSettings, theme: 'dark' })).toBe('file.write-failed');
    expect(await api.get('/api/settings')).toEqual(defaultSettings);
  });

  const isRoot = process.getuid?.() === 0;
  if (isRoot) console.log('skipped: the superuser may write to read-only files, so a read-only workspace cannot be made here');
  test.skipIf(isRoot || process.platform === 'win32')('opens no workspace on it, and leaves the file as it is', async () => {
    const { backend, folder, workspaceFile } = await aReviewBackend();
    await backend.close();
    chmodSync(workspaceFile, 0o444);
    chmodSync(folder, 0o555);
    try {
      const elsewhere = closing(aBackend());
      expect(await elsewhere.codeOf('POST', '/api/workspace/open', { file: workspaceFile })).toBe('file.unreadable');
    } finally {
      chmodSync(folder, 0o755);
    }
  });
});
