import { absoluteDistance } from './absolute-distance.ts';
import { appearanceOrder } from './appearance-order.ts';
import { minimalVocabulary } from './minimal-vocabulary.ts';
import type { QuestionType } from './question-type.ts';
import { relativeDirection } from './relative-direction.ts';

/** Every question type this version knows, one entry per task name. */
export const questionTypes: readonly QuestionType[] = [
  absoluteDistance('vsi_obj_abs_distance', 'Absolute distance'),
  absoluteDistance('obj_abs_distance', 'Absolute distance (SIMS-V wording)'),
  absoluteDistance('vsi_obj_abs_distance_minimal', 'Absolute distance (minimal vocabulary)', minimalVocabulary),
  relativeDirection('vsi_obj_rel_direction_easy', 'Relative direction, easy', 'easy'),
  relativeDirection('vsi_obj_rel_direction_medium', 'Relative direction, medium', 'medium'),
  relativeDirection('vsi_obj_rel_direction_hard', 'Relative direction, hard', 'hard'),
  relativeDirection('obj_rel_direction', 'Relative direction (SIMS-V wording)', 'easy'),
  relativeDirection('vsi_obj_rel_direction_easy_minimal', 'Relative direction, easy (minimal vocabulary)', 'easy', minimalVocabulary),
  relativeDirection('vsi_obj_rel_direction_medium_minimal', 'Relative direction, medium (minimal vocabulary)', 'medium', minimalVocabulary),
  relativeDirection('vsi_obj_rel_direction_hard_minimal', 'Relative direction, hard (minimal vocabulary)', 'hard', minimalVocabulary),
  appearanceOrder('vsi_obj_appearance_order', 'Appearance order', 4),
  appearanceOrder('vsi_obj_appearance_order_minimal', 'Appearance order (minimal vocabulary)', 4, minimalVocabulary),
];

const byTask = new Map(questionTypes.map((type) => [type.task, type]));

/** The type of a task name; null where this version does not know it (such questions are shown as stored). */
export function findQuestionType(task: string): QuestionType | null {
  return byTask.get(task) ?? null;
}
