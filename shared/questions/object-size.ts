import type { QuestionType } from './question-type.ts';

/** Longest or shortest edge. */
export const objectSizeTypes: readonly QuestionType[] = [];
