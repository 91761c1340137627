import { compareWithStored, isSameValue } from '../compare.ts';
import type { Derivation, QuestionType } from '../question-type.ts';

/** What is wrong with the options of a question, one sentence per option or for all; empty where they can be stored. */
export interface OptionProblem {
  /** Place in the list; null where it concerns the list. */
  readonly index: number | null;
  readonly message: string;
}

/**
 * Checks options against the answer they must hold: at least two, all different, exactly one of them right, and each wrong one far enough from the
 * right one by the type's own rule. `derivation` is null where the answer was set by hand: then only the first three hold.
 */
export function checkOptions(
  type: QuestionType | null,
  options: readonly string[],
  answer: string,
  derivation: Derivation | null,
): readonly OptionProblem[] {
  const problems: OptionProblem[] = [];
  if (options.length < 2) problems.push({ index: null, message: 'A question with options needs at least two.' });
  options.forEach((option, index) => {
    const first = options.findIndex((other) => isSameOption(type, other, option));
    if (option.trim() === '') problems.push({ index, message: 'An option is empty.' });
    else if (first < index) problems.push({ index, message: `It says the same as option ${letterAt(first)}.` });
    else if (derivation !== null && type !== null && !isSameOption(type, option, answer)) {
      const message = tooNear(type, option, derivation);
      if (message !== null) problems.push({ index, message });
    }
  });
  const right = options.filter((option) => isSameOption(type, option, answer)).length;
  if (right === 0) problems.push({ index: null, message: `None of the options is the answer “${answer}”.` });
  return problems;
}

/** Whether two texts are one answer to this type: numbers by value, lists name by name, else by text whatever the case. */
export function isSameOption(type: QuestionType | null, a: string, b: string): boolean {
  if (type === null) return a.trim().toLowerCase() === b.trim().toLowerCase();
  return compareWithStored(type, a, { isAnswered: true, answer: b } as Derivation) === 'agree';
}

/** Letter of a place: 0 is A. */
export function letterAt(index: number): string {
  return String.fromCharCode(65 + index);
}

/** The type's rule for wrong options, in a sentence where this one breaks it. */
function tooNear(type: QuestionType, option: string, derivation: Derivation): string | null {
  if (type.optionProblem !== undefined) return type.optionProblem(option, derivation.answer);
  switch (type.answerForm) {
    case 'decimal':
    case 'integer': {
      const value = Number(option);
      if (!Number.isFinite(value)) return 'It is no number.';
      if (value <= 0) return 'It must be above zero.';
      if (type.answerForm === 'integer' && !Number.isInteger(value)) return 'It must be a whole number.';
      const gap = type.optionGap ?? 0;
      const apart = Math.abs(value - Number(derivation.answer));
      return apart < gap && !isSameValue(String(apart), String(gap))
        ? `It lies within ${gap} of the answer: a careful viewer could take it for right.`
        : null;
    }
    case 'list': {
      if (derivation.choices === undefined && !isPermutation(option, derivation.answer)) {
        return 'It must order the same names as the answer.';
      }
      return null;
    }
    case 'text': {
      const names = derivation.choices;
      return names !== undefined && !names.includes(option.trim()) ? 'The question does not offer this choice.' : null;
    }
  }
}

function isPermutation(a: string, b: string): boolean {
  const sorted = (list: string): string =>
    list
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .sort()
      .join();
  return sorted(a) === sorted(b);
}
