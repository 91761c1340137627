import type { QuestionType } from './question-type.ts';

/** How many instances. */
export const objectCountTypes: readonly QuestionType[] = [];
