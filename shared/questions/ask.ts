import { AppError } from '../errors.ts';
import type { Option, Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import type { Derivation, QuestionType, TrajectoryView } from './question-type.ts';
import { findQuestionType } from './registry.ts';
import { seededPick } from './seeded-pick.ts';

/** The tasks of the published 3Q training mix. */
export const threeQTasks: readonly string[] = [
  'vsi_obj_abs_distance',
  'vsi_obj_rel_direction_easy',
  'vsi_obj_rel_direction_medium',
  'vsi_obj_rel_direction_hard',
  'vsi_obj_appearance_order',
];

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
 * failed (refused, or the same set of names again), so a poor scene yields fewer. Throws `question.unknown-type`.
 */
export function askQuestions(view: TrajectoryView, options: AskOptions): AskedQuestion[] {
  return options.tasks.flatMap((task) => askTask(view, task, options));
}

function askTask(view: TrajectoryView, task: string, { perVideo, seed, seedParts, convention }: AskOptions): AskedQuestion[] {
  const type = findQuestionType(task);
  if (type === null) throw new AppError('question.unknown-type', `No question type is called ${task}.`, { where: { item: task } });
  const pick = seededPick([seed, ...seedParts, task]);
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
    asked.push({ type, roles, text: type.phrase(roles, pick), derivation, ...type.options(derivation, pick) });
  }
  return asked;
}
