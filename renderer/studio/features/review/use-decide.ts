import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DecisionResult, QuestionDetail } from '../../../../shared/api/index.ts';
import type { NewDecision } from '../../../../shared/model/decision.ts';
import { ApiError, describeError } from '../../../client/api-error.ts';
import { applyDecision } from '../../../client/apply-decision.ts';
import { callRoute } from '../../../client/call-route.ts';
import { queryKeys } from '../../../client/query-keys.ts';
import { announce } from '../../announce.ts';
import { goTo } from '../../navigation.ts';
import { describeDecision } from '../question/describe-decision.ts';
import { readEvidence } from './evidence.ts';
import { useReview } from './review-store.ts';

/** A decision without what is the same for all: hash and evidence are added when it is sent. */
export type Verb = NewDecision extends infer D ? (D extends NewDecision ? Omit<D, 'expectedHash' | 'evidence'> : never) : never;

const advancing: readonly NewDecision['operation'][] = ['approve', 'reject', 'edit', 'skip'];

/** Sends decisions, one at a time; the screen moves on only when the backend has stored it. */
export function useDecide(onAdvance: (fromId: string) => void) {
  const queryClient = useQueryClient();
  const remember = (result: DecisionResult) => {
    applyDecision(queryClient, result);
    const text = describeDecision(result.decision);
    useReview.setState({ draft: null, open: null, saved: { text, isUndo: result.decision.operation === 'undo' } });
    announce(`Saved: ${text}. ${reviewedOf(result)} reviewed.`);
  };
  const fail = (error: unknown) => {
    if (error instanceof ApiError && error.code === 'decision.stale') void queryClient.invalidateQueries({ queryKey: queryKeys.allQueues });
    notifications.show({ color: 'red', title: 'Not saved', message: describeError(error).message, autoClose: 8000 });
  };
  const decide = useMutation({
    mutationFn: async ({ detail, verb }: { detail: QuestionDetail; verb: Verb }) => {
      const evidence = await readEvidence(verb.operation);
      const input = { ...verb, expectedHash: detail.contentHash, evidence } as NewDecision;
      return callRoute('decide', { params: { id: detail.id }, input });
    },
    onSuccess: (result, { detail, verb }) => {
      remember(result);
      if (advancing.includes(verb.operation)) onAdvance(detail.id);
    },
    onError: (error, { detail }) => {
      void queryClient.invalidateQueries({ queryKey: queryKeys.question(detail.id) });
      fail(error);
    },
  });
  const takeBack = useMutation({
    mutationFn: (direction: 'undo' | 'redo') => callRoute(direction),
    onSuccess: (result) => {
      remember(result);
      goTo({ screen: 'review', questionId: result.question.id });
    },
    onError: fail,
  });
  const isBusy = decide.isPending || takeBack.isPending;
  return {
    isBusy,
    decide: (detail: QuestionDetail, verb: Verb) => {
      if (!isBusy) decide.mutate({ detail, verb });
    },
    takeBack: (direction: 'undo' | 'redo') => {
      if (!isBusy) takeBack.mutate(direction);
    },
  };
}

/** What {@link useDecide} gives to the panels. */
export type Decide = ReturnType<typeof useDecide>;

function reviewedOf({ byVerdict }: DecisionResult): string {
  const total = Object.values(byVerdict).reduce((sum, count) => sum + count, 0);
  return `${total - (byVerdict.undecided ?? 0)} of ${total}`;
}
