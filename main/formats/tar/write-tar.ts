import { paxRecord } from './pax-records.ts';
import { tarBlockBytes } from './tar-header.ts';

/** Largest size that eleven octal digits hold. */
const largestOctalBytes = 8 ** 11 - 1;

/**
 * Writes a tar as a stream, ustar with pax headers where a name is long or not ASCII or a member is larger than 8 GiB. The same members give the same bytes on
 * every machine and day: owner and time are always zero.
 */
export class TarWriter {
  readonly #write: (bytes: Uint8Array) => Promise<void>;

  /** @param write - takes the bytes in order. */
  constructor(write: (bytes: Uint8Array) => Promise<void>) {
    this.#write = write;
  }

  /** A member whose bytes are there. */
  async add(name: string, data: Uint8Array): Promise<void> {
    await this.addStream(name, data.length, [data]);
  }

  /** A member of known size whose bytes come in pieces. Throws where they are more or fewer: the archive is then of no use. */
  async addStream(name: string, sizeBytes: number, pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): Promise<void> {
    await this.#write(headersOf(name, sizeBytes));
    let written = 0;
    for await (const piece of pieces) {
      written += piece.length;
      await this.#write(piece);
    }
    if (written !== sizeBytes) throw new Error(`${name} was announced with ${sizeBytes} bytes and had ${written}.`);
    await this.#write(padding(sizeBytes));
  }

  /** The end mark. Call it once, last. */
  async finish(): Promise<void> {
    await this.#write(Buffer.alloc(2 * tarBlockBytes));
  }
}

function headersOf(name: string, sizeBytes: number): Buffer {
  const fitting = fitName(name);
  const needsSize = sizeBytes > largestOctalBytes;
  const plain = headerBlock(fitting ?? { name: shortened(name), prefix: '' }, needsSize ? 0 : sizeBytes, '0');
  if (fitting !== null && !needsSize) return plain;
  const records = Buffer.from((fitting === null ? paxRecord('path', name) : '') + (needsSize ? paxRecord('size', String(sizeBytes)) : ''));
  const pax = headerBlock({ name: 'PaxHeaders/0', prefix: '' }, records.length, 'x');
  return Buffer.concat([pax, records, padding(records.length), plain]);
}

/** A stand-in for programs that do not know pax. */
function shortened(name: string): string {
  return name.replace(/[^ -~]/g, '_').slice(-100);
}

/** The name in ustar's two fields (100 and 155 bytes, cut at a slash); null where it does not fit or is not ASCII. */
function fitName(name: string): { readonly name: string; readonly prefix: string } | null {
  if (/[^ -~]/.test(name)) return null;
  if (name.length <= 100) return { name, prefix: '' };
  for (let cut = name.indexOf('/', name.length - 101); cut > 0 && cut <= 155; cut = name.indexOf('/', cut + 1)) {
    if (cut < name.length - 1) return { prefix: name.slice(0, cut), name: name.slice(cut + 1) };
  }
  return null;
}

function headerBlock({ name, prefix }: { readonly name: string; readonly prefix: string }, sizeBytes: number, type: string): Buffer {
  const block = Buffer.alloc(tarBlockBytes);
  block.write(name, 0, 100, 'latin1');
  block.write('0000644\x000000000\x000000000\0', 100, 'latin1');
  block.write(`${sizeBytes.toString(8).padStart(11, '0')}\0${'0'.repeat(11)}\0        ${type}`, 124, 'latin1');
  block.write('ustar\x0000', 257, 'latin1');
  block.write(prefix, 345, 155, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

function padding(sizeBytes: number): Buffer {
  return Buffer.alloc((tarBlockBytes - (sizeBytes % tarBlockBytes)) % tarBlockBytes);
}
