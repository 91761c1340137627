import type { QuestionType } from './question-type.ts';

/** Area of the floors. */
export const floorAreaTypes: readonly QuestionType[] = [];
