import { hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/errors.ts';
import type { SourceFile } from '../../store/source-files.ts';
import { maxWholeFileBytes } from '../limits.ts';
import { parseUntrustedJson } from '../parse-untrusted-json.ts';
import { shardFile } from '../shard-place.ts';

/** A file's bytes with its identity. */
export interface ReadSource {
  readonly source: SourceFile;
  readonly bytes: Buffer;
}

/** One line of a file, without its end. */
export interface SourceLine {
  readonly bytes: Buffer;
  readonly byteOffset: number;
  /** 1-based. */
  readonly line: number;
}

/** Reads a whole file of a shard; `relative` has forward slashes. @throws AppError `file.unreadable`. */
export async function readSource(shard: string, relative: string): Promise<ReadSource> {
  try {
    const file = shardFile(shard, relative);
    requireSaneSize((await stat(file)).size);
    const bytes = await readFile(file);
    return { bytes, source: { path: relative, sizeBytes: bytes.length, sha256: sha256Of(bytes) } };
  } catch (cause) {
    throw new AppError('file.unreadable', `${relative} cannot be read: ${(cause as Error).message}.`, { where: { file: relative }, cause });
  }
}

/** Throws an Error for a size that no file of a dataset has, before anything of it is read. */
export function requireSaneSize(sizeBytes: number): void {
  if (sizeBytes <= maxWholeFileBytes) return;
  throw new Error(`it has ${Math.round(sizeBytes / 2 ** 20)} MiB, more than the ${maxWholeFileBytes / 2 ** 20} that are read`);
}

/** Hex SHA-256 of bytes or UTF-8 text. */
export function sha256Of(data: Uint8Array | string): string {
  return hash('sha256', data);
}

/** Lines that hold anything but blanks, with their places; a last line without an end counts. "\r\n" ends lines too. */
export function* nonEmptyLines(bytes: Buffer): Generator<SourceLine> {
  let byteOffset = 0;
  for (let line = 1; byteOffset < bytes.length; line += 1) {
    const newline = bytes.indexOf(0x0a, byteOffset);
    const next = newline < 0 ? bytes.length : newline + 1;
    let end = newline < 0 ? bytes.length : newline;
    if (end > byteOffset && bytes[end - 1] === 0x0d) end -= 1;
    const content = bytes.subarray(byteOffset, end);
    if (content.some((byte) => byte !== 0x20 && byte !== 0x09)) yield { bytes: content, byteOffset, line };
    byteOffset = next;
  }
}

/** Where the lines of a file that hold anything start, and where the last one ends: `LineRuns.starts`. */
export function lineStarts(bytes: Buffer): Uint32Array {
  const starts: number[] = [];
  let end = 0;
  for (const line of nonEmptyLines(bytes)) {
    starts.push(line.byteOffset);
    end = line.byteOffset + line.bytes.length;
  }
  return Uint32Array.from([...starts, end]);
}

/** Parses a file that is one JSON value; Python's NaN becomes null. @throws AppError `file.malformed`. */
export function parseJsonFile({ source, bytes }: ReadSource): unknown {
  try {
    return parseUntrustedJson(bytes);
  } catch (cause) {
    throw new AppError('file.malformed', `${source.path} is not valid JSON: ${(cause as Error).message}.`, {
      where: { file: source.path },
      cause,
    });
  }
}
