import { AppError } from '../errors.ts';
import type { Option, Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { letterOptions } from './options/letter-options.ts';
import type { Derivation, QuestionType, TrajectoryView } from './question-type.ts';
import { findQuestionType } from './registry.ts';
import { seededPick } from './seeded-pick.ts';

/** A freshly asked question with its proof. */
export interface AskedQuestion {
  readonly type: QuestionType;
  readonly roles: Roles;
  /** The question without options. */
  readonly text: string;
  readonly derivation: Derivation;
  readonly options: readonly Option[];
  readonly letter: string;
}

/** How many to ask, of what, and what the draw depends on. */
export interface AskOptions {
  readonly tasks: readonly string[];
  /** At most this many per task. */
  readonly perVideo: number;
  readonly seed: number;
  readonly convention: Convention;
  /** What identifies the video (dataset, scene, trajectory): different parts give different draws. */
  readonly seedParts: readonly string[];
}

/**
 * Questions about one trajectory, task by task in the given order. Draws until `perVideo` are found or ten times as many draws
 * failed (refused, or the same set of names again), so a poor scene yields fewer. The right letters of a task take turns, from a
 * random one on. Throws `question.unknown-type`.
 */
export function askQuestions(view: TrajectoryView, options: AskOptions): AskedQuestion[] {
  return options.tasks.flatMap((task) => askTask(view, task, options));
}

function askTask(view: TrajectoryView, task: string, { perVideo, seed, seedParts, convention }: AskOptions): AskedQuestion[] {
  const type = findQuestionType(task);
  if (type === null) throw new AppError('question.unknown-type', `No question type is called ${task}.`, { where: { item: task } });
  const pick = seededPick([seed, ...seedParts, task]);
  // A multiple of 2, 3 and 4: every number of options starts anywhere with the same chance.
  const firstPosition = pick(12);
  const asked: AskedQuestion[] = [];
  const known = new Set<string>();
  let failures = 0;
  while (asked.length < perVideo && failures < perVideo * 10) {
    const roles = type.draw(view, convention, pick);
    const key = roles === null ? '' : Object.values(roles).sort().join('|');
    const derivation = roles === null || known.has(key) ? null : type.derive(view, roles, convention);
    if (roles === null || !derivation?.isAnswered) {
      failures += 1;
      continue;
    }
    known.add(key);
    const distractors = type.distractors(derivation, convention, pick);
    const lettered = letterOptions(derivation.answer, distractors, pick, firstPosition + asked.length);
    asked.push({ type, roles, text: type.phrase(roles, convention, pick), derivation, ...lettered });
  }
  return asked;
}
