import { closeSync, openSync, readSync } from 'node:fs';

const firstBytes = 64 * 1024;
/** A larger buffer is not kept for the next file. */
const mostKeptBytes = 4 * 1024 * 1024;

/**
 * Reads whole files one after another into the same memory, at once and not in turns: shards have tens of thousands of small ones, waiting for each costs more
 * than reading it, and a buffer for each would be there long after it is of use.
 */
export class SmallFileReader {
  #buffer = Buffer.allocUnsafeSlow(firstBytes);

  /** The file's bytes, until the next call; one more than `mostBytes` where it is longer than that. Throws what the file system says. */
  read(file: string, mostBytes: number): Buffer {
    if (this.#buffer.length > mostKeptBytes) this.#buffer = Buffer.allocUnsafeSlow(firstBytes);
    const handle = openSync(file, 'r');
    try {
      let length = 0;
      while (length <= mostBytes) {
        if (length === this.#buffer.length) this.#grow(length);
        const count = readSync(handle, this.#buffer, length, Math.min(this.#buffer.length, mostBytes + 1) - length, null);
        if (count === 0) break;
        length += count;
      }
      return this.#buffer.subarray(0, length);
    } finally {
      closeSync(handle);
    }
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafeSlow(2 * length);
    this.#buffer.copy(larger, 0, 0, length);
    this.#buffer = larger;
  }
}
