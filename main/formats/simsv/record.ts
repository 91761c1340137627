import { hash } from 'node:crypto';
import type { answerModes, QuestionContent } from '../../../shared/api/index.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Option } from '../../../shared/model/question.ts';
import type { AskedQuestion } from '../../../shared/questions/ask.ts';
import type { QuestionType } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { deepestJson, isDeeperThan } from '../parse-untrusted-json.ts';
import { longestLineBytes } from '../read-line-batches.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { canonicalMembers, canonicalObject } from './canonical-json.ts';
import { memberSpans } from './json-members.ts';
import {
  NumberText,
  type PythonJsonStyle,
  parseKeepingNumbers,
  pythonFloat,
  pythonJson,
  pythonNumber,
  pythonString,
} from './python-json.ts';

/** A question record of SIMS-V by its own keys; numbers are {@link NumberText}. */
export type SimsvRecord = Readonly<Record<string, unknown>>;

/** Reads one line of a `qa_pairs_*.jsonl` or a combined file, as text or UTF-8. Throws `question.malformed` where it is no question. */
export function parseRecord(line: string | Uint8Array): SimsvRecord {
  return checkedRecord(line, parseKeepingNumbers);
}

/** As {@link parseRecord}, but only the answer keeps its digits and every other number is a plain one: enough for reading, and several times as fast. */
export function parseRecordForReading(line: string | Uint8Array): SimsvRecord {
  return checkedRecord(line, (text) => {
    const record = JSON.parse(text);
    if (typeof record?.gt_answer !== 'number') return record;
    const [digits, ...more] = [...text.matchAll(answerDigits)].map((match) => match[1]);
    return digits === undefined || more.length > 0 ? parseKeepingNumbers(text) : { ...record, gt_answer: new NumberText(digits) };
  });
}

/** A quotation mark inside a text has a backslash before it, so that this finds members only. */
const answerDigits = /"gt_answer"\s*:\s*(-?\d[\d.eE+-]*)/g;

function checkedRecord(line: string | Uint8Array, parse: (text: string) => unknown): SimsvRecord {
  let value: unknown;
  try {
    if (line.length > longestLineBytes) throw new RangeError(`it is longer than ${longestLineBytes / 2 ** 20} MiB`);
    const text = typeof line === 'string' ? line : textFromUtf8(line);
    if (isDeeperThan(text, deepestJson)) throw new RangeError(`it is nested more than ${deepestJson} levels deep`);
    value = parse(text);
  } catch (error) {
    throw new AppError('question.malformed', `The line is not JSON: ${(error as Error).message}.`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AppError('question.malformed', 'The line is JSON but not an object.');
  }
  const record = value as SimsvRecord;
  for (const key of ['task', 'question'] as const) {
    if (typeof record[key] !== 'string') throw new AppError('question.malformed', `The record has no text under "${key}".`);
  }
  const answer = record['gt_answer'];
  if (typeof answer !== 'string' && !(answer instanceof NumberText)) {
    throw new AppError('question.malformed', 'The record has no answer: "gt_answer" is neither text nor a number.');
  }
  return record;
}

/** A record in the terms that every format shares; the answer is the text on disk ("2.0"). */
export function contentFromRecord(record: SimsvRecord): QuestionContent {
  const text = String(record['question']);
  const type = findQuestionType(String(record['task']));
  const choices = Array.isArray(record['mc_choices']) ? (record['mc_choices'] as unknown[]) : [];
  const answer = record['gt_answer'];
  return {
    text,
    answer: answer instanceof NumberText ? answer.text : String(answer),
    options: choices.map((choice, i) => optionFromChoice(String(choice), i)),
    letter: typeof record['mc_answer'] === 'string' ? record['mc_answer'] : null,
    roles: type?.rolesFromRecord(record) ?? type?.parse(text)?.roles ?? null,
  };
}

/** What a fresh record says beside the question. */
export interface NewRecordPlace {
  /** Position in its file; also its id. */
  readonly index: number;
  /** "<house>/rgb__<N>.mp4", without the split. */
  readonly filename: string;
  /** Base name of the dataset directory. */
  readonly source: string;
}

/** The line (without its end) of a freshly asked question: SIMS-V's keys in SIMS-V's order, numbers as Python prints them. */
export function newRecord(asked: AskedQuestion, place: NewRecordPlace): string {
  const { derivation, options, text } = asked;
  const fields = asPythonFields(derivation.recordFields) as Record<string, unknown>;
  const { type = 'v0', ...own } = fields;
  const early = new Set([...fieldsBeforeQuestion, ...fieldsAfterAnswer]);
  return pythonJson({
    idx: place.index,
    type,
    filename: place.filename,
    source: place.source,
    task: asked.type.task,
    ...fieldsNamed(own, fieldsBeforeQuestion),
    question: text,
    gt_answer: isNumeric(asked.type) ? new NumberText(derivation.answer) : derivation.answer,
    ...fieldsNamed(own, fieldsAfterAnswer),
    mc_question: multipleChoiceText(text, options),
    mc_answer: asked.letter,
    mc_choices: options.map(choiceFromOption),
    ...Object.fromEntries(Object.entries(own).filter(([key]) => !early.has(key))),
    ...(hasId(own) ? { id: place.index } : {}),
  });
}

/** Fields of a type that SIMS-V writes before the question, and right after the answer; all others follow the choices. */
const fieldsBeforeQuestion: readonly string[] = ['object_type', 'max_visibility'];
const fieldsAfterAnswer: readonly string[] = ['gt_size'];

function fieldsNamed(fields: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]] as const] : [])));
}

