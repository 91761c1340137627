import { z } from 'zod';
import { verdicts } from '../model/decision.ts';

const verdictCounts = z.record(z.enum(verdicts), z.number());

/** A value with how often the shards had it, and how often an export would have it now: after edits, without rejected questions. */
const beforeAfter = z.object({ value: z.string(), stored: z.number(), current: z.number() });

/** How somebody has been deciding, one question at a time; what was decided about many at once is counted apart. */
export const paceSchema = z.object({
  /** Null for everybody else together. */
  reviewer: z.string().nullable(),
  decisions: z.number(),
  /** Decided about many at once. */
  inBulk: z.number(),
  /** Time a question was on screen before its verdict, ms; null without any. */
  medianMs: z.number().nullable(),
  /** Nine of ten took at most this. */
  p90Ms: z.number().nullable(),
  /** The latest 30 days with decisions, oldest first; days as in the time zone of this machine. */
  days: z.array(z.object({ day: z.string(), decisions: z.number() })),
  byTask: z.array(z.object({ task: z.string(), decisions: z.number(), medianMs: z.number() })),
});
/** See {@link paceSchema}. */
export type Pace = z.infer<typeof paceSchema>;

/** Where a workspace stands. */
export const statisticsSchema = z.object({
  questions: z.number(),
  /** With any verdict. */
  reviewed: z.number(),
  byVerdict: verdictCounts,
  byAgreement: z.record(z.string(), z.number()),
  tasks: z.array(z.object({ task: z.string(), byVerdict: verdictCounts })),
  /** Most frequent first. */
  rejectReasons: z.array(z.object({ reason: z.string(), label: z.string(), count: z.number() })),
  /** Right letters of questions with options. */
  letters: z.array(beforeAfter),
  /** Per type, its most frequent answers; `others` counts the rest. */
  answers: z.array(
    z.object({ task: z.string(), values: z.array(beforeAfter), others: z.object({ stored: z.number(), current: z.number() }) }),
  ),
  /** Tenths of the margin score, 0 to 0.1 first. */
  margins: z.array(z.number()),
  withoutMargin: z.number(),
  findings: z.array(z.object({ finding: z.string(), count: z.number() })),
  /** In shard order. */
  scenes: z.array(z.object({ scene: z.string(), questions: z.number(), reviewed: z.number() })),
  own: paceSchema,
  /** Everybody else: in total, or one by one where asked for. */
  others: z.array(paceSchema),
});
/** See {@link statisticsSchema}. */
export type Statistics = z.infer<typeof statisticsSchema>;
