import type { QuestionContent } from '../../shared/api/index.ts';
import type { Option, Roles } from '../../shared/model/question.ts';
import { isSameValue } from '../../shared/questions/compare.ts';
import type { Convention } from '../../shared/questions/convention.ts';
import type { QuestionType } from '../../shared/questions/question-type.ts';
import { canonicalName } from '../../shared/questions/roles/synonyms.ts';

/** How a record contradicts itself. */
export interface Contradiction {
  readonly reason: 'letter' | 'answer-not-an-option' | 'roles-differ';
  /** What the record says, and what the rest of it says against that. */
  readonly stored: string;
  readonly instead: string;
  readonly message: string;
}

/** Whether the right letter points at the stored answer; null where it does, and for open questions. Options are compared by value: "54.0" says 54. */
export function checkLetter({ answer, options, letter }: QuestionContent): Contradiction | null {
  if (options.length === 0 && letter === null) return null;
  const pointed = options.find((option) => option.letter === letter);
  const right = options.find(({ text }) => isSameOption(text, answer));
  if (pointed !== undefined && isSameOption(pointed.text, answer)) return null;
  const stored = pointed === undefined ? (letter ?? 'no letter') : written(pointed);
  if (right === undefined) {
    const message = `None of the options says the stored answer “${answer}”.`;
    return { reason: 'answer-not-an-option', stored: answer, instead: options.map(written).join(', '), message };
  }
  const message = `The right letter is ${letter ?? 'missing'}, but the stored answer “${answer}” is option ${right.letter}.`;
  return { reason: 'letter', stored, instead: written(right), message };
}

/** Options that say the same as an earlier one. */
export function repeatedOptions(options: readonly Option[]): readonly Option[] {
  const said = new Set<string>();
  return options.filter(({ text }) => {
    const meaning = meaningOf(text);
    const isRepeated = said.has(meaning);
    said.add(meaning);
    return isRepeated;
  });
}

/**
 * Whether the wording names the objects that the record's own fields name; null where it does, or where there is nothing to compare. Synonyms are the same
 * name where the convention merges them.
 */
export function checkRoles(type: QuestionType, { text, roles }: QuestionContent, convention: Convention): Contradiction | null {
  const read = roles === null ? null : (type.parse(text)?.roles ?? null);
  if (roles === null || read === null) return null;
  if (type.roleNames.every((role) => roles[role] === read[role])) return null;
  if (roleKey(type, roles, convention) === roleKey(type, read, convention)) return null;
  const [stored, said] = [namesIn(type, roles), namesIn(type, read)];
  return { reason: 'roles-differ', stored, instead: said, message: `The record is about ${stored}, but its text names ${said}.` };
}

/** The names in a form to compare: those of one set in any order. */
function roleKey({ roleNames, interchangeableRoles }: QuestionType, roles: Roles, { areSynonymsMerged }: Convention): string {
  const nameOf = (role: string): string => {
    const name = roles[role]?.trim().toLowerCase() ?? '';
    return areSynonymsMerged ? canonicalName(name) : name;
  };
  const fixed = roleNames.filter((role) => !interchangeableRoles.includes(role)).map(nameOf);
  return [...fixed, '', ...interchangeableRoles.map(nameOf).sort()].join('\n');
}

function namesIn({ roleNames }: QuestionType, roles: Roles): string {
  return roleNames.flatMap((role) => roles[role] ?? []).join(', ') || 'nothing';
}

function meaningOf(option: string): string {
  const text = option.trim().toLowerCase();
  return text === '' || Number.isNaN(Number(text)) ? text : String(Number(text));
}

function isSameOption(a: string, b: string): boolean {
  return meaningOf(a) === meaningOf(b) || isSameValue(a, b);
}

function written({ letter, text }: Option): string {
  return `${letter}. ${text}`;
}
