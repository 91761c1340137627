import type { Convention } from '../convention.ts';
import type { RandomIndex } from '../question-type.ts';
import { takeDistractors } from './letter-options.ts';

/** Items in the right order, each with the frame it first appears in. */
type Ordered = readonly { readonly name: string; readonly frame: number }[];

/**
 * The wrong orders beside the right one: one for two names, else three. Every option differs from another by a single swap of
 * neighbours, so they share beginnings and none is absurd; and the right one is as often at the edge of that family as in its middle,
 * because an option that all others resemble could be found without the video. An order is used only if it puts some pair the wrong
 * way round whose first frames lie at least twice the required gap apart, as long as there are such orders.
 * Throws `question.underivable` where names repeat.
 */
export function orderDistractors(right: Ordered, convention: Convention, pick: RandomIndex): readonly string[] {
  const answer = textOf(right);
  if (right.length < 3) return takeDistractors(answer, [textOf(right.toReversed())], 1);
  const families = (right.length === 3 ? ringFamilies(right) : starFamilies(right)).map((kind) =>
    kind.map((orders) => ({ orders, clearFrames: Math.min(...orders.map((order) => clearestSwapFrames(order, right))) })),
  );
  const all = families.flat();
  const clearest = Math.max(...all.map(({ clearFrames }) => clearFrames));
  const neededFrames = Math.min(2 * convention.time.minGapFrames, clearest);
  const isClear = (family: { readonly clearFrames: number }): boolean => family.clearFrames >= neededFrames;
  const clearKinds = families.map((kind) => kind.filter(isClear));
  const kind = clearKinds[pick(clearKinds.length)] as (typeof all)[number][];
  const choices = kind.length > 0 ? kind : clearKinds.flat();
  const family = choices[pick(choices.length)] as (typeof all)[number];
  return takeDistractors(answer, family.orders.map(textOf), 3);
}

/**
 * Families of four with one in the middle and three around it, a swap of neighbours away. Four kinds of equal weight: the right
 * order takes each of the four places equally often, and three of those places are alike.
 */
function starFamilies(right: Ordered): Ordered[][][] {
  const middle = threeOf(neighboursOf(right));
  const edge = neighboursOf(right).flatMap((centre) => {
    const others = neighboursOf(centre).filter((order) => textOf(order) !== textOf(right));
    return pairsOf(others).map((pair) => [centre, ...pair]);
  });
  return [middle, edge, edge, edge];
}

/** Three names have six orders, a ring of swaps; families are four in a row, with the right order at each of the four places. */
function ringFamilies(right: Ordered): Ordered[][][] {
  const ring = [right];
  for (let i = 0; i < 5; i++) ring.push(swapAt(ring.at(-1) as Ordered, i % 2));
  return [0, 1, 2, 3].map((place) => [[0, 1, 2, 3].filter((n) => n !== place).map((n) => ring[(n - place + 6) % 6] as Ordered)]);
}

function neighboursOf(order: Ordered): Ordered[] {
  return order.slice(1).map((_, position) => swapAt(order, position));
}

function swapAt(order: Ordered, position: number): Ordered {
  const [first, second] = order.slice(position, position + 2);
  return order.toSpliced(position, 2, second as Ordered[number], first as Ordered[number]);
}

/** The largest number of frames between two items that this order puts the wrong way round. */
function clearestSwapFrames(order: Ordered, right: Ordered): number {
  let largest = 0;
  for (const [i, later] of order.entries()) {
    for (const earlier of order.slice(i + 1)) {
      if (right.indexOf(earlier) < right.indexOf(later)) largest = Math.max(largest, later.frame - earlier.frame);
    }
  }
  return largest;
}

function pairsOf<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]));
}

function threeOf<T>(items: readonly T[]): T[][] {
  return items.flatMap((a, i) => pairsOf(items.slice(i + 1)).map((pair) => [a, ...pair]));
}

function textOf(order: Ordered): string {
  return order.map(({ name }) => name).join(', ');
}
