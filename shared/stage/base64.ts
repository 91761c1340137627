const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOfCode = new Uint8Array(128);
for (let i = 0; i < alphabet.length; i++) valueOfCode[alphabet.charCodeAt(i)] = i;

/** The bytes of a base64 text without line breaks. Written out because no API for it is common to Node and pages at our targets. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  const value = (i: number): number => valueOfCode[text.charCodeAt(i)] ?? 0;
  for (let i = 0, to = 0; i < text.length; i += 4) {
    const word = (value(i) << 18) | (value(i + 1) << 12) | (value(i + 2) << 6) | value(i + 3);
    bytes[to++] = word >> 16;
    if (to < bytes.length) bytes[to++] = (word >> 8) & 255;
    if (to < bytes.length) bytes[to++] = word & 255;
  }
  return bytes;
}
