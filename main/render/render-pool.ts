import { AppError } from '../../shared/errors.ts';
import type { ClockPort } from '../ports/clock.ts';
import type { RenderPage, RenderPagePort } from '../ports/render-pages.ts';
import type { RenderQueue } from './render-queue.ts';

/** Keeps render pages open while there is work. */
export interface RenderPool {
  /** Closes every page; jobs stay in the queue. */
  close(): Promise<void>;
}

/** How a {@link createRenderPool} behaves. */
export interface RenderPoolOptions {
  readonly queue: RenderQueue;
  readonly pages: RenderPagePort;
  readonly clock: ClockPort;
  /** Pages at the same time. */
  readonly size?: number;
  /** Pages that may die in a row without a job done in between before all jobs are given up. */
  readonly maxDeaths?: number;
  /** Silence of all pages after which they are replaced, and idleness after which they are closed. */
  readonly silenceMs?: number;
  /** How often leases and silence are looked at. */
  readonly watchMs?: number;
}

/**
 * Opens up to `size` pages whenever jobs wait, replaces pages that die or fall silent, and closes them after a while without work.
 * Where no page can be had, or pages die again and again, every job in the queue is rejected with `render.no-page` and the last reason.
 */
export function createRenderPool(options: RenderPoolOptions): RenderPool {
  const { queue, pages, clock, size = 1, maxDeaths = 5, silenceMs = 40_000, watchMs = 1_000 } = options;
  const open = new Set<RenderPage>();
  let opening = 0;
  let deaths = 0;
  let finishedAtDeath = 0;
  let busyMs = clock.nowMs();
  let isClosed = false;
  let watch: NodeJS.Timeout | null = null;

  const pending = () => queue.state().waiting + queue.state().rendering;

  const closeAll = async () => {
    const closing = [...open];
    open.clear();
    await Promise.allSettled(closing.map((page) => page.close()));
  };

  const noteDeath = (reason: string) => {
    const { finished } = queue.state();
    deaths = finished > finishedAtDeath ? 1 : deaths + 1;
    finishedAtDeath = finished;
    if (deaths < maxDeaths) return;
    deaths = 0;
    queue.abandon(
      new AppError(
        'render.no-page',
        `The render page died ${maxDeaths} times in a row; the last time ${reason}. Nothing more is recorded.`,
      ),
    );
  };

  const openOne = async () => {
    opening += 1;
    try {
      const page = await pages.open();
      if (isClosed) {
        await page.close();
        return;
      }
      open.add(page);
      void page.gone.then((reason) => {
        // A page that we closed ourselves is no longer in the set.
        if (!open.delete(page)) return;
        // First the job goes back (or is given up), so that a house that kills every page ends alone and not with all the others.
        if (open.size === 0) queue.revokeLeases();
        noteDeath(reason);
        tend();
      });
    } catch (cause) {
      const message = cause instanceof Error ? cause.message : String(cause);
      queue.abandon(
        cause instanceof AppError ? cause : new AppError('render.no-page', `No render page could be opened: ${message}`, { cause }),
      );
    } finally {
      opening -= 1;
    }
  };

  const tend = () => {
    if (isClosed) return;
    const missing = Math.min(size, pending()) - open.size - opening;
    for (let k = 0; k < missing; k += 1) void openOne();
    if (watch === null && (pending() > 0 || open.size > 0)) watch = setInterval(look, watchMs).unref();
  };

  const look = () => {
    queue.expireLeases();
    const nowMs = clock.nowMs();
    if (pending() > 0) {
      busyMs = nowMs;
      const isSilent = nowMs - queue.state().lastHeardMs > silenceMs && open.size > 0 && queue.state().waiting > 0;
      if (isSilent) {
        noteDeath('it stopped answering');
        void closeAll().then(tend);
      } else tend();
    } else if (nowMs - busyMs > silenceMs || open.size === 0) {
      if (watch !== null) clearInterval(watch);
      watch = null;
      void closeAll();
    }
  };

  const stopListening = queue.onWaiting(tend);
  tend();
  return {
    async close() {
      isClosed = true;
      stopListening();
      if (watch !== null) clearInterval(watch);
      await closeAll();
    },
  };
}
