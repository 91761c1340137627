import { type FrameBatch, type JobReport, type RenderJob, renderers } from '../../shared/stage/render-job.ts';
import { drawInNode } from '../render/draw-in-node.ts';
import type { RenderSink } from '../render/queued-job.ts';
import type { RenderQueue } from '../render/render-queue.ts';

/** Where a trajectory's pixels come from. */
export interface Recorder {
  /** False where nothing can encode: then only counts arrive and there is no video. */
  readonly hasVideo: boolean;
  record(job: RenderJob, sink: RenderSink, signal: AbortSignal): Promise<JobReport>;
}

/** Records on render pages (hidden windows or headless Chromium) through the queue. */
export function createPageRecorder(queue: RenderQueue): Recorder {
  return { hasVideo: true, record: (job, sink, signal) => queue.enqueue(job, sink, { signal }) };
}

/** Counts with the software rasteriser in this process: the way on where there is no Chromium. */
export function createNodeRecorder(): Recorder {
  return {
    hasVideo: false,
    async record(job, sink, signal) {
      const startMs = performance.now();
      let frames = 0;
      for await (const batch of drawInNode(job)) {
        signal.throwIfAborted();
        await sink.frames(batch satisfies FrameBatch);
        frames += batch.frames.length;
      }
      const seconds = (performance.now() - startMs) / 1000;
      return {
        renderer: renderers[1],
        device: 'software',
        codec: 'none',
        userAgent: `node ${process.versions.node}`,
        frames,
        videoBytes: 0,
        seconds,
      };
    },
  };
}
