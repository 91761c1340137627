import type { RandomIndex } from '../question-type.ts';
import { shuffle } from '../seeded-pick.ts';

/** Shares of the answer that a person might say instead; those of SIMS-V. */
const belowFactors = [0.4, 0.55, 0.7, 0.85];
const aboveFactors = [1.2, 1.4, 1.7, 2, 2.3];
const farFactors = [2.5, 2.8, 3.1, 3.5];

/**
 * Three wrong numbers in whole units, all different, at least `minGapUnits` from the answer and from each other, none below `smallestUnits`;
 * one lies below the answer and one above wherever there is room, so that the middle option is no hint.
 */
export function numberDistractors(
  answerUnits: number,
  limits: { readonly minGapUnits: number; readonly smallestUnits: number },
  pick: RandomIndex,
): readonly number[] {
  const { minGapUnits, smallestUnits } = limits;
  const scaled = (factors: readonly number[]): number[] => shuffle(factors, pick).map((factor) => Math.round(answerUnits * factor));
  const [below, above, far] = [scaled(belowFactors), scaled(aboveFactors), scaled(farFactors)];
  // A small answer leaves few different shares: steps around it always have enough above.
  const steps = [1, 2, 3, 4, 5].map((n) => n * minGapUnits);
  const lower = [...below, ...steps.map((step) => answerUnits - step)];
  const upper = [...(pick(10) === 0 ? [...far, ...above] : [...above, ...far]), ...steps.map((step) => answerUnits + step)];
  const chosen: number[] = [];
  const isFree = (n: number): boolean =>
    n >= smallestUnits && [answerUnits, ...chosen].every((other) => Math.abs(n - other) >= minGapUnits);
  const take = (candidates: readonly number[]): void => {
    const next = candidates.find(isFree);
    if (next !== undefined) chosen.push(next);
  };
  take(lower);
  take(upper);
  take(pick(2) === 0 ? [...lower, ...upper] : [...upper, ...lower]);
  // Nothing below is left for an answer near the smallest.
  while (chosen.length < 3) take([...upper, ...Array.from({ length: 8 }, (_, n) => answerUnits + (n + 6) * minGapUnits)]);
  return chosen;
}
