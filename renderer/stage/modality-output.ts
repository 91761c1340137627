import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import { createFramePackEncoder } from '../../shared/stage/modalities/frame-pack.ts';
import type { FramePixels } from '../../shared/stage/modalities/frame-pixels.ts';
import type { Modality, PackModality, VideoModality } from '../../shared/stage/modalities/modality-names.ts';
import { createModalityPainter } from '../../shared/stage/modalities/paint-modality.ts';
import type { RenderJob } from '../../shared/stage/render-job.ts';
import { createFilePoster, postFile } from './file-posts.ts';
import { createVideoRecorder } from './video-recorder.ts';

/** The file of one modality beside the colour video, while it is recorded. */
export interface ModalityOutput {
  readonly modality: Modality;
  /** Takes the next frame; its pixels are read before the promise is returned. */
  add(frame: FramePixels): Promise<void>;
  /** Posts the rest of the file and resolves to its size in bytes. */
  finish(): Promise<number>;
  dispose(): void;
}

/** Starts the file of a modality. @throws AppError `render.no-encoder` where its video cannot be encoded. */
export function createModalityOutput(job: RenderJob, stage: CompiledStage, modality: Exclude<Modality, 'rgb'>): Promise<ModalityOutput> {
  return modality === 'masks' || modality === 'metric_depth' ? createPackOutput(job, modality) : createVideoOutput(job, stage, modality);
}

async function createVideoOutput(job: RenderJob, stage: CompiledStage, modality: VideoModality): Promise<ModalityOutput> {
  const { widthPx, heightPx } = job.camera;
  const recorder = await createVideoRecorder({ widthPx, heightPx, fps: job.fps });
  const paint = createModalityPainter(modality, stage, widthPx, heightPx);
  return {
    modality,
    add: (frame) => recorder.add(paint(frame)),
    async finish() {
      const video = await recorder.finish();
      await postFile(job.id, modality, video);
      return video.size;
    },
    dispose: () => recorder.dispose(),
  };
}

async function createPackOutput(job: RenderJob, modality: PackModality): Promise<ModalityOutput> {
  const { widthPx, heightPx } = job.camera;
  const encoder = createFramePackEncoder({ kind: modality, widthPx, heightPx }, compressZlib);
  const poster = createFilePoster(job.id, modality);
  await poster.add(encoder.head);
  return {
    modality,
    add: async ({ ids, depthMm }) => poster.add(await encoder.add(modality === 'masks' ? ids : (depthMm as Uint16Array))),
    async finish() {
      await poster.add(encoder.finish());
      return poster.finish();
    },
    dispose: () => undefined,
  };
}

/** The browser's own zlib, several times as fast as one in JavaScript. */
async function compressZlib(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const { readable, writable } = new CompressionStream('deflate');
  const writer = writable.getWriter();
  // Failures of the writing side come out of the reading side.
  writer.write(bytes).catch(() => undefined);
  writer.close().catch(() => undefined);
  return new Uint8Array(await new Response(readable).arrayBuffer());
}
