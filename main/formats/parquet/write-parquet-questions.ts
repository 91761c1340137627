import type { SchemaElement } from 'hyparquet';
import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { type ReviewedFile, type ReviewedRecord, reviewedFiles } from '../../review/reviewed-files.ts';
import { countQuestions } from '../../store/question-counts.ts';
import { countQuestionFiles } from '../../store/source-files.ts';
import { freshConversation } from '../records/fresh-records.ts';
import { formatOfColumns } from '../records/known-formats.ts';
import type { RecordFormat } from '../records/record-format.ts';
import { outcomeOf } from '../records/rewrite-records.ts';
import { throwIfCancelled } from '../records/write-records.ts';
import type { ExportTarget, ShardWriter, WriteOptions, WrittenRecords } from '../shard-writer.ts';
import { jsonFromRow, type ParquetRow } from './open-parquet.ts';
import { openParquetRows } from './parquet-rows.ts';
import { conversationLayout, ParquetStream } from './write-parquet.ts';

/**
 * Writes parquet. A workspace of one parquet file gets its rows again with its own schema, every column included; where nothing changes, the very file. Anything else
 * becomes conversations in the columns of the released SIMS-VSI.
 */
export const parquetWriter: ShardWriter = {
  format: 'parquet',
  target: 'file',
  countRecords: countQuestions,
  async write(workspace, target, options) {
    await target.begin('');
    const isAlone = countQuestionFiles(workspace) === 1;
    const stream = new ParquetStream(conversationLayout, (bytes) => target.write(bytes));
    const problems: Problem[] = [];
    let [records, done] = [0, 0];
    for await (const file of reviewedFiles(workspace)) {
      if (isAlone && file.shard.format === 'parquet') return rewriteOwn(file, target, options);
      for await (const page of file.pages()) {
        throwIfCancelled(options);
        for (const record of page) {
          if (!options.isKept(record)) continue;
          try {
            await stream.add(freshRow(record, file, options));
            records += 1;
          } catch (error) {
            problems.push({ ...problemFromError(error), file: file.source.path, line: record.line });
          }
        }
        done += page.length;
        options.onRecords(done);
      }
    }
    await stream.finish();
    return { records, problems };
  },
};

function freshRow(record: ReviewedRecord, { shard }: ReviewedFile, { answerMode }: WriteOptions): ParquetRow {
  const { id, conversations, video, type } = freshConversation(record, answerMode, shard.id);
  return { id, video, conversations: conversations.map(({ from, value }) => ({ from, value })), question_type: record.task, fmt: type };
}

async function rewriteOwn(file: ReviewedFile, target: ExportTarget, options: WriteOptions): Promise<WrittenRecords> {
  const total = await countUnchanged(file, options);
  if (total !== null) {
    for (let at = 0; at < file.source.sizeBytes; at += copyBytes)
      await target.write(await file.read(at, Math.min(copyBytes, file.source.sizeBytes - at)));
    return { records: total, problems: [] };
  }
  const rows = await openParquetRows(file.file, file.source.path);
  try {
    const format = formatOfColumns(rows.columns)?.format ?? null;
    const stream = new ParquetStream(rows, (bytes) => target.write(bytes));
    const questions = byLine(file);
    const problems: Problem[] = [];
    let [next, kept, seen] = [await questions.next(), 0, 0];
    for await (const page of rows.pages()) {
      throwIfCancelled(options);
      for (const [at, row] of page.rows.entries()) {
        const line = page.first + at + 1;
        const here = next.done !== true && next.value[0]?.line === line ? next.value : [];
        if (here.length > 0) next = await questions.next();
        const outcome = outcomeOf(here, options);
        if (outcome === 'drop') continue;
        try {
          await stream.add(outcome === 'keep' || format === null ? row : changedRow(row, { format, schema: rows.schema }, outcome));
          kept += outcome === 'keep' ? here.length : here.length - outcome.dropped.size;
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'question.malformed') throw error;
          problems.push({ ...problemFromError(error), file: file.source.path, line });
        }
        seen += here.length;
      }
      options.onRecords(seen);
    }
    await stream.finish();
    return { records: kept, problems };
  } finally {
    await rows.close();
  }
}

const copyBytes = 1 << 20;

/** How many questions there are where all of them stay as they are; null where anything changes. */
async function countUnchanged(file: ReviewedFile, options: WriteOptions): Promise<number | null> {
  let count = 0;
  for await (const page of file.pages()) {
    if (page.some((record) => record.edit !== null || !options.isKept(record))) return null;
    count += page.length;
  }
  return count;
}

async function* byLine(file: ReviewedFile): AsyncGenerator<readonly ReviewedRecord[]> {
  for await (const page of file.pages()) yield* Map.groupBy(page, ({ line }) => line).values();
}

/**
 * The row with an edit: only columns whose content the edit changes get a new value, the others keep theirs as the library read it.
 *
 * @throws AppError `question.malformed` where a column cannot hold its new value (a text in a column of numbers).
 */
function changedRow(
  row: ParquetRow,
  { format, schema }: { readonly format: RecordFormat; readonly schema: readonly SchemaElement[] },
  changes: Parameters<RecordFormat['changed']>[1],
): ParquetRow {
  const before = jsonFromRow(row);
  const after = JSON.parse(format.changed(JSON.stringify(before), changes)) as Record<string, unknown>;
  const changed = Object.keys(after).filter((key) => JSON.stringify(after[key]) !== JSON.stringify(before[key]));
  return { ...row, ...Object.fromEntries(changed.map((key) => [key, cellOf(schema, key, after[key])])) };
}

const wholeNumbers: readonly unknown[] = ['INT32', 'INT64'];
const numbers: readonly unknown[] = [...wholeNumbers, 'FLOAT', 'DOUBLE'];

/** A value as the library writes it into a top-level column. */
function cellOf(schema: readonly SchemaElement[], name: string, value: unknown): unknown {
  const type = schema.find((element, index) => index > 0 && element.name === name)?.type;
  const isHeld = wholeNumbers.includes(type) ? Number.isSafeInteger(value) : !numbers.includes(type) || typeof value === 'number';
  if (value !== null && !isHeld)
    throw new AppError(
      'question.malformed',
      `The column "${name}" holds numbers of type ${type}, and the edit makes it "${String(value)}".`,
    );
  return type === 'INT64' && value !== null ? BigInt(value as number) : value;
}
