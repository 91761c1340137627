import { Worker } from 'node:worker_threads';
import type { KeyValue, SchemaElement } from 'hyparquet';
import { AppError, type ErrorCode } from '../../../shared/errors.ts';
import { threadFile } from '../../threads/thread-file.ts';
import type { ParquetRow } from './open-parquet.ts';

/** What the thread that reads a parquet file says. */
export type ParquetNews =
  | {
      readonly kind: 'opened';
      readonly rowCount: number;
      readonly columns: readonly string[];
      readonly schema: readonly SchemaElement[];
      readonly keyValues: readonly KeyValue[];
    }
  | { readonly kind: 'page'; readonly first: number; readonly rows: readonly ParquetRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

/** An open parquet file. Close it. */
export interface ParquetRows {
  readonly rowCount: number;
  readonly columns: readonly string[];
  readonly schema: readonly SchemaElement[];
  readonly keyValues: readonly KeyValue[];
  /** All rows in order, once. @throws AppError `file.malformed`. */
  pages(): AsyncGenerator<{ readonly first: number; readonly rows: readonly ParquetRow[] }>;
  close(): Promise<void>;
}

/** A page of honest rows takes well under a second. */
const longestWaitMs = 60_000;
const mostMemoryMb = 1536;

/**
 * Opens a parquet file in a thread of its own with bounded memory and time: a file whose pages claim billions of values, or that never come to an end, costs one
 * clear error and not the process.
 *
 * @param file - absolute path.
 * @param name - what messages call it.
 * @throws AppError `file.malformed`, `file.truncated`, `file.unreadable`.
 */
export async function openParquetRows(file: string, name: string, options: { readonly longestWaitMs?: number } = {}): Promise<ParquetRows> {
  const worker = new Worker(threadFile('parquet-thread'), {
    workerData: { file, name },
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb },
  });
  const waitMs = options.longestWaitMs ?? longestWaitMs;
  const close = async () => void (await worker.terminate());
  try {
    const opened = await nextNews(worker, name, waitMs);
    if (opened.kind !== 'opened') throw failure(opened, name);
    const { rowCount, columns, schema, keyValues } = opened;
    return { rowCount, columns, schema, keyValues, pages: () => pagesOf(worker, name, waitMs), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function* pagesOf(worker: Worker, name: string, waitMs: number): AsyncGenerator<{ first: number; rows: readonly ParquetRow[] }> {
  for (;;) {
    const news = nextNews(worker, name, waitMs);
    worker.postMessage('next');
    const said = await news;
    if (said.kind === 'end') return;
    if (said.kind !== 'page') throw failure(said, name);
    yield { first: said.first, rows: said.rows };
  }
}

function nextNews(worker: Worker, name: string, waitMs: number): Promise<ParquetNews> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    };
    const fail = (why: string, cause?: unknown) => {
      end();
      reject(new AppError('file.malformed', `${name} is no readable parquet file: ${why}.`, { where: { file: name }, cause }));
    };
    const onMessage = (news: ParquetNews) => {
      end();
      resolve(news);
    };
    const onError = (error: Error) => fail(error.message.slice(0, 300), error);
    const onExit = () => fail('reading it came to an end too early');
    const timer = setTimeout(() => fail(`reading it took more than ${Math.round(waitMs / 1000)} s`), waitMs);
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}

function failure(news: ParquetNews, name: string): AppError {
  if (news.kind === 'failed') return new AppError(news.code, news.message, { where: { file: name } });
  return new AppError('internal', `${name} was read out of order.`);
}
