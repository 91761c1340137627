import { AppError } from '../errors.ts';
import type { Option } from '../model/question.ts';
import type { RandomIndex } from './question-type.ts';
import { shuffle } from './seeded-pick.ts';

/** Answer and distractors in random order, lettered from A. Throws `question.underivable` where `count` different texts are not there. */
export function letterOptions(
  answer: string,
  distractors: readonly string[],
  count: number,
  pick: RandomIndex,
): { readonly options: readonly Option[]; readonly letter: string } {
  const texts = [...new Set([answer, ...distractors])].slice(0, count);
  if (texts.length < count) {
    throw new AppError('question.underivable', `Only ${texts.length} of ${count} different options exist for the answer “${answer}”.`);
  }
  const options = shuffle(texts, pick).map((text, i) => ({ letter: String.fromCharCode(65 + i), text }));
  const letter = options.find((o) => o.text === answer)?.letter as string;
  return { options, letter };
}
