import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Modality } from '../../shared/stage/modalities/modality-names.ts';
import type { FrameBatch, JobReport, RenderJob } from '../../shared/stage/render-job.ts';
import type { ClockPort } from '../ports/clock.ts';
import { QueuedJob, type RenderSink } from './queued-job.ts';

/** What the pool needs to know to keep the right number of pages open. */
export interface RenderQueueState {
  /** Jobs that no page holds. */
  readonly waiting: number;
  /** Jobs a page holds a lease on. */
  readonly rendering: number;
  /** Jobs done since the queue exists. */
  readonly finished: number;
  /** When any page last said anything. */
  readonly lastHeardMs: number;
}

/**
 * Render jobs and who works on them. A page holds a job by a lease that each of its posts renews; a lease that runs out, or a page that
 * reports failure, sends the job to the front again, at most `maxAttempts` times. The id of a claimed job is the lease's, so that posts
 * of a page that lost its lease are told apart from those of its successor.
 */
export interface RenderQueue {
  /**
   * Settles when the job is done, given up or cancelled; by then the sink is at rest.
   * Rejects with the last attempt's error, the sink's error, or `cancelled`.
   */
  enqueue(job: RenderJob, sink: RenderSink, options?: { readonly signal?: AbortSignal }): Promise<JobReport>;
  /** Hands out the next job, or null. */
  claim(page: string): Promise<{ job: RenderJob | null; isClosing: boolean }>;
  postFrames(leaseId: string, batch: FrameBatch): Promise<{ isCancelled: boolean }>;
  /** A piece of one modality's file, `rgb` unless told. `received` counts all bytes of that file in this attempt. */
  postVideo(leaseId: string, offsetBytes: number, bytes: Uint8Array, modality?: Modality): Promise<{ received: number }>;
  finish(leaseId: string, report: JobReport): Promise<void>;
  fail(leaseId: string, code: ErrorCode, message: string): void;
  /** Takes jobs back from pages that have been silent for a whole lease. Also done at every claim. */
  expireLeases(): void;
  /** Takes every job back at once: the last page is gone, so nobody works on them. */
  revokeLeases(): void;
  state(): RenderQueueState;
  /** Calls back whenever a job starts to wait; returns the function that stops it. */
  onWaiting(listener: () => void): () => void;
  /** Rejects every job with `error`: nobody is left to do them. */
  abandon(error: AppError): void;
  /** Cancels every job and tells pages to end. */
  close(): void;
}

