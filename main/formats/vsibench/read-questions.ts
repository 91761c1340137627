import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { QuestionContent } from '../../../shared/api/index.ts';
import { AppError, type Problem } from '../../../shared/errors.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { parseUntrustedJson } from '../parse-untrusted-json.ts';
import { optionsFromChoices } from '../records/choice-text.ts';
import { nonEmptyLines } from '../simsv/read-source.ts';

/** VSI-Bench's question types, as its files spell them. */
export const vsibenchTasks = [
  'object_counting',
  'object_abs_distance',
  'object_size_estimation',
  'room_size_estimation',
  'object_rel_distance',
  'object_rel_direction_easy',
  'object_rel_direction_medium',
  'object_rel_direction_hard',
  'route_planning',
  'obj_appearance_order',
] as const;

/** Shape of one line of a question file. Later releases add `pruned`. */
export const vsibenchRecordSchema = z.looseObject({
  id: z.union([z.int(), z.string()]),
  dataset: z.string(),
  scene_name: z.string(),
  question_type: z.string(),
  question: z.string(),
  ground_truth: z.union([z.string(), z.number().transform(String)]),
  options: z.array(z.string()).nullish(),
  pruned: z.boolean().optional(),
});

/** A question with its place. */
export interface VsibenchQuestion {
  /** The released id: the only safe key, lines come in different orders. */
  readonly id: string;
  readonly dataset: string;
  readonly sceneName: string;
  readonly task: string;
  /** `answer` is the text of the right option where there are options. */
  readonly content: QuestionContent;
  /** 1-based. */
  readonly line: number;
  /** Left out of the debiased subset; null where the file does not say. */
  readonly isPruned: boolean | null;
}

/**
 * Reads a VSI-Bench question file (one JSON record per line). A line that is no question, an id that came before, and a right letter without an option are
 * problems, and the line is left out; an unknown type is a problem and the question stays, since it can still be shown.
 *
 * @throws AppError `file.unreadable`.
 */
export async function readVsibenchQuestions(
  file: string,
): Promise<{ readonly questions: readonly VsibenchQuestion[]; readonly problems: readonly Problem[] }> {
  const bytes = await readFile(file).catch((cause: Error) => {
    throw new AppError('file.unreadable', `${file} cannot be read: ${cause.message}.`, { where: { file }, cause });
  });
  const questions: VsibenchQuestion[] = [];
  const problems: Problem[] = [];
  const lineById = new Map<string, number>();
  for (const { bytes: lineBytes, line } of nonEmptyLines(bytes)) {
    const place: { file: string; line: number; item?: string } = { file, line };
    const question = questionFromLine(lineBytes, line);
    if (typeof question === 'string') {
      problems.push({ ...place, code: 'question.malformed', message: `${question} The line is left out.` });
      continue;
    }
    place.item = question.id;
    const before = lineById.get(question.id);
    if (before !== undefined) {
      const message = `The id ${question.id} is that of line ${before} too; the first counts and this line is left out.`;
      problems.push({ ...place, code: 'question.malformed', message });
      continue;
    }
    lineById.set(question.id, line);
    if (!isVsibenchTask(question.task)) {
      const message = `VSI-Bench has no question type ${question.task}. There are: ${vsibenchTasks.join(', ')}.`;
      problems.push({ ...place, code: 'question.unknown-type', message });
    }
    questions.push(question);
  }
  return { questions, problems };
}

/** Whether VSI-Bench has a type of this name. */
export function isVsibenchTask(task: string): boolean {
  return (vsibenchTasks as readonly string[]).includes(task);
}

/** The question of a line, or what is wrong with it. */
function questionFromLine(bytes: Uint8Array, line: number): VsibenchQuestion | string {
  let value: unknown;
  try {
    value = parseUntrustedJson(bytes);
  } catch (error) {
    return `The line is not JSON: ${(error as Error).message}.`;
  }
  const question = questionFromRecord(value);
  return typeof question === 'string' ? question : { ...question, line };
}

/** The question of a parsed record, or what is wrong with it. */
export function questionFromRecord(value: unknown): Omit<VsibenchQuestion, 'line'> | string {
  const parsed = vsibenchRecordSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `The line is no VSI-Bench question: at ${issue?.path.join('.') || 'its top'}, ${issue?.message}.`;
  }
  const { id, dataset, scene_name, question_type: task, question: text, ground_truth, options: choices, pruned } = parsed.data;
  const options = optionsFromChoices(choices ?? []);
  const letter = choices == null ? null : ground_truth.trim();
  const right = options.find((option) => option.letter === letter);
  if (letter !== null && right === undefined) {
    return `The right letter "${ground_truth}" is none of the options (${options.map((option) => option.letter).join(', ')}).`;
  }
  const roles = findQuestionType(task)?.parse(text)?.roles ?? null;
  const content = { text, answer: right?.text ?? ground_truth, options, letter, roles };
  return { id: String(id), dataset, sceneName: scene_name, task, content, isPruned: pruned ?? null };
}
