import { reword } from '../../../../shared/questions/edit.ts';
import { seededPick } from '../../../../shared/questions/seeded-pick.ts';
import { useReview } from '../review/review-store.ts';
import type { Subject } from '../review/subject.ts';

/** Puts an object into a role of the draft. A wording that is being typed gets the new name too, so that the two never disagree. */
export function chooseRole({ type, convention, detail }: Subject, role: string, name: string): void {
  const { draft, draftText } = useReview.getState();
  const roles = { ...draft, [role]: name };
  const isReadable = draftText !== null && type?.parse(draftText) != null;
  const text = isReadable && type !== null ? reword(type, draftText, roles, convention, seededPick([detail.id])) : draftText;
  // Options by hand were made for the answer before.
  useReview.setState({ draft: roles, draftText: text, draftOptions: null });
}

/** Takes a typed wording; where it can be read back, the roles follow it. */
export function typeWording({ type }: Subject, text: string): void {
  const read = type?.parse(text)?.roles;
  const { draft } = useReview.getState();
  useReview.setState({ draftText: text, draft: read === undefined ? draft : { ...draft, ...read } });
}
