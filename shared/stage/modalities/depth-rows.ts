/**
 * Depth of one frame as differences: every value minus the one above it (the row above the first is all 0), modulo 65,536; folded so that
 * small differences of either sign are small numbers (0, -1, 1, -2, 2… become 0, 1, 2, 3, 4…); first the high bytes of all pixels, then the
 * low bytes. The high bytes are nearly all 0, and everything can be undone without a loop over pixels in array languages.
 */

/** Encodes depths in millimetres, row by row from the top, into two bytes per pixel. */
export function differencesFromDepth(depthMm: Uint16Array, widthPx: number): Uint8Array<ArrayBuffer> {
  const size = depthMm.length;
  const bytes = new Uint8Array(2 * size);
  for (let pixel = 0; pixel < size; pixel += 1) {
    const above = pixel < widthPx ? 0 : (depthMm[pixel - widthPx] as number);
    const difference = (((depthMm[pixel] as number) - above) << 16) >> 16;
    const folded = (difference << 1) ^ (difference >> 31);
    bytes[pixel] = folded >> 8;
    bytes[size + pixel] = folded;
  }
  return bytes;
}

/** Decodes what {@link differencesFromDepth} made; null when there are not two bytes per pixel. */
export function depthFromDifferences(bytes: Uint8Array, widthPx: number, heightPx: number): Uint16Array | null {
  const size = widthPx * heightPx;
  if (bytes.length !== 2 * size) return null;
  const depthMm = new Uint16Array(size);
  for (let pixel = 0; pixel < size; pixel += 1) {
    const above = pixel < widthPx ? 0 : (depthMm[pixel - widthPx] as number);
    const folded = ((bytes[pixel] as number) << 8) | (bytes[size + pixel] as number);
    depthMm[pixel] = above + ((folded >>> 1) ^ -(folded & 1));
  }
  return depthMm;
}
