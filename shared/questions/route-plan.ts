import type { QuestionType } from './question-type.ts';

/** Turns of a route. */
export const routePlanTypes: readonly QuestionType[] = [];
