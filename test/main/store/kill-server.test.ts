import { once } from 'node:events';
import { expect, test } from 'vitest';
import { foldDecisions } from '../../../main/review/fold-decisions.ts';
import { decisionsAfter } from '../../../main/store/decisions.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { getQuestionRecord, readQuestionState } from '../../../main/store/questions.ts';
import type { QuestionDetail } from '../../../shared/api/index.ts';
import { aReviewBackend, queue } from '../../fixtures/a-backend.ts';
import { serveSightline } from '../../fixtures/run-sightline.ts';

/** Servers to kill. Each has six decisions on their way when it dies; `SIGHTLINE_KILLS=200` takes its time. */
const lives = Number(process.env['SIGHTLINE_KILLS'] ?? 12);
const reviewersPerLife = 6;

test(`kill -9 of the real server at ${lives} random moments of a scripted review: every acknowledged decision is there, none twice`, async () => {
  const { backend, folder, workspaceFile, ...api } = await aReviewBackend();
  const { rows } = await queue(api, '?limit=30');
  await backend.close();
  const acknowledged: string[] = [];
  for (let life = 0; life < lives; life += 1) {
    const served = await serveSightline(['--workspace', workspaceFile], { SIGHTLINE_HOME: folder });
    const exited = once(served.process, 'exit');
    const reviewers = Array.from({ length: reviewersPerLife }, (_, n) =>
      reviewUntilDeath(
        served.url,
        rows.map(({ id }) => id).filter((_id, at) => at % reviewersPerLife === n),
        `life ${life}, reviewer ${n}`,
      ),
    );
    setTimeout(() => served.process.kill('SIGKILL'), 20 + Math.random() * 250);
    acknowledged.push(...(await Promise.all(reviewers)).flat());
    expect((await exited)[1]).toBe('SIGKILL');
  }
  const workspace = openWorkspace(workspaceFile, { create: false });
  const log = decisionsAfter(workspace, '', 1_000_000);
  const stored = log.map(({ payload }) => String(payload['comment'] ?? ''));
  expect(acknowledged.length).toBeGreaterThan(lives);
  expect(new Set(stored).size, 'none twice').toBe(stored.length);
  expect(acknowledged.filter((comment) => !stored.includes(comment))).toEqual([]);
  for (const [id, decisions] of Map.groupBy(log, ({ questionId }) => questionId)) {
    const question = getQuestionRecord(workspace, id);
    expect(readQuestionState(workspace, question)).toEqual(foldDecisions(question.contentHash, decisions));
  }
  workspace.close();
}, 600_000);

/** Rejects question after question, each with a comment of its own, until nobody answers; returns the comments that were acknowledged. */
async function reviewUntilDeath(url: string, ids: readonly string[], name: string): Promise<string[]> {
  const { origin, searchParams } = new URL(url);
  const authorization = `Bearer ${searchParams.get('token')}`;
  const acknowledged: string[] = [];
  const call = async (address: string, init: RequestInit = {}): Promise<unknown> => {
    const response = await fetch(new URL(address, origin), { ...init, headers: { 'content-type': 'application/json', authorization } });
    if (!response.ok) throw new RefusedError(await response.text());
    return response.json();
  };
  try {
    for (let turn = 0; ; turn += 1) {
      const id = ids[turn % ids.length] as string;
      const { contentHash } = (await call(`/api/questions/${id}`)) as QuestionDetail;
      const comment = `${name}, decision ${turn}`;
      const evidence = { frame: 3, isFrameExact: true, dwellMs: 10 };
      const body = JSON.stringify({ operation: 'reject', reason: 'trivial', comment, expectedHash: contentHash, evidence });
      await call(`/api/questions/${id}/decisions`, { method: 'POST', body });
      acknowledged.push(comment);
    }
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return acknowledged;
  }
}

/** An answer that is an error: the server was alive, so the script is wrong. */
class RefusedError extends Error {}
