import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { foldDecisions } from '../../../main/review/fold-decisions.ts';
import { decisionsAfter, decisionsOfQuestion } from '../../../main/store/decisions.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { getQuestionRecord, readQuestionState } from '../../../main/store/questions.ts';
import { aReviewBackend } from '../../fixtures/a-backend.ts';

test('kill -9 between decisions loses none that was acknowledged, and the cache still equals the log', async () => {
  const { backend, workspaceFile } = await aReviewBackend();
  await backend.close();
  const child = spawn(process.execPath, [path.resolve(import.meta.dirname, '../../fixtures/decide-forever.ts'), workspaceFile]);
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk.toString();
    if (printed.split('\n').length > 60) child.kill('SIGKILL');
  });
  const [, signal] = await once(child, 'close');
  expect(signal).toBe('SIGKILL');

  // The last piece may be a line that the kill cut short.
  const acknowledged = printed.split('\n').slice(0, -1);
  const workspace = openWorkspace(workspaceFile, { create: false });
  const log = decisionsAfter(workspace, '', 100_000);
  const stored = new Set(log.map(({ id }) => id));
  expect(acknowledged.length).toBeGreaterThanOrEqual(60);
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  for (const questionId of new Set(log.map((decision) => decision.questionId))) {
    const question = getQuestionRecord(workspace, questionId);
    expect(readQuestionState(workspace, question)).toEqual(foldDecisions(question.contentHash, decisionsOfQuestion(workspace, questionId)));
  }
  workspace.close();
  const raw = new Database(workspaceFile);
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
  raw.close();
});
