import { Worker } from 'node:worker_threads';
import type { Statistics } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { threadFile } from '../threads/thread-file.ts';
import { receivedError, type SentError } from '../threads/thread-messages.ts';
import type { StatisticsRequest } from './statistics-request.ts';

type Answer = { readonly request: number } & ({ readonly statistics: Statistics } | { readonly error: SentError });

/** Has statistics counted in a thread of its own, started by the first who asks: the main loop stays free. */
export class StatisticsDesk {
  readonly #workspaceFile: string;
  readonly #waiting = new Map<number, { resolve: (statistics: Statistics) => void; reject: (error: Error) => void }>();
  #worker: Worker | null = null;
  #lastRequest = 0;

  constructor(workspaceFile: string) {
    this.#workspaceFile = workspaceFile;
  }

  /** Rejects as reading the workspace does. */
  ask(asked: StatisticsRequest): Promise<Statistics> {
    this.#worker ??= this.#start();
    this.#lastRequest += 1;
    const request = this.#lastRequest;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request, { resolve, reject });
      this.#worker?.postMessage({ request, asked });
    });
  }

  /** Ends the thread. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    // While somebody waits for its end it must keep the process alive.
    worker.ref();
    // Whatever it died of, who asked it was told.
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage({ request: -1, asked: null });
    await gone;
  }

  #start(): Worker {
    const worker = new Worker(threadFile('statistics-thread'), { workerData: { workspaceFile: this.#workspaceFile } });
    worker.unref();
    worker.on('message', (answer: Answer) => {
      const waiting = this.#waiting.get(answer.request);
      this.#waiting.delete(answer.request);
      if ('error' in answer) waiting?.reject(receivedError(answer.error));
      else waiting?.resolve(answer.statistics);
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('The thread has ended.')));
    return worker;
  }

  #fail(cause: Error): void {
    this.#worker = null;
    for (const { reject } of this.#waiting.values())
      reject(new AppError('internal', 'The figures could not be counted. Nothing was changed; try again.', { cause }));
    this.#waiting.clear();
  }
}
