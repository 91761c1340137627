import type { DecisionResult } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { type Decision, type NewDecision, otherReasonId } from '../../shared/model/decision.ts';
import { appendDecision, decisionsOfQuestion, latestClock, latestStanding, latestUndone } from '../store/decisions.ts';
import { countByVerdict } from '../store/question-counts.ts';
import { getQuestionRecord, type QuestionRecord, readQuestionState, saveQuestionState } from '../store/questions.ts';
import { rejectReasonsOf } from '../store/settings.ts';
import type { Workspace } from '../store/workspace.ts';
import { toolVersion } from '../tool-version.ts';
import { traceDecisions } from './decision-trace.ts';
import { deriveEdit } from './derive-edit.ts';
import { foldDecisions, legalOperations } from './fold-decisions.ts';
import { nextClock } from './hybrid-clock.ts';
import { detailFromRecord } from './question-detail.ts';

/** Node part of this process's clock readings: two machines that copied one workspace still read differently. */
const node = crypto.randomUUID().slice(0, 8);

/**
 * Stores one decision and returns the question as it stands afterwards; the commit is on disk by then. Deciding again simply supersedes.
 * An edit is derived here, from the scene, never taken from the page.
 *
 * @throws AppError `not-found`; `decision.stale` when the question no longer reads as it was shown; `decision.illegal` where the operation
 * changes nothing (a second flag); `question.underivable` where the edit has no answer.
 */
export function decide(workspace: Workspace, questionId: string, decision: NewDecision, reviewer: string): DecisionResult {
  return workspace.transact(() => {
    const question = getQuestionRecord(workspace, questionId);
    if (decision.expectedHash !== question.currentHash) {
      const message = 'The question was changed since it was shown. Nothing was stored: look at it again, then decide.';
      throw new AppError('decision.stale', message, { where: { item: questionId } });
    }
    return append(workspace, question, {
      reviewer,
      operation: decision.operation,
      payload: payloadOf(workspace, question, decision),
      evidence: decision.evidence,
    });
  });
}

/**
 * Takes back the reviewer's latest decision that still stands, on whichever question, also after a restart. The log only grows: the undo is a
 * decision that names the other one.
 *
 * @throws AppError `decision.illegal` when there is nothing to take back.
 */
export function undo(workspace: Workspace, reviewer: string): DecisionResult {
  return workspace.transact(() => turn(workspace, reviewer, 'undo', latestStanding(workspace, reviewer)));
}

/** Restores what the reviewer's latest undo took back. @throws AppError `decision.illegal` after a new decision, or without an undo. */
export function redo(workspace: Workspace, reviewer: string): DecisionResult {
  return workspace.transact(() => turn(workspace, reviewer, 'redo', latestUndone(workspace, reviewer)?.target ?? null));
}

function turn(workspace: Workspace, reviewer: string, operation: 'undo' | 'redo', target: Decision | null): DecisionResult {
  if (target === null) throw new AppError('decision.illegal', `There is nothing to ${operation} for ${reviewer}.`);
  const question = getQuestionRecord(workspace, target.questionId);
  return append(workspace, question, { reviewer, operation, payload: { decisionId: target.id }, evidence: null });
}

function payloadOf(workspace: Workspace, question: QuestionRecord, decision: NewDecision): Decision['payload'] {
  switch (decision.operation) {
    case 'reject':
      requireReason(workspace, decision.reason, decision.comment);
      return { reason: decision.reason, ...(decision.comment === undefined ? {} : { comment: decision.comment }) };
    case 'comment':
      return { comment: decision.comment };
    case 'edit':
      return { edit: decision.edit, outcome: deriveEdit(workspace, question, decision.edit) };
    case 'flag':
    case 'unflag':
      if (!legalOperations(readQuestionState(workspace, question)).has(decision.operation)) {
        throw new AppError('decision.illegal', `The question is ${question.isFlagged ? 'already' : 'not'} flagged.`, {
          where: { item: question.id },
        });
      }
      return {};
    case 'approve':
    case 'skip':
      return {};
  }
}

/** @throws AppError `decision.illegal` for a reason that the workspace does not offer, and for "other" without a comment. */
export function requireReason(workspace: Workspace, reason: string, comment: string | undefined): void {
  const known = rejectReasonsOf(workspace).find(({ id }) => id === reason);
  if (known === undefined || known.isRetired) {
    const message = `“${known?.label ?? reason}” is no reason in use in this workspace. Nothing was stored: choose one of the list.`;
    throw new AppError('decision.illegal', message);
  }
  if (reason === otherReasonId && (comment ?? '').trim() === '') {
    throw new AppError('decision.illegal', 'The reason “other” needs a comment that says what is wrong. Nothing was stored.');
  }
}

/** What a decision says beside the question, its clock and its id. */
type MadeDecision = Pick<Decision, 'reviewer' | 'operation' | 'payload' | 'evidence'>;

function append(workspace: Workspace, question: QuestionRecord, made: MadeDecision): DecisionResult {
  const { decision, history } = recordDecision(workspace, question, made);
  const detail = detailFromRecord(getQuestionRecord(workspace, question.id), history);
  return { decision, question: detail, byVerdict: countByVerdict(workspace) };
}

/** Appends to the log and refreshes the cached state, inside the caller's transaction. */
export function recordDecision(
  workspace: Workspace,
  question: QuestionRecord,
  made: MadeDecision,
): { readonly decision: Decision; readonly history: Decision[] } {
  const decision: Decision = {
    id: workspace.clock.newId(),
    questionId: question.id,
    questionHash: question.currentHash,
    clock: nextClock(workspace.clock.nowMs(), latestClock(workspace), node),
    toolVersion,
    ...made,
  };
  appendDecision(workspace, decision);
  const history = decisionsOfQuestion(workspace, question.id);
  saveQuestionState(workspace, question, foldDecisions(question.contentHash, history), traceDecisions(question.contentHash, history));
  return { decision, history };
}
