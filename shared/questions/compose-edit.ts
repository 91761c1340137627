import type { QuestionContent } from '../api/index.ts';
import { AppError } from '../errors.ts';
import type { Edit } from '../model/decision.ts';
import type { Option, Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { applyEdit } from './edit.ts';
import { checkOptions, isSameOption, letterAt } from './options/check-options.ts';
import type { Derivation, QuestionType, TrajectoryView } from './question-type.ts';

/** What an edit is made of and from. */
export interface EditInput {
  /** Null for a type this version cannot derive: only an answer by hand can be stored then. */
  readonly type: QuestionType | null;
  readonly view: TrajectoryView;
  readonly convention: Convention;
  /** The content in force. */
  readonly shown: QuestionContent;
  readonly edit: Edit;
  /** What the draw of new options depends on; the page and the backend pass `[question id]`. */
  readonly seedParts: readonly string[];
}

/** The content an edit makes, and the derivation it rests on (null where the formula gives none and the answer was set by hand). */
export interface ComposedEdit {
  readonly content: QuestionContent;
  readonly derivation: Derivation | null;
}

/**
 * The one way from an edit to a question's new content; the page previews with it and the backend stores what it gives. The answer is always derived from
 * the roles, unless `override` sets one. A wording by hand must read back to the very roles; options by hand must hold exactly one right answer.
 * What the edit does not touch stays as it is shown, options included, as long as roles and answer do.
 *
 * Throws `question.underivable` where the roles have no answer; `decision.illegal` where wording or options contradict them, or nothing changes.
 */
export function composeEdit(input: EditInput): ComposedEdit {
  const { type, shown, edit } = input;
  const derived = type === null ? null : deriveRoles(type, input);
  if (derived instanceof AppError && edit.override === undefined) throw derived;
  if (type === null && edit.override === undefined) {
    throw new AppError('decision.illegal', 'This version has no formula for this question type: set the answer by hand, with a reason.');
  }
  const follows = derived instanceof AppError || derived === null ? null : derived;
  const answer = edit.override?.answer ?? (follows?.derivation.answer as string);
  if (edit.override !== undefined && follows !== null && type !== null && isSameOption(type, answer, follows.derivation.answer)) {
    throw new AppError('decision.illegal', 'The formula gives this answer already: save the edit without setting it by hand.');
  }
  const text = edit.text ?? follows?.text ?? shown.text;
  if (edit.text !== undefined && type !== null) refuseOtherRoles(type, edit, text);
  const lettered = letterChoices(input, { answer, follows });
  const content: QuestionContent = {
    text,
    answer,
    ...lettered,
    roles: follows?.roles ?? (type === null ? shown.roles : edit.roles),
    ...(edit.override === undefined
      ? {}
      : { override: { reason: edit.override.reason, derivedAnswer: follows?.derivation.answer ?? null } }),
  };
  refuseNothingNew(shown, content);
  return { content, derivation: follows?.derivation ?? null };
}

interface Followed {
  readonly text: string;
  readonly roles: Roles;
  readonly options: readonly Option[];
  readonly letter: string | null;
  readonly derivation: Derivation;
}

/** What follows from the roles alone: wording and options as shown while the roles stay, else anew. An error is returned, since an override may stand in. */
function deriveRoles(type: QuestionType, { view, convention, shown, edit, seedParts }: EditInput): Followed | AppError {
  try {
    const isOpen = shown.options.length === 0;
    const applied = applyEdit({ type, view, convention, text: shown.text, newRoles: edit.roles, isOpen, seedParts });
    const before = shown.roles ?? type.parse(shown.text)?.roles ?? null;
    return before !== null && isSameRoles(type, before, edit.roles) ? { ...applied, text: shown.text } : applied;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Whether two sets of roles ask the same: interchangeable ones in any order, blanks and missing ones alike. */
export function isSameRoles(type: QuestionType, a: Roles, b: Roles): boolean {
  const isSet = (role: string): boolean => type.interchangeableRoles.includes(role);
  const namesOf = (roles: Roles): string[] => type.roleNames.filter(isSet).flatMap((role) => roles[role]?.trim() || []);
  return (
    type.roleNames.every((role) => isSet(role) || (a[role]?.trim() ?? '') === (b[role]?.trim() ?? '')) &&
    namesOf(a).sort().join('\0') === namesOf(b).sort().join('\0')
  );
}

function refuseOtherRoles(type: QuestionType, edit: Edit, text: string): void {
  const read = type.parse(text);
  if (read === null) {
    throw new AppError(
      'decision.illegal',
      'The wording cannot be read back: it has the form of no known wording of this type, so nobody could tell which objects it means.',
    );
  }
  if (!isSameRoles(type, read.roles, edit.roles)) {
    const names = (roles: Roles): string => type.roleNames.flatMap((role) => roles[role] ?? []).join(', ') || 'nothing';
    throw new AppError(
      'decision.illegal',
      `The wording names ${names(read.roles)}, but the roles are ${names(edit.roles)}. Make them agree.`,
    );
  }
}

/** The options with the letter of the right one; those by hand are checked, those shown stay while they still hold the answer. */
function letterChoices(
  { type, shown, edit }: EditInput,
  { answer, follows }: { readonly answer: string; readonly follows: Followed | null },
): { readonly options: Option[]; readonly letter: string | null } {
  if (shown.options.length === 0) {
    if (edit.options !== undefined) throw new AppError('decision.illegal', 'The question is an open one: an edit gives it no options.');
    return { options: [], letter: null };
  }
  const rule = edit.override === undefined ? (follows?.derivation ?? null) : null;
  const kept = shown.options.map(({ text }) => text);
  const before = shown.roles ?? type?.parse(shown.text)?.roles ?? null;
  const isSameQuestion = type === null || (before !== null && isSameRoles(type, before, edit.roles));
  const choices = edit.options ?? (isSameQuestion && checkOptions(type, kept, answer, null).length === 0 ? kept : undefined);
  if (choices === undefined && edit.override === undefined && follows !== null)
    return { options: [...follows.options], letter: follows.letter };
  const texts = choices ?? replaceRight(shown, follows, answer);
  const [problem] = checkOptions(type, texts, answer, rule);
  if (problem !== undefined) {
    const at = problem.index === null ? '' : `Option ${letterAt(problem.index)}: `;
    throw new AppError('decision.illegal', `${at}${problem.message}`);
  }
  const right = texts.findIndex((text) => isSameOption(type, text, answer));
  return { options: texts.map((text, index) => ({ letter: letterAt(index), text: text.trim() })), letter: letterAt(right) };
}

/** An answer by hand that no option has takes the place of the option that was right. */
function replaceRight(shown: QuestionContent, follows: Followed | null, answer: string): readonly string[] {
  const from = follows ?? shown;
  return from.options.map(({ letter, text }) => (letter === from.letter ? answer : text));
}

function refuseNothingNew(shown: QuestionContent, content: QuestionContent): void {
  const said = ({ text, answer, options, letter }: QuestionContent): string =>
    JSON.stringify([text, answer, options.map((option) => option.text), letter]);
  if (said(shown) !== said(content)) return;
  throw new AppError('decision.illegal', 'The edit changes nothing. Change something, or approve the question as it is.');
}
