import { type FrameBatch, type JobReport, type RenderJob, renderers } from '../../shared/stage/render-job.ts';
import { drawInNode } from '../render/draw-in-node.ts';
import type { RenderSink } from '../render/queued-job.ts';
import type { RenderQueue } from '../render/render-queue.ts';
import { createFramePacker } from './modalities/pack-frames.ts';

/** Where a trajectory's pixels come from. */
export interface Recorder {
  /** False where nothing can encode: then counts and frame packs arrive and there is no video. */
  readonly hasVideo: boolean;
  record(job: RenderJob, sink: RenderSink, signal: AbortSignal): Promise<JobReport>;
}

/** Records on render pages (hidden windows or headless Chromium) through the queue. */
export function createPageRecorder(queue: RenderQueue): Recorder {
  return { hasVideo: true, record: (job, sink, signal) => queue.enqueue(job, sink, { signal }) };
}

/** Counts, and writes masks and depth, with the software rasteriser in this process: the way on where there is no Chromium. */
export function createNodeRecorder(): Recorder {
  return {
    hasVideo: false,
    async record(job, sink, signal) {
      const startMs = performance.now();
      let frames = 0;
      const packer = await createFramePacker(job.modalities ?? [], job.camera, sink);
      for await (const batch of drawInNode(job, (pixels) => packer.add(pixels))) {
        signal.throwIfAborted();
        await sink.frames(batch satisfies FrameBatch);
        frames += batch.frames.length;
      }
      const modalityBytes = await packer.finish();
      const seconds = (performance.now() - startMs) / 1000;
      return {
        renderer: renderers[1],
        device: 'software',
        codec: 'none',
        userAgent: `node ${process.versions.node}`,
        frames,
        videoBytes: 0,
        modalityBytes,
        seconds,
      };
    },
  };
}
