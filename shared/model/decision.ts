import { z } from 'zod';

/** What a reviewer can do to a question. `undo` and `redo` name an earlier decision; nothing is ever removed. */
export const decisionOperations = ['approve', 'reject', 'edit', 'skip', 'flag', 'unflag', 'comment', 'undo', 'redo'] as const;
/** One of {@link decisionOperations}. */
export type DecisionOperation = (typeof decisionOperations)[number];

/** Where a question stands after all its decisions. */
export const verdicts = ['undecided', 'approved', 'rejected', 'edited', 'skipped'] as const;
/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** Why a question is rejected; digits 1-9 choose in this order. */
export const rejectReasons = [
  { id: 'wrong-answer', label: 'Answer is wrong' },
  { id: 'ambiguous-object', label: 'Ambiguous: which object?' },
  { id: 'ambiguous-geometry', label: 'Ambiguous: too close to call' },
  { id: 'not-visible', label: 'Not visible in the video' },
  { id: 'wording', label: 'Wording is unclear or wrong' },
  { id: 'options', label: 'Options are faulty' },
  { id: 'trivial', label: 'Trivial or guessable' },
  { id: 'broken-media', label: 'Video or scene is broken' },
  { id: 'other', label: 'Other (see comment)' },
] as const;
/** Id of one of {@link rejectReasons}. */
export type RejectReasonId = (typeof rejectReasons)[number]['id'];

/** What the reviewer had on screen when deciding. */
export const evidenceSchema = z.object({
  /** Frame index on screen; null when the question has no video. */
  frame: z.number().int().nonnegative().nullable(),
  /** True when the frame was proven by its timestamp. */
  isFrameExact: z.boolean(),
  /** Milliseconds the question was on screen. */
  dwellMs: z.number().nonnegative(),
});

/** The edit a decision carries: new roles; text, answer and options follow from them. */
export const editSchema = z.object({ roles: z.record(z.string(), z.string()) });

/** What a reviewer sends. `expectedHash` is the content hash of the question as it was shown; another hash is refused as stale. */
export const newDecisionSchema = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('approve'), expectedHash: z.string(), evidence: evidenceSchema }),
  z.object({
    operation: z.literal('reject'),
    expectedHash: z.string(),
    evidence: evidenceSchema,
    reason: z.enum(rejectReasons.map((r) => r.id)),
    comment: z.string().max(10_000).optional(),
  }),
  z.object({ operation: z.literal('edit'), expectedHash: z.string(), evidence: evidenceSchema, edit: editSchema }),
  z.object({ operation: z.literal('skip'), expectedHash: z.string(), evidence: evidenceSchema }),
  z.object({ operation: z.literal('flag'), expectedHash: z.string(), evidence: evidenceSchema }),
  z.object({ operation: z.literal('unflag'), expectedHash: z.string(), evidence: evidenceSchema }),
  z.object({ operation: z.literal('comment'), expectedHash: z.string(), evidence: evidenceSchema, comment: z.string().min(1).max(10_000) }),
]);
/** A decision before it is stored. */
export type NewDecision = z.infer<typeof newDecisionSchema>;

/** A stored decision: one line of the append-only log, and of a decisions file. */
export const decisionSchema = z.object({
  id: z.string(),
  questionId: z.string(),
  questionHash: z.string(),
  reviewer: z.string(),
  /** Hybrid logical clock: sortable text `<ms since epoch, 15 digits>-<counter, 6 digits>-<node>`. */
  clock: z.string(),
  operation: z.enum(decisionOperations),
  /** Operation-specific: reason, comment, edit, or `decisionId` for undo and redo. */
  payload: z.record(z.string(), z.unknown()),
  evidence: evidenceSchema.nullable(),
  toolVersion: z.string(),
});
/** One stored decision. */
export type Decision = z.infer<typeof decisionSchema>;
