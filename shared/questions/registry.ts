import { absoluteDistanceTypes } from './absolute-distance.ts';
import { appearanceOrderTypes } from './appearance-order.ts';
import { firstSeenTypes } from './first-seen.ts';
import { floorAreaTypes } from './floor-area.ts';
import { objectCountTypes } from './object-count.ts';
import { objectSizeTypes } from './object-size.ts';
import { presenceTypes } from './presence.ts';
import type { QuestionType } from './question-type.ts';
import { relativeDirectionTypes } from './relative-direction.ts';
import { relativeDistanceTypes } from './relative-distance.ts';
import { roomCountTypes } from './room-count.ts';
import { routePlanTypes } from './route-plan.ts';

/** Every question type this version knows, one entry per task name, family by family. */
export const questionTypes: readonly QuestionType[] = [
  ...absoluteDistanceTypes,
  ...relativeDistanceTypes,
  ...relativeDirectionTypes,
  ...routePlanTypes,
  ...appearanceOrderTypes,
  ...firstSeenTypes,
  ...presenceTypes,
  ...objectCountTypes,
  ...objectSizeTypes,
  ...roomCountTypes,
  ...floorAreaTypes,
];

const byTask = new Map(questionTypes.map((type) => [type.task, type]));

/** The type of a task name; null where this version does not know it (such questions are shown as stored). */
export function findQuestionType(task: string): QuestionType | null {
  return byTask.get(task) ?? null;
}
