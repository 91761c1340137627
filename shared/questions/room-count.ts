import type { QuestionType } from './question-type.ts';

/** How many rooms. */
export const roomCountTypes: readonly QuestionType[] = [];
