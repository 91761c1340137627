import { findQuestionType, questionTypes } from '../../../shared/questions/registry.ts';

/** What a question is filed under that nobody gave a task and no wording fits. */
export const otherTask = 'other';

/** Types of the released benchmark and training sets first: of several that ask in the same words, these are the likely ones. */
const inOrder = [...questionTypes].sort((a, b) => rank(a.task) - rank(b.task));

function rank(task: string): number {
  if (task.endsWith('_minimal')) return 2;
  return task.startsWith('vsi_') ? 0 : 1;
}

/** The task that a record names, or the one whose wording the question has; `other` where there is none. */
export function taskOf(named: unknown, text: string): string {
  if (typeof named === 'string' && named !== '') return named;
  return inOrder.find((type) => type.parse(text) !== null)?.task ?? otherTask;
}

/** The names of a question's objects as its wording gives them; null where its type or wording is not known. */
export function rolesOf(task: string, text: string): Readonly<Record<string, string>> | null {
  return findQuestionType(task)?.parse(text)?.roles ?? null;
}
