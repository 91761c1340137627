import { notifications } from '@mantine/notifications';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import type { DecisionResult, QuestionDetail, WorkspaceSummary } from '../../../../shared/api/index.ts';
import type { NewDecision } from '../../../../shared/model/decision.ts';
import { ApiError, describeError } from '../../../client/api-error.ts';
import { applyDecision } from '../../../client/apply-decision.ts';
import { callRoute } from '../../../client/call-route.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { useSettings } from '../../settings-store.ts';
import { strings } from '../../strings/strings.ts';
import { describeDecision } from '../question/describe-decision.ts';
import { readEvidence } from './evidence.ts';
import { UnconfirmedError } from './inexact.ts';
import { noDraft, useReview } from './review-store.ts';
import { sayHistoryEnds } from './say-history-ends.ts';
import type { Verb } from './verb.ts';

/** Sends decisions. Never changes while the review is open, so that sending one repaints nothing by itself. */
export interface Decide {
  decide(detail: QuestionDetail, verb: Verb): void;
  takeBack(direction: 'undo' | 'redo'): void;
}

const advancing: readonly NewDecision['operation'][] = ['approve', 'reject', 'edit', 'skip'];

/** Sends decisions, one after the other; the screen moves on only when the backend has stored it. */
export function useDecide(onAdvance: (fromId: string) => void): Decide {
  const queryClient = useQueryClient();
  const latest = useRef(onAdvance);
  latest.current = onAdvance;
  return useMemo(() => createDecide(queryClient, (fromId) => latest.current(fromId)), [queryClient]);
}

function createDecide(queryClient: QueryClient, advance: (fromId: string) => void): Decide {
  let last: Promise<void> = Promise.resolve();
  const inTurn = (leaves: boolean, work: () => Promise<void>) => {
    if (useReview.getState().isLeaving) return;
    if (leaves) useReview.setState({ isLeaving: true });
    last = last.then(work).catch((error: unknown) => {
      if (leaves) useReview.setState({ isLeaving: false });
      if (error instanceof UnconfirmedError) return;
      if (error instanceof ApiError && error.code === 'decision.stale')
        void queryClient.invalidateQueries({ queryKey: queryKeys.allQueues });
      const isStale = error instanceof ApiError && error.code === 'decision.stale';
      const message = isStale ? strings.decide.stale : describeError(error).message;
      notifications.show({ color: 'red', title: strings.decide.notSaved, message, autoClose: 8000 });
    });
  };
  const send = async (detail: QuestionDetail, verb: Verb) => {
    const evidence = await readEvidence(detail.id, verb, () => decide(detail, verb));
    try {
      const input = { ...verb, expectedHash: detail.contentHash, evidence } as NewDecision;
      return await callRoute('decide', { params: { id: detail.id }, input });
    } catch (error) {
      void queryClient.invalidateQueries({ queryKey: queryKeys.question(detail.id) });
      throw error;
    }
  };
  const decide: Decide['decide'] = (detail, verb) => {
    const leaves = advancing.includes(verb.operation);
    inTurn(leaves, async () => {
      remember(queryClient, await send(detail, verb), leaves || verb.operation === 'comment');
      if (leaves && useSettings.getState().isAutoAdvancing) advance(detail.id);
    });
  };
  return {
    decide,
    takeBack: (direction) =>
      inTurn(true, async () => {
        const result = await callRoute(direction).catch((error: unknown) => {
          if (!sayHistoryEnds(direction, error)) throw error;
          return null;
        });
        if (result === null) return useReview.setState({ isLeaving: false });
        remember(queryClient, result, true);
        goTo({ screen: 'review', questionId: result.question.id });
      }),
  };
}

/** Shows what was stored. What is begun stays open after a flag: a comment may be half typed by then. */
function remember(queryClient: QueryClient, result: DecisionResult, closes: boolean): void {
  applyDecision(queryClient, result);
  const reasons = queryClient.getQueryData<WorkspaceSummary>(queryKeys.workspace)?.rejectReasons;
  const text = describeDecision(result.decision, reasons);
  const saved = { text, isUndo: result.decision.operation === 'undo' };
  useReview.setState(closes ? { saved, ...noDraft, open: null, isLeaving: false } : { saved });
  announce(`Saved: ${text}. ${reviewedOf(result)} reviewed.`);
}

function reviewedOf({ byVerdict }: DecisionResult): string {
  const total = Object.values(byVerdict).reduce((sum, count) => sum + count, 0);
  return `${total - (byVerdict.undecided ?? 0)} of ${total}`;
}
