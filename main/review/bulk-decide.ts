import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BulkDecision, BulkResult } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Decision } from '../../shared/model/decision.ts';
import { batchTargets, latestStanding, latestUndone } from '../store/decisions.ts';
import { idsOfSeqs } from '../store/list-rows.ts';
import { countByVerdict } from '../store/question-counts.ts';
import { getQuestionRecord, type QuestionRecord } from '../store/questions.ts';
import type { Workspace } from '../store/workspace.ts';
import { recordDecision, requireReason } from './decide.ts';

/** How long one transaction may hold up the event loop, in milliseconds. */
const sliceMs = 12;
/** Ids looked up at a time. */
const idsPerPage = 500;

/** Who watches, and who may stop it. */
export interface BulkOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Decides about many questions at once: one decision each in the log, all with one `batchId`, so that undo takes them back together. Questions that stand
 * so already are left alone. Written in short transactions, between which others get their turn; what was written before an interruption stays,
 * and can be taken back like the whole.
 *
 * @throws AppError `decision.illegal` for a reason that is not in use, before anything is written.
 */
export async function decideInBulk(
  workspace: Workspace,
  seqs: readonly number[],
  made: { readonly decision: BulkDecision; readonly reviewer: string },
  options: BulkOptions,
): Promise<BulkResult> {
  const { decision, reviewer } = made;
  if (decision.operation === 'reject') requireReason(workspace, decision.reason ?? '', decision.comment);
  const batchId = workspace.clock.newId();
  const payload = {
    batchId,
    ...(decision.operation === 'reject' ? { reason: decision.reason } : {}),
    ...(decision.operation === 'reject' && decision.comment ? { comment: decision.comment } : {}),
  };
  let decided = 0;
  const done = await inSlices(
    seqs.length,
    (from, to) => idsOfSeqs(workspace, seqs.slice(from, to)),
    (id) => {
      const question = getQuestionRecord(workspace, id);
      if (!isChanged(question, decision.operation)) return;
      recordDecision(workspace, question, { reviewer, operation: decision.operation, payload, evidence: null });
      decided += 1;
    },
    { workspace, ...options },
  );
  return { batchId, decided, unchanged: done - decided, isCancelled: done < seqs.length, byVerdict: countByVerdict(workspace) };
}

/** Whether the reviewer's next undo or redo is about many decisions: their id and number, else null. */
export function nextBatch(workspace: Workspace, reviewer: string, direction: 'undo' | 'redo'): string | null {
  if (direction === 'undo') return batchOf(latestStanding(workspace, reviewer)?.payload);
  return batchOf(latestUndone(workspace, reviewer)?.undo.payload);
}

/**
 * Takes back what still stands of a batch, or restores what an undo of many took back; each as one more batch.
 *
 * @returns the last decision of it, and how many there were.
 */
export async function turnBatch(
  workspace: Workspace,
  turn: { readonly batchId: string; readonly direction: 'undo' | 'redo'; readonly reviewer: string },
  options: BulkOptions,
): Promise<{ readonly last: Decision; readonly count: number }> {
  const targets = batchTargets(workspace, turn.batchId, turn.direction);
  const ownId = workspace.clock.newId();
  let last: Decision | null = null;
  let count = 0;
  await inSlices(
    targets.length,
    (from, to) => targets.slice(from, to),
    (target) => {
      const question = getQuestionRecord(workspace, target.questionId);
      const payload = { decisionId: target.id, batchId: ownId };
      last = recordDecision(workspace, question, { reviewer: turn.reviewer, operation: turn.direction, payload, evidence: null }).decision;
      count += 1;
    },
    { workspace, ...options },
  );
  if (last === null) throw new AppError('decision.illegal', `There is nothing to ${turn.direction} for ${turn.reviewer}.`);
  return { last, count };
}

/** Works through items page by page, in transactions of a few milliseconds; returns how many were done before the signal. */
async function inSlices<T>(
  total: number,
  pageOf: (from: number, to: number) => readonly T[],
  work: (item: T) => void,
  { workspace, signal, onProgress }: BulkOptions & { readonly workspace: Workspace },
): Promise<number> {
  let done = 0;
  for (let from = 0; from < total; from += idsPerPage) {
    const page = pageOf(from, from + idsPerPage);
    for (let at = 0; at < page.length; ) {
      if (signal.aborted) return done;
      const startMs = performance.now();
      const start = at;
      const reached = workspace.transact(() => {
        let next = start;
        while (next < page.length && performance.now() - startMs < sliceMs) {
          work(page[next] as T);
          next += 1;
        }
        return next;
      });
      done += reached - at;
      at = reached;
      onProgress({ done, total });
      await nextTurn();
    }
  }
  return done;
}

function isChanged(question: QuestionRecord, operation: BulkDecision['operation']): boolean {
  switch (operation) {
    case 'approve':
      return question.verdict !== 'approved';
    case 'skip':
      return question.verdict !== 'skipped';
    case 'flag':
      return !question.isFlagged;
    case 'unflag':
      return question.isFlagged;
    case 'reject':
      return true;
  }
}

function batchOf(payload: Decision['payload'] | undefined): string | null {
  const batchId = payload?.['batchId'];
  return typeof batchId === 'string' ? batchId : null;
}
