import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowOrder } from '../../../main/lists/row-order.ts';

/** What the order is by its meaning: keys ascending, ties by row. */
function sorted(keys: ArrayLike<number>): number[] {
  const key = (row: number) => keys[row] as number;
  return Array.from(keys, (_, row) => row).sort((a, b) => (key(a) === key(b) ? a - b : key(a) < key(b) ? -1 : 1));
}

it('an order of rows is by key and row, whatever its keys and however they change', () => {
  const key = fc.oneof(
    fc.constant(Number.POSITIVE_INFINITY),
    fc.integer({ min: 0, max: 5 }),
    fc.double({ noNaN: true, min: -1e15, max: 1e15 }),
  );
  fc.assert(
    fc.property(fc.array(key, { minLength: 1, maxLength: 40 }), fc.array(fc.tuple(fc.nat(), key), { maxLength: 20 }), (keys, moves) => {
      const order = new RowOrder(Float64Array.from(keys));
      expect([...order.rows]).toEqual(sorted(keys));
      const now = [...keys];
      for (const [at, moved] of moves) {
        now[at % now.length] = moved;
        order.move(at % now.length, moved);
      }
      expect([...order.rows]).toEqual(sorted(now));
    }),
  );
});

it('a key far from all others, which makes them look alike, leaves them in order', () => {
  // Decisions of an hour, the latest first, and one by a clock that stood at 1970.
  const keys = Float64Array.from({ length: 20_000 }, (_, row) => -(1.76e12 + row));
  keys[5] = 0;
  expect([...new RowOrder(keys).rows]).toEqual(sorted(keys));
});

it('keys that differ by the least that a number can differ leave every row in its place', () => {
  for (const keys of [
    [-Number.MIN_VALUE, 0, Number.POSITIVE_INFINITY],
    [0, Number.MIN_VALUE],
    [-Number.MAX_VALUE, Number.MAX_VALUE, 0],
    [1, 1],
  ]) {
    expect([...new RowOrder(Float64Array.from(keys)).rows]).toEqual(sorted(keys));
  }
});
