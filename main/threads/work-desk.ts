import { Worker } from 'node:worker_threads';
import type { ExportRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { ExportReport } from '../formats/export-shard.ts';
import type { ImportProgress, ImportReport } from '../formats/import-shards.ts';
import { threadFile } from './thread-file.ts';
import { receivedError, type ThreadData, type ThreadNews, type ThreadRequest } from './thread-messages.ts';

/** What the desk tells while work goes on. */
export interface DeskEvents {
  readonly onImportProgress: (progress: ImportProgress) => void;
  readonly onExportProgress: (progress: { readonly done: number; readonly total: number }) => void;
  /** Background reading of scenes has ended, whether by itself or not. */
  readonly onCheckEnded: () => void;
}

interface Waiting {
  readonly resolve: (result: ImportReport | ExportReport | null) => void;
  readonly reject: (error: Error) => void;
}

/** How long a thread gets to end by itself. */
const closeMs = 10_000;

/**
 * The long work on one open workspace - importing, reading scenes, exporting - in a worker thread that is started by the first of it. One that dies takes
 * with it only what it was about: whoever waits gets one error, and the next work starts another.
 */
export class WorkDesk {
  readonly #workspaceFile: string;
  readonly #events: DeskEvents;
  #worker: Worker | null = null;
  readonly #waiting = new Map<number, Waiting>();
  readonly #scenes = new Map<string, Promise<unknown>>();
  #lastRequest = 0;
  #isClosed = false;

  constructor(workspaceFile: string, events: DeskEvents) {
    this.#workspaceFile = workspaceFile;
    this.#events = events;
  }

  /** Stage 1 of an import; stage 2 then goes on in the background. Rejects as `indexShards` does. */
  async importPaths(paths: readonly string[], format = 'auto'): Promise<ImportReport> {
    try {
      const report = (await this.#ask((request) => ({ kind: 'import', request, paths, format }))) as ImportReport;
      if (!this.#isClosed) this.checkInBackground();
      return report;
    } catch (error) {
      // There is no second stage to wait for.
      if (!this.#isClosed) this.#events.onCheckEnded();
      throw error;
    }
  }

  /** Reads in the background every scene that is due. */
  checkInBackground(): void {
    if (this.#isClosed) return;
    this.#send({ kind: 'check' });
  }

  /** Reads one scene at once. Calls about the same scene share one reading. */
  async checkScene(sceneId: string): Promise<void> {
    const running = this.#scenes.get(sceneId) ?? this.#ask((request) => ({ kind: 'check-scene', request, sceneId }));
    this.#scenes.set(sceneId, running);
    try {
      await running;
    } finally {
      this.#scenes.delete(sceneId);
    }
  }

  /** Writes an export. Rejects as `exportShard` does. */
  async exportShard(settings: ExportRequest): Promise<ExportReport> {
    return (await this.#ask((request) => ({ kind: 'export', request, settings }))) as ExportReport;
  }

  /** Ends what is going on; whoever waits for it gets `cancelled`. */
  cancel(): void {
    this.#worker?.postMessage({ kind: 'cancel' } satisfies ThreadRequest);
  }

  /** Ends what is going on, and the thread. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const worker = this.#worker;
    if (worker === null) return;
    // Whatever it died of, nobody waits for its result any more.
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ kind: 'close' } satisfies ThreadRequest);
    const timer = setTimeout(() => void worker.terminate(), closeMs);
    await gone;
    clearTimeout(timer);
  }

  #ask(compose: (request: number) => ThreadRequest): Promise<ImportReport | ExportReport | null> {
    if (this.#isClosed) return Promise.reject(closedError());
    this.#lastRequest += 1;
    const request = this.#lastRequest;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      this.#send(compose(request));
    });
  }

  #send(message: ThreadRequest): void {
    this.#worker ??= this.#start();
    this.#worker.postMessage(message);
  }

  #start(): Worker {
    const data: ThreadData = { workspaceFile: this.#workspaceFile };
    const worker = new Worker(threadFile('work-thread'), { workerData: data, name: 'sightline work' });
    let failure: Error | null = null;
    worker.on('message', (news: ThreadNews) => this.#hear(news));
    worker.on('error', (error: Error) => {
      failure = error;
    });
    worker.on('exit', () => {
      if (this.#worker === worker) this.#worker = null;
      const reason = failure === null ? '' : ` (${failure.message})`;
      const error = this.#isClosed
        ? closedError()
        : new AppError('internal', `The work stopped unexpectedly${reason}. What was finished is kept; do it again to continue.`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
      if (!this.#isClosed) this.#events.onCheckEnded();
    });
    return worker;
  }

  #hear(news: ThreadNews): void {
    switch (news.kind) {
      case 'import-progress':
        this.#events.onImportProgress(news.progress);
        return;
      case 'export-progress':
        this.#events.onExportProgress(news.progress);
        return;
      case 'check-ended':
        this.#events.onCheckEnded();
        return;
      case 'done':
      case 'failed': {
        const waiting = this.#waiting.get(news.request);
        this.#waiting.delete(news.request);
        if (news.kind === 'done') waiting?.resolve(news.result);
        else waiting?.reject(receivedError(news.error));
      }
    }
  }
}

function closedError(): AppError {
  return new AppError(
    'cancelled',
    'It was interrupted because the workspace was closed. What was finished is kept; do it again to continue.',
  );
}
