import type { RandomIndex } from '../../../shared/questions/question-type.ts';

/** A whole number from `low` to `high`, both included. */
export function pickBetween(pick: RandomIndex, low: number, high: number): number {
  return low + pick(high - low + 1);
}

/** True in `percent` of 100 draws. */
export function pickChance(pick: RandomIndex, percent: number): boolean {
  return pick(100) < percent;
}

/** One of the items, all equally likely. The list must not be empty. */
export function pickOne<T>(pick: RandomIndex, items: readonly T[]): T {
  return items[pick(items.length)] as T;
}

/** One of the items, each as likely as its whole-number weight says. The list must not be empty. */
export function pickWeighted<T>(pick: RandomIndex, items: readonly (readonly [weight: number, item: T])[]): T {
  let left = pick(items.reduce((sum, [weight]) => sum + weight, 0));
  for (const [weight, item] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return (items.at(-1) as readonly [number, T])[1];
}
