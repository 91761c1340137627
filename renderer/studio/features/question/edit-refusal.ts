import type { Subject } from '../review/subject.ts';

/** Why a question's roles cannot be edited, in a sentence; null where they can. */
export function editRefusal({ type, roles }: Pick<Subject, 'type' | 'roles'>): string | null {
  if (type === null) return 'This version has no formula for this question type, so nothing would follow from an edit.';
  if (type.roleNames.length === 0) return 'This question names no objects: its answer follows from the house alone.';
  if (roles === null) return 'The wording does not say which objects are meant, so there is nothing to choose.';
  return null;
}
