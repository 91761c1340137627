import { AppError } from '../../../shared/errors.ts';
import { type CsvColumns, changedCells, columnsFromHeader, questionFromRow } from '../csv/csv-columns.ts';
import { parseJsonWithNaN } from '../parse-json-with-nan.ts';
import { editMembers } from '../records/edit-members.ts';
import type { JsonObject, QuestionEdit, RecordFormat } from '../records/record-format.ts';
import { editedRecord } from '../simsv/record.ts';

/**
 * Plain records `{ question, answer, options?, … }` under the names that a CSV's columns may have, SIMS-V's own question records among them
 * (`question, gt_answer, mc_choices, mc_answer, task, filename`). Values may be texts, numbers and lists.
 */
export const plainFormat: RecordFormat = {
  isRecord: (record) => columnsFromHeader(Object.keys(record)) !== null,

  questions(record) {
    const columns = columnsOf(record);
    return [questionFromRow(cellsOf(record), columns)];
  },

  changed(text, { edits }) {
    const edit = edits.get(0);
    if (edit === undefined) return text;
    const record = parseJsonWithNaN(text) as JsonObject;
    if ('mc_question' in record && 'gt_answer' in record) return editedRecord(text, { ...edit, recordFields: {} });
    return editMembers(text, plainChanges(record, edit));
  },
};

/** The members of a record that an edit changes. A list stays a list, and a number a number. */
function plainChanges(record: JsonObject, edit: QuestionEdit): Record<string, unknown> {
  const keys = Object.keys(record);
  const changes = [...changedCells(cellsOf(record), columnsOf(record), edit)].map(([column, cell]) => {
    const key = keys[column] ?? '';
    const before = record[key];
    if (Array.isArray(before)) return [key, JSON.parse(cell) as unknown] as const;
    const isNumber = typeof before === 'number' && cell.trim() !== '' && Number.isFinite(Number(cell));
    return [key, isNumber ? Number(cell) : cell] as const;
  });
  return Object.fromEntries(changes);
}

function columnsOf(record: JsonObject): CsvColumns {
  const columns = columnsFromHeader(Object.keys(record));
  if (columns !== null) return columns;
  throw new AppError('question.malformed', 'The record has no question with an answer ("question" and "answer", or names like them).');
}

function cellsOf(record: JsonObject): string[] {
  return Object.values(record).map((value) => {
    if (value === null || value === undefined) return '';
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}
