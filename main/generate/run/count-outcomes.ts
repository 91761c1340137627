import { z } from 'zod';
import type { HouseRecord } from './run-events.ts';

/** SIMS-V's `metrics.json`. `crashed` are houses that ended in the recording or unexpectedly, `planner_…` walks that were or were not found. */
export interface OutcomeCounts {
  success: number;
  failure: number;
  crashed: number;
  already_processed: number;
  planner_failures: number;
  planner_successes: number;
}

const recordSchema = z.looseObject({
  outcome: z.enum(['done', 'skipped', 'failed']),
  reason: z.string().nullable(),
  walks: z.number().int().nonnegative(),
});
/** What counting needs of a {@link HouseRecord}. */
export type CountedRecord = Pick<z.infer<typeof recordSchema>, 'outcome' | 'reason' | 'walks'>;

/** Reads a line of `outcomes.jsonl`; null for one that a crash cut off. */
export function recordFromLine(line: string): CountedRecord | null {
  try {
    return recordSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** Adds a house to the totals. */
export function countOutcomes(counts: OutcomeCounts, { outcome, reason, walks }: CountedRecord | HouseRecord): void {
  if (outcome === 'skipped') counts.already_processed += 1;
  else if (outcome === 'done') counts.success += 1;
  else {
    counts.failure += 1;
    if (reason === 'house.no-walk') counts.planner_failures += 1;
    if (reason === 'internal' || reason?.startsWith('render.')) counts.crashed += 1;
  }
  counts.planner_successes += walks;
}
