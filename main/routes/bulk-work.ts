import type { BulkOptions } from '../review/bulk-decide.ts';
import type { BackendState } from './backend-state.ts';

/** Least time between two news of progress. */
const newsMs = 100;

/** Work on many questions, one at a time: tells every page how far it is and can be stopped by any. */
export class BulkWork {
  readonly #state: BackendState;
  #stop: AbortController | null = null;

  constructor(state: BackendState) {
    this.#state = state;
  }

  /** Runs it; every list is read anew after it, however it ended. @throws AppError `workspace.locked` while other long work is under way. */
  run<T>(work: (options: BulkOptions) => Promise<T>): Promise<T> {
    const { events } = this.#state;
    const stop = new AbortController();
    let toldAtMs = Number.NEGATIVE_INFINITY;
    return this.#state.runExclusively('a decision about many questions', async (_, signal) => {
      this.#stop = stop;
      try {
        return await work({
          signal: AbortSignal.any([signal, stop.signal]),
          onProgress: ({ done, total }) => {
            if (performance.now() - toldAtMs < newsMs) return;
            toldAtMs = performance.now();
            events.send({ kind: 'bulk-progress', done, total });
          },
        });
      } finally {
        this.#stop = null;
        events.send({ kind: 'workspace-changed' });
      }
    });
  }

  /** Stops what is under way. */
  cancel(): void {
    this.#stop?.abort();
  }
}
