import { seededPick } from '../../../shared/questions/seeded-pick.ts';

/** Draws of one stream: the same parts give the same draws on every machine. */
export interface Dice {
  /** An integer from 0 to n - 1. */
  index(n: number): number;
  /** A number from `from` (inclusive) to `to`. */
  between(from: number, to: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** One of the items; undefined only for an empty list. */
  one<T>(items: readonly T[]): T | undefined;
  /** One of the items, in proportion to its weight; undefined where no weight is positive. */
  weighted<T>(items: readonly T[], weightOf: (item: T) => number): T | undefined;
}

/** A stream of draws from a seed and a label. */
export function throwDice(...parts: readonly (string | number)[]): Dice {
  const pick = seededPick(parts);
  const steps = 1 << 24;
  const unit = () => pick(steps) / steps;
  return {
    index: pick,
    between: (from, to) => from + (to - from) * unit(),
    chance: (probability) => unit() < probability,
    one: (items) => (items.length === 0 ? undefined : items[pick(items.length)]),
    weighted: (items, weightOf) => {
      const weights = items.map((item) => Math.max(0, weightOf(item)));
      let left = unit() * weights.reduce((sum, weight) => sum + weight, 0);
      const at = weights.findIndex((weight) => {
        left -= weight;
        return weight > 0 && left < 0;
      });
      return items[at];
    },
  };
}
