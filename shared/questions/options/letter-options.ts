import { AppError } from '../../errors.ts';
import type { Option } from '../../model/question.ts';
import type { RandomIndex } from '../question-type.ts';
import { shuffle } from '../seeded-pick.ts';

/** Options with the letter of the right one. */
export interface LetteredOptions {
  readonly options: readonly Option[];
  readonly letter: string;
}

/**
 * Answer and distractors lettered from A: the distractors in random order, the answer at `position` (0 is A) or, without one,
 * anywhere. Throws `question.underivable` where a distractor is the answer or comes twice.
 */
export function letterOptions(answer: string, distractors: readonly string[], pick: RandomIndex, position?: number): LetteredOptions {
  if (new Set([answer, ...distractors]).size !== distractors.length + 1) {
    throw new AppError('question.underivable', `The options for the answer “${answer}” are not all different: ${distractors.join(', ')}.`);
  }
  const at = position === undefined ? pick(distractors.length + 1) : position % (distractors.length + 1);
  const options = shuffle(distractors, pick)
    .toSpliced(at, 0, answer)
    .map((text, i) => ({ letter: String.fromCharCode(65 + i), text }));
  return { options, letter: String.fromCharCode(65 + at) };
}

/** The first `count` different texts other than the answer. Throws `question.underivable` where there are fewer. */
export function takeDistractors(answer: string, texts: Iterable<string>, count: number): string[] {
  const taken = new Set<string>();
  for (const text of texts) {
    if (taken.size === count) break;
    if (text !== answer) taken.add(text);
  }
  if (taken.size < count) {
    throw new AppError('question.underivable', `Only ${taken.size} of ${count} wrong options exist for the answer “${answer}”.`);
  }
  return [...taken];
}
