import type { FileHandle } from 'node:fs/promises';

/** A line without its end, or the place of one that is too long to be read. */
export interface PlacedLine {
  /** Null where the line is longer than the limit. */
  readonly bytes: Buffer | null;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** 1-based; blank lines count. */
  readonly line: number;
}

/** Lines longer than this are reported instead of read: no record of any known format comes near it. */
export const longestLineBytes = 16 * 1024 * 1024;

const chunkBytes = 1 << 20;
/** UTF-8's; no part of what it stands in front of. */
export const byteOrderMark: Buffer = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * The non-blank lines of part of a file by their byte places, about a megabyte of them at a time; "\r\n" ends lines too, and a last line without an end counts.
 * Memory stays at two chunks and the longest line, however long the file is.
 *
 * @param range - where to begin and end, in bytes; a member of a tar, for instance. Default: the whole file.
 */
export async function* readLineBatches(
  handle: FileHandle,
  options: {
    readonly range?: { readonly start: number; readonly end: number };
    readonly longestBytes?: number;
    readonly chunkBytes?: number;
  } = {},
): AsyncGenerator<PlacedLine[]> {
  const { start, end } = options.range ?? { start: 0, end: (await handle.stat()).size };
  const longest = options.longestBytes ?? longestLineBytes;
  /** Bytes of a line that has begun and not ended; dropped once it is too long. */
  let pieces: Buffer[] = [];
  let [lineStart, line, position] = [start, 1, start];
  const finishLine = (lineEnd: number): PlacedLine | null => {
    const length = lineEnd - lineStart;
    if (length > longest) return { bytes: null, byteOffset: lineStart, byteLength: length, line };
    const joined = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    const bytes = joined.at(-1) === 0x0d ? joined.subarray(0, -1) : joined;
    return isBlank(bytes) ? null : { bytes, byteOffset: lineStart, byteLength: bytes.length, line };
  };
  while (position < end) {
    const buffer = Buffer.allocUnsafe(Math.min(options.chunkBytes ?? chunkBytes, end - position));
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    const batch: PlacedLine[] = [];
    // A byte order mark is no part of the first line.
    const markLength = position === start && chunk.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0;
    lineStart += markLength;
    for (let at = markLength; at < chunk.length; ) {
      const newline = chunk.indexOf(0x0a, at);
      const stop = newline < 0 ? chunk.length : newline;
      if (position + stop - lineStart <= longest) pieces.push(chunk.subarray(at, stop));
      else pieces = [];
      at = stop + 1;
      if (newline < 0) break;
      const found = finishLine(position + newline);
      if (found !== null) batch.push(found);
      pieces = [];
      lineStart = position + newline + 1;
      line += 1;
    }
    position += bytesRead;
    if (batch.length > 0) yield batch;
  }
  if (position > lineStart) {
    const last = finishLine(position);
    if (last !== null) yield [last];
  }
}

function isBlank(bytes: Buffer): boolean {
  for (const byte of bytes) if (byte !== 0x20 && byte !== 0x09) return false;
  return true;
}
