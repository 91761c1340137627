import type { QuestionType } from './question-type.ts';

/** Which category is closest. */
export const relativeDistanceTypes: readonly QuestionType[] = [];
