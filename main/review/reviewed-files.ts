import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { QuestionContent } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import { type BytePlace, safeShardFile, safeShardFileNow } from '../formats/shard-place.ts';
import { sha256Of } from '../formats/simsv/read-source.ts';
import { placesOfTrajectories, type ReviewedPlace, type ReviewedRow, reviewedRows } from '../store/reviewed-rows.ts';
import { listShards, type Shard } from '../store/shards.ts';
import { questionFilesOfShard, type SourceFile } from '../store/source-files.ts';
import type { Workspace } from '../store/workspace.ts';
import type { EditOutcome } from './fold-decisions.ts';

/** One question as its shard has it, with what was decided about it. */
export interface ReviewedRecord {
  readonly id: string;
  readonly task: string;
  /** "val/000012"; the key of the scene in its shard. */
  readonly sceneFolder: string;
  readonly trajectoryName: string;
  readonly video: BytePlace | null;
  /** The record's bytes without the line's end; null where it has none of its own (a parquet row: read it by `line`). */
  readonly bytes: Buffer | null;
  readonly byteOffset: number;
  /** 1-based line, row, record or sample. */
  readonly line: number;
  /** Which question of its record, from 0. Questions of one record come one after another, with the same bytes. */
  readonly part: number;
  readonly verdict: Verdict;
  readonly isFlagged: boolean;
  /** As the shard has it. */
  readonly stored: QuestionContent;
  /** The edit in force; null where the stored bytes stand. */
  readonly edit: EditOutcome | null;
  /** As it is to be exported: the edit's content, else the stored one. */
  readonly content: QuestionContent;
}

/** A file of questions of a shard. */
export interface ReviewedFile {
  readonly shard: Shard;
  readonly source: SourceFile;
  /** Absolute path, for formats that read their rows themselves. */
  readonly file: string;
  /** Bytes of the file, for what lies between the records. Fewer where the file ends. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Its questions in the order of line and part, at most {@link recordsPerPage} at a time; a record's questions are never torn apart. */
  pages(): AsyncGenerator<readonly ReviewedRecord[]>;
}

/** Most records in memory at a time. */
export const recordsPerPage = 1000;
const filesPerPage = 1000;
/** Larger files are read page by page. */
const smallFileBytes = 4 * 1024 * 1024;

/**
 * Every file of questions of the workspace, in shard order. Its bytes are proven to be those that were reviewed: the whole file's by its hash where the
 * workspace has it, else each record's by its own.
 *
 * @throws AppError `shard.changed` where a file's bytes are no longer those that were imported and reviewed.
 */
export async function* reviewedFiles(workspace: Workspace): AsyncGenerator<ReviewedFile> {
  const placeOf = placesOfTrajectories(workspace);
  for (const shard of listShards(workspace)) {
    for (let afterPath: string | null = null; ; ) {
      const files = questionFilesOfShard(workspace, shard.id, { afterPath, limit: filesPerPage });
      for (const source of files) yield* openReviewed({ workspace, placeOf }, shard, source);
      const last = files.at(-1);
      if (last === undefined || files.length < filesPerPage) break;
      afterPath = last.path;
    }
  }
}

/** The workspace, and what is remembered of it. */
interface Reviewing {
  readonly workspace: Workspace;
  readonly placeOf: (trajectoryId: string) => ReviewedPlace;
}

async function* openReviewed(
  reviewing: Reviewing,
  shard: Shard,
  source: SourceFile & { readonly id: number },
): AsyncGenerator<ReviewedFile> {
  const fail = (cause?: unknown) => changed(shard, source.path, cause);
  const reviewed = (file: string, read: Read): ReviewedFile => ({
    shard,
    source,
    file,
    read,
    pages: () => pagesOf(reviewing, source, { read, fail }),
  });
  if (source.sizeBytes <= smallFileBytes) {
    const { file, bytes } = readAtOnce(shard, source, fail);
    yield reviewed(file, async (offset, length) => bytes.subarray(offset, offset + length));
    return;
  }
  const file = await safeShardFile(shard.path, source.path).catch((cause: unknown) => {
    throw fail(cause);
  });
  const handle = await open(file).catch((cause: unknown) => {
    throw fail(cause);
  });
  try {
    yield reviewed(file, await provenReader(handle, file, source, fail));
  } finally {
    await handle.close();
  }
}

type Read = ReviewedFile['read'];