/** SIMS-V asks counts and sizes object type by object type, and numbers none of them; presence questions name a type too but have an id. */
function hasId(fields: Readonly<Record<string, unknown>>): boolean {
  return !('object_type' in fields) || 'max_visibility' in fields;
}

function isNumeric({ answerForm }: QuestionType): boolean {
  return answerForm === 'decimal' || answerForm === 'integer';
}

/** What an edit changes in a record; `recordFields` are those of the new derivation. */
export interface RecordEdit {
  readonly text: string;
  readonly answer: string;
  readonly options: readonly Option[];
  readonly letter: string | null;
  readonly recordFields: Readonly<Record<string, unknown>>;
  /** Where the answer was set by hand; the record says so for ever. */
  readonly override?: { readonly reason: string; readonly derivedAnswer: string | null };
}

/** Member of a record that marks an answer set by hand. */
const overrideMember = 'sightline_override';

/**
 * The line with an edit applied. Only values that differ are replaced, in the line's own style; key order, unknown keys and every
 * other byte stay, and keys that the record does not have are not added, but for the mark of an answer set by hand.
 */
export function editedRecord(rawLine: string, edit: RecordEdit): string {
  const record = parseRecord(rawLine);
  const changes: Record<string, unknown> = {
    question: edit.text,
    gt_answer: record['gt_answer'] instanceof NumberText && isNumber(edit.answer) ? new NumberText(edit.answer) : edit.answer,
    mc_question: multipleChoiceText(edit.text, edit.options),
    mc_answer: edit.letter,
    mc_choices: edit.options.map(choiceFromOption),
    ...(asPythonFields(edit.recordFields) as Record<string, unknown>),
  };
  const style = styleOf(rawLine);
  const replacements = [...memberSpans(rawLine)]
    .filter(([key]) => Object.hasOwn(changes, key) && !isSameMember(key, changes[key], record[key]))
    .sort(([, a], [, b]) => b.start - a.start);
  const replaced = replacements.reduce(
    (line, [key, { start, end }]) => line.slice(0, start) + pythonJson(changes[key], style) + line.slice(end),
    rawLine,
  );
  return edit.override === undefined ? replaced : withOverride(replaced, edit.override, style);
}

/** The line with the mark as its last member, in place of one that an earlier override left. */
function withOverride(line: string, { reason, derivedAnswer }: NonNullable<RecordEdit['override']>, style: PythonJsonStyle): string {
  const value = pythonJson({ reason, derived_answer: derivedAnswer }, style);
  const known = memberSpans(line).get(overrideMember);
  if (known !== undefined) return line.slice(0, known.start) + value + line.slice(known.end);
  const end = line.lastIndexOf('}');
  return `${line.slice(0, end)}${style.isSpaced ? ', ' : ','}"${overrideMember}":${style.isSpaced ? ' ' : ''}${value}${line.slice(end)}`;
}

/** An answer set by hand may be words in a record of numbers. */
function isNumber(text: string): boolean {
  return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text);
}

/** The answer is compared as text, since options and replies repeat it; everything else by value: a box copied with "1" for a metre stays as it is. */
function isSameMember(key: string, ours: unknown, stored: unknown): boolean {
  if (key === 'gt_answer') return pythonJson(ours) === pythonJson(stored);
  const byValue = (_key: string, value: unknown): unknown => (value instanceof NumberText ? Number(value.text) : value);
  return JSON.stringify(ours, byValue) === JSON.stringify(stored, byValue);
}

