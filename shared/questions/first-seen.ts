import type { QuestionType } from './question-type.ts';

/** Which of two categories is seen first. */
export const firstSeenTypes: readonly QuestionType[] = [];
