/**
 * The offscreen render page: asks for jobs, records them, and ends when the backend closes. It is driven by this plain loop and never by
 * requestAnimationFrame, which is bound to a display that a hidden page does not have.
 */
import type { RenderJob } from '../../shared/stage/render-job.ts';
import { describeError } from '../client/api-error.ts';
import { callRoute } from '../client/call-route.ts';
import { recordJob } from './record-job.ts';

const page = `page-${crypto.randomUUID()}`;
const shortestWaitMs = 100;
const longestWaitMs = 1_000;
/** Jobs after which the page begins anew: what the browser holds for it, finished uploads above all, is only then let go of for sure. */
const jobsPerLoad = 40;

void run();

async function run(): Promise<void> {
  let waitMs = shortestWaitMs;
  let jobs = 0;
  for (;;) {
    const { job, isClosing } = await claim();
    if (isClosing) return;
    if (job === null) {
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(waitMs * 1.5, longestWaitMs);
      continue;
    }
    waitMs = shortestWaitMs;
    jobs += 1;
    // All contexts of this page may be gone with a lost device; a fresh page gets new ones.
    if (!(await work(job)) || jobs >= jobsPerLoad) {
      location.reload();
      return;
    }
  }
}

/** A backend that does not answer is asked again: it may be restarting, and without it there is nothing to tell. */
async function claim(): Promise<{ job: RenderJob | null; isClosing: boolean }> {
  try {
    return await callRoute('claimJob', { input: { page } });
  } catch (error) {
    console.warn(describeError(error).message);
    return { job: null, isClosing: false };
  }
}

/** Returns false when the graphics device was lost and the page should begin anew. */
async function work(job: RenderJob): Promise<boolean> {
  const params = { id: job.id };
  try {
    const report = await recordJob(job);
    if (report !== null) await callRoute('finishJob', { params, input: report });
    return true;
  } catch (error) {
    const { code, message } = describeError(error);
    console.warn(`${job.id}: ${code}: ${message}`);
    await callRoute('failJob', { params, input: { code, message } }).catch((lost: unknown) => console.warn(describeError(lost).message));
    return code !== 'render.lost';
  }
}
