import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, problemFromError } from '../../../shared/errors.ts';
import { formatOfColumns, type KnownFormat } from '../records/known-formats.ts';
import { listFiles } from '../records/list-files.ts';
import { QuestionCollector } from '../records/question-collector.ts';
import { hashOf, openShardFile } from '../records/read-record-file.ts';
import { readRecordScene } from '../records/read-record-scene.ts';
import { isKnown, reportMissingVideos, throwIfAborted } from '../records/record-reader.ts';
import { SubjectFinder } from '../records/subject-finder.ts';
import { shardFile } from '../shard-place.ts';
import type { IndexSink, ShardReader } from '../shard-reader.ts';
import { readFrames } from '../simsv/read-frames.ts';
import { sha256Of } from '../simsv/read-source.ts';
import { findMetaFiles } from '../vsibench/find-files.ts';
import { loadMetaInfo, metaScene, readMetaScene } from '../vsibench/meta-scenes.ts';
import { jsonFromRow, openParquet } from './open-parquet.ts';
import { openParquetRows } from './parquet-rows.ts';

/** Reads parquet files of questions: the released SIMS-VSI, VSI-Bench's, and any whose columns name a question and its answer. */
export const parquetReader: ShardReader = {
  format: 'parquet',

  async detect(shard) {
    const files = await listFiles(shard, ['.parquet'], 'look');
    for (const file of files.slice(0, 5)) {
      const known = await formatOfFile(shardFile(shard, file));
      if (known !== null)
        return { score: 0.9, why: `${files.length === 1 ? 'it is a parquet file' : `${files.length} parquet files`} of ${known.name}` };
    }
    const columns = 'its columns are those of SIMS-VSI (video, conversations, …), of VSI-Bench, or name a question and its answer';
    return {
      score: 0,
      why:
        files.length > 0
          ? `none of its ${files.length} parquet files can be read as questions; ${columns}`
          : `a parquet file of questions: ${columns}`,
    };
  },

  async index(shard, sink, { signal }) {
    const files = await listFiles(shard, ['.parquet'], 'import');
    const sizes = await Promise.all(files.map(async (file) => (await stat(shardFile(shard, file))).size));
    const known = await Promise.all(files.map((file) => formatOfFile(shardFile(shard, file))));
    const convention = known.find((found) => found !== null)?.convention ?? 'simsv';
    sink.begin({ convention, total: sizes.reduce((sum, size) => sum + size, 0) });
    const finder = new SubjectFinder(shard);
    const meta = await loadMetaInfo(await metaFilesOf(shard));
    const collector = new QuestionCollector(sink, 'parquet', async (about) => {
      const found = await finder.find(about);
      return { video: found.video, hasGeometry: found.hasGeometry || metaScene(meta, about.scene) !== null };
    });
    for (const [at, file] of files.entries()) {
      throwIfAborted(signal);
      const label = file === '' ? path.basename(shard) : file;
      if (!(await isKnown(shard, file, sink))) await readFileInto(shard, { file, known: known[at] ?? null, sink, collector, signal });
      sink.advance(label, sizes[at] ?? 0);
    }
    if (convention !== 'vsibench' || finder.hasFound) reportMissingVideos(sink, finder.missing);
  },

  async readScene(shard, scene, { signal }) {
    const metaFiles = await metaFilesOf(shard);
    const meta = await loadMetaInfo(metaFiles);
    return metaScene(meta, scene.folder) === null ? readRecordScene(shard, scene, signal) : readMetaScene(shard, scene, metaFiles);
  },

  readFrames,
};

async function metaFilesOf(shard: string): Promise<string[]> {
  const [first] = await listFiles(shard, ['.parquet'], 'look');
  return first === undefined ? [] : findMetaFiles(shard, shardFile(shard, first));
}

/** What its columns say; null where they say nothing, or it cannot be read. */
async function formatOfFile(file: string): Promise<KnownFormat | null> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return null;
  try {
    return formatOfColumns((await openParquet(handle, file)).columns);
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

interface FileReading {
  readonly file: string;
  readonly known: KnownFormat | null;
  readonly sink: IndexSink;
  readonly collector: QuestionCollector;
  readonly signal: AbortSignal;
}

/** A file that cannot be read is a problem; rows read before it broke stay. One whose reading was interrupted is not ended: the next import goes on with it. */
async function readFileInto(shard: string, { file, known, collector, signal }: FileReading): Promise<void> {
  const handle = await openShardFile(shard, file);
  try {
    collector.beginFile({ path: file, sizeBytes: (await handle.stat()).size, sha256: await hashOf(handle) });
    const rows = await openParquetRows(shardFile(shard, file), file === '' ? path.basename(shard) : file);
    try {
      const format = known ?? formatOfColumns(rows.columns);
      if (format === null) {
        throw new AppError('input.unsupported', `Its columns (${rows.columns.join(', ').slice(0, 300)}) name no question with an answer.`);
      }
      for await (const page of rows.pages()) {
        throwIfAborted(signal);
        for (const [at, row] of page.rows.entries()) await takeRow(collector, format, { row: jsonFromRow(row), line: page.first + at + 1 });
      }
    } finally {
      await rows.close();
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'cancelled') throw error;
    const { code, message } = problemFromError(error);
    collector.problem(null, `${message} What was read before is used.`, code);
  } finally {
    await handle.close();
  }
  collector.endFile();
}

async function takeRow(
  collector: QuestionCollector,
  { format }: KnownFormat,
  { row, line }: { readonly row: Record<string, unknown>; readonly line: number },
): Promise<void> {
  try {
    await collector.add(format.questions(row), { byteOffset: 0, byteLength: 0, line, hash: sha256Of(JSON.stringify(row)) });
  } catch (error) {
    collector.problem(
      line,
      `${(error as Error).message} The row is left out.`,
      error instanceof AppError ? error.code : 'question.malformed',
    );
  }
}
