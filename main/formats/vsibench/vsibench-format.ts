import { AppError } from '../../../shared/errors.ts';
import { parseJsonWithNaN } from '../parse-json-with-nan.ts';
import { choicesLike } from '../records/choice-text.ts';
import { editMembers } from '../records/edit-members.ts';
import { subjectFromVideo } from '../records/question-subject.ts';
import type { JsonObject, QuestionEdit, RecordFormat } from '../records/record-format.ts';
import { questionFromRecord, vsibenchRecordSchema } from './read-questions.ts';

/** VSI-Bench's records, whether they are lines of `test.jsonl` or rows of a parquet file. Their videos are `<dataset>/<scene>.mp4`. */
export const vsibenchFormat: RecordFormat = {
  isRecord: (record) => vsibenchRecordSchema.safeParse(record).success,

  questions(record) {
    const question = questionFromRecord(record);
    if (typeof question === 'string') throw new AppError('question.malformed', question);
    const { task, content, dataset, sceneName } = question;
    return [{ task, content, about: subjectFromVideo(`${dataset}/${sceneName}.mp4`) }];
  },

  changed(text, { edits }) {
    const edit = edits.get(0);
    return edit === undefined ? text : editMembers(text, vsibenchChanges(parseJsonWithNaN(text) as JsonObject, edit));
  },
};

/** The members of a record that an edit changes; the right answer of a choice is its letter. */
export function vsibenchChanges(record: JsonObject, edit: QuestionEdit): Record<string, unknown> {
  const choices = record['options'];
  const changes = { question: edit.text, ground_truth: edit.letter ?? edit.answer };
  return Array.isArray(choices) ? { ...changes, options: choicesLike(choices.map(String), edit.options) } : changes;
}
