import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { listFiles } from '../records/list-files.ts';
import { QuestionCollector } from '../records/question-collector.ts';
import { hashOf, openShardFile } from '../records/read-record-file.ts';
import { readRecordScene } from '../records/read-record-scene.ts';
import { isKnown, reportMissingVideos, throwIfAborted } from '../records/record-reader.ts';
import { SubjectFinder } from '../records/subject-finder.ts';
import { shardFile } from '../shard-place.ts';
import type { ShardReader } from '../shard-reader.ts';
import { readFrames } from '../simsv/read-frames.ts';
import { sha256Of } from '../simsv/read-source.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { cellsOf, delimiterOf } from './csv-cells.ts';
import { type CsvColumns, columnsFromHeader, questionFromRow } from './csv-columns.ts';
import { type CsvRow, readCsvRows } from './read-rows.ts';

/** Reads CSV files of questions, with commas, semicolons or tabs; the header says which column means what. */
export const csvReader: ShardReader = {
  format: 'csv',

  async detect(shard) {
    const files = await questionFiles(shard);
    const expected = 'a CSV of questions has a header with "question" and "answer" (or names like them)';
    if (files.length === 0) return { score: 0, why: expected };
    return { score: 0.7, why: `${files.length === 1 ? 'it is a CSV' : `${files.length} CSV files`} with columns for question and answer` };
  },

  async index(shard, sink, { signal }) {
    const files = await questionFiles(shard);
    const sizes = await Promise.all(files.map(async (file) => (await stat(shardFile(shard, file))).size));
    sink.begin({ convention: 'simsv', total: sizes.reduce((sum, size) => sum + size, 0) });
    const finder = new SubjectFinder(shard);
    const collector = new QuestionCollector(sink, 'csv', (about) => finder.find(about));
    for (const [at, file] of files.entries()) {
      if (!(await isKnown(shard, file, sink))) await readCsvFile(shard, { file, collector, signal });
      sink.advance(file === '' ? path.basename(shard) : file, sizes[at] ?? 0);
    }
    reportMissingVideos(sink, finder.missing);
  },

  readScene: (shard, scene, { signal }) => readRecordScene(shard, scene, signal),
  readFrames,
};

async function questionFiles(shard: string): Promise<string[]> {
  const files: string[] = [];
  for (const file of await listFiles(shard, ['.csv', '.tsv'], 'import'))
    if ((await readHeader(shardFile(shard, file))) !== null) files.push(file);
  return files;
}

/** What a file's first row says: how cells are set apart, and what they mean. */
export interface CsvHeader {
  readonly delimiter: string;
  readonly columns: CsvColumns;
  readonly names: readonly string[];
  /** Bytes up to the end of the header's line. */
  readonly byteLength: number;
}

/** Reads the header; null where the file cannot be read or names no question and answer. */
export async function readHeader(file: string): Promise<CsvHeader | null> {
  const handle = await open(file).catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const end = buffer.subarray(0, bytesRead).indexOf(0x0a);
    const byteLength = end < 0 ? bytesRead : end + 1;
    const text = textFromUtf8(buffer.subarray(0, byteLength))
      .replace(/^\ufeff/, '')
      .replace(/\r?\n$/, '');
    const delimiter = delimiterOf(text);
    const names = cellsOf(text, delimiter);
    const columns = columnsFromHeader(names);
    return columns === null ? null : { delimiter, columns, names, byteLength };
  } catch {
    return null;
  } finally {
    await handle.close();
  }
}

async function readCsvFile(
  shard: string,
  { file, collector, signal }: { readonly file: string; readonly collector: QuestionCollector; readonly signal: AbortSignal },
): Promise<void> {
  const header = await readHeader(shardFile(shard, file));
  if (header === null) return;
  const handle = await openShardFile(shard, file);
  try {
    collector.beginFile({ path: file, sizeBytes: (await handle.stat()).size, sha256: await hashOf(handle) });
    let index = 0;
    for await (const rows of readCsvRows(handle, { delimiter: header.delimiter })) {
      throwIfAborted(signal);
      for (const row of rows) {
        index += 1;
        if (row.byteOffset >= header.byteLength) await takeRow(collector, header, row, index);
      }
    }
    collector.endFile();
  } finally {
    await handle.close();
  }
}

async function takeRow(collector: QuestionCollector, { delimiter, columns }: CsvHeader, row: CsvRow, index: number): Promise<void> {
  try {
    if (row.isBroken) throw new AppError('question.malformed', 'A quotation mark of the row is never closed.');
    const found = questionFromRow(cellsOf(textFromUtf8(row.bytes), delimiter), columns);
    await collector.add([found], { byteOffset: row.byteOffset, byteLength: row.bytes.length, line: index, hash: sha256Of(row.bytes) });
  } catch (error) {
    collector.problem(
      row.line,
      `${(error as Error).message} The row is left out.`,
      error instanceof AppError ? error.code : 'question.malformed',
    );
  }
}
