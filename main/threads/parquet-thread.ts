import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../shared/errors.ts';
import { openParquet } from '../formats/parquet/open-parquet.ts';
import type { ParquetNews } from '../formats/parquet/parquet-rows.ts';

/** Reads one parquet file page by page, each page when it is asked for. Whatever the library does with a hostile file, it does it here. */
async function run({ file, name }: { readonly file: string; readonly name: string }): Promise<void> {
  const say = (news: ParquetNews) => parentPort?.postMessage(news);
  const handle = await open(file);
  try {
    const { rowCount, columns, metadata, rows } = await openParquet(handle, name);
    say({ kind: 'opened', rowCount, columns, schema: metadata.schema, keyValues: metadata.key_value_metadata ?? [] });
    for await (const page of rows()) {
      await asked();
      say({ kind: 'page', ...page });
    }
    await asked();
    say({ kind: 'end' });
  } finally {
    await handle.close();
  }
}

function asked(): Promise<void> {
  return new Promise((resolve) => parentPort?.once('message', () => resolve()));
}

run(workerData as Parameters<typeof run>[0]).catch((error: unknown) => {
  const code = error instanceof AppError ? error.code : 'file.unreadable';
  parentPort?.postMessage({ kind: 'failed', code, message: (error as Error).message } satisfies ParquetNews);
});