/** Makes an empty queue. `leaseMs`: how long a page may be silent. */
export function createRenderQueue(options: {
  readonly clock: ClockPort;
  readonly leaseMs?: number;
  readonly maxAttempts?: number;
}): RenderQueue {
  const { clock, leaseMs = 30_000, maxAttempts = 3 } = options;
  let waiting: QueuedJob[] = [];
  /** Every lease of a job that is not over, also lapsed ones: their pages get `render.lost` instead of `not-found`. */
  const leases = new Map<string, QueuedJob>();
  const cancelledLeases = new Set<string>();
  const listeners = new Set<() => void>();
  let finished = 0;
  let lastHeardMs = clock.nowMs();
  let isClosing = false;

  const liveJobs = () => new Set([...waiting, ...leases.values()].filter((entry) => !entry.isOver));

  const wait = (entry: QueuedJob, place: 'front' | 'back') => {
    if (place === 'front') waiting.unshift(entry);
    else waiting.push(entry);
    for (const listener of listeners) listener();
  };

  const forget = (entry: QueuedJob) => {
    waiting = waiting.filter((other) => other !== entry);
    for (const [id, holder] of leases) if (holder === entry) leases.delete(id);
  };

  const giveUp = (entry: QueuedJob, error: AppError) => {
    if (entry.lease !== null) cancelledLeases.add(entry.lease.id);
    forget(entry);
    entry.giveUp(error);
  };

  const retry = (entry: QueuedJob, error: AppError) => {
    if (entry.attempts >= maxAttempts) {
      entry.lease = null;
      giveUp(entry, error);
      return;
    }
    entry.lease = null;
    wait(entry, 'front');
  };

  const holderOf = (leaseId: string): QueuedJob => {
    lastHeardMs = clock.nowMs();
    const entry = leases.get(leaseId);
    if (entry === undefined) throw new AppError('not-found', 'This render job is over or was never handed out.');
    if (entry.lease?.id !== leaseId) throw new AppError('render.lost', 'The lease of this render job ran out and the job was taken back.');
    entry.lease.untilMs = clock.nowMs() + leaseMs;
    return entry;
  };

  /** Runs a post under its lease. Out-of-order data voids the attempt; a failing sink has already ended the job. */
  const underLease = async <T>(leaseId: string, work: (entry: QueuedJob) => Promise<T>): Promise<T> => {
    const entry = holderOf(leaseId);
    try {
      const result = await work(entry);
      if (entry.lease?.id === leaseId) entry.lease.untilMs = clock.nowMs() + leaseMs;
      return result;
    } catch (error) {
      if (entry.isOver) forget(entry);
      else if (entry.lease?.id === leaseId) retry(entry, error as AppError);
      throw error;
    }
  };

  const takeBack = (isDue: (entry: QueuedJob, untilMs: number) => boolean) => {
    for (const entry of liveJobs()) {
      if (entry.lease === null || !isDue(entry, entry.lease.untilMs)) continue;
      const message = `The render page stopped answering while it recorded ${entry.job.id}.`;
      retry(entry, new AppError('render.lost', message, { where: { item: entry.job.id } }));
    }
  };
  const expireLeases = () => takeBack((entry, untilMs) => entry.sinkCalls === 0 && untilMs <= clock.nowMs());

  const abandon = (error: AppError) => {
    for (const entry of liveJobs()) giveUp(entry, error);
  };

  return {
    enqueue(job, sink, { signal } = {}) {
      const cancelled = () => new AppError('cancelled', `Recording ${job.id} was cancelled.`, { where: { item: job.id } });
      if (isClosing || signal?.aborted) return Promise.reject(cancelled());
      const entry = new QueuedJob(job, sink);
      const cancel = () => giveUp(entry, cancelled());
      signal?.addEventListener('abort', cancel, { once: true });
      wait(entry, 'back');
      return entry.report.finally(() => signal?.removeEventListener('abort', cancel));
    },

    async claim(page) {
      lastHeardMs = clock.nowMs();
      expireLeases();
      for (let entry = waiting.shift(); entry !== undefined; entry = waiting.shift()) {
        const lease = { id: clock.newId(), page, untilMs: Number.POSITIVE_INFINITY };
        entry.lease = lease;
        leases.set(lease.id, entry);
        try {
          await entry.start();
        } catch {
          // The owner has been told through the job's promise; this page takes the next job.
          forget(entry);
          continue;
        }
        // Cancelled, or taken back from a page that died, while the sink was being reset.
        if (entry.isOver || entry.lease?.id !== lease.id) continue;
        lease.untilMs = clock.nowMs() + leaseMs;
        return { job: { ...entry.job, id: lease.id }, isClosing: false };
      }
      return { job: null, isClosing };
    },

    async postFrames(leaseId, batch) {
      if (cancelledLeases.delete(leaseId)) return { isCancelled: true };
      await underLease(leaseId, (entry) => entry.takeFrames(batch));
      return { isCancelled: cancelledLeases.delete(leaseId) };
    },

    async postVideo(leaseId, offsetBytes, bytes, modality = 'rgb') {
      return { received: await underLease(leaseId, (entry) => entry.takeVideo(offsetBytes, bytes, modality)) };
    },

    async finish(leaseId, report) {
      await underLease(leaseId, async (entry) => {
        await entry.finish(report);
        forget(entry);
        finished += 1;
      });
    },

    fail(leaseId, code, message) {
      if (cancelledLeases.delete(leaseId)) return;
      const entry = leases.get(leaseId);
      if (entry === undefined) throw new AppError('not-found', 'This render job is over or was never handed out.');
      lastHeardMs = clock.nowMs();
      if (entry.lease?.id === leaseId) retry(entry, new AppError(code, message, { where: { item: entry.job.id } }));
    },

    expireLeases,
    revokeLeases: () => takeBack(() => true),

    state() {
      const rendering = [...liveJobs()].filter((entry) => entry.lease !== null).length;
      return { waiting: waiting.length, rendering, finished, lastHeardMs };
    },

    onWaiting(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    abandon,

    close() {
      isClosing = true;
      abandon(new AppError('cancelled', 'Sightline is closing; recording was cancelled.'));
    },
  };
}
