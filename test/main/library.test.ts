import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createBackend } from '../../main/index.ts';
import { relinkShard } from '../../main/library/shard-places.ts';
import { listShards } from '../../main/store/shards.ts';
import type { WorkspaceSummary } from '../../shared/api/index.ts';
import { defaultRejectReasons } from '../../shared/model/decision.ts';
import { defaultSettings, type UserSettings } from '../../shared/model/user-settings.ts';
import { aBackend, apiOf, aReviewBackend, decideOn, queue } from '../fixtures/a-backend.ts';
import { aFolder, writeDataset } from '../fixtures/a-dataset.ts';
import { exportAs, withImported } from '../fixtures/in-and-out.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});
function closing<T extends { readonly backend: { close(): Promise<void> } }>(test: T): T {
  closers.push(() => test.backend.close());
  return test;
}

describe('settings', () => {
  const keep = (dataDir: string) => {
    const backend = createBackend({ pagesDir: dataDir, dataDir });
    return closing({ backend, ...apiOf(backend) });
  };

  test('outlive the process, and what is broken in the file falls back alone', async () => {
    const dataDir = path.join(aFolder(), 'home');
    const first = keep(dataDir);
    expect(await first.get('/api/settings')).toEqual(defaultSettings);
    const changed: UserSettings = { ...defaultSettings, theme: 'dark', isAutoAdvancing: false, playbackSpeed: 2 };
    await first.post('/api/settings', changed);
    expect(await keep(dataDir).get('/api/settings')).toEqual(changed);
    const file = path.join(dataDir, 'settings.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), theme: 'plaid', closeCall: 7 }));
    expect(await keep(dataDir).get('/api/settings')).toEqual({ ...changed, theme: 'auto' });
    writeFileSync(file, '{');
    expect(await keep(dataDir).get('/api/settings')).toEqual(defaultSettings);
  });

  test('that are no settings are refused, and those before stay', async () => {
    const api = keep(path.join(aFolder(), 'home'));
    expect(await api.codeOf('POST', '/api/settings', { ...defaultSettings, playbackSpeed: 3 })).toBe('input.invalid');
    expect(await api.get('/api/settings')).toEqual(defaultSettings);
  });

  test('name the workspaces that were open, and which of them are gone', async () => {
    const folder = aFolder();
    const api = keep(path.join(folder, 'home'));
    const [a, b] = [path.join(folder, 'a.sightline'), path.join(folder, 'b.sightline')];
    for (const file of [a, b, a]) await api.post('/api/workspace/open', { file });
    renameSync(b, `${b}.moved`);
    const { workspaces } = await api.get<{ workspaces: { file: string; exists: boolean }[] }>('/api/recent-workspaces');
    expect(workspaces.map(({ file, exists }) => [file, exists])).toEqual([
      [a, true],
      [b, false],
    ]);
  });
});

describe('reasons for rejecting', () => {
  test('can be renamed, added, moved and retired; a retired or dropped one is refused but stays readable', async () => {
    const api = closing(await aReviewBackend());
    const { rows } = await queue(api);
    await decideOn(api, rows[0]?.id ?? '', { operation: 'reject', reason: 'trivial' });
    const reasons = [
      { id: 'mirror', label: 'A mirror shows it', isRetired: false },
      ...defaultRejectReasons
        .filter(({ id }) => id !== 'options')
        .map((reason) => (reason.id === 'trivial' ? { ...reason, label: 'Too easy', isRetired: true } : reason)),
    ];
    await api.post('/api/reject-reasons', { reasons });
    const { rejectReasons } = await api.get<WorkspaceSummary>('/api/workspace');
    expect(rejectReasons).toEqual([...reasons, { id: 'options', label: 'Options are faulty', isRetired: true }]);
    const reject = (reason: string) => decideOn(api, rows[1]?.id ?? '', { operation: 'reject', reason });
    expect((await reject('mirror')).question.verdict).toBe('rejected');
    for (const reason of ['trivial', 'options', 'nonsense']) await expect(reject(reason), reason).rejects.toThrow('decision.illegal');
    await expect(reject('other'), 'without a comment').rejects.toThrow('decision.illegal');
  });

  test('are refused with a tenth one in use, or with an id twice', async () => {
    const api = closing(await aReviewBackend());
    const more = { id: 'more', label: 'More', isRetired: false };
    expect(await api.codeOf('POST', '/api/reject-reasons', { reasons: [...defaultRejectReasons, more] })).toBe('input.invalid');
    expect(await api.codeOf('POST', '/api/reject-reasons', { reasons: [more, { ...more, label: 'Else' }] })).toBe('input.invalid');
  });
});

test('reasons that are replaced again and again are refused before the workspace cannot read them any more', async () => {
  const api = closing(await aReviewBackend());
  const replaced = async (turn: number) => {
    const reasons = Array.from({ length: 9 }, (_, n) => ({ id: `r${turn}-${n}`, label: `Reason ${n}`, isRetired: false }));
    return api.codeOf('POST', '/api/reject-reasons', { reasons }).catch(() => 'taken');
  };
  const answers: string[] = [];
  for (let turn = 0; turn < 12; turn += 1) answers.push(await replaced(turn));
  expect(new Set(answers)).toEqual(new Set(['taken', 'input.invalid']));
  const { rejectReasons } = await api.get<WorkspaceSummary>('/api/workspace');
  expect(rejectReasons.length).toBeLessThanOrEqual(100);
});

describe('a workspace that was moved together with its shard', () => {
  test('finds the shard again, and every decision with it', async () => {
    const { backend, folder, ...api } = await aReviewBackend();
    const { rows } = await queue(api);
    await decideOn(api, rows[0]?.id ?? '', { operation: 'approve' });
    await backend.close();
    const moved = path.join(aFolder(), 'elsewhere');
    renameSync(folder, moved);
    const again = closing(aBackend({ workspaceFile: path.join(moved, 'test.sightline') }));
    const summary = await again.get<WorkspaceSummary>('/api/workspace');
    expect(summary.shards).toMatchObject([{ path: path.join(moved, 'demo'), isReachable: true }]);
    await again.post('/api/export', { format: 'simsv', out: path.join(moved, 'out') });
    expect(existsSync(path.join(moved, 'out'))).toBe(true);
  });

  test('does not take another shard that lies in its place', async () => {
    const { backend, folder } = await aReviewBackend();
    await backend.close();
    const moved = aFolder();
    cpSync(path.join(folder, 'test.sightline'), path.join(moved, 'test.sightline'));
    renameSync(folder, `${folder}-gone`);
    await writeDataset(path.join(moved, 'demo'), { scenes: 1, frames: 40 });
    const again = closing(aBackend({ workspaceFile: path.join(moved, 'test.sightline') }));
    expect((await again.get<WorkspaceSummary>('/api/workspace')).shards).toMatchObject([{ isReachable: false }]);
  });
});

describe('relinking a shard', () => {
  test('takes the same files in another place and refuses others, naming them', async () => {
    const api = closing(await aReviewBackend());
    const { dataset, folder } = api;
    const [right, wrong] = [path.join(folder, 'new-place'), path.join(folder, 'other')];
    renameSync(dataset.dir, right);
    cpSync(right, wrong, { recursive: true });
    const edited = path.join(wrong, dataset.questionFiles[2] as string);
    writeFileSync(edited, readFileSync(edited, 'utf8').replace('gt_answer', 'gt_answeR'));
    const [shard] = (await api.get<WorkspaceSummary>('/api/workspace')).shards;
    expect(shard?.isReachable).toBe(false);
    const address = `/api/shards/${shard?.id}/relink`;
    expect(await api.codeOf('POST', address, { path: wrong })).toBe('shard.changed');
    expect(await api.codeOf('POST', address, { path: path.join(folder, 'nowhere') })).toBe('file.missing');
    const { shards } = await api.post<WorkspaceSummary>(address, { path: right });
    expect(shards).toMatchObject([{ path: right, isReachable: true }]);
    await api.post('/api/export', { format: 'simsv', out: path.join(folder, 'out') });
  });

  test('of a file of questions also finds the scenes that lie above it', async () => {
    const [before, after] = [path.join(aFolder(), 'before'), path.join(aFolder(), 'after')];
    cpSync(path.resolve(import.meta.dirname, '../../assets/sample-shard'), before, { recursive: true });
    const questions = path.join(before, 'qas.jsonl');
    await withImported(before, async (workspace) => writeFileSync(questions, (await exportAs(workspace, 'conversations')).bytes));
    await withImported(questions, async (workspace) => {
      const [shard] = listShards(workspace);
      renameSync(before, after);
      await relinkShard(workspace, shard?.id ?? '', path.join(after, 'qas.jsonl'));
      expect(listShards(workspace)).toMatchObject([{ path: path.join(after, 'qas.jsonl') }]);
    });
  });
});

test('the problem report can be kept as a file, never over another one', async () => {
  const api = closing(await aReviewBackend({ damages: ['missing-video'] }));
  const { problems } = await api.get<{ problems: unknown[] }>('/api/problems');
  mkdirSync(path.join(api.folder, 'reports'));
  const out = path.join(api.folder, 'reports', 'problems.jsonl');
  expect(await api.post('/api/problems/save', { out })).toEqual({ problems: problems.length });
  expect(
    readFileSync(out, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toEqual(problems);
  expect(await api.codeOf('POST', '/api/problems/save', { out })).toBe('file.exists');
});
