import { open } from 'node:fs/promises';
import { type ReviewedFile, type ReviewedRecord, reviewedFiles } from '../../review/reviewed-files.ts';
import { countQuestions } from '../../store/question-counts.ts';
import { countQuestionFiles } from '../../store/source-files.ts';
import { choiceText } from '../records/choice-text.ts';
import { videoNameOf } from '../records/fresh-records.ts';
import type { RecordChanges } from '../records/record-format.ts';
import { type PlacedBytes, rewriteFile } from '../records/rewrite-records.ts';
import { throwIfCancelled } from '../records/write-records.ts';
import type { ExportTarget, ShardWriter, WriteOptions, WrittenRecords } from '../shard-writer.ts';
import { cellsOf, csvCell, editCells } from './csv-cells.ts';
import { changedCells } from './csv-columns.ts';
import { type CsvHeader, readHeader } from './read-csv.ts';
import { readCsvRows } from './read-rows.ts';

const columns = ['id', 'question', 'answer', 'options', 'letter', 'task', 'video', 'scene', 'verdict', 'flagged'];

/**
 * Writes a CSV of questions. A workspace of one CSV gets that file again, changed in the cells that an edit changes; anything else becomes one table with our columns
 * (RFC 4180, options as a JSON list in one cell).
 */
export const csvWriter: ShardWriter = {
  format: 'csv',
  target: 'file',
  countRecords: countQuestions,
  async write(workspace, target, options) {
    await target.begin('');
    const isAlone = countQuestionFiles(workspace) === 1;
    let [records, done, hasHeader] = [0, 0, false];
    for await (const file of reviewedFiles(workspace)) {
      const header = isAlone && file.shard.format === 'csv' ? await readHeader(file.file) : null;
      if (header !== null) return rewriteOwn(file, header, target, options);
      if (!hasHeader) await target.write(`${columns.join(',')}\r\n`);
      hasHeader = true;
      for await (const page of file.pages()) {
        throwIfCancelled(options);
        const kept = page.filter((record) => options.isKept(record));
        await target.write(kept.map((record) => `${freshRow(record)}\r\n`).join(''));
        records += kept.length;
        done += page.length;
        options.onRecords(done);
      }
    }
    if (!hasHeader) await target.write(`${columns.join(',')}\r\n`);
    return { records, problems: [] };
  },
};

async function rewriteOwn(
  file: ReviewedFile,
  { delimiter, columns: meanings }: CsvHeader,
  target: ExportTarget,
  options: WriteOptions,
): Promise<WrittenRecords> {
  const changed = (row: string, { edits }: RecordChanges): string => {
    const edit = edits.get(0);
    return edit === undefined ? row : editCells(row, delimiter, changedCells(cellsOf(row, delimiter), meanings, edit));
  };
  const handle = await open(file.file);
  try {
    const records = placesOf(readCsvRows(handle, { delimiter }));
    const rewriting = { records, separation: 'after', changed, write: (data: string | Uint8Array) => target.write(data) } as const;
    const { kept, problems } = await rewriteFile(file, rewriting, options);
    return { records: kept, problems };
  } finally {
    await handle.close();
  }
}

async function* placesOf(batches: ReturnType<typeof readCsvRows>): AsyncGenerator<readonly PlacedBytes[]> {
  for await (const rows of batches) yield rows.map(({ byteOffset, bytes }) => ({ byteOffset, byteLength: bytes.length }));
}

function freshRow(record: ReviewedRecord): string {
  const { content } = record;
  const options = content.options.length === 0 ? '' : JSON.stringify(content.options.map((option) => choiceText(option)));
  const cells = [
    record.id,
    content.text,
    content.answer,
    options,
    content.letter ?? '',
    record.task,
    videoNameOf(record),
    record.sceneFolder,
    record.verdict,
  ];
  return [...cells, record.isFlagged ? 'yes' : ''].map((cell) => csvCell(cell, ',')).join(',');
}
