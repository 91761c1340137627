import { useMemo } from 'react';
import type { QuestionContent } from '../../../../shared/api/index.ts';
import { AppError } from '../../../../shared/errors.ts';
import type { Edit } from '../../../../shared/model/decision.ts';
import { composeEdit } from '../../../../shared/questions/compose-edit.ts';
import { strings } from '../../strings/strings.ts';
import { type ReviewState, useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Subject } from '../review/subject.ts';

const say = strings.decide;

/** What the draft makes of the question. */
export interface EditState {
  /** What saving would send. */
  readonly edit: Edit;
  /** True while everything is still what it was: then the stored question is shown, not a new drawing of its options. */
  readonly isUntouched: boolean;
  /** Text, answer and options that saving would store; null when they cannot be stored. */
  readonly preview: QuestionContent | null;
  /** Why saving is refused; null when it is not. */
  readonly refusal: string | null;
}

type Draft = Pick<ReviewState, 'draft' | 'draftText' | 'draftOptions' | 'draftHand'>;

/** The edit in progress, made by the same function that the backend will use; null outside an edit. */
export function useEdit(): EditState | null {
  const subject = useSubject();
  const draft = useReview((state) => state.draft);
  const draftText = useReview((state) => state.draftText);
  const draftOptions = useReview((state) => state.draftOptions);
  const draftHand = useReview((state) => state.draftHand);
  return useMemo(
    () => (draft === null ? null : editState(subject, { draft, draftText, draftOptions, draftHand })),
    [subject, draft, draftText, draftOptions, draftHand],
  );
}

function editState(subject: Subject, { draft, draftText, draftOptions, draftHand }: Draft): EditState {
  const { detail, type, view, convention } = subject;
  const before = detail.current.roles ?? type?.parse(detail.current.text)?.roles ?? {};
  const names = type?.roleNames ?? [];
  const isSameRoles = names.every((role) => (draft?.[role] ?? '') === (before[role] ?? ''));
  const isUntouched = isSameRoles && draftText === null && draftOptions === null && draftHand === null;
  const edit: Edit = {
    roles: Object.fromEntries(names.flatMap((role) => (draft?.[role] === undefined ? [] : [[role, draft[role]]]))),
    ...(draftText === null ? {} : { text: draftText.trim() }),
    ...(draftOptions === null ? {} : { options: draftOptions.map((option) => option.trim()) }),
    ...(draftHand === null ? {} : { override: { answer: draftHand.answer.trim(), reason: draftHand.reason.trim() } }),
  };
  const refused = (refusal: string): EditState => ({ edit, isUntouched, preview: null, refusal });
  if (draftHand !== null && edit.override?.answer === '') return refused(say.answerMissing);
  if (draftHand !== null && edit.override?.reason === '') return refused(say.reasonMissing);
  try {
    // The same seed as the backend's, so that the options shown are the options stored.
    const { content } = composeEdit({ type, view, convention, shown: detail.current, edit, seedParts: [detail.id] });
    return { edit, isUntouched, preview: isUntouched ? null : content, refusal: null };
  } catch (error) {
    if (error instanceof AppError) return refused(error.message);
    throw error;
  }
}
