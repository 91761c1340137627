import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { Problem } from '../../../shared/errors.ts';
import { openError } from './open-error.ts';

/** One line of a text file: its 1-based number and text, or the problem that ended the file early. */
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
  const splitter = new LineSplitter();
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
  const message = `${what}: lines before ${line} are intact and were read, the rest is lost. Fetch the file again.`;
  return { file, line, code: error.isCut ? 'file.truncated' : 'file.malformed', message };
}

class LineSplitter {
  nextLine = 1;
  private pending = '';
  private readonly decoder = new TextDecoder();

  *push(bytes: Uint8Array): Generator<TextLine> {
    const pieces = this.decoder.decode(bytes, { stream: true }).split('\n');
    pieces[0] = this.pending + pieces[0];
    this.pending = pieces.pop() ?? '';
    for (const text of pieces) yield { line: this.nextLine++, text };
  }

  *flush(): Generator<TextLine> {
    const text = this.pending + this.decoder.decode();
    if (text !== '') yield { line: this.nextLine++, text };
  }
}
