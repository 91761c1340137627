import { AppError } from '../../../shared/errors.ts';
import { parseJsonWithNaN } from '../parse-json-with-nan.ts';
import { applyReplacements, jsonStyleOf, type Replacement } from '../records/edit-members.ts';
import { rolesOf, taskOf } from '../records/guess-task.ts';
import { subjectFromScene, subjectFromVideo, unnamedScene } from '../records/question-subject.ts';
import type { FoundQuestion, JsonObject, QuestionSubject, RecordChanges, RecordFormat } from '../records/record-format.ts';
import { readReply, writeReply } from '../records/reply.ts';
import { elementSpans, type MemberSpan, memberSpans } from '../simsv/json-members.ts';
import { pythonJson } from '../simsv/python-json.ts';
import { leadingMedia, readAskedText, rewriteAskedText } from './asked-text.ts';

interface Turn {
  readonly from: string;
  readonly value: string;
  readonly task: unknown;
}

/** Turns that ask and turns that answer, in LLaVA's and in ShareGPT's words. */
const askers: ReadonlySet<string> = new Set(['human', 'user']);
const answerers: ReadonlySet<string> = new Set(['gpt', 'assistant', 'model']);

/**
 * Training conversations of LLaVA's shape, as SIMS-V's own formatter writes them: `conversations` with turns `{ from, value }`, each human turn and the reply to
 * it one question; `video` names the video. Media tokens and prompts around a question stay where they are.
 */
export const conversationFormat: RecordFormat = {
  isRecord: (record) => turnsOf(record).length >= 2,

  questions(record) {
    const pairs = pairsOf(turnsOf(record));
    if (pairs.length === 0) throw new AppError('question.malformed', 'The conversation has no question with a reply.');
    const about = subjectOf(record);
    return pairs.map(({ human, reply }) => questionFromPair(record, human, reply, about));
  },

  changed: changedConversation,
};

function questionFromPair(record: JsonObject, human: Turn, reply: Turn, about: QuestionSubject): FoundQuestion {
  const asked = readAskedText(human.value);
  const text = human.value.slice(asked.question.start, asked.question.end);
  if (text === '') throw new AppError('question.malformed', 'A human turn of the conversation asks nothing.');
  const read = readReply(reply.value, asked.options);
  if (read === null) {
    const shown = reply.value.length > 60 ? `${reply.value.slice(0, 60)}…` : reply.value;
    throw new AppError('question.malformed', `The reply "${shown}" names none of the options.`);
  }
  const task = taskOf(human.task ?? record['question_type'] ?? record['task'], text);
  const { answer, letter } = read;
  return { task, content: { text, answer, options: [...asked.options], letter, roles: rolesOf(task, text) }, about };
}

function subjectOf(record: JsonObject): QuestionSubject {
  const video = firstText(record['video']) ?? firstText(record['videos']) ?? firstText(record['video_path']);
  if (video !== null) return subjectFromVideo(video);
  const image = firstText(record['image']);
  return subjectFromScene(image ?? (typeof record['scene'] === 'string' ? record['scene'] : unnamedScene));
}

function firstText(value: unknown): string | null {
  const first = Array.isArray(value) ? (value as unknown[])[0] : value;
  return typeof first === 'string' && first !== '' ? first : null;
}

function turnsOf(record: JsonObject): Turn[] {
  const turns = record['conversations'];
  if (!Array.isArray(turns)) return [];
  return (turns as unknown[]).map((turn) => {
    const { from, value, task } = (typeof turn === 'object' && turn !== null ? turn : {}) as Record<string, unknown>;
    return { from: typeof from === 'string' ? from : '', value: typeof value === 'string' ? value : '', task };
  });
}

/** Each human turn with the reply that follows it, with the places of both. */
function pairsOf(turns: readonly Turn[]): { readonly human: Turn; readonly reply: Turn; readonly at: number }[] {
  return turns.flatMap((human, at) => {
    const reply = turns[at + 1];
    return askers.has(human.from) && reply !== undefined && answerers.has(reply.from) ? [{ human, reply, at }] : [];
  });
}

function changedConversation(text: string, { edits, dropped }: RecordChanges): string {
  const turns = turnsOf(parseJsonWithNaN(text) as JsonObject);
  const list = memberSpans(text).get('conversations');
  if (list === undefined) return text;
  const spans = elementSpans(text, list.start);
  const style = jsonStyleOf(text);
  const values = new Map<number, string>();
  const cut = new Set<number>();
  let token = '';
  for (const [part, { human, reply, at }] of pairsOf(turns).entries()) {
    const edit = edits.get(part);
    if (dropped.has(part)) {
      token ||= leadingMedia(human.value);
      cut.add(at).add(at + 1);
      continue;
    }
    // The frames go where the media token is, so it moves on to the first turn that stays.
    const given = leadingMedia(human.value) === '' ? token + human.value : human.value;
    token = '';
    if (edit !== undefined) {
      const form = readReply(reply.value, readAskedText(human.value).options)?.form ?? ({ kind: 'open' } as const);
      values.set(at, rewriteAskedText(given, edit)).set(at + 1, writeReply(edit, form));
    } else if (given !== human.value) values.set(at, given);
  }
  const replacements = [...values].flatMap(([at, value]) => valueReplacement(text, spans[at]?.start ?? 0, pythonJson(value, style)));
  return applyReplacements(text, [...replacements, ...cutElements(spans, cut)]);
}

function valueReplacement(text: string, turnStart: number, now: string): Replacement[] {
  const value = memberSpans(text, turnStart).get('value');
  return value === undefined || text.slice(value.start, value.end) === now ? [] : [{ ...value, text: now }];
}

/** Removes elements, run by run, each with the comma behind it, or before it at the end of the list. */
function cutElements(spans: readonly MemberSpan[], cut: ReadonlySet<number>): Replacement[] {
  const cuts: Replacement[] = [];
  for (let from = 0; from < spans.length; from += 1) {
    if (!cut.has(from)) continue;
    let to = from;
    while (cut.has(to + 1)) to += 1;
    const next = spans[to + 1];
    const [first, last] = [spans[from] as MemberSpan, spans[to] as MemberSpan];
    if (next !== undefined) cuts.push({ start: first.start, end: next.start, text: '' });
    else cuts.push({ start: spans[from - 1]?.end ?? first.start, end: last.end, text: '' });
    from = to;
  }
  return cuts;
}
