import { create } from 'zustand';
import type { Verdict } from '../../../../shared/model/decision.ts';
import type { QueueFilter } from '../../../client/query-keys.ts';

/** The queue's filters as the reviewer set them. */
export interface QueueChoice {
  readonly task: string | null;
  /** A verdict, or `flagged`; null shows everything. */
  readonly show: Verdict | 'flagged' | null;
  readonly text: string;
  readonly order: 'shard' | 'margin';
}

/** The queue's filters. */
export const useQueueChoice = create<QueueChoice>(() => ({ task: null, show: null, text: '', order: 'shard' }));

/** The query a choice stands for. */
export function filterFromChoice(choice: QueueChoice): QueueFilter {
  const verdict = choice.show === null || choice.show === 'flagged' ? undefined : choice.show;
  return {
    order: choice.order,
    ...(choice.task === null ? {} : { task: choice.task }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(choice.show === 'flagged' ? { flagged: 'true' as const } : {}),
    ...(choice.text.trim() === '' ? {} : { text: choice.text.trim() }),
  };
}