/** How a conversation answers; see `answerModes` of the API. */
export type AnswerMode = (typeof answerModes)[number];

/** What a conversation says beside its record. */
export interface ConversationOptions {
  readonly source: string;
  readonly split: string;
  readonly mode: AnswerMode;
}

/**
 * The training conversation of one record as SIMS-V formats it (one question per conversation, RGB video), without a line end.
 * Its id is a hash over everything the record says but its position, so untouched records get the very line that SIMS-V writes.
 * Throws `question.malformed` where a choice is asked for and the record has none.
 */
export function conversationFromRecord(record: SimsvRecord, options: ConversationOptions): string {
  const { idx: _position, ...lasting } = record;
  return conversation(record, options, (video) => pythonJson({ ...lasting, filename: video }, canonicalStyle));
}

/** {@link conversationFromRecord} of the record that a text holds, in a third of the time: `record` is what {@link parseRecordForReading} made of it. */
export function conversationFromText(text: string, record: SimsvRecord, options: ConversationOptions): string {
  return conversation(record, options, (video) => {
    const lasting = canonicalMembers(text);
    lasting.delete('idx');
    lasting.set('filename', pythonString(video, true));
    return canonicalObject(lasting);
  });
}

const canonicalStyle: PythonJsonStyle = { isSpaced: false, areKeysSorted: true, isAscii: true };

/** `lasting` is what the record says of itself for ever, as canonical JSON. */
function conversation(record: SimsvRecord, { source, split, mode }: ConversationOptions, lasting: (video: string) => string): string {
  const filename = String(record['filename']);
  const video = filename.startsWith(`${split}/`) ? filename : `${split}/${filename}`;
  const asked = { from: 'human', value: askedText(record, mode), task: record['task'] };
  const replied = { from: 'gpt', value: answeredText(record, mode) };
  const text = (value: string) => pythonString(value, true);
  // Keys in their order, as canonical JSON has them.
  const canonical = `{"qas":[${lasting(video)}],"question_mode":"${mode}","source":${text(source)},"video":${text(video)},"video_version":"rgb"}`;
  return pythonJson({
    id: `sims_${source}__${hash('sha256', canonical)}`,
    conversations: [asked, replied],
    type: mode,
    data_source: `sims_${source}`,
    video,
  });
}

function askedText(record: SimsvRecord, mode: AnswerMode): unknown {
  if (mode === 'oe') return record['question'];
  if (typeof record['mc_question'] !== 'string' || typeof record['mc_answer'] !== 'string') {
    throw new AppError('question.malformed', 'The record has no options, so it can only be exported as an open question (oe).');
  }
  return record['mc_question'];
}

function answeredText(record: SimsvRecord, mode: AnswerMode): string {
  const answer = record['gt_answer'];
  const text = answer instanceof NumberText ? pythonNumber(answer).text : String(answer);
  if (mode === 'oe') return text;
  return mode === 'mc' ? `${record['mc_answer']}. ${text}` : String(record['mc_answer']);
}

function multipleChoiceText(text: string, options: readonly Option[]): string {
  return [text, ...options.map(choiceFromOption)].join('\n');
}

function choiceFromOption(option: Option): string {
  return `${option.letter}. ${option.text}`;
}

function optionFromChoice(choice: string, index: number): Option {
  const [, letter, text] = /^([A-Z])\. (.*)$/s.exec(choice) ?? [];
  return { letter: letter ?? String.fromCharCode(65 + index), text: text ?? choice };
}

/** Numbers among the type-specific fields that SIMS-V writes as integers: whole centimetres, counts, and axes of boxes along the world's. */
const integerFields: ReadonlySet<string> = new Set(['gt_size', 'dims_cm', 'count', 'num_rooms', 'normalizedAxes']);

/** Every measure is a float, whole or not. */
function asPythonFields(value: unknown, key = ''): unknown {
  if (typeof value === 'number') return key.startsWith('n_') || integerFields.has(key) ? value : pythonFloat(value);
  if (Array.isArray(value)) return value.map((item) => asPythonFields(item, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, asPythonFields(member, name)]));
}

function styleOf(line: string): PythonJsonStyle {
  return { isSpaced: /^\s*\{\s*"[^"]*":\s/.test(line), areKeysSorted: false, isAscii: !/[^ -~\t\r\n]/.test(line) };
}
