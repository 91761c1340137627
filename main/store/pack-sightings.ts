import type { Sighting } from '../../shared/model/trajectory.ts';

/** Bytes of one packed sighting: object index u32, pixels u32, fraction f64, bounds 4 x i16 (-1 where unknown), little-endian. */
const recordBytes = 24;

/** A sighting as overlays get it: `[objectIndex, pixels, fraction, left, top, right, bottom]`, bounds -1 where unknown. */
export type SightingTuple = [number, number, number, number, number, number, number];

/** One frame's sightings as a blob of 24 bytes each, in the given order. The fraction keeps all its digits: salience is decided at exactly 5 %. */
export function packSightings(sightings: readonly Sighting[]): Uint8Array {
  const bytes = new Uint8Array(sightings.length * recordBytes);
  const view = new DataView(bytes.buffer);
  sightings.forEach(({ objectIndex, pixels, fraction, box2dPx }, index) => {
    const at = index * recordBytes;
    view.setUint32(at, objectIndex, true);
    view.setUint32(at + 4, pixels, true);
    view.setFloat64(at + 8, fraction, true);
    for (let k = 0; k < 4; k += 1) view.setInt16(at + 16 + 2 * k, box2dPx?.[k] ?? -1, true);
  });
  return bytes;
}

/** The inverse of {@link packSightings}, as tuples. */
export function unpackSightings(bytes: Uint8Array): SightingTuple[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / recordBytes }, (_, index): SightingTuple => {
    const at = index * recordBytes;
    const bound = (k: number) => view.getInt16(at + 16 + 2 * k, true);
    return [view.getUint32(at, true), view.getUint32(at + 4, true), view.getFloat64(at + 8, true), bound(0), bound(1), bound(2), bound(3)];
  });
}