/** A small file stays in memory as long as it is looked at. At once: there are tens of thousands of them, and waiting for each costs more than reading it. */
function readAtOnce(
  shard: Shard,
  source: SourceFile,
  fail: (cause?: unknown) => AppError,
): { readonly file: string; readonly bytes: Buffer } {
  let read: { readonly file: string; readonly bytes: Buffer };
  try {
    const file = safeShardFileNow(shard.path, source.path);
    read = { file, bytes: readFileSync(file) };
  } catch (cause) {
    throw fail(cause);
  }
  const isSame = read.bytes.length === source.sizeBytes && (source.sha256 === null || sha256Of(read.bytes) === source.sha256);
  if (!isSame) throw fail();
  return read;
}

async function provenReader(handle: FileHandle, file: string, source: SourceFile, fail: () => AppError): Promise<Read> {
  if ((await handle.stat()).size !== source.sizeBytes) throw fail();
  if (source.sha256 !== null) {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file, { highWaterMark: smallFileBytes })) hash.update(chunk as Buffer);
    if (hash.digest('hex') !== source.sha256) throw fail();
  }
  return windowedReader(handle, source.sizeBytes);
}

const windowBytes = 1024 * 1024;
/** Records are read a page ahead of what is written, so two places are in use at a time. */
const mostWindows = 8;

/** Reads a large file by windows that are kept for a while: records lie one behind another, and one read of the disk serves thousands. */
function windowedReader(handle: FileHandle, sizeBytes: number): Read {
  const windows = new Map<number, Promise<Buffer>>();
  const readAt = async (start: number, length: number): Promise<Buffer> => {
    const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, sizeBytes - start)));
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, start);
    return bytes.subarray(0, bytesRead);
  };
  const windowOf = (index: number): Promise<Buffer> => {
    const known = windows.get(index);
    if (known !== undefined) return known;
    const [oldest] = windows.keys();
    if (windows.size >= mostWindows && oldest !== undefined) windows.delete(oldest);
    const fresh = readAt(index * windowBytes, windowBytes);
    windows.set(index, fresh);
    return fresh;
  };
  return async (offset, length) => {
    const end = Math.min(offset + length, sizeBytes);
    const [first, last] = [Math.floor(offset / windowBytes), Math.floor(Math.max(offset, end - 1) / windowBytes)];
    if (last - first > 1) return readAt(offset, length);
    const start = offset - first * windowBytes;
    const head = (await windowOf(first)).subarray(start, start + (end - offset));
    return first === last ? head : Buffer.concat([head, (await windowOf(last)).subarray(0, end - last * windowBytes)]);
  };
}

async function* pagesOf(
  { workspace, placeOf }: Reviewing,
  source: SourceFile & { readonly id: number },
  { read, fail }: { readonly read: Read; readonly fail: () => AppError },
): AsyncGenerator<readonly ReviewedRecord[]> {
  for (let after = 0; ; ) {
    const rows = reviewedRows(workspace, source.id, { afterLine: after, limit: recordsPerPage });
    if (rows.length === 0) return;
    const records: ReviewedRecord[] = [];
    for (const row of rows) {
      const bytes = row.byte_length === 0 ? null : await read(row.byte_offset, row.byte_length);
      const isProven = source.sha256 !== null || bytes === null || sha256Of(bytes) === row.content_hash;
      if (!isProven || (bytes !== null && bytes.length !== row.byte_length)) throw fail();
      records.push(recordFromRow(row, placeOf(row.trajectory_id), bytes));
    }
    yield records;
    after = rows.at(-1)?.line ?? after;
  }
}

/** A row as writers see it; `bytes` null where they are not asked for. */
export function recordFromRow(row: ReviewedRow, place: ReviewedPlace, bytes: Buffer | null): ReviewedRecord {
  let stored: QuestionContent | null = null;
  // Who copies bytes never asks for it.
  const storedContent = () => {
    stored ??= JSON.parse(row.stored) as QuestionContent;
    return stored;
  };
  const edit = row.edited === null ? null : (JSON.parse(row.edited) as EditOutcome);
  return {
    id: row.id,
    task: row.task,
    sceneFolder: place.folder,
    trajectoryName: place.trajectory,
    video: place.video,
    bytes,
    byteOffset: row.byte_offset,
    line: row.line,
    part: row.part,
    verdict: row.verdict as Verdict,
    isFlagged: row.is_flagged === 1,
    get stored() {
      return storedContent();
    },
    edit,
    get content() {
      return edit?.content ?? storedContent();
    },
  };
}

function changed(shard: Shard, file: string, cause?: unknown): AppError {
  const message = `${file === '' ? 'The file' : file} of ${shard.path} is not what was imported and reviewed any more. Nothing was exported and every decision is kept: restore the file, then export again, or import the new state into another workspace.`;
  return new AppError('shard.changed', message, { where: { file }, cause });
}
