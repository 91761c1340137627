import { create } from 'zustand';
import { type Agreement, agreements } from '../../../../shared/api/index.ts';
import { type Verdict, verdicts } from '../../../../shared/model/decision.ts';
import type { QueueFilter } from '../../../client/query-keys.ts';

/** The queue's filters as the reviewer set them. */
export interface QueueChoice {
  readonly task: string | null;
  /** A verdict, `flagged`, or how the stored answer compares with the derived one; null shows everything. */
  readonly show: Verdict | 'flagged' | Agreement | null;
  readonly text: string;
  readonly order: 'shard' | 'margin';
}

/** The queue's filters. */
export const useQueueChoice = create<QueueChoice>(() => ({ task: null, show: null, text: '', order: 'shard' }));

/** The query a choice stands for. */
export function filterFromChoice(choice: QueueChoice): QueueFilter {
  const agreement = agreements.find((name) => name === choice.show);
  const verdict = verdicts.find((name) => name === choice.show);
  return {
    order: choice.order,
    ...(choice.task === null ? {} : { task: choice.task }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(agreement === undefined ? {} : { agreement }),
    ...(choice.show === 'flagged' ? { flagged: 'true' as const } : {}),
    ...(choice.text.trim() === '' ? {} : { text: choice.text.trim() }),
  };
}
