import { z } from 'zod';
import type { Scene } from '../model/scene.ts';
import type { CameraIntrinsics, Pose } from '../model/trajectory.ts';
import type { StageOptions } from './compile-stage.ts';
import { type Modality, modalities } from './modalities/modality-names.ts';

/** How a render page draws: WebGL through Babylon.js, or our own rasteriser in the same page. */
export const renderers = ['babylon', 'software'] as const;
/** One of {@link renderers}. */
export type RendererName = (typeof renderers)[number];

/** One trajectory to record. Small enough to send as JSON (scene and poses; the page compiles the stage itself). */
export interface RenderJob {
  readonly id: string;
  readonly scene: Scene;
  readonly poses: readonly Pose[];
  readonly camera: CameraIntrinsics;
  readonly fps: number;
  /** `auto`: Babylon where WebGL 2 works, else software. */
  readonly renderer: RendererName | 'auto';
  /** What to record besides the colour video, each in a file of its own; absent is nothing. */
  readonly modalities?: readonly Modality[];
  /** Quality and asset meshes; absent is medium and none. */
  readonly look?: StageOptions;
}

/** What one frame shows of one instance id: id, pixels, inclusive bounds left, top, right, bottom. */
export const visibleInstanceSchema = z.tuple([
  z.number().int().positive(),
  z.number().int().positive(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
  z.number().int(),
]);
/** See {@link visibleInstanceSchema}. */
export type VisibleInstance = z.infer<typeof visibleInstanceSchema>;

/** Counts of consecutive frames, posted by a render page as it goes. */
export const frameBatchSchema = z.object({
  /** Index of the first frame in the batch. */
  start: z.number().int().nonnegative(),
  frames: z.array(z.array(visibleInstanceSchema)),
});
/** See {@link frameBatchSchema}. */
export type FrameBatch = z.infer<typeof frameBatchSchema>;

/** What a page says when a job is done. */
export const jobReportSchema = z.object({
  renderer: z.enum(renderers),
  /** WebGL's renderer string, or "software". */
  device: z.string(),
  /** WebCodecs codec string of the video, e.g. "vp09.00.10.08". */
  codec: z.string(),
  userAgent: z.string(),
  frames: z.number().int().nonnegative(),
  videoBytes: z.number().int().nonnegative(),
  /** Bytes of every other file that the job asked for. */
  modalityBytes: z.partialRecord(z.enum(modalities), z.number().int().nonnegative()).exactOptional(),
  seconds: z.number().nonnegative(),
});
/** See {@link jobReportSchema}. */
export type JobReport = z.infer<typeof jobReportSchema>;
