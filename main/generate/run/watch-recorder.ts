import type { FrameBatch, RenderJob } from '../../../shared/stage/render-job.ts';
import type { Recorder } from '../recorder.ts';

/** What somebody who watches a recording learns. */
export interface RecordingWatch {
  /** An attempt begins: 1, 2, … */
  onAttempt(job: RenderJob, attempt: number): void;
  /** Frames came and were taken; `done` counts all of this attempt. */
  onFrames(job: RenderJob, batch: FrameBatch, done: number): void;
  /** So many frames of a lost attempt count no longer. */
  onLost(job: RenderJob, frames: number): void;
}

/** The same recorder, watched. */
export function watchRecorder(recorder: Recorder, watch: RecordingWatch): Recorder {
  return {
    hasVideo: recorder.hasVideo,
    record(job, sink, signal) {
      let attempt = 1;
      let done = 0;
      watch.onAttempt(job, attempt);
      const watched = {
        ...sink,
        frames: async (batch: FrameBatch) => {
          await sink.frames(batch);
          done += batch.frames.length;
          watch.onFrames(job, batch, done);
        },
        reset: async () => {
          await sink.reset();
          watch.onLost(job, done);
          [attempt, done] = [attempt + 1, 0];
          watch.onAttempt(job, attempt);
        },
      };
      return recorder.record(job, watched, signal);
    },
  };
}
