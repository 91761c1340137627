/** Room for the row number beside a quantized key in one double: lists of up to two million questions. */
const rowLimit = 2 ** 21;
const keySteps = 2 ** 31;

/** Every row of a list in ascending order of a key, ties by row. Follows single changes without sorting anew. */
export class RowOrder {
  /** Row numbers in order. */
  readonly rows: Int32Array;
  readonly #keys: Float64Array;

  /** `keys` has one finite or infinite number per row; the order keeps it. */
  constructor(keys: Float64Array) {
    this.#keys = keys;
    this.rows = sortedRows(keys);
  }

  /** The key of a row. */
  keyOf(row: number): number {
    return this.#keys[row] as number;
  }

  /** Place of the first row whose (key, row) is larger than the given ones. */
  placeAfter(key: number, row: number): number {
    let [low, high] = [0, this.rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const found = this.rows[middle] as number;
      if (this.keyOf(found) > key || (this.keyOf(found) === key && found > row)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Gives a row another key and its new place. */
  move(row: number, key: number): void {
    if (this.#keys[row] === key) return;
    const from = this.placeAfter(this.keyOf(row), row) - 1;
    const to = this.placeAfter(key, row);
    this.#keys[row] = key;
    if (to > from) {
      this.rows.copyWithin(from, from + 1, to);
      this.rows[to - 1] = row;
    } else {
      this.rows.copyWithin(to + 1, to, from);
      this.rows[to] = row;
    }
  }
}

/** Sorts numbers that hold quantized key and row at once, which needs no comparison function; what that left out of order is mended after. */
function sortedRows(keys: Float64Array): Int32Array {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const key of keys) {
    if (!Number.isFinite(key)) continue;
    if (key < least) least = key;
    if (key > most) most = key;
  }
  const wanted = keySteps / (most - least);
  // Keys that differ by next to nothing, or by more than a double holds, come into one step and are put in order after.
  const scale = Number.isFinite(wanted) ? wanted : 0;
  const packed = new Float64Array(keys.length);
  for (let row = 0; row < keys.length; row += 1) {
    const key = keys[row] as number;
    const step = Number.isFinite(key) ? (scale === 0 ? 0 : Math.floor((key - least) * scale)) : key > 0 ? keySteps + 1 : -1;
    packed[row] = step * rowLimit + row;
  }
  packed.sort();
  const rows = new Int32Array(packed.length);
  for (let place = 0; place < rows.length; place += 1) {
    const value = packed[place] as number;
    rows[place] = value - Math.floor(value / rowLimit) * rowLimit;
  }
  return mended(rows, keys) ? rows : rows.sort((a, b) => (isAfter(keys, a, b) ? 1 : -1));
}

/** Puts rows of one step in order; false where that comes to be too much: one key far from all others (a clock that was wrong) puts these into one step. */
function mended(rows: Int32Array, keys: Float64Array): boolean {
  let movesLeft = 8 * rows.length;
  for (let place = 0; place < rows.length; place += 1) {
    const row = rows[place] as number;
    let at = place;
    for (; at > 0 && isAfter(keys, rows[at - 1] as number, row); at -= 1) rows[at] = rows[at - 1] as number;
    rows[at] = row;
    movesLeft -= place - at;
    if (movesLeft < 0) return false;
  }
  return true;
}

function isAfter(keys: Float64Array, a: number, b: number): boolean {
  const [keyA, keyB] = [keys[a] as number, keys[b] as number];
  return keyA > keyB || (keyA === keyB && a > b);
}
