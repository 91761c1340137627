import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { QuestionContent } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import { type BytePlace, safeShardFile, safeShardFileNow } from '../formats/shard-place.ts';
import { sha256Of } from '../formats/simsv/read-source.ts';
import { SmallFileReader } from '../formats/small-file-reader.ts';
import {
  placesOfTrajectories,
  type ReviewedPlace,
  type ReviewedRow,
  reviewedRows,
  reviewedRowsOfFiles,
  storedContents,
} from '../store/reviewed-rows.ts';
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
  /** The record's bytes without the line's end, as long as its file is looked at; null where it has none of its own (a parquet row: read it by `line`). */
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
  /** Bytes of the file, for what lies between the records. Fewer where the file ends. They may be other bytes once the next file is asked for. */
  read(offset: number, length: number): Promise<Buffer>;
  /** Its questions in the order of line and part, at most {@link recordsPerPage} at a time; a record's questions are never torn apart. */
  pages(): AsyncGenerator<readonly ReviewedRecord[]>;
}

/** Most records in memory at a time. */
export const recordsPerPage = 1000;
const filesPerPage = 1000;
/** Larger files are read page by page. */
const smallFileBytes = 4 * 1024 * 1024;
/** Small files whose questions are asked for at once: so many files, bytes of them, and questions at most. */
const filesAtOnce = 100;
const bytesAtOnce = 1024 * 1024;
const questionsAtOnce = 4000;

/**
 * Every file of questions of the workspace, in shard order. Its bytes are proven to be those that were reviewed: the whole file's by its hash where the
 * workspace has it, else each record's by its own. Memory stays the same however many files there are.
 *
 * @throws AppError `shard.changed` where a file's bytes are no longer those that were imported and reviewed.
 */
export async function* reviewedFiles(workspace: Workspace): AsyncGenerator<ReviewedFile> {
  const reviewing = { workspace, placeOf: placesOfTrajectories(workspace), smallFile: new SmallFileReader() };
  for (const shard of listShards(workspace)) {
    for (let afterPath: string | null = null; ; ) {
      const files = questionFilesOfShard(workspace, shard.id, { afterPath, limit: filesPerPage });
      for (const group of groupsOf(files)) {
        const ids = group.map(({ id }) => id);
        const rows = group.length === 1 ? null : reviewedRowsOfFiles(workspace, ids, questionsAtOnce);
        for (const source of group)
          yield* openReviewed(reviewing, { shard, source, rows: rows === null ? null : (rows.get(source.id) ?? []) });
      }
      const last = files.at(-1);
      if (last === undefined || files.length < filesPerPage) break;
      afterPath = last.path;
    }
  }
}

/** Small files together, in their order. */
function* groupsOf<File extends SourceFile>(files: readonly File[]): Generator<readonly File[]> {
  let [group, bytes]: [File[], number] = [[], 0];
  for (const file of files) {
    if (group.length > 0 && (group.length === filesAtOnce || bytes + file.sizeBytes > bytesAtOnce)) {
      yield group;
      [group, bytes] = [[], 0];
    }
    group.push(file);
    bytes += file.sizeBytes;
  }
  if (group.length > 0) yield group;
}

/** The workspace, and what is remembered of it. */
interface Reviewing {
  readonly workspace: Workspace;
  readonly placeOf: (trajectoryId: string) => ReviewedPlace;
  readonly smallFile: SmallFileReader;
}

/** A file, with all its rows where they have been read already. */
interface FileToReview {
  readonly shard: Shard;
  readonly source: SourceFile & { readonly id: number };
  readonly rows: readonly ReviewedRow[] | null;
}

