import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { importShards } from '../../../main/formats/import-shards.ts';
import { getQuestionDetail } from '../../../main/review/question-detail.ts';
import type { Workspace } from '../../../main/store/workspace.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { decideOn, exportAs, questionsOf, withImported } from '../../fixtures/in-and-out.ts';

const sample = path.resolve(import.meta.dirname, '../../../assets/sample-shard');

function verdictsOf(workspace: Workspace): string[] {
  return questionsOf(workspace).map(({ id }) => getQuestionDetail(workspace, id).verdict);
}

describe('a log of decisions', () => {
  it('brings its verdicts into another workspace with the same shard, and never twice', async () => {
    const { log, verdicts } = await withImported(sample, async (workspace) => {
      decideOn(workspace, 0, 'approve');
      decideOn(workspace, 1, 'reject');
      decideOn(workspace, 1, 'approve');
      const { out } = await exportAs(workspace, 'decisions', { out: 'log.jsonl' });
      return { log: out, verdicts: verdictsOf(workspace) };
    });
    await withImported(sample, async (workspace) => {
      const first = await importShards(workspace, [log]);
      expect(first).toMatchObject({ decisions: { added: 3, known: 0, unknown: 0 }, problems: [] });
      expect(verdictsOf(workspace)).toEqual(verdicts);
      const again = await importShards(workspace, [log]);
      expect(again.decisions).toEqual({ added: 0, known: 3, unknown: 0 });
      const { bytes } = await exportAs(workspace, 'decisions', { out: 'again.jsonl' });
      expect(bytes.toString()).toBe(readFileSync(log, 'utf8'));
    });
  });

  it('loses lines that are none and decisions about questions that are not here, and says so', async () => {
    const log = await withImported(sample, async (workspace) => {
      decideOn(workspace, 0, 'approve');
      return (await exportAs(workspace, 'decisions')).bytes.toString();
    });
    const [good = ''] = log.split('\n');
    const decision = JSON.parse(good) as Record<string, unknown>;
    const lines = [
      good,
      '{"id": 1',
      JSON.stringify({ ...decision, id: 'x1', questionId: 'nobody' }),
      JSON.stringify({ ...decision, id: 'x2', operation: 'edit', payload: { outcome: { content: 'no content' } } }),
      JSON.stringify({ ...decision, id: 'x3', clock: 'tomorrow' }),
      JSON.stringify({ ...decision, id: 'x4', operation: 'undo', payload: {} }),
    ];
    const file = path.join(aFolder(), 'mixed.jsonl');
    writeFileSync(file, lines.join('\n'));
    await withImported(sample, async (workspace) => {
      const { decisions, problems } = await importShards(workspace, [file]);
      expect(decisions).toEqual({ added: 1, known: 0, unknown: 1 });
      expect(problems.map(({ code, line }) => [code, line])).toEqual([
        ['file.malformed', 2],
        ['file.malformed', 4],
        ['file.malformed', 5],
        ['file.malformed', 6],
        ['not-found', undefined],
      ]);
    });
  });

  it('cannot stop a workspace from taking decisions: a clock that another has, one centuries ahead, a listing that is none', async () => {
    const log = await withImported(sample, async (workspace) => {
      decideOn(workspace, 0, 'approve');
      return (await exportAs(workspace, 'decisions')).bytes.toString();
    });
    const decision = JSON.parse(log) as Record<string, unknown>;
    const content = { text: 'a', answer: 'b', options: [], letter: null, roles: null };
    const outcome = { content, contentHash: 'h', agreement: 'agree', marginScore: null, recordFields: {}, listing: 5 };
    const newer = { ...outcome, listing: { findings: ['of-a-newer-program'], objects: [], rooms: [] } };
    const at = (n: number) => `00000000000000${n}-000000-x`;
    const lines = [
      { ...decision },
      { ...decision, id: 'x1' },
      { ...decision, id: 'x2', clock: '999999999999999-999999-x' },
      { ...decision, id: 'x3', clock: at(3), operation: 'edit', payload: { outcome } },
      { ...decision, id: 'x4', clock: at(4), operation: 'edit', payload: { outcome: newer } },
    ];
    const file = path.join(aFolder(), 'hostile.jsonl');
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    await withImported(sample, async (workspace) => {
      const { decisions, problems } = await importShards(workspace, [file]);
      expect(decisions).toEqual({ added: 2, known: 0, unknown: 0 });
      expect(problems.map(({ line }) => line).sort()).toEqual([2, 3, 4]);
      expect(decideOn(workspace, 1, 'approve').question.verdict).toBe('approved');
      expect(decideOn(workspace, 2, 'approve').question.verdict).toBe('approved');
    });
  });
});
