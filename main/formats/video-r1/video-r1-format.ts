import { AppError } from '../../../shared/errors.ts';
import { parseJsonWithNaN } from '../parse-json-with-nan.ts';
import { choicesLike, optionsFromChoices } from '../records/choice-text.ts';
import { editMembers } from '../records/edit-members.ts';
import { rolesOf, taskOf } from '../records/guess-task.ts';
import { subjectFromScene, subjectFromVideo, unnamedScene } from '../records/question-subject.ts';
import type { FoundQuestion, JsonObject, QuestionEdit, RecordFormat } from '../records/record-format.ts';
import { readReply, writeReply } from '../records/reply.ts';

/** The answer between its tags, and what is around it. */
const tagged = /^([\s\S]*<answer>\s*)([\s\S]*?)(\s*<\/answer>[\s\S]*)$/;

/**
 * Records of Video-R1 and Spatial-MLLM: `problem_id, problem, data_type, problem_type, options, solution, path`, where `solution` is `<answer>…</answer>` with a
 * letter (multiple choice) or a value, and `path` is `./<dataset>/<scene>.mp4`. Spatial-MLLM's copy of VSI-Bench names the type in `original_question_type`.
 */
export const videoR1Format: RecordFormat = {
  isRecord: (record) => typeof record['problem'] === 'string' && typeof record['solution'] === 'string' && 'problem_type' in record,

  questions: (record) => [questionFrom(record)],

  changed(text, { edits }) {
    const edit = edits.get(0);
    return edit === undefined ? text : editMembers(text, changesOf(parseJsonWithNaN(text) as JsonObject, edit));
  },
};

function questionFrom(record: JsonObject): FoundQuestion {
  const { problem, solution, path } = record;
  if (typeof problem !== 'string' || problem.trim() === '')
    throw new AppError('question.malformed', 'The record has no text under "problem".');
  if (typeof solution !== 'string') throw new AppError('question.malformed', 'The record has no text under "solution".');
  const options = optionsFromChoices(choicesOf(record));
  const reply = tagged.exec(solution)?.[2] ?? solution;
  const read = readReply(reply, options);
  if (read === null) throw new AppError('question.malformed', `The solution "${reply.slice(0, 60)}" names none of the options.`);
  const text = problem.trim();
  const task = taskOf(record['original_question_type'] ?? record['question_type'], text);
  const about = typeof path === 'string' && path !== '' ? subjectFromVideo(path) : subjectFromScene(unnamedScene);
  return { task, content: { text, answer: read.answer, options, letter: read.letter, roles: rolesOf(task, text) }, about };
}

function changesOf(record: JsonObject, edit: QuestionEdit): Record<string, unknown> {
  const choices = choicesOf(record);
  const solution = String(record['solution']);
  const [, head = '', reply = solution, tail = ''] = tagged.exec(solution) ?? [];
  const form = readReply(reply, optionsFromChoices(choices))?.form ?? ({ kind: 'open' } as const);
  return {
    problem: edit.text,
    solution: head + writeReply(edit, form) + tail,
    ...(choices.length > 0 ? { options: choicesLike(choices, edit.options) } : {}),
  };
}

function choicesOf(record: JsonObject): string[] {
  const choices = record['options'];
  return Array.isArray(choices) ? (choices as unknown[]).filter((choice) => typeof choice === 'string') : [];
}
