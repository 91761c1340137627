import { z } from 'zod';
import { findingKinds } from '../findings/finding-kinds.ts';
import { decisionSchema, verdicts } from '../model/decision.ts';

/** How the stored answer compares with the derived one. */
export const agreements = ['agree', 'disagree', 'undecidable', 'unchecked'] as const;
/** One of {@link agreements}; undecidable: refused, unknown type or wording, no geometry; unchecked: the import has not read its scene yet. */
export type Agreement = (typeof agreements)[number];

/** What is known of a question's scene: its boxes, nothing (the shard has none, or they cannot be read), or nothing yet. */
export const geometryStates = ['known', 'none', 'unread'] as const;
/** One of {@link geometryStates}. */
export type GeometryState = (typeof geometryStates)[number];

/** A row of the queue. */
export const questionRowSchema = z.object({
  id: z.string(),
  task: z.string(),
  /** Current text (after an edit). */
  text: z.string(),
  answer: z.string(),
  sceneId: z.string(),
  trajectoryId: z.string(),
  verdict: z.enum(verdicts),
  isFlagged: z.boolean(),
  agreement: z.enum(agreements),
  /** 0-1, null when undecidable. */
  marginScore: z.number().nullable(),
  findings: z.array(z.enum(findingKinds)),
  /** Names the question uses, and the types of the rooms that hold them. */
  objects: z.array(z.string()),
  rooms: z.array(z.string()),
  /** Who gave the verdict in force. */
  reviewer: z.string().nullable(),
  rejectReason: z.string().nullable(),
  hasComment: z.boolean(),
  isEdited: z.boolean(),
  /** Last decision of any kind, ms since the epoch. */
  changedAtMs: z.number().nullable(),
});
/** See {@link questionRowSchema}. */
export type QuestionRow = z.infer<typeof questionRowSchema>;

/** Stored or current content of a question. */
export const questionContentSchema = z.object({
  text: z.string(),
  answer: z.string(),
  options: z.array(z.object({ letter: z.string(), text: z.string() })),
  letter: z.string().nullable(),
  roles: z.record(z.string(), z.string()).nullable(),
  /** Present where the answer was set by hand, against the formula or without one. */
  override: z.object({ reason: z.string(), derivedAnswer: z.string().nullable() }).exactOptional(),
});
/** See {@link questionContentSchema}. */
export type QuestionContent = z.infer<typeof questionContentSchema>;

/** Everything the question card shows. The derivation itself is computed in the page by `shared/questions` from the trajectory view. */
export const questionDetailSchema = z.object({
  id: z.string(),
  task: z.string(),
  sceneId: z.string(),
  trajectoryId: z.string(),
  /** Name of the convention the shard was made with. */
  convention: z.string(),
  stored: questionContentSchema,
  /** Equal to `stored` unless edited. */
  current: questionContentSchema,
  contentHash: z.string(),
  verdict: z.enum(verdicts),
  isFlagged: z.boolean(),
  agreement: z.enum(agreements),
  /** 0-1, null when undecidable. */
  marginScore: z.number().nullable(),
  geometry: z.enum(geometryStates),
  source: z.object({ file: z.string(), line: z.number() }),
  /** Decisions on this question, oldest first. */
  history: z.array(decisionSchema),
});
/** See {@link questionDetailSchema}. */
export type QuestionDetail = z.infer<typeof questionDetailSchema>;

/** State of a question after a decision, so that the screen shows only what is stored. */
export const decisionResultSchema = z.object({
  decision: decisionSchema,
  question: questionDetailSchema,
  byVerdict: z.record(z.enum(verdicts), z.number()),
  /** How many decisions an undo or redo was about, where it was more than one: `decision` and `question` are then the last of them. */
  batchCount: z.number().optional(),
});
/** See {@link decisionResultSchema}. */
export type DecisionResult = z.infer<typeof decisionResultSchema>;
