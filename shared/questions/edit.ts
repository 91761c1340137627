import { AppError } from '../errors.ts';
import type { Option, Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { letterOptions } from './options/letter-options.ts';
import type { Derivation, ParsedText, QuestionType, RandomIndex, TrajectoryView } from './question-type.ts';
import { seededPick } from './seeded-pick.ts';
import { replaceSpans } from './wording/match-wording.ts';

/** A question after an edit of its roles: everything that follows from them. */
export interface EditedQuestion {
  /** Orders: in the order of the new answer. */
  readonly roles: Roles;
  readonly text: string;
  readonly answer: string;
  readonly options: readonly Option[];
  /** Null for an open question. */
  readonly letter: string | null;
  readonly derivation: Derivation;
}

/**
 * Gives a question new roles. The stored wording stays and only its names change (our wording where it cannot be taken apart);
 * answer and options are derived anew, the same on every machine for the same `seedParts` and roles.
 * Throws `question.underivable` with the reason where the new roles have no answer.
 */
export function applyEdit(edit: {
  readonly type: QuestionType;
  readonly view: TrajectoryView;
  readonly convention: Convention;
  /** Stored question without options. */
  readonly text: string;
  readonly newRoles: Roles;
  /** True for a question that has no options: an edit gives it none. */
  readonly isOpen?: boolean;
  readonly seedParts: readonly string[];
}): EditedQuestion {
  const { type, view, convention, text, seedParts } = edit;
  const named = type.roleNames.filter((role) => role in edit.newRoles || !type.optionalRoles.includes(role));
  const newRoles: Roles = Object.fromEntries(named.map((role) => [role, edit.newRoles[role]?.trim() ?? '']));
  const derivation = type.derive(view, newRoles, convention);
  if (!derivation.isAnswered) throw new AppError('question.underivable', derivation.message);
  const pick = seededPick([...seedParts, type.task, ...Object.values(newRoles)]);
  const reworded = reword(type, text, newRoles, convention, pick);
  const lettered = edit.isOpen === true ? open : letterOptions(derivation.answer, type.distractors(derivation, convention, pick), pick);
  const roles = type.rolesFromRecord(derivation.recordFields) ?? newRoles;
  return { roles, text: reworded, answer: derivation.answer, ...lettered, derivation };
}

const open = { options: [], letter: null } as const;

/** The wording with new names in place of the old; our own wording where the old one cannot be taken apart or would be misread. */
export function reword(type: QuestionType, text: string, newRoles: Roles, convention: Convention, pick: RandomIndex): string {
  const parsed = type.parse(text);
  if (parsed === null) return type.phrase(newRoles, convention, pick);
  const names = { ...newRoles, ...namesInPlace(type, parsed, newRoles) };
  const replaced = replaceSpans(text, parsed.spans, names);
  const reread = type.parse(replaced)?.roles;
  const isFaithful = reread !== undefined && Object.entries(names).every(([role, name]) => reread[role] === name);
  return isFaithful ? replaced : type.phrase(newRoles, convention, pick);
}

/** For roles that are one set: names that stay keep their place in the wording, new ones take the places that became free. */
function namesInPlace({ interchangeableRoles }: QuestionType, parsed: ParsedText, newRoles: Roles): Roles {
  const before = interchangeableRoles.flatMap((role) => (parsed.roles[role] === undefined ? [] : [[role, parsed.roles[role]] as const]));
  const wanted = new Set(interchangeableRoles.flatMap((role) => newRoles[role] ?? []));
  const kept = new Set(before.map(([, name]) => name).filter((name) => wanted.has(name)));
  const added = [...wanted].filter((name) => !kept.has(name));
  return Object.fromEntries(before.map(([role, name]) => [role, kept.has(name) ? name : (added.shift() ?? name)]));
}
