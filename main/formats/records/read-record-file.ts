import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import { parseUntrustedJson } from '../parse-untrusted-json.ts';
import { longestLineBytes, readLineBatches } from '../read-line-batches.ts';
import { safeShardFile } from '../shard-place.ts';
import { sha256Of } from '../simsv/read-source.ts';
import { splitJsonArray } from '../split-json-array.ts';
import type { QuestionCollector } from './question-collector.ts';
import type { JsonObject, RecordFormat } from './record-format.ts';

/** How the records lie in a file: one JSON object per line, or all in one JSON array. */
export type RecordLayout = 'lines' | 'array';

/** A record's bytes with its place; null where it is too long to be read. */
interface PlacedRecord {
  readonly bytes: Buffer | null;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly line: number;
}

/** What a file is read with. */
export interface RecordFileReading {
  /** Absolute path of the shard. */
  readonly shard: string;
  /** Relative to it. */
  readonly path: string;
  readonly format: RecordFormat;
  readonly collector: QuestionCollector;
  readonly signal: AbortSignal;
  /** Called with the bytes read since the last call. */
  readonly onBytes: (bytes: number) => void;
}

/** Reads a file of JSON records into the collector. A bad record is a problem with its line, and the rest goes on. @throws AppError `file.unreadable`, `cancelled`. */
export async function readRecordFile(reading: RecordFileReading): Promise<void> {
  const { collector, path, signal } = reading;
  const handle = await openShardFile(reading.shard, path);
  try {
    const { size } = await handle.stat();
    collector.beginFile({ path, sizeBytes: size, sha256: await hashOf(handle) });
    let [at, index] = [0, 0];
    for await (const batch of recordsOf(handle, await layoutOf(handle), collector)) {
      if (signal.aborted)
        throw new AppError('cancelled', 'The import was interrupted. What was imported so far is kept; import again to continue.');
      for (const record of batch) {
        index += 1;
        await takeRecord(reading, record, index);
      }
      const last = batch.at(-1);
      const reached = last === undefined ? at : last.byteOffset + last.byteLength;
      reading.onBytes(reached - at);
      at = reached;
    }
    reading.onBytes(size - at);
    collector.endFile();
  } finally {
    await handle.close();
  }
}

/** Opens a file of a shard for reading. @throws AppError `file.unreadable`, and what {@link safeShardFile} throws. */
export async function openShardFile(shard: string, path: string): Promise<FileHandle> {
  const file = await safeShardFile(shard, path);
  return open(file).catch((cause: Error) => {
    throw new AppError('file.unreadable', `${file} cannot be read: ${cause.message}.`, { where: { file: path }, cause });
  });
}

/** What the first character that is no blank says; a file without any has no lines. */
export async function layoutOf(handle: FileHandle): Promise<RecordLayout> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
  return buffer
    .toString('utf8', 0, bytesRead)
    .replace(/^\ufeff/, '')
    .trimStart()
    .startsWith('[')
    ? 'array'
    : 'lines';
}

async function* recordsOf(handle: FileHandle, layout: RecordLayout, collector: QuestionCollector): AsyncGenerator<PlacedRecord[]> {
  if (layout === 'lines') {
    yield* readLineBatches(handle);
    return;
  }
  const { why } = yield* splitJsonArray(handle);
  if (why !== null) collector.problem(null, `The file is no whole JSON array: ${why}. The records before that are used.`, 'file.malformed');
}

/** Records are told apart by their order: several elements of an array may share a line. */
async function takeRecord({ format, collector }: RecordFileReading, record: PlacedRecord, index: number): Promise<void> {
  const { bytes, byteOffset, byteLength, line } = record;
  if (bytes === null) {
    collector.problem(
      line,
      `The record has ${byteLength} bytes; the longest that is read has ${longestLineBytes}. It is left out.`,
      'question.malformed',
    );
    return;
  }
  try {
    const found = format.questions(objectFrom(bytes));
    await collector.add(found, { byteOffset, byteLength, line: index, hash: sha256Of(bytes) });
  } catch (error) {
    collector.problem(line, `${(error as Error).message} It is left out.`, error instanceof AppError ? error.code : 'question.malformed');
  }
}

/** @throws AppError `question.malformed`. */
export function objectFrom(bytes: Uint8Array): JsonObject {
  let value: unknown;
  try {
    value = parseUntrustedJson(bytes);
  } catch (error) {
    throw new AppError('question.malformed', `The record is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new AppError('question.malformed', 'The record is JSON but not an object.');
}

/** Hex SHA-256 of a whole file. */
export async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(1 << 20);
  for (let at = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) return hash.digest('hex');
    hash.update(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
}
