import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { frameBatchSchema, jobReportSchema, type RenderJob } from '../stage/render-job.ts';
import { type Generation, generationRequestSchema, type HousePreview, housePreviewQuerySchema } from './generation-schemas.ts';
import { type Route, trusted } from './route.ts';

/** Routes of the generator's runs and of the pages that render for them. */
export const generationRoutes = {
  getGeneration: {
    method: 'GET',
    path: '/api/generation',
    summary: 'The run of the generator: how far it is, its latest pictures and problems.',
    output: trusted<Generation>(),
    errors: [],
  },
  startGeneration: {
    method: 'POST',
    path: '/api/generation',
    summary: 'Starts a run after a look at its settings; `item` of an error names the setting.',
    input: generationRequestSchema,
    output: trusted<Generation>(),
    errors: ['input.invalid', 'generation.running', 'file.missing', 'file.unreadable', 'file.malformed', 'house.no-assets'],
  },
  steerGeneration: {
    method: 'POST',
    path: '/api/generation/:action',
    summary: 'Pauses, resumes or cancels the run; without one, or where that makes no sense now, nothing happens.',
    input: z.object({}),
    output: trusted<Generation>(),
    errors: ['not-found'],
  },
  previewHouse: {
    method: 'GET',
    path: '/api/generation/preview',
    summary: 'A house as a run would make it.',
    input: housePreviewQuerySchema,
    output: trusted<HousePreview>(),
    errors: ['input.invalid', 'house.invalid'],
  },
  viewHouse: {
    method: 'GET',
    path: '/media/generation/view',
    summary: 'A look into the house of the same query: a PNG.',
    input: housePreviewQuerySchema,
    errors: ['input.invalid', 'house.invalid'],
  },
  getGenerationThumbnail: {
    method: 'GET',
    path: '/media/generation/thumbnails/:house',
    summary: 'The picture of a house that the run has finished: a PNG. `?run=` keeps those of two runs apart.',
    input: z.object({ run: z.coerce.number() }),
    errors: ['not-found'],
  },
  claimJob: {
    method: 'POST',
    path: '/api/render/claim',
    summary: 'A render page asks for work; null when there is none right now. The lease lasts 30 s and every post renews it.',
    input: z.object({ page: z.string().min(1) }),
    output: z.object({ job: trusted<RenderJob>().nullable(), isClosing: z.boolean() }),
    errors: [],
  },
  postFrames: {
    method: 'POST',
    path: '/api/render/jobs/:id/frames',
    summary: 'Instance counts of consecutive frames, in order.',
    input: frameBatchSchema,
    output: z.object({ isCancelled: z.boolean() }),
    errors: ['not-found', 'render.lost', 'input.invalid'],
  },
  postVideo: {
    method: 'POST',
    path: '/api/render/jobs/:id/video',
    summary: 'A piece of the file of `?modality=` (rgb unless told), at most 8 MiB, at byte `?offset=`.',
    rawBody: true,
    output: z.object({ received: z.number() }),
    errors: ['not-found', 'render.lost', 'input.invalid', 'file.write-failed'],
  },
  finishJob: {
    method: 'POST',
    path: '/api/render/jobs/:id/done',
    summary: 'The job is complete: all frames and all video bytes were posted.',
    input: jobReportSchema,
    output: z.object({}),
    errors: ['not-found', 'render.lost', 'input.invalid'],
  },
  failJob: {
    method: 'POST',
    path: '/api/render/jobs/:id/failed',
    summary: 'The page could not do the job; it is tried again or given up.',
    input: z.object({ code: z.enum(errorCodes), message: z.string() }),
    output: z.object({}),
    errors: ['not-found'],
  },
} as const satisfies Record<string, Route>;
