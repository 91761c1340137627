import { type FileHandle, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { ConventionName } from '../../../shared/questions/conventions/index.ts';
import { shardFile } from '../shard-place.ts';
import type { IndexSink, KnownFile, ReadOptions, ShardReader } from '../shard-reader.ts';
import { readConvention } from '../simsv/read-constants.ts';
import { readFrames } from '../simsv/read-frames.ts';
import { sha256Of } from '../simsv/read-source.ts';
import { listFiles } from './list-files.ts';
import { QuestionCollector } from './question-collector.ts';
import { hashOf, openShardFile, readRecordFile } from './read-record-file.ts';
import { readRecordScene } from './read-record-scene.ts';
import type { JsonObject, RecordFormat } from './record-format.ts';
import { sniffRecords } from './sniff-records.ts';
import { SubjectFinder } from './subject-finder.ts';

/** A format whose shards are JSON or JSONL files of records, alone or together in a folder. */
export interface RecordReaderOptions {
  readonly name: string;
  readonly format: RecordFormat;
  readonly convention: ConventionName;
  /** What a record must look like; for refusals and for what was found: "conversations of human and gpt turns". */
  readonly what: string;
  /** Below 1: more special formats win. */
  readonly score: number;
}

const recordEndings = ['.jsonl', '.json', '.ndjson'];
/** Files that are looked into before a folder is taken to be of another format. */
const mostSniffed = 50;

/** A reader of such a format. */
export function recordReader({ name, format, convention, what, score }: RecordReaderOptions): ShardReader {
  const questionFiles = async (shard: string): Promise<string[]> => {
    const files: string[] = [];
    for (const file of await listFiles(shard, recordEndings, 'import')) {
      if (await holdsRecords(shardFile(shard, file), format)) files.push(file);
    }
    return files;
  };
  return {
    format: name,
    async detect(shard) {
      const files = await listFiles(shard, recordEndings, 'look').catch(() => []);
      for (const file of files.slice(0, mostSniffed)) {
        if (!(await holdsRecords(shardFile(shard, file), format))) continue;
        return { score, why: `${file === '' ? 'its records' : `the records of ${file}`} are ${what}` };
      }
      return { score: 0, why: `a file of ${name} is JSON or JSONL with ${what}` };
    },
    async index(shard, sink, options) {
      await indexFiles(shard, { files: await questionFiles(shard), sink, options, name, format, convention });
    },
    readScene: (shard, scene, { signal }) => readRecordScene(shard, scene, signal),
    readFrames,
  };
}

async function holdsRecords(file: string, format: RecordFormat): Promise<boolean> {
  const records = await sniffRecords(file);
  return records.length > 0 && records.filter((record) => format.isRecord(record)).length * 2 >= records.length;
}

interface Indexing {
  readonly files: readonly string[];
  readonly sink: IndexSink;
  readonly options: ReadOptions;
  readonly name: string;
  readonly format: RecordFormat;
  readonly convention: ConventionName;
}

async function indexFiles(shard: string, indexing: Indexing): Promise<void> {
  const { files, sink, options, name, format, convention } = indexing;
  const sizes = await Promise.all(files.map(async (file) => (await stat(shardFile(shard, file))).size));
  const finder = new SubjectFinder(shard);
  const judgedBy = await conventionOf(shard, { file: files[0], format, finder, fallback: convention });
  sink.begin({ convention: judgedBy, total: sizes.reduce((sum, size) => sum + size, 0) });
  const collector = new QuestionCollector(sink, name, (about) => finder.find(about));
  for (const [at, file] of files.entries()) {
    const label = file === '' ? path.basename(shard) : file;
    if (await isKnown(shard, file, sink)) {
      sink.advance(label, sizes[at] ?? 0);
      continue;
    }
    const onBytes = (bytes: number) => sink.advance(label, bytes);
    await readRecordFile({ shard, path: file, format, collector, signal: options.signal, onBytes });
  }
  reportMissingVideos(sink, finder.missing);
}

/** Questions about the scenes of a dataset beside them are judged as that dataset's own are. */
async function conventionOf(
  shard: string,
  { file, format, finder, fallback }: { file: string | undefined; format: RecordFormat; finder: SubjectFinder; fallback: ConventionName },
): Promise<ConventionName> {
  if (file === undefined) return fallback;
  for (const record of await sniffRecords(shardFile(shard, file))) {
    const scene = sceneOf(record, format);
    if (scene === null) continue;
    const folder = finder.sceneFolder(scene);
    return folder === null ? fallback : await readConvention(folder.root);
  }
  return fallback;
}

/** The scene of a record's first question; null where it has none. */
function sceneOf(record: JsonObject, format: RecordFormat): string | null {
  try {
    return format.questions(record)[0]?.about.scene ?? null;
  } catch {
    return null;
  }
}

/** Says once for the whole shard which videos are not there. */
export function reportMissingVideos(sink: IndexSink, missing: readonly string[]): void {
  const [first] = missing;
  if (first === undefined) return;
  const count = missing.length === 1 ? 'A video' : `${missing.length} videos`;
  const message = `${count} that the questions name cannot be found (${first}). The questions can be reviewed without; put the videos below the folder of the shard, or a folder above it, and import again.`;
  sink.put({ scope: null, phase: 'read', scenes: [], files: [], problems: [{ code: 'dataset.missing-video', message }] });
}

/**
 * Whether a file needs no reading: it was read whole before, or is not what it was then. That is reported, and what was imported of it stays; half a file is
 * not gone on with where the other half would be another file's.
 */
export async function isKnown(shard: string, file: string, sink: IndexSink): Promise<boolean> {
  const known = sink.knownFile(file);
  if (known === null) return false;
  const handle = await openShardFile(shard, file);
  try {
    if (await isUnchanged(handle, known, sink)) return known.isComplete;
  } finally {
    await handle.close();
  }
  const message =
    'The file differs from what was imported. What was imported and decided is kept; restore the file, or import the new state into another workspace.';
  sink.put({ scope: file, phase: 'recheck', scenes: [], files: [], problems: [{ code: 'shard.changed', file, message }] });
  return true;
}

/** By the whole file's hash where there is one; where half of the file is to follow, by every record that came of the first half. */
async function isUnchanged(handle: FileHandle, known: KnownFile, sink: IndexSink): Promise<boolean> {
  if ((await handle.stat()).size !== known.sizeBytes) return false;
  if (known.sha256 !== null) return (await hashOf(handle)) === known.sha256;
  if (known.isComplete) return true;
  for (const { byteOffset, byteLength, contentHash } of sink.knownRecords(known.path)) {
    const bytes = Buffer.allocUnsafe(byteLength);
    const { bytesRead } = await handle.read(bytes, 0, byteLength, byteOffset);
    // A row of a parquet file has no bytes of its own.
    if (byteLength > 0 && (bytesRead < byteLength || sha256Of(bytes) !== contentHash)) return false;
  }
  return true;
}

/** Throws `cancelled` once the signal says so. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted)
    throw new AppError('cancelled', 'The import was interrupted. What was imported so far is kept; import again to continue.');
}
