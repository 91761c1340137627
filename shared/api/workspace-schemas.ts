import { z } from 'zod';
import { rejectReasonsSchema, verdicts } from '../model/decision.ts';

/** The open workspace in numbers. */
export const workspaceSummarySchema = z.object({
  isOpen: z.boolean(),
  file: z.string().nullable(),
  reviewer: z.string(),
  toolVersion: z.string(),
  counts: z.object({ scenes: z.number(), trajectories: z.number(), frames: z.number(), questions: z.number() }),
  byTask: z.record(z.string(), z.number()),
  byVerdict: z.record(z.enum(verdicts), z.number()),
  /** How far an import, or the reading of scenes after it, is; null while nothing of the kind goes on. */
  work: z.object({ stage: z.enum(['index', 'check']), done: z.number(), total: z.number(), label: z.string() }).nullable(),
  /** True for the workspace that Sightline made for its bundled sample. */
  isSample: z.boolean(),
  /** Reasons for rejecting, in the order of the digits; retired ones still explain the history. */
  rejectReasons: rejectReasonsSchema,
  shards: z.array(
    z.object({
      id: z.string(),
      path: z.string(),
      format: z.string(),
      convention: z.string(),
      isReachable: z.boolean(),
      problems: z.number(),
    }),
  ),
});
/** See {@link workspaceSummarySchema}. */
export type WorkspaceSummary = z.infer<typeof workspaceSummarySchema>;
