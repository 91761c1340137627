import { open } from 'node:fs/promises';
import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { type ReviewedFile, type ReviewedRecord, reviewedFiles } from '../../review/reviewed-files.ts';
import { countQuestions } from '../../store/question-counts.ts';
import { countQuestionFiles } from '../../store/source-files.ts';
import { byteOrderMark, longestLineBytes, readLineBatches } from '../read-line-batches.ts';
import type { ExportTarget, ShardWriter, WriteOptions, WrittenRecords } from '../shard-writer.ts';
import { splitJsonArray } from '../split-json-array.ts';
import { layoutOf, objectFrom } from './read-record-file.ts';
import type { RecordFormat } from './record-format.ts';
import { type PlacedBytes, rewriteFile } from './rewrite-records.ts';

/** A format whose exports are one file of JSON records. */
export interface RecordWriterOptions {
  readonly name: ShardWriter['format'];
  readonly format: RecordFormat;
  /** The line of a question that was read in another format, without its end. @throws AppError `question.malformed` where the format cannot say it. */
  readonly freshLine: (record: ReviewedRecord, file: ReviewedFile, options: WriteOptions) => string;
}

/**
 * A writer of such a format. Files that were read in it keep every byte of untouched records; a workspace with one such file gets that very file again, a JSON
 * array as an array. Several files become one of lines.
 */
export function recordWriter({ name, format, freshLine }: RecordWriterOptions): ShardWriter {
  return {
    format: name,
    target: 'file',
    countRecords: countQuestions,
    async write(workspace, target, options) {
      await target.begin('');
      const isAlone = countQuestionFiles(workspace) === 1;
      const problems: Problem[] = [];
      let [records, done, isEnded] = [0, 0, true];
      for await (const file of reviewedFiles(workspace)) {
        throwIfCancelled(options);
        const before = done;
        const onRecords = (seen: number) => {
          done = before + seen;
          options.onRecords(done);
        };
        const own = { ...options, onRecords };
        // A last line without an end would run into the next file.
        if (!isEnded) await target.write('\n');
        if (file.shard.format === name) {
          const written = await rewriteOwn(file, { format, isAlone, target }, own);
          records += written.kept;
          problems.push(...written.problems);
          isEnded = written.isEnded;
        } else {
          records += await writeFresh(file, { freshLine, target, problems }, own);
          isEnded = true;
        }
      }
      return { records, problems } satisfies WrittenRecords;
    },
  };
}

async function rewriteOwn(
  file: ReviewedFile,
  { format, isAlone, target }: { readonly format: RecordFormat; readonly isAlone: boolean; readonly target: ExportTarget },
  options: WriteOptions,
) {
  const handle = await open(file.file);
  try {
    const isArray = (await layoutOf(handle)) === 'array';
    const records: AsyncIterable<readonly PlacedBytes[]> = isArray ? splitJsonArray(handle) : readLineBatches(handle);
    const separation = isArray ? 'between' : 'after';
    const isPiecewise = isArray && !isAlone;
    const write = isPiecewise ? elementLines(target) : isAlone ? (data: string | Uint8Array) => target.write(data) : withoutMark(target);
    const rewriting = { records, separation, changed: format.changed, write, isPiecewise } as const;
    const copies = isAlone ? {} : { isQuestion: (bytes: Buffer) => holdsQuestions(bytes, format) };
    const written = await rewriteFile(file, { ...rewriting, ...copies }, options);
    return isPiecewise ? { ...written, isEnded: true } : written;
  } finally {
    await handle.close();
  }
}

/** A byte order mark belongs at the start of a file, not between two. */
function withoutMark(target: ExportTarget): (data: string | Uint8Array) => Promise<void> {
  let isFirst = true;
  return async (data) => {
    const bytes = Buffer.from(data);
    await target.write(isFirst && bytes.indexOf(byteOrderMark) === 0 ? bytes.subarray(byteOrderMark.length) : bytes);
    isFirst = false;
  };
}

function holdsQuestions(bytes: Buffer, format: RecordFormat): boolean {
  try {
    return bytes.length <= longestLineBytes && format.questions(objectFrom(bytes)).length > 0;
  } catch {
    return false;
  }
}

/** Takes what is written of an array and writes lines: what lies between elements goes, and line breaks inside them (never inside a text) become blanks. */
function elementLines(target: ExportTarget): (data: string | Uint8Array) => Promise<void> {
  return async (data) => {
    const text = Buffer.from(data).toString('utf8');
    if (/^\s*\{/.test(text)) await target.write(`${text.replace(/\r?\n[ \t]*/g, ' ')}\n`);
  };
}

async function writeFresh(
  file: ReviewedFile,
  { freshLine, target, problems }: Pick<RecordWriterOptions, 'freshLine'> & { readonly target: ExportTarget; readonly problems: Problem[] },
  options: WriteOptions,
): Promise<number> {
  let [records, seen] = [0, 0];
  for await (const page of file.pages()) {
    throwIfCancelled(options);
    const lines: string[] = [];
    for (const record of page) {
      if (!options.isKept(record)) continue;
      try {
        lines.push(`${freshLine(record, file, options)}\n`);
      } catch (error) {
        problems.push({ ...problemFromError(error), file: file.source.path, line: record.line });
      }
    }
    await target.write(lines.join(''));
    records += lines.length;
    seen += page.length;
    options.onRecords(seen);
  }
  return records;
}

/** Throws `cancelled` once the signal says so. */
export function throwIfCancelled({ signal }: WriteOptions): void {
  if (signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
}
