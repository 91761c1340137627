import type { Option } from '../model/question.ts';
import { letterOptions } from './letter-options.ts';
import type { RandomIndex } from './question-type.ts';
import { shuffle } from './seeded-pick.ts';

const nearFactors = [0.4, 0.55, 0.7, 0.85, 1.2, 1.4, 1.7, 2, 2.3];
const farFactors = [2.5, 2.8, 3.1, 3.5];
/** Distractors closer to the answer than this (in tenths of a metre) would also be right for a careful viewer. */
const exclusionTenths = 2;

/**
 * The answer and three other distances, each different after rounding to 0.1 m, positive, and at least 0.2 m from the answer.
 * Mostly near the answer; one time in ten, far ones. Factors as in SIMS-V.
 */
export function distanceOptions(answer: string, pick: RandomIndex): { readonly options: readonly Option[]; readonly letter: string } {
  const tenths = Math.round(Number(answer) * 10);
  const near = shuffle(nearFactors, pick);
  const far = shuffle(farFactors, pick);
  const scaled = (pick(10) === 0 ? [...far, ...near] : [...near, ...far]).map((factor) => Math.round(tenths * factor));
  // A tiny answer leaves too few: the grid around it always has enough above.
  const grid = [2, 3, 4, 5].flatMap((step) => [tenths + step, tenths - step]);
  const valid = [...scaled, ...grid].filter((c) => c > 0 && Math.abs(c - tenths) >= exclusionTenths);
  return letterOptions(
    answer,
    valid.map((c) => (c / 10).toFixed(1)),
    4,
    pick,
  );
}
