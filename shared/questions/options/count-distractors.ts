import type { RandomIndex } from '../question-type.ts';
import { shuffle } from '../seeded-pick.ts';

/**
 * Three other counts, each at most 3 away and none below 1: one or two of them below the answer and the rest above, so that neither
 * the smallest nor the largest option is a hint. The answer 1 has none below.
 */
export function countDistractors(answer: string, pick: RandomIndex): readonly string[] {
  const count = Number(answer);
  const below = shuffle([1, 2, 3], pick).flatMap((n) => (count - n >= 1 ? [count - n] : []));
  const above = shuffle([1, 2, 3], pick).map((n) => count + n);
  const belowCount = Math.min(below.length, 1 + pick(2));
  return [...below.slice(0, belowCount), ...above.slice(0, 3 - belowCount)].map(String);
}
