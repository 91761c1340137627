/**
 * The one list of what the backend answers. A route is method, path, schemas and the errors it documents; `main/routes` implements it,
 * `renderer/client` calls it, and a test checks that both know every route. Errors come as `application/problem+json` (RFC 9457) with `code`.
 */
import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { newDecisionSchema, verdicts } from '../model/decision.ts';
import type { Scene } from '../model/scene.ts';
import type { CameraIntrinsics, SightingSummary } from '../model/trajectory.ts';
import { generationRoutes } from './generation-routes.ts';
import { listRoutes } from './list-routes.ts';
import { selectionSchema } from './list-schemas.ts';
import { decisionResultSchema, questionDetailSchema } from './question-schemas.ts';
import { type Route, trusted } from './route.ts';
import { settingsRoutes } from './settings-routes.ts';
import { type WorkspaceSummary, workspaceSummarySchema } from './workspace-schemas.ts';

export * from './generation-schemas.ts';
export * from './list-schemas.ts';
export * from './question-schemas.ts';
export type { Route } from './route.ts';
export * from './statistics-schemas.ts';
export * from './workspace-schemas.ts';

/** Body of every error answer. */
export const problemDetailsSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.enum(errorCodes),
  file: z.string().optional(),
  line: z.number().optional(),
  item: z.string().optional(),
});
/** See {@link problemDetailsSchema}. */
export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

/** One entry of an import's or a run's problem report. */
export const problemSchema = z.object({
  file: z.string().optional(),
  line: z.number().optional(),
  item: z.string().optional(),
  code: z.enum(errorCodes),
  message: z.string(),
});

/** A trajectory without its frames: what derivation and map need at once. */
export interface TrajectoryDetail {
  readonly id: string;
  readonly sceneId: string;
  /** Number in the file names ("0"). */
  readonly name: string;
  readonly frameCount: number;
  readonly fps: number;
  /** Null where the shard does not tell (the peer's shards): the map draws a default field of view and says so. */
  readonly camera: CameraIntrinsics | null;
  /** Null when the video is missing. Range requests. */
  readonly videoUrl: string | null;
  readonly videoFile: string | null;
  /** Plan position x, z and yaw per frame: 3 numbers each, metres and degrees. */
  readonly poses: readonly number[];
  readonly sightings: readonly SightingSummary[];
}

/** What is known of stored masks. */
export const maskFactsSchema = z.object({
  frameCount: z.number(),
  widthPx: z.number(),
  heightPx: z.number(),
  /** Object id by mask id, position = id - 1 ('' for what is no object); null: the scene's own order. */
  objectIds: z.array(z.string()).nullable(),
});
/** See {@link maskFactsSchema}. */
export type MaskFacts = z.infer<typeof maskFactsSchema>;

/** Sightings of a run of frames, for overlays: per frame, `[objectIndex, pixels, fraction, left, top, right, bottom]`; bounds are -1 where unknown. */
export interface FrameSightings {
  readonly start: number;
  readonly frames: readonly (readonly (readonly [number, number, number, number, number, number, number])[])[];
}

/** Result of an import. */
export const importResultSchema = z.object({
  scenes: z.number(),
  trajectories: z.number(),
  frames: z.number(),
  questions: z.number(),
  byType: z.record(z.string(), z.number()),
  /** Of logs of decisions among the paths: how many were new, here already, and about questions that are not here. */
  decisions: z.object({ added: z.number(), known: z.number(), unknown: z.number() }).optional(),
  problems: z.array(problemSchema),
});
/** See {@link importResultSchema}. */
export type ImportResult = z.infer<typeof importResultSchema>;

