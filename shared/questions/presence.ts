import type { QuestionType } from './question-type.ts';

/** Whether a category is seen at all. */
export const presenceTypes: readonly QuestionType[] = [];
