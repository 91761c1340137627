import type { FileHandle } from 'node:fs/promises';

/** A row by its place; its bytes are without the line's end. */
export interface CsvRow {
  readonly bytes: Buffer;
  readonly byteOffset: number;
  /** 1-based line on which it begins. */
  readonly line: number;
  /** True where a quote was never closed: the row was cut at its first line break, so that only this row is lost. */
  readonly isBroken: boolean;
}

const chunkBytes = 1 << 18;
/** A row longer than this is taken for one whose quote was never closed. */
const longestRowBytes = 1 << 20;
const [quote, newline, carriage] = [0x22, 0x0a, 0x0d];

/**
 * The non-empty rows of a CSV file (RFC 4180), header included, by their byte places, a chunk of them at a time. A row may hold line breaks inside quotes. A byte order
 * mark is no part of the first row.
 */
export async function* readCsvRows(
  handle: FileHandle,
  options: { readonly delimiter: string; readonly chunkBytes?: number },
): AsyncGenerator<CsvRow[]> {
  const { size } = await handle.stat();
  const scan = new RowScan(options.delimiter.charCodeAt(0));
  for (let position = 0; position < size; ) {
    const buffer = Buffer.allocUnsafe(Math.min(options.chunkBytes ?? chunkBytes, size - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const rows = scan.take(buffer.subarray(0, bytesRead));
    if (rows.length > 0) yield rows;
  }
  const last = scan.finish();
  if (last.length > 0) yield last;
}

class RowScan {
  /** Bytes from the start of the row that has begun. */
  #pending: Buffer = Buffer.alloc(0);
  #start = 0;
  #line = 1;
  /** How far `#pending` has been looked at, and whether that place is inside quotes. */
  #seen = 0;
  #isQuoted = false;
  readonly #delimiter: number;

  /** @param delimiter - a byte. */
  constructor(delimiter: number) {
    this.#delimiter = delimiter;
  }

  take(chunk: Buffer): CsvRow[] {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const rows: CsvRow[] = [];
    for (;;) {
      const end = this.#findEnd();
      if (end >= 0) this.#close(rows, end, false);
      else if (this.#pending.length > longestRowBytes && this.#isQuoted) this.#cut(rows);
      else return rows;
    }
  }

  finish(): CsvRow[] {
    const rows: CsvRow[] = [];
    while (this.#pending.length > 0) {
      if (this.#isQuoted) this.#cut(rows);
      else {
        const end = this.#findEnd();
        this.#close(rows, end < 0 ? this.#pending.length : end, false);
      }
    }
    return rows;
  }

  /** The next line break outside quotes, or -1. Only a quote at the start of a cell opens; a doubled one closes and opens again. */
  #findEnd(): number {
    for (let at = this.#seen; at < this.#pending.length; at += 1) {
      const byte = this.#pending[at];
      if (byte === quote) this.#isQuoted = !this.#isQuoted && this.#opensAt(at);
      else if (byte === newline && !this.#isQuoted) return at;
    }
    this.#seen = this.#pending.length;
    return -1;
  }

  #opensAt(at: number): boolean {
    const before = at === this.#markLength ? this.#delimiter : this.#pending[at - 1];
    return before === this.#delimiter || before === quote;
  }

  /** Bytes of a byte order mark at the start of what is pending. */
  get #markLength(): number {
    return this.#start === 0 && this.#pending.toString('latin1', 0, 3) === '\u00ef\u00bb\u00bf' ? 3 : 0;
  }

  /** Ends a row whose quote stays open at its first line break. */
  #cut(rows: CsvRow[]): void {
    const end = this.#pending.indexOf(newline);
    this.#close(rows, end < 0 ? this.#pending.length : end, true);
  }

  #close(rows: CsvRow[], end: number, isBroken: boolean): void {
    const next = Math.min(end + 1, this.#pending.length);
    const from = this.#markLength;
    const to = this.#pending[end - 1] === carriage ? end - 1 : end;
    const bytes = this.#pending.subarray(from, to);
    if (bytes.length > 0) rows.push({ bytes, byteOffset: this.#start + from, line: this.#line, isBroken });
    for (let at = 0; at < next; at += 1) if (this.#pending[at] === newline) this.#line += 1;
    this.#start += next;
    this.#pending = this.#pending.subarray(next);
    this.#seen = 0;
    this.#isQuoted = false;
  }
}
