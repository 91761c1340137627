import type { Agreement } from '../api/index.ts';
import type { Derivation, QuestionType, Refusal } from './question-type.ts';

/**
 * Whether a stored answer says what the formula says: numbers by value ("2" agrees with "2.0"), lists name by name, everything else by
 * text without outer blanks and whatever the case. A refusal decides nothing, whatever it would have said: the convention calls that question too close to call.
 */
export function compareWithStored(type: QuestionType, storedAnswer: string, result: Derivation | Refusal): Agreement {
  if (!result.isAnswered) return 'undecidable';
  const isSame = sameness[type.answerForm](storedAnswer, result.answer);
  return isSame ? 'agree' : 'disagree';
}

/** True for equal text, and for equal numbers however they are written ("2" and "2.0"). */
export function isSameValue(stored: string, derived: string): boolean {
  if (stored.trim() === derived.trim()) return true;
  // Stored floats may carry noise: 45.800000000000004 says 45.8.
  return stored.trim() !== '' && derived.trim() !== '' && Math.abs(Number(stored) - Number(derived)) < 1e-6;
}

function isSameText(stored: string, derived: string): boolean {
  return stored.trim().toLowerCase() === derived.trim().toLowerCase();
}

function isSameList(stored: string, derived: string): boolean {
  const names = (list: string): string =>
    list
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .join();
  return names(stored) === names(derived);
}

const sameness = { decimal: isSameValue, integer: isSameValue, text: isSameText, list: isSameList } as const;
