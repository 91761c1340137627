import type { Subject } from '../review/subject.ts';

/** What an edit of this question cannot do, in a sentence; null where it can do everything. Wording, options and an answer by hand can always be edited. */
export function editLimit({ type, roles }: Pick<Subject, 'type' | 'roles'>): string | null {
  if (type === null) return 'This version has no formula for this question type: set the answer by hand.';
  if (type.roleNames.length === 0) return 'This question names no objects: its answer follows from the house alone.';
  if (roles === null) return 'The wording does not say which objects are meant: choose them, and it is worded anew.';
  return null;
}
