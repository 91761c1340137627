import { useMemo } from 'react';
import { AppError } from '../../../../shared/errors.ts';
import type { Roles } from '../../../../shared/model/question.ts';
import { applyEdit, type EditedQuestion } from '../../../../shared/questions/edit.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Subject } from '../review/subject.ts';

/** What the drafted roles make of the question. */
export interface EditState {
  readonly draft: Roles;
  /** True while every role is still what it was: then the stored question is shown, not a new drawing of its options. */
  readonly isUntouched: boolean;
  /** Text, answer and options that saving would store; null when they cannot be derived. */
  readonly preview: Pick<EditedQuestion, 'text' | 'answer' | 'options' | 'letter'> | null;
  /** Why saving is refused; null when it is not. */
  readonly refusal: string | null;
}

/** The edit in progress, derived by the same formula that the backend will use; null outside an edit. */
export function useEdit(): EditState | null {
  const subject = useSubject();
  const draft = useReview((state) => state.draft);
  return useMemo(() => (draft === null ? null : editState(subject, draft)), [subject, draft]);
}

function editState({ detail, type, view, convention }: Subject, draft: Roles): EditState {
  if (type === null) return { draft, isUntouched: true, preview: null, refusal: 'Questions of this type cannot be edited yet.' };
  const before = detail.current.roles ?? type.parse(detail.current.text)?.roles ?? {};
  const isUntouched = type.roleNames.every((role) => draft[role] === before[role]);
  if (isUntouched) return { draft, isUntouched, preview: null, refusal: 'Choose another object in a role above.' };
  try {
    // The same seed as the backend's, so that the options shown are the options stored.
    const preview = applyEdit({
      type,
      view,
      convention,
      text: detail.stored.text,
      newRoles: draft,
      isOpen: detail.stored.options.length === 0,
      seedParts: [detail.id],
    });
    const isSame = preview.text === detail.current.text && preview.answer === detail.current.answer;
    return { draft, isUntouched, preview, refusal: isSame ? 'That gives the same question again: choose another object.' : null };
  } catch (error) {
    if (error instanceof AppError) return { draft, isUntouched, preview: null, refusal: error.message };
    throw error;
  }
}
