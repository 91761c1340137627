import { z } from 'zod';
import { findingKinds } from '../findings/finding-kinds.ts';
import { verdicts } from '../model/decision.ts';
import { splitList } from './list-values.ts';
import { agreements, questionRowSchema } from './question-schemas.ts';

/** Orders of queue and table; every one breaks ties by shard order. */
export const queueOrders = [
  'shard',
  'margin',
  'severity',
  'disagreement',
  'random',
  'changed',
  'task',
  'verdict',
  'agreement',
  'reviewer',
] as const;
/** One of {@link queueOrders}. */
export type QueueOrder = (typeof queueOrders)[number];

/** One or more values in one text, as in a link; see `joinList`. */
function listOf<T extends z.ZodType<unknown, string>>(item: T) {
  return z
    .string()
    .max(20_000)
    .transform((text) => splitList(text))
    .pipe(z.array(item).min(1).max(1000))
    .optional();
}

const yesOrNo = z.enum(['true', 'false']).optional();
const score = z.coerce.number<string | number>().min(0).max(1).optional();

const filterShape = {
  task: listOf(z.string()),
  verdict: listOf(z.enum(verdicts)),
  agreement: listOf(z.enum(agreements)),
  finding: listOf(z.enum(findingKinds)),
  /** Names as questions use them ("bed"). */
  object: listOf(z.string()),
  /** Types of rooms that hold an object of the question ("Kitchen"). */
  room: listOf(z.string()),
  scene: listOf(z.string()),
  /** Who gave the verdict in force. */
  reviewer: listOf(z.string()),
  reason: listOf(z.string()),
  flagged: yesOrNo,
  comment: yesOrNo,
  edited: yesOrNo,
  /** Margin scores from 0 to 1; questions without a margin are left out as soon as either is given. */
  marginMin: score,
  marginMax: score,
  /** Any part of question or answer, whatever the case. */
  text: z.string().max(500).optional(),
} as const;

/** What a list is narrowed to: everything given must hold, any value of a list will do. The same names in links, queries and bodies. */
export const questionFilterSchema = z.object(filterShape);
/** See {@link questionFilterSchema}. */
export type QuestionFilter = z.output<typeof questionFilterSchema>;
/** A filter as it stands in a link: every value is text. */
export type FilterText = z.input<typeof questionFilterSchema>;

const orderShape = {
  order: z.enum(queueOrders).default('shard'),
  /** The other way round. */
  reverse: yesOrNo,
  /** Of the random order: the same seed gives the same order. */
  seed: z.coerce.number<string | number>().int().min(0).max(0xffff_ffff).default(1),
  /** Undecided questions before all others, each in the order asked for. */
  undecidedFirst: yesOrNo,
} as const;

/** A filter with its order. */
export const questionListSchema = z.object({ ...filterShape, ...orderShape });
/** See {@link questionListSchema}. */
export type QuestionList = z.output<typeof questionListSchema>;
/** A filter with its order as it stands in a link. */
export type ListText = z.input<typeof questionListSchema>;

/** Questions by id, or a whole list but for some. */
export const selectionSchema = z.union([
  z.object({ ids: z.array(z.string()).min(1).max(10_000) }),
  z.object({ list: questionListSchema, except: z.array(z.string()).max(10_000).default([]) }),
]);
/** See {@link selectionSchema}. */
export type Selection = z.output<typeof selectionSchema>;
/** A selection as it is sent. */
export type SelectionInput = z.input<typeof selectionSchema>;

/** What can be decided about many questions at once. */
export const bulkOperations = ['approve', 'reject', 'skip', 'flag', 'unflag'] as const;
/** One decision about many questions. */
export const bulkDecisionSchema = z.object({
  selection: selectionSchema,
  operation: z.enum(bulkOperations),
  /** Of a rejection. */
  reason: z.string().optional(),
  comment: z.string().max(10_000).optional(),
});
/** See {@link bulkDecisionSchema}. */
export type BulkDecision = z.output<typeof bulkDecisionSchema>;
/** What a decision about many questions did. */
export const bulkResultSchema = z.object({
  batchId: z.string(),
  decided: z.number(),
  /** Those that stood so already. */
  unchanged: z.number(),
  /** Stopped on the way: what was decided by then stays. */
  isCancelled: z.boolean(),
  byVerdict: z.record(z.enum(verdicts), z.number()),
});
/** See {@link bulkResultSchema}. */
export type BulkResult = z.infer<typeof bulkResultSchema>;

/** One page of a list: after a cursor, or from an offset. */
export const questionQuerySchema = z.object({
  ...filterShape,
  ...orderShape,
  /** Opaque; from the previous page. */
  cursor: z.string().optional(),
  /** Instead of a cursor: how many rows to pass over. */
  offset: z.coerce.number<string | number>().int().min(0).optional(),
  limit: z.coerce.number<string | number>().int().min(1).max(500).default(100),
});
/** See {@link questionQuerySchema}. */
export type QuestionQuery = z.output<typeof questionQuerySchema>;

/** One page of a list. */
export const questionPageSchema = z.object({
  rows: z.array(questionRowSchema),
  nextCursor: z.string().nullable(),
  /** Of all pages. */
  total: z.number(),
});
/** See {@link questionPageSchema}. */
export type QuestionPage = z.infer<typeof questionPageSchema>;

const counts = z.array(z.tuple([z.string(), z.number()]));

/**
 * How many questions each further choice would leave: per value, counted with every filter but that value's own. Most frequent first; objects and scenes
 * end at the first thousand.
 */
export const facetsSchema = z.object({
  total: z.number(),
  task: counts,
  verdict: counts,
  agreement: counts,
  finding: counts,
  object: counts,
  room: counts,
  scene: counts,
  reviewer: counts,
  reason: counts,
  flagged: counts,
  comment: counts,
  edited: counts,
  /** Tenths of the margin score, 0 to 0.1 first. */
  margin: z.array(z.number()),
  /** Whether any question of the workspace has a model disagreement to order by. */
  hasDisagreement: z.boolean(),
  /** Questions that the text index holds, of all; while it is being built a search takes longer. */
  textIndex: z.object({ done: z.number(), total: z.number() }),
});
/** See {@link facetsSchema}. */
export type Facets = z.infer<typeof facetsSchema>;

/** A filter with a name, kept in the workspace. */
export const savedViewSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** The list as in a link. */
  list: z.record(z.string(), z.string()),
});
/** See {@link savedViewSchema}. */
export type SavedView = z.infer<typeof savedViewSchema>;

/** Where a reviewer left off. */
export const leftOffSchema = z.object({ questionId: z.string().nullable(), list: z.record(z.string(), z.string()) });
/** See {@link leftOffSchema}. */
export type LeftOff = z.infer<typeof leftOffSchema>;
