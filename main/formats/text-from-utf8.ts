import { isUtf8 } from 'node:buffer';

/** Text from UTF-8 bytes, a byte order mark included. Throws a TypeError where they are none, instead of putting replacement characters into data. */
export function textFromUtf8(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new TypeError('it is no UTF-8 text');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
