import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import type { ReviewedFile, ReviewedRecord } from '../../review/reviewed-files.ts';
import type { WriteOptions } from '../shard-writer.ts';
import type { RecordChanges } from './record-format.ts';

const copyBytes = 1 << 20;

/** A record of a file by its place, whether it is a question or not. */
export interface PlacedBytes {
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** How records are set apart: by what follows each (lines, CSV rows), or by commas between them (a JSON array). */
export type Separation = 'after' | 'between';

/** How a file is written again. */
export interface Rewriting {
  /** Every record of the file in order. */
  readonly records: AsyncIterable<readonly PlacedBytes[]>;
  readonly separation: Separation;
  /** A record with changes; see `RecordFormat.changed`. */
  readonly changed: (text: string, changes: RecordChanges) => string;
  readonly write: (data: string | Uint8Array) => Promise<void>;
  /** True to have every record and every piece between records written by itself. */
  readonly isPiecewise?: boolean;
  /** Whether bytes are a record with questions. Where given, such a record without questions here is a copy: its questions are kept once, in another file. */
  readonly isQuestion?: (bytes: Buffer) => boolean;
}

/** What was written of a file. */
export interface RewrittenFile {
  /** Questions. */
  readonly kept: number;
  /** True where the last byte written ends a line. */
  readonly isEnded: boolean;
  /** Records that are not written: copies, and those whose form cannot say an edit. */
  readonly problems: Problem[];
}

/**
 * Writes a file again: records nobody touched, and everything that is no question, keep every byte; edited ones change where the edit does; questions of other
 * verdicts go, and their record with them once it has no question left. Where nothing changes the file comes out as it was.
 *
 * @param rewriting - its `changed` may throw `question.malformed` where a record cannot say an edit.
 */
export async function rewriteFile(file: ReviewedFile, rewriting: Rewriting, options: WriteOptions): Promise<RewrittenFile> {
  const { records, separation, write } = rewriting;
  const questions = new QuestionGroups(file, options);
  let [cursor, kept, hasKept, wasKept, copies] = [0, 0, false, true, 0];
  const problems: Problem[] = [];
  const out = new OutputBuffer(write, rewriting.isPiecewise === true ? 0 : copyBytes);
  const put = (bytes: Buffer) => out.put(bytes);
  for await (const batch of records) {
    for (const { byteOffset, byteLength } of batch) {
      const here = await questions.at(byteOffset);
      const outcome = outcomeOf(here, options);
      const bytes = outcome === 'drop' ? null : await file.read(byteOffset, byteLength);
      const isCopy = here.length === 0 && bytes !== null && rewriting.isQuestion?.(bytes) === true;
      copies += isCopy ? 1 : 0;
      const written = bytes === null || outcome === 'drop' || isCopy ? null : changedBytes(bytes, { outcome, rewriting, here, problems });
      const isKept = written !== null;
      const isFirst = cursor === 0;
      const isGapKept = isFirst || (separation === 'after' ? wasKept : isKept && hasKept);
      if (isGapKept) await copy(file, { from: cursor, to: byteOffset }, put);
      if (written !== null) {
        await put(written);
        hasKept = true;
        kept += here.length - (outcome === 'keep' || outcome === 'drop' ? 0 : outcome.dropped.size);
      }
      cursor = byteOffset + byteLength;
      wasKept = isKept;
    }
  }
  if (separation === 'between' || wasKept) await copy(file, { from: cursor, to: file.source.sizeBytes }, put);
  await out.flush();
  if (copies > 0) problems.push(copiesProblem(copies));
  return { kept, isEnded: out.isEnded, problems: problems.map((problem) => ({ ...problem, file: file.source.path })) };
}

/** A record as it is to be written; null, with a problem, where its form cannot say the edit. */
function changedBytes(
  bytes: Buffer,
  {
    outcome,
    rewriting,
    here,
    problems,
  }: {
    readonly outcome: 'keep' | RecordChanges;
    readonly rewriting: Rewriting;
    readonly here: readonly ReviewedRecord[];
    readonly problems: Problem[];
  },
): Buffer | null {
  if (outcome === 'keep') return bytes;
  try {
    return Buffer.from(rewriting.changed(bytes.toString('utf8'), outcome));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    problems.push({ ...problemFromError(error), line: here[0]?.line ?? 0 });
    return null;
  }
}

function copiesProblem(count: number): Problem {
  const message = `${count} of its records ${count === 1 ? 'is a copy of a question' : 'are copies of questions'} in another file of the workspace; they are written once, there, as they were decided.`;
  return { code: 'input.unsupported', message };
}

/** Gathers small pieces: hundreds of thousands of records are written in some hundred pieces. */
class OutputBuffer {
  readonly #write: Rewriting['write'];
  readonly #atOnceBytes: number;
  #pieces: Buffer[] = [];
  #bytes = 0;
  /** True where nothing was put yet, or the last byte ends a line. */
  isEnded = true;

  constructor(write: Rewriting['write'], atOnceBytes: number) {
    this.#write = write;
    this.#atOnceBytes = atOnceBytes;
  }

  async put(bytes: Buffer): Promise<void> {
    if (bytes.length === 0) return;
    this.isEnded = bytes.at(-1) === 0x0a;
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= this.#atOnceBytes) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.#bytes > 0) await this.#write(Buffer.concat(this.#pieces));
    this.#pieces = [];
    this.#bytes = 0;
  }
}

async function copy(
  file: ReviewedFile,
  range: { readonly from: number; readonly to: number },
  put: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  for (let at = range.from; at < range.to; at += copyBytes) await put(await file.read(at, Math.min(copyBytes, range.to - at)));
}

/** What becomes of a record: everything stays, something changes, or it goes. */
export function outcomeOf(questions: readonly ReviewedRecord[], { isKept }: WriteOptions): 'keep' | 'drop' | RecordChanges {
  const dropped = new Set(questions.filter((question) => !isKept(question)).map(({ part }) => part));
  if (questions.length > 0 && dropped.size === questions.length) return 'drop';
  const edits = new Map(questions.flatMap(({ part, edit }) => (edit === null || dropped.has(part) ? [] : [[part, edit.content] as const])));
  return dropped.size === 0 && edits.size === 0 ? 'keep' : { edits, dropped };
}

/** The questions of a file record by record, read page by page as they are asked for. */
class QuestionGroups {
  readonly #pages: AsyncGenerator<readonly ReviewedRecord[]>;
  readonly #options: WriteOptions;
  #page: readonly ReviewedRecord[] = [];
  #at = 0;
  #isOver = false;
  #seen = 0;

  constructor(file: ReviewedFile, options: WriteOptions) {
    this.#pages = file.pages();
    this.#options = options;
  }

  /** The questions of the record at a place; places must be asked for in order. */
  async at(byteOffset: number): Promise<readonly ReviewedRecord[]> {
    const found: ReviewedRecord[] = [];
    for (let next = await this.#peek(); next !== null && next.byteOffset <= byteOffset; next = await this.#peek()) {
      if (next.byteOffset === byteOffset) found.push(next);
      this.#at += 1;
    }
    return found;
  }

  async #peek(): Promise<ReviewedRecord | null> {
    while (this.#at >= this.#page.length && !this.#isOver) {
      this.#seen += this.#page.length;
      if (this.#page.length > 0) this.#options.onRecords(this.#seen);
      const { done, value } = await this.#pages.next();
      this.#isOver = done === true;
      this.#page = done === true ? [] : value;
      this.#at = 0;
    }
    return this.#page[this.#at] ?? null;
  }
}
