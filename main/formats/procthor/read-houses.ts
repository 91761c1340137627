import { readFile } from 'node:fs/promises';
import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { houseSchema, type ProcthorHouse } from './house-schema.ts';
import { openError } from './open-error.ts';
import { readLines } from './read-lines.ts';

/** One entry of a house file: the house, or why there is none. `index` counts entries from 0, `line` is 1-based and null in `.json`. */
export type HouseEntry =
  | { readonly index: number; readonly line: number | null; readonly house: ProcthorHouse }
  | { readonly index: number; readonly line: number | null; readonly problem: Problem };

/**
 * Streams the houses of a `.json` (one house, or an array), `.jsonl` or `.jsonl.gz` file. A broken line, a house of the wrong shape and a
 * truncated archive are entries with a `problem`; the rest goes on. Throws only where there is nothing to read: `file.missing`,
 * `file.unreadable`, `input.unsupported`.
 */
export async function* readHouses(file: string): AsyncGenerator<HouseEntry> {
  refuseOtherName(file);
  yield* file.endsWith('.json') ? readHouseDocument(file) : readHouseLines(file);
}

/** Throws `input.unsupported` where a file's name says that it is no house file. */
export function refuseOtherName(file: string): void {
  if (/\.(?:json|jsonl|jsonl\.gz)$/.test(file)) return;
  throw new AppError('input.unsupported', `${file} is not a house file: expected .json, .jsonl or .jsonl.gz.`, { where: { file } });
}

async function* readHouseDocument(file: string): AsyncGenerator<HouseEntry> {
  let document: unknown;
  try {
    document = parseJson(await readWholeFile(file));
  } catch (error) {
    if (error instanceof AppError && error.code !== 'file.malformed') throw error;
    yield { index: 0, line: null, problem: problemFromError(error, { file }) };
    return;
  }
  const houses = Array.isArray(document) ? document : [document];
  for (const [index, source] of houses.entries()) yield entryFromValue(source, { file, index, line: null });
}

async function* readHouseLines(file: string): AsyncGenerator<HouseEntry> {
  let index = 0;
  for await (const { line, text, problem } of readLines(file)) {
    if (problem !== undefined) yield { index, line, problem };
    else if (text.trim() === '') continue;
    else yield entryFromLine(text, { file, index, line });
    index += 1;
  }
}

interface EntryPlace {
  readonly file: string;
  readonly index: number;
  readonly line: number | null;
}

function entryFromLine(text: string, place: EntryPlace): HouseEntry {
  let source: unknown;
  try {
    source = parseJson(text);
  } catch (error) {
    return { index: place.index, line: place.line, problem: problemFromError(error, whereFrom(place)) };
  }
  return entryFromValue(source, place);
}

function entryFromValue(source: unknown, place: EntryPlace): HouseEntry {
  const { index, line } = place;
  const result = houseSchema.safeParse(source);
  if (result.success) return { index, line, house: { source, parsed: result.data } };
  const issue = result.error.issues[0];
  const path = issue?.path.join('.') || 'the whole value';
  const message = `House ${index} does not have the ProcTHOR shape at ${path}: ${issue?.message ?? 'unknown reason'}. It is skipped.`;
  return { index, line, problem: { ...whereFrom(place), code: 'house.invalid', message } };
}

function whereFrom({ file, index, line }: EntryPlace): { file: string; line?: number; item?: string } {
  return line === null ? { file, item: `house ${index}` } : { file, line };
}

function parseJson(source: string | Uint8Array): unknown {
  try {
    const text = typeof source === 'string' ? source : textFromUtf8(source);
    // Files written on Windows may start with a byte order mark, which JSON.parse refuses.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AppError('file.malformed', `This is not valid JSON, so no house can be read from it: ${reason}`, { cause });
  }
}

async function readWholeFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw openError(file, cause);
  }
}