/** Formats `export` writes. */
export const exportFormats = [
  'simsv',
  'conversations',
  'vsibench',
  'video-r1',
  'questions',
  'webdataset',
  'parquet',
  'csv',
  'decisions',
] as const;
/** One of {@link exportFormats}. */
export type ExportFormat = (typeof exportFormats)[number];
/** How a conversation answers: option letter and text, letter only, or the open answer. */
export const answerModes = ['mc', 'mc_direct', 'oe'] as const;
/** What to export and where. */
export const exportRequestSchema = z.object({
  format: z.enum(exportFormats),
  /** Absolute path: a directory for `simsv`, a file otherwise. Must not exist yet. */
  out: z.string().min(1),
  /** Which verdicts to include; default: all but rejected. */
  verdicts: z.array(z.enum(verdicts)).optional(),
  /** Only these questions; of them still only the verdicts. */
  selection: selectionSchema.optional(),
  answerMode: z.enum(answerModes).default('mc'),
});
/** See {@link exportRequestSchema}. */
export type ExportRequest = z.infer<typeof exportRequestSchema>;
/** Result of an export. */
export const exportResultSchema = z.object({
  records: z.number(),
  files: z.number(),
  /** Absolute path of the file beside the export that names every file with its hash. */
  manifest: z.string(),
  problems: z.array(problemSchema),
});
/** See {@link exportResultSchema}. */
export type ExportResult = z.infer<typeof exportResultSchema>;

