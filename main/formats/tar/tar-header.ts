/** Every header and every member's data begins at a multiple of this. */
export const tarBlockBytes = 512;

/** One header block of a tar file, as it stands; names of later kinds (GNU, pax) are not applied yet. */
export interface TarHeader {
  readonly name: string;
  readonly sizeBytes: number;
  /** One character: "0" or NUL a file, "5" a folder, "1" and "2" links, "x" and "g" pax, "L" and "K" GNU long names. */
  readonly type: string;
}

/** What a block turned out to be. */
export type ParsedBlock =
  | { readonly kind: 'header'; readonly header: TarHeader }
  /** Only zeros: two of them end the archive. */
  | { readonly kind: 'zeros' }
  | { readonly kind: 'bad'; readonly why: string };

/**
 * Reads a header block of the ustar, GNU and old tar formats (POSIX.1-2017 pax, "ustar Interchange Format"; base-256 numbers are GNU's). The checksum must hold.
 *
 * @param block - exactly 512 bytes.
 */
export function parseTarHeader(block: Buffer): ParsedBlock {
  if (block.every((byte) => byte === 0)) return { kind: 'zeros' };
  const stored = numberAt(block, 148, 8);
  if (stored === null || !hasChecksum(block, stored)) return { kind: 'bad', why: 'its checksum does not hold' };
  const sizeBytes = numberAt(block, 124, 12);
  if (sizeBytes === null) return { kind: 'bad', why: 'its size is no number' };
  const prefix = block.toString('latin1', 257, 263) === 'ustar\0' ? textAt(block, 345, 155) : '';
  const name = textAt(block, 0, 100);
  return {
    kind: 'header',
    header: { name: prefix === '' ? name : `${prefix}/${name}`, sizeBytes, type: String.fromCharCode(block[156] ?? 0) },
  };
}

/** Sum of all bytes with the checksum field counted as blanks; some old programs summed signed bytes. */
function hasChecksum(block: Buffer, stored: number): boolean {
  let [unsigned, signed] = [0, 0];
  for (let at = 0; at < tarBlockBytes; at += 1) {
    const byte = at >= 148 && at < 156 ? 0x20 : (block[at] as number);
    unsigned += byte;
    signed += byte < 128 ? byte : byte - 256;
  }
  return stored === unsigned || stored === signed;
}

/** A number in octal digits, or in GNU's base 256 where the highest bit is set; null where it is neither or too large to be exact. */
function numberAt(block: Buffer, start: number, length: number): number | null {
  const first = block[start] as number;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    if ((first & 0x40) !== 0) return null;
    for (let at = start + 1; at < start + length; at += 1) {
      value = value * 256 + (block[at] as number);
      if (value > Number.MAX_SAFE_INTEGER) return null;
    }
    return value;
  }
  const digits = block
    .toString('latin1', start, start + length)
    .replace(/[\0 ]+$/, '')
    .trimStart();
  if (digits === '') return 0;
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : null;
}

function textAt(block: Buffer, start: number, length: number): string {
  const end = block.indexOf(0, start);
  return block.toString('utf8', start, end < 0 || end > start + length ? start + length : end);
}
