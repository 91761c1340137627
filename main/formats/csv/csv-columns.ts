import { AppError } from '../../../shared/errors.ts';
import type { Option } from '../../../shared/model/question.ts';
import { choicesLike, optionsFromChoices } from '../records/choice-text.ts';
import { rolesOf, taskOf } from '../records/guess-task.ts';
import { subjectFromScene, subjectFromVideo, unnamedScene } from '../records/question-subject.ts';
import type { FoundQuestion, QuestionEdit } from '../records/record-format.ts';
import { readReply, writeReply } from '../records/reply.ts';

/** What each column means, by the names that people give it; the first that a file has is taken. */
const meanings = {
  question: ['question', 'question_text', 'text', 'prompt', 'problem'],
  answer: ['answer', 'gt_answer', 'ground_truth', 'correct_answer', 'solution'],
  options: ['options', 'choices', 'mc_choices'],
  letter: ['letter', 'mc_answer', 'answer_letter', 'correct_option'],
  task: ['task', 'type', 'question_type'],
  video: ['video', 'video_path', 'filename', 'path'],
  scene: ['scene', 'scene_name', 'scene_id', 'house'],
} as const;

/** What a column can mean. */
export type ColumnMeaning = keyof typeof meanings;

/** The columns of a file that mean something; the others are preserved and nothing else. */
export interface CsvColumns {
  readonly indexOf: Readonly<Partial<Record<ColumnMeaning, number>>>;
  /** Columns that hold one option each: `option_a`, `option_b` … or `A`, `B` … */
  readonly optionColumns: readonly number[];
}

/** Reads a header; null where it names no question or no answer (neither an answer nor a letter). */
export function columnsFromHeader(header: readonly string[]): CsvColumns | null {
  const names = header.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_'),
  );
  const found = (Object.keys(meanings) as ColumnMeaning[]).flatMap((meaning) => {
    const name = meanings[meaning].find((candidate) => names.includes(candidate));
    return name === undefined ? [] : [[meaning, names.indexOf(name)] as const];
  });
  const indexOf: Partial<Record<ColumnMeaning, number>> = Object.fromEntries(found);
  if (indexOf.question === undefined || (indexOf.answer === undefined && indexOf.letter === undefined)) return null;
  const optionColumns: number[] = [];
  for (const letter of 'abcdefgh') {
    const at = names.findIndex((name) => name === `option_${letter}` || name === `choice_${letter}` || name === letter);
    if (at < 0) break;
    optionColumns.push(at);
  }
  return { indexOf, optionColumns: optionColumns.length > 1 ? optionColumns : [] };
}

/** The question of a row. @throws AppError `question.malformed`. */
export function questionFromRow(row: readonly string[], columns: CsvColumns): FoundQuestion {
  const cell = (meaning: ColumnMeaning): string => row[columns.indexOf[meaning] ?? -1]?.trim() ?? '';
  const text = cell('question');
  if (text === '') throw new AppError('question.malformed', 'The row has no question.');
  const options = optionsOf(row, columns);
  const [answer, letter] = [cell('answer'), cell('letter')];
  const reply = letter !== '' && options.length > 0 ? letter : answer;
  if (reply === '') throw new AppError('question.malformed', 'The row has no answer.');
  const read = readReply(reply, options);
  if (read === null) throw new AppError('question.malformed', `The answer "${reply.slice(0, 60)}" names none of the options.`);
  const task = taskOf(cell('task'), text);
  const [video, scene] = [cell('video'), cell('scene')];
  const named = video === '' ? subjectFromScene(scene === '' ? unnamedScene : scene) : subjectFromVideo(video);
  const about = video !== '' && scene !== '' ? { ...named, scene: subjectFromScene(scene).scene } : named;
  return { task, content: { text, answer: read.answer, options, letter: read.letter, roles: rolesOf(task, text) }, about };
}

/** The cells of a row that an edit changes, by column. @throws AppError `question.malformed` where the row has no column for one of the options. */
export function changedCells(row: readonly string[], columns: CsvColumns, edit: QuestionEdit): Map<number, string> {
  const changes = new Map<number, string>();
  const set = (column: number | undefined, value: string) => {
    if (column !== undefined && row[column] !== value) changes.set(column, value);
  };
  const { indexOf, optionColumns } = columns;
  const options = optionsOf(row, columns);
  const answer = row[indexOf.answer ?? -1] ?? '';
  const form = readReply(answer, options)?.form ?? ({ kind: 'open' } as const);
  set(indexOf.question, edit.text);
  set(indexOf.answer, form.kind === 'open' ? edit.answer : writeReply(edit, form));
  if (optionColumns.length > 0 && edit.options.length > optionColumns.length) {
    const message = `The edit has ${edit.options.length} options, and the file has columns for ${optionColumns.length}.`;
    throw new AppError('question.malformed', message);
  }
  if (options.length > 0) {
    set(indexOf.letter, edit.letter ?? '');
    if (optionColumns.length > 0) for (const [at, column] of optionColumns.entries()) set(column, edit.options[at]?.text ?? '');
    else set(indexOf.options, optionsCell(row[indexOf.options ?? -1] ?? '', edit.options));
  }
  return changes;
}

function optionsOf(row: readonly string[], columns: CsvColumns): Option[] {
  if (columns.optionColumns.length > 0) {
    const texts = columns.optionColumns.map((column) => row[column]?.trim() ?? '');
    const end = texts.indexOf('');
    return optionsFromChoices(end < 0 ? texts : texts.slice(0, end));
  }
  return optionsFromChoices(choicesFromCell(row[columns.indexOf.options ?? -1] ?? ''));
}

/** Options in one cell: a JSON list (also Python's, with single quotes), or texts with `;` or `|` or line breaks between. */
function choicesFromCell(cell: string): string[] {
  const text = cell.trim();
  if (text === '' || text === '[]' || text === 'null') return [];
  for (const json of [text, text.replaceAll("'", '"')]) {
    try {
      const value: unknown = JSON.parse(json);
      if (Array.isArray(value)) return value.map(String);
    } catch {
      // The next way.
    }
  }
  return text.split(separatorOf(text)).map((choice) => choice.trim());
}

function separatorOf(text: string): string {
  return ['\n', '|', ';'].find((mark) => text.includes(mark)) ?? ';';
}

function optionsCell(before: string, options: readonly Option[]): string {
  const choices = choicesLike(choicesFromCell(before), options);
  if (before.trim().startsWith('[')) return JSON.stringify(choices);
  const mark = separatorOf(before);
  const blank = mark !== '\n' && before.includes(`${mark} `) ? ' ' : '';
  return choices.join(mark + blank);
}
