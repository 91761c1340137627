import { z } from 'zod';

/** What a reviewer can do to a question. `undo` and `redo` name an earlier decision; nothing is ever removed. */
export const decisionOperations = ['approve', 'reject', 'edit', 'skip', 'flag', 'unflag', 'comment', 'undo', 'redo'] as const;
/** One of {@link decisionOperations}. */
export type DecisionOperation = (typeof decisionOperations)[number];

/** Where a question stands after all its decisions. */
export const verdicts = ['undecided', 'approved', 'rejected', 'edited', 'skipped'] as const;
/** One of {@link verdicts}. */
export type Verdict = (typeof verdicts)[number];

/** One reason of a workspace's taxonomy. Ids are stable: a renamed or retired reason still explains the decisions that carry it. */
export interface RejectReason {
  readonly id: string;
  readonly label: string;
  /** Not offered any more; shown in the history. */
  readonly isRetired: boolean;
}

/** Why a question is rejected, where a workspace has no taxonomy of its own; digits 1-9 choose in this order. */
export const defaultRejectReasons: readonly RejectReason[] = [
  { id: 'wrong-answer', label: 'Answer is wrong', isRetired: false },
  { id: 'ambiguous-object', label: 'Ambiguous: which object?', isRetired: false },
  { id: 'ambiguous-geometry', label: 'Ambiguous: too close to call', isRetired: false },
  { id: 'not-visible', label: 'Not visible in the video', isRetired: false },
  { id: 'wording', label: 'Wording is unclear or wrong', isRetired: false },
  { id: 'options', label: 'Options are faulty', isRetired: false },
  { id: 'trivial', label: 'Trivial or guessable', isRetired: false },
  { id: 'broken-media', label: 'Video or scene is broken', isRetired: false },
  { id: 'other', label: 'Other (see comment)', isRetired: false },
];
/** The reason that says nothing by itself: it is stored only with a comment. */
export const otherReasonId = 'other';
/** Reasons that can be chosen at once: one per digit. */
export const maxActiveReasons = 9;
/** Reasons that a workspace keeps, retired ones included. */
export const maxReasons = 100;

/** A whole taxonomy, in the order of the digits. */
export const rejectReasonsSchema = z
  .array(
    z.object({
      id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, { error: 'An id has small letters, digits and dashes.' }),
      label: z.string().trim().min(1, { error: 'Every reason needs words.' }).max(80, { error: 'A reason has at most 80 characters.' }),
      isRetired: z.boolean(),
    }),
  )
  .max(maxReasons)
  .refine((reasons) => new Set(reasons.map(({ id }) => id)).size === reasons.length, { error: 'Two reasons share an id.' })
  .refine((reasons) => new Set(reasons.filter(isActive).map(({ label }) => label.toLowerCase())).size === reasons.filter(isActive).length, {
    error: 'Two reasons in use have the same words.',
  })
  .refine((reasons) => reasons.some(isActive), { error: 'At least one reason must stay in use.' })
  .refine((reasons) => reasons.filter(isActive).length <= maxActiveReasons, {
    error: 'Nine reasons can be in use, one per digit: retire one first.',
  });

function isActive({ isRetired }: { readonly isRetired: boolean }): boolean {
  return !isRetired;
}

/** What the reviewer had on screen when deciding. */
export const evidenceSchema = z.object({
  /** Frame index on screen; null when the question has no video. */
  frame: z.number().int().nonnegative().nullable(),
  /** True when the frame was proven by its timestamp. */
  isFrameExact: z.boolean(),
  /** Milliseconds the question was on screen. */
  dwellMs: z.number().nonnegative(),
});

/** Most characters of a wording or an answer. */
const maxTextLength = 20_000;

/**
 * The edit a decision carries. Wording, answer and options follow from the roles; whatever is given beside them was written by hand and is checked
 * against them (see `composeEdit`).
 */
export const editSchema = z.object({
  roles: z.record(z.string(), z.string()),
  /** The wording, where it was typed: it must name the roles. */
  text: z.string().trim().min(1).max(maxTextLength).exactOptional(),
  /** The choices in their order, without letters; exactly one is right. */
  options: z.array(z.string().trim().min(1).max(maxTextLength)).min(2).max(26).exactOptional(),
  /** An answer set against the formula. It stays marked as such, with the reason, in content, history and exports. */
  override: z.object({ answer: z.string().trim().min(1).max(maxTextLength), reason: z.string().trim().min(1).max(2000) }).exactOptional(),
});
/** See {@link editSchema}. */
export type Edit = z.infer<typeof editSchema>;

/** What a reviewer sends. `expectedHash` is the content hash of the question as it was shown; another hash is refused as stale. */
export const newDecisionSchema = z.discriminatedUnion('operation', [
  z.object({ operation: z.literal('approve'), expectedHash: z.string(), evidence: evidenceSchema }),
  z.object({
    operation: z.literal('reject'),
    expectedHash: z.string(),
    evidence: evidenceSchema,
    /** Id of a reason in use in the workspace's taxonomy. */
    reason: z.string().min(1).max(60),
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
