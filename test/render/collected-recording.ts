import type { RenderQueue } from '../../main/render/render-queue.ts';
import type { JobReport, RenderJob, VisibleInstance } from '../../shared/stage/render-job.ts';

/** Everything a job brought, in memory. */
export interface CollectedRecording {
  readonly report: JobReport;
  readonly frames: readonly (readonly VisibleInstance[])[];
  readonly video: Uint8Array;
}

/** Runs a job through a queue and collects its results. */
export async function collectRecording(queue: RenderQueue, job: RenderJob): Promise<CollectedRecording> {
  let frames: (readonly VisibleInstance[])[] = [];
  let pieces: Uint8Array[] = [];
  const report = await queue.enqueue(job, {
    frames: (batch) => {
      frames.push(...batch.frames);
    },
    video: async (_offset, bytes) => {
      pieces.push(bytes);
    },
    reset: async () => {
      frames = [];
      pieces = [];
    },
  });
  return { report, frames, video: Buffer.concat(pieces) };
}
