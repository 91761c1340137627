import type { RenderQueue } from '../../main/render/render-queue.ts';
import type { Modality } from '../../shared/stage/modalities/modality-names.ts';
import type { JobReport, RenderJob, VisibleInstance } from '../../shared/stage/render-job.ts';

/** Everything a job brought, in memory. */
export interface CollectedRecording {
  readonly report: JobReport;
  readonly frames: readonly (readonly VisibleInstance[])[];
  readonly video: Uint8Array;
  /** The files of all modalities, the video among them as `rgb`. */
  readonly files: ReadonlyMap<Modality, Uint8Array>;
}

/** Runs a job through a queue and collects its results. */
export async function collectRecording(queue: RenderQueue, job: RenderJob): Promise<CollectedRecording> {
  let frames: (readonly VisibleInstance[])[] = [];
  const pieces = new Map<Modality, Uint8Array[]>();
  const report = await queue.enqueue(job, {
    frames: (batch) => {
      frames.push(...batch.frames);
    },
    video: async (_offset, bytes, modality) => void pieces.set(modality, [...(pieces.get(modality) ?? []), bytes]),
    reset: async () => {
      frames = [];
      pieces.clear();
    },
  });
  const files = new Map([...pieces].map(([modality, list]) => [modality, Buffer.concat(list)]));
  return { report, frames, video: files.get('rgb') ?? new Uint8Array(), files };
}
