import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { DecisionResult, QuestionRow, RouteOutput, WorkspaceSummary } from '../../shared/api/index.ts';
import { queryKeys } from './query-keys.ts';

type QueuePages = InfiniteData<RouteOutput<'listQuestions'>, string>;

/**
 * Puts what the backend stored into every cache that shows it: the question, its row in every loaded queue, the counts.
 * Rows stay where they are, even where the filter no longer fits: a list that jumps under the reader is worse than a late one.
 */
export function applyDecision(queryClient: QueryClient, result: DecisionResult): void {
  const { question, byVerdict } = result;
  queryClient.setQueryData(queryKeys.question(question.id), question);
  queryClient.setQueryData<WorkspaceSummary>(queryKeys.workspace, (summary) => summary && { ...summary, byVerdict });
  const renew = (row: QuestionRow): QuestionRow =>
    row.id !== question.id
      ? row
      : {
          ...row,
          text: question.current.text,
          answer: question.current.answer,
          verdict: question.verdict,
          isFlagged: question.isFlagged,
          agreement: question.agreement,
          marginScore: question.marginScore,
        };
  queryClient.setQueriesData<QueuePages>({ queryKey: queryKeys.allQueues }, (data) =>
    data === undefined ? data : { ...data, pages: data.pages.map((page) => ({ ...page, rows: page.rows.map(renew) })) },
  );
}
