/** Bytes of one packed sighting: object index u32, pixels u32, fraction f64, bounds 4 x i16 (-1 where unknown), little-endian. */
const recordBytes = 24;

/** A sighting as overlays get it: `[objectIndex, pixels, fraction, left, top, right, bottom]`, bounds -1 where unknown. */
export type SightingTuple = [number, number, number, number, number, number, number];

/** One frame's sightings as version 1 of the workspace copied them: 24 bytes each. */
export function unpackSightings(bytes: Uint8Array): SightingTuple[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / recordBytes }, (_, index): SightingTuple => {
    const at = index * recordBytes;
    const bound = (k: number) => view.getInt16(at + 16 + 2 * k, true);
    return [view.getUint32(at, true), view.getUint32(at + 4, true), view.getFloat64(at + 8, true), bound(0), bound(1), bound(2), bound(3)];
  });
}