async function* openReviewed(reviewing: Reviewing, { shard, source, rows }: FileToReview): AsyncGenerator<ReviewedFile> {
  const fail = (cause?: unknown) => changed(shard, source.path, cause);
  const reviewed = (file: string, read: Read): ReviewedFile => ({
    shard,
    source,
    file,
    read,
    pages: () => pagesOf(reviewing, { source, rows }, { read, fail }),
  });
  if (source.sizeBytes <= smallFileBytes) {
    const { file, bytes } = readAtOnce(reviewing.smallFile, shard, source, fail);
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
  reader: SmallFileReader,
  shard: Shard,
  source: SourceFile,
  fail: (cause?: unknown) => AppError,
): { readonly file: string; readonly bytes: Buffer } {
  let read: { readonly file: string; readonly bytes: Buffer };
  try {
    const file = safeShardFileNow(shard.path, source.path);
    read = { file, bytes: reader.read(file, source.sizeBytes) };
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
  { source, rows: known }: Pick<FileToReview, 'source' | 'rows'>,
  { read, fail }: { readonly read: Read; readonly fail: () => AppError },
): AsyncGenerator<readonly ReviewedRecord[]> {
  const isWhole = known !== null && known.length <= recordsPerPage;
  for (let after = 0; ; ) {
    const rows = isWhole ? known : reviewedRows(workspace, source.id, { afterLine: after, limit: recordsPerPage });
    if (rows.length === 0) return;
    const storedOf = storedReader(workspace, rows);
    const records: ReviewedRecord[] = [];
    for (const row of rows) {
      const bytes = row.byte_length === 0 ? null : await read(row.byte_offset, row.byte_length);
      const isProven = source.sha256 !== null || bytes === null || sha256Of(bytes) === row.content_hash;
      if (!isProven || (bytes !== null && bytes.length !== row.byte_length)) throw fail();
      records.push(new RecordOfRow(row, placeOf(row.trajectory_id), { bytes, storedOf }));
    }
    yield records;
    if (isWhole) return;
    after = rows.at(-1)?.line ?? after;
  }
}

/** What the shard says of some rows, read for all of them once one is asked for: who copies bytes never asks. */
export function storedReader(workspace: Workspace, rows: readonly ReviewedRow[]): (seq: number) => QuestionContent {
  let contents: ReadonlyMap<number, string> | null = null;
  return (seq) => {
    contents ??= storedContents(
      workspace,
      rows.map((row) => row.seq),
    );
    return JSON.parse(contents.get(seq) as string) as QuestionContent;
  };
}

/** A row as writers see it. */
export class RecordOfRow implements ReviewedRecord {
  readonly id: string;
  readonly task: string;
  readonly byteOffset: number;
  readonly line: number;
  readonly part: number;
  readonly verdict: Verdict;
  readonly isFlagged: boolean;
  readonly edit: EditOutcome | null;
  readonly bytes: Buffer | null;
  readonly #place: ReviewedPlace;
  readonly #seq: number;
  readonly #storedOf: (seq: number) => QuestionContent;
  #stored: QuestionContent | null = null;

  /** `bytes` is null where they are not asked for. */
  constructor(
    row: ReviewedRow,
    place: ReviewedPlace,
    { bytes, storedOf }: { readonly bytes: Buffer | null; readonly storedOf: (seq: number) => QuestionContent },
  ) {
    this.id = row.id;
    this.task = row.task;
    this.byteOffset = row.byte_offset;
    this.line = row.line;
    this.part = row.part;
    this.verdict = row.verdict as Verdict;
    this.isFlagged = row.is_flagged === 1;
    this.edit = row.edited === null ? null : (JSON.parse(row.edited) as EditOutcome);
    this.bytes = bytes;
    this.#place = place;
    this.#seq = row.seq;
    this.#storedOf = storedOf;
  }

  get sceneFolder(): string {
    return this.#place.folder;
  }

  get trajectoryName(): string {
    return this.#place.trajectory;
  }

  get video(): BytePlace | null {
    return this.#place.video;
  }

  get stored(): QuestionContent {
    this.#stored ??= this.#storedOf(this.#seq);
    return this.#stored;
  }

  get content(): QuestionContent {
    return this.edit?.content ?? this.stored;
  }
}

function changed(shard: Shard, file: string, cause?: unknown): AppError {
  const message = `${file === '' ? 'The file' : file} of ${shard.path} is not what was imported and reviewed any more. Nothing was exported and every decision is kept: restore the file, then export again, or import the new state into another workspace.`;
  return new AppError('shard.changed', message, { where: { file }, cause });
}
