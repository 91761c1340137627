import type { RandomIndex } from '../question-type.ts';
import { numberDistractors } from './number-distractors.ts';

/** Three other distances, to 0.1 m, each at least 0.2 m from the answer: nearer ones would be right too for a careful viewer. */
export function distanceDistractors(answer: string, pick: RandomIndex): readonly string[] {
  const units = Math.round(Number(answer) * 10);
  return numberDistractors(units, { minGapUnits: 2, smallestUnits: 1 }, pick).map((n) => (n / 10).toFixed(1));
}
