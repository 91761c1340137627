import type { FileHandle } from 'node:fs/promises';

/** An element of a top-level JSON array by its place; `bytes` is null where it is longer than the limit. */
export interface PlacedElement {
  readonly bytes: Buffer | null;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** 1-based line on which it begins. */
  readonly line: number;
}

/** How the array ended. */
export interface ArrayEnd {
  /** What is wrong behind the last element that was found, null where the array is whole. */
  readonly why: string | null;
}

const chunkBytes = 1 << 20;
const [quote, backslash, comma, newline] = [0x22, 0x5c, 0x2c, 0x0a];

/**
 * Splits a file that is one JSON array into its elements by byte places, about a megabyte at a time, whatever its indentation. Elements are not parsed here: only
 * strings and brackets are followed, so a broken element is the reader's problem and the others are still found. The generator's return value says how it ended.
 *
 * @param options.range - part of the file that is the array; default: all of it.
 * @param options.longestBytes - elements longer than this are placed without their bytes.
 */
export async function* splitJsonArray(
  handle: FileHandle,
  options: {
    readonly range?: { readonly start: number; readonly end: number };
    readonly longestBytes?: number;
    readonly chunkBytes?: number;
  } = {},
): AsyncGenerator<PlacedElement[], ArrayEnd> {
  const { start, end } = options.range ?? { start: 0, end: (await handle.stat()).size };
  const scan = new ArrayScan(options.longestBytes ?? 16 * 1024 * 1024);
  for (let position = start; position < end; ) {
    const buffer = Buffer.allocUnsafe(Math.min(options.chunkBytes ?? chunkBytes, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) break;
    const batch = scan.take(buffer.subarray(0, bytesRead), position);
    position += bytesRead;
    if (batch.length > 0) yield batch;
    if (scan.isOver) break;
  }
  return { why: scan.finish() };
}

type Phase = 'before' | 'between' | 'inside' | 'after' | 'broken';

class ArrayScan {
  readonly #longest: number;
  #phase: Phase = 'before';
  #why = 'it is empty';
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #line = 1;
  #start = 0;
  #startLine = 1;
  /** End of the element so far: trailing blanks of a bare value are not part of it. */
  #end = 0;
  #pieces: Buffer[] = [];
  #pieceStart = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  get isOver(): boolean {
    return this.#phase === 'broken';
  }

  /** The elements that end in a chunk. */
  take(chunk: Buffer, position: number): PlacedElement[] {
    const found: PlacedElement[] = [];
    this.#pieceStart = 0;
    for (let at = 0; at < chunk.length && this.#phase !== 'broken'; at += 1) {
      const byte = chunk[at] as number;
      if (byte === newline) this.#line += 1;
      if (this.#phase === 'inside') {
        if (this.#isInString) this.#followString(byte, position + at);
        else if (this.#endsAt(byte, position + at)) found.push(this.#close(chunk, at));
      } else if (!isBlank(byte)) this.#begin(byte, at, position);
    }
    if (this.#phase === 'inside' && this.#end - this.#start <= this.#longest) this.#pieces.push(chunk.subarray(this.#pieceStart));
    else this.#pieces = [];
    return found;
  }

  /** What is wrong, once there is no more. */
  finish(): string | null {
    if (this.#phase === 'after') return null;
    return this.#phase === 'broken' || this.#phase === 'before' ? this.#why : 'it ends before its array is closed';
  }

  #begin(byte: number, at: number, position: number): void {
    if (this.#phase === 'before') {
      // A byte order mark is let through.
      if (byte === 0xef || byte === 0xbb || byte === 0xbf) return;
      if (byte === 0x5b) this.#phase = 'between';
      else this.#break('it does not begin with [');
    } else if (this.#phase === 'after') this.#break('there is more behind the end of its array');
    else if (byte === 0x5d) this.#phase = 'after';
    else if (byte === comma) this.#break(`there is a comma too many in line ${this.#line}`);
    else {
      this.#phase = 'inside';
      this.#depth = 0;
      this.#start = position + at;
      this.#startLine = this.#line;
      this.#pieceStart = at;
      this.#endsAt(byte, position + at);
    }
  }

  #break(why: string): void {
    this.#why = why;
    this.#phase = 'broken';
  }

  #followString(byte: number, place: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isInString = false;
    this.#end = place + 1;
  }

  /** Whether the element has ended before this byte, a comma or the array's bracket. */
  #endsAt(byte: number, place: number): boolean {
    if (byte === quote) this.#isInString = true;
    else if (byte === 0x7b || byte === 0x5b) this.#depth += 1;
    else if (byte === 0x7d || byte === 0x5d) {
      if (this.#depth === 0) return true;
      this.#depth -= 1;
    } else if (byte === comma && this.#depth === 0) return true;
    if (!isBlank(byte)) this.#end = place + 1;
    return false;
  }

  #close(chunk: Buffer, at: number): PlacedElement {
    const byteLength = this.#end - this.#start;
    const bytes =
      byteLength > this.#longest ? null : Buffer.concat([...this.#pieces, chunk.subarray(this.#pieceStart, at)]).subarray(0, byteLength);
    this.#pieces = [];
    // The byte that ended it is a comma or the bracket of the array.
    this.#phase = chunk[at] === comma ? 'between' : 'after';
    return { bytes, byteOffset: this.#start, byteLength, line: this.#startLine };
  }
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === newline || byte === 0x0d || byte === 0x09;
}
