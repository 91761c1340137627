import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Problem } from '../../../shared/errors.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { openError } from './open-error.ts';

/** One line of a text file: its 1-based number and text, or the problem with it: it is no text, or the file ended early there. */
export interface TextLine {
  readonly line: number;
  readonly text: string;
  readonly problem?: Problem;
}

/**
 * Streams the lines of a text file, unpacked where its name ends in `.gz`. Complete lines before a damaged or cut-off place are all
 * delivered, then one last entry carries the problem. Throws `file.missing` or `file.unreadable` where the file cannot be opened.
 */
export async function* readLines(file: string): AsyncGenerator<TextLine> {
  const splitter = new LineSplitter(file);
  const unpack = file.endsWith('.gz') ? createUnpacker() : passOn;
  try {
    for await (const chunk of createReadStream(file)) {
      for (const bytes of await unpack(chunk as Uint8Array)) yield* splitter.push(bytes);
    }
    for (const bytes of await unpack(null)) yield* splitter.push(bytes);
  } catch (error) {
    if (!(error instanceof UnpackError)) throw openError(file, error);
    for (const bytes of error.unpacked) yield* splitter.push(bytes);
    yield { line: splitter.nextLine, text: '', problem: problemFromUnpacking(file, splitter.nextLine, error) };
    return;
  }
  yield* splitter.flush();
}

/** Takes packed bytes, null at their end, and gives what they unpack to. */
type Unpack = (chunk: Uint8Array | null) => Promise<readonly Uint8Array[]>;

const passOn: Unpack = async (chunk) => (chunk === null ? [] : [chunk]);

/** Damage in an archive, with what was unpacked before it. */
class UnpackError extends Error {
  readonly unpacked: readonly Uint8Array[];
  /** Everything was fine until the file's end came. */
  readonly isCut: boolean;

  constructor(unpacked: readonly Uint8Array[], cause: Error) {
    super(cause.message, { cause });
    this.unpacked = unpacked;
    this.isCut = 'code' in cause && cause.code === 'Z_BUF_ERROR';
  }
}

/** Fed by hand, because a piped stream that fails throws away what it has unpacked but not yet delivered. */
function createUnpacker(): Unpack {
  const gunzip = createGunzip();
  let ready: Uint8Array[] = [];
  let settle: (error?: Error | null) => void = () => undefined;
  gunzip.on('data', (bytes: Uint8Array) => ready.push(bytes));
  // The callbacks of write and end stay silent about damage, so failures and the end are taken from the events.
  gunzip.on('error', (error) => settle(error));
  gunzip.on('end', () => settle());
  return (chunk) =>
    new Promise((resolve, reject) => {
      settle = (error) => {
        const unpacked = ready;
        ready = [];
        if (error) reject(new UnpackError(unpacked, error));
        else resolve(unpacked);
      };
      if (chunk === null) gunzip.end();
      else gunzip.write(chunk, () => settle());
    });
}

function problemFromUnpacking(file: string, line: number, error: UnpackError): Problem {
  const what = error.isCut ? 'The archive ends too early' : `The archive is damaged (${error.message})`;
  const intact = line === 1 ? 'nothing of it could be read' : `lines before ${line} are intact and were read, the rest is lost`;
  const message = `${what}: ${intact}. Fetch the file again.`;
  return { file, line, code: error.isCut ? 'file.truncated' : 'file.malformed', message };
}

class LineSplitter {
  nextLine = 1;
  private readonly file: string;
  private pending: Uint8Array[] = [];

  constructor(file: string) {
    this.file = file;
  }

  *push(bytes: Uint8Array): Generator<TextLine> {
    let start = 0;
    for (let end = bytes.indexOf(0x0a); end >= 0; end = bytes.indexOf(0x0a, start)) {
      yield this.endLine(bytes.subarray(start, end));
      start = end + 1;
    }
    if (start < bytes.length) this.pending.push(bytes.subarray(start));
  }

  *flush(): Generator<TextLine> {
    if (this.pending.length > 0) yield this.endLine(new Uint8Array());
  }

  private endLine(rest: Uint8Array): TextLine {
    const bytes = Buffer.concat([...this.pending, rest]);
    this.pending = [];
    const line = this.nextLine++;
    try {
      return { line, text: textFromUtf8(bytes) };
    } catch (cause) {
      const message = `No house can be read from the line: ${(cause as Error).message}. The other lines are not affected.`;
      return { line, text: '', problem: { file: this.file, line, code: 'file.malformed', message } };
    }
  }
}
