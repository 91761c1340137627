import type { FrameBatch, VisibleInstance } from '../../shared/stage/render-job.ts';
import { callRoute } from '../client/call-route.ts';

/** Frames per post. */
const batchSize = 50;
/** Longest silence while recording; well below the queue's lease. */
const maxSilenceMs = 5_000;

/** Sends a recording's counts in batches, one post at a time and in order, while drawing goes on. */
export interface FramePoster {
  /** Takes the counts of the next frame. Waits when a post is still under way and the next is due. Resolves to false once the job was cancelled. */
  add(visible: readonly VisibleInstance[]): Promise<boolean>;
  /** Sends what is left. Resolves to false once the job was cancelled. */
  flush(): Promise<boolean>;
}

/** Makes the poster of one job. Its methods reject with an ApiError when a post was refused. */
export function createFramePoster(jobId: string): FramePoster {
  let start = 0;
  let frames: VisibleInstance[][] = [];
  let lastPostMs = performance.now();
  let underWay: Promise<boolean> = Promise.resolve(true);

  const post = async (batch: FrameBatch): Promise<boolean> => {
    const { isCancelled } = await callRoute('postFrames', { params: { id: jobId }, input: batch });
    return !isCancelled;
  };
  const send = async (): Promise<boolean> => {
    if (!(await underWay)) return false;
    const batch = { start, frames };
    start += frames.length;
    frames = [];
    lastPostMs = performance.now();
    underWay = post(batch);
    // Whoever awaits it next meets the error; until then it must not count as unhandled.
    underWay.catch(() => undefined);
    return true;
  };
  return {
    async add(visible) {
      frames.push([...visible]);
      const isDue = frames.length >= batchSize || performance.now() - lastPostMs > maxSilenceMs;
      return isDue ? send() : true;
    },
    async flush() {
      if (frames.length > 0 && !(await send())) return false;
      return underWay;
    },
  };
}