/** Every route under `/api` and `/media`. Pages and their assets are served beside it from the built `dist/pages`. */
export const routes = {
  ...listRoutes,
  getWorkspace: {
    method: 'GET',
    path: '/api/workspace',
    summary: 'The open workspace in numbers.',
    output: workspaceSummarySchema,
    errors: [],
  },
  openWorkspace: {
    method: 'POST',
    path: '/api/workspace/open',
    summary: 'Opens (or creates) a workspace file and makes it the current one.',
    input: z.object({ file: z.string().min(1) }),
    output: workspaceSummarySchema,
    errors: ['workspace.not-a-workspace', 'workspace.newer-version', 'workspace.locked', 'file.unreadable', 'file.write-failed'],
  },
  setReviewer: {
    method: 'POST',
    path: '/api/reviewer',
    summary: 'Sets the name that decisions carry.',
    input: z.object({ name: z.string().trim().min(1).max(100) }),
    output: workspaceSummarySchema,
    errors: ['workspace.none-open'],
  },
  importShards: {
    method: 'POST',
    path: '/api/import',
    summary: 'Lists the questions of shards in the open workspace; their scenes are then read in the background. Progress comes as events.',
    input: z.object({ paths: z.array(z.string().min(1)).min(1), format: z.string().default('auto') }),
    output: importResultSchema,
    errors: ['workspace.none-open', 'file.missing', 'input.unsupported', 'cancelled'],
  },
  cancelWork: {
    method: 'POST',
    path: '/api/work/cancel',
    summary:
      'Ends the import, the reading of scenes after it, or the export that goes on; what was imported stays. Importing again continues.',
    input: z.object({}),
    output: z.object({}),
    errors: ['workspace.none-open'],
  },
  exportShard: {
    method: 'POST',
    path: '/api/export',
    summary: 'Writes the reviewed questions to files.',
    input: exportRequestSchema,
    output: exportResultSchema,
    errors: ['workspace.none-open', 'file.exists', 'file.write-failed', 'shard.changed'],
  },
  getQuestion: {
    method: 'GET',
    path: '/api/questions/:id',
    summary: 'One question with its history.',
    output: questionDetailSchema,
    errors: ['workspace.none-open', 'not-found'],
  },
  decide: {
    method: 'POST',
    path: '/api/questions/:id/decisions',
    summary: 'Stores one decision durably before answering.',
    input: newDecisionSchema,
    output: decisionResultSchema,
    errors: ['workspace.none-open', 'not-found', 'decision.stale', 'decision.illegal', 'question.underivable'],
  },
  undo: {
    method: 'POST',
    path: '/api/undo',
    summary: "Takes back the reviewer's latest decision that still stands, on whichever question.",
    output: decisionResultSchema,
    errors: ['workspace.none-open', 'decision.illegal'],
  },
  redo: {
    method: 'POST',
    path: '/api/redo',
    summary: 'Restores what the latest undo took back.',
    output: decisionResultSchema,
    errors: ['workspace.none-open', 'decision.illegal'],
  },
  getScene: {
    method: 'GET',
    path: '/api/scenes/:id',
    summary: 'Rooms, walls, openings, objects.',
    output: trusted<Scene>(),
    errors: ['workspace.none-open', 'not-found'],
  },
  getTrajectory: {
    method: 'GET',
    path: '/api/trajectories/:id',
    summary: 'Poses and sighting summaries.',
    output: trusted<TrajectoryDetail>(),
    errors: ['workspace.none-open', 'not-found'],
  },
  getFrames: {
    method: 'GET',
    path: '/api/trajectories/:id/frames',
    summary: 'Sightings of a run of frames.',
    input: z.object({ start: z.coerce.number().int().nonnegative(), count: z.coerce.number().int().min(1).max(2000) }),
    output: trusted<FrameSightings>(),
    errors: ['workspace.none-open', 'not-found'],
  },
  getMasks: {
    method: 'GET',
    path: '/api/trajectories/:id/masks',
    summary: 'What is known of the stored instance masks of a trajectory; null where it has none.',
    output: maskFactsSchema.nullable(),
    errors: ['workspace.none-open', 'not-found', 'file.malformed', 'file.truncated', 'file.unreadable', 'input.unsupported'],
  },
  getMask: {
    method: 'GET',
    path: '/media/trajectories/:id/masks/:frame',
    summary: 'The instance mask of one frame, as mask runs (see shared/stage/modalities/mask-runs.ts).',
    errors: ['workspace.none-open', 'not-found', 'file.malformed', 'file.truncated', 'file.unreadable', 'input.unsupported'],
  },
  getVideo: {
    method: 'GET',
    path: '/media/trajectories/:id/video',
    summary: 'The video, with byte ranges.',
    errors: ['workspace.none-open', 'not-found', 'dataset.missing-video'],
  },
  getProblems: {
    method: 'GET',
    path: '/api/problems',
    summary: 'The problem report of all imports.',
    output: z.object({ problems: z.array(problemSchema) }),
    errors: ['workspace.none-open'],
  },
  events: { method: 'GET', path: '/api/events', summary: 'Server-sent events: progress and invalidation. One per page.', errors: [] },
  pickFiles: {
    method: 'POST',
    path: '/api/native/pick-files',
    summary: 'Opens the system dialog for files or a folder.',
    input: z.object({ title: z.string(), kind: z.enum(['workspace', 'shard']) }),
    output: z.object({ paths: z.array(z.string()) }),
    errors: ['native.unavailable'],
  },
  pickSaveTarget: {
    method: 'POST',
    path: '/api/native/pick-save-target',
    summary: 'Opens the system dialog for a file or folder to write.',
    input: z.object({ title: z.string(), suggestedName: z.string() }),
    output: z.object({ path: z.string().nullable() }),
    errors: ['native.unavailable'],
  },
  revealFile: {
    method: 'POST',
    path: '/api/native/reveal',
    summary: 'Shows a file in its folder.',
    input: z.object({ path: z.string() }),
    output: z.object({}),
    errors: ['native.unavailable'],
  },
  ...settingsRoutes,
  ...generationRoutes,
} as const satisfies Record<string, Route>;

/** Name of a route. */
export type RouteName = keyof typeof routes;
/** Parsed input of a route. */
export type RouteInput<N extends RouteName> = (typeof routes)[N] extends { readonly input: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
/** What a caller sends: before defaults are filled in. */
export type RouteRequest<N extends RouteName> = (typeof routes)[N] extends { readonly input: infer S extends z.ZodType }
  ? z.input<S>
  : undefined;
/** JSON answer of a route. */
export type RouteOutput<N extends RouteName> = (typeof routes)[N] extends { readonly output: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** What `/api/events` sends as JSON `data`. */
export type BackendEvent =
  /** Stage `index` lists questions, `check` reads their scenes in the background and judges them. */
  | ({ readonly kind: 'import-progress' } & NonNullable<WorkspaceSummary['work']>)
  | { readonly kind: 'export-progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'bulk-progress'; readonly done: number; readonly total: number }
  /** Something about the run of the generator is new; sent a few times a second at most. */
  | { readonly kind: 'generation-changed' }
  | { readonly kind: 'workspace-changed' }
  | { readonly kind: 'settings-changed' }
  | { readonly kind: 'question-changed'; readonly id: string };
