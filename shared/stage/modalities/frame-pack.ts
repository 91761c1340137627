/**
 * A frame pack: one file with exact numbers per pixel of every frame of a trajectory, each frame readable by itself. Little-endian:
 *
 * - 16 bytes: "SLFRAMES", version u16, kind u16 (1 instance ids, 2 depth in millimetres), width u16, height u16;
 * - per frame a zlib stream (RFC 1950, which carries a checksum) of mask runs or depth differences;
 * - per frame its length in bytes, u32;
 * - 12 bytes: number of frames u32, "SLFINDEX". They are written last, so that a file that was cut off shows it.
 */
import { differencesFromDepth } from './depth-rows.ts';
import { runsFromIds } from './mask-runs.ts';
import type { PackModality } from './modality-names.ts';

/** Version of the format; a reader refuses a higher one. */
export const framePackVersion = 1;
/** First bytes of a frame pack. */
export const framePackMagic = 'SLFRAMES';
/** Last bytes of a frame pack. */
export const framePackEndMagic = 'SLFINDEX';
/** Bytes before the first frame. */
export const framePackHeadBytes = 16;
/** Bytes after the lengths. */
export const framePackFootBytes = 12;
/** The numbers that stand for the kinds of pixels in the file. */
export const framePackKinds: Readonly<Record<PackModality, number>> = { masks: 1, metric_depth: 2 };

/** What a frame pack holds besides its frames. */
export interface FramePackFormat {
  readonly kind: PackModality;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Makes the bytes of a frame pack piece by piece, to be written one after the other. */
export interface FramePackEncoder {
  /** What the file begins with. */
  readonly head: Uint8Array<ArrayBuffer>;
  /** The next frame's bytes. The pixels are read before the call returns its promise. Calls may overlap; pieces are to be written in the order of the calls. */
  add(pixels: Uint16Array): Promise<Uint8Array<ArrayBuffer>>;
  /** What the file ends with, once all frames are there. */
  finish(): Uint8Array<ArrayBuffer>;
}

/** Begins a frame pack. @param compress - makes a zlib stream. */
export function createFramePackEncoder(
  { kind, widthPx, heightPx }: FramePackFormat,
  compress: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>,
): FramePackEncoder {
  const lengths: number[] = [];
  const head = new Uint8Array(framePackHeadBytes);
  head.set(bytesOf(framePackMagic));
  const fields = new DataView(head.buffer);
  for (const [k, value] of [framePackVersion, framePackKinds[kind], widthPx, heightPx].entries()) fields.setUint16(8 + 2 * k, value, true);
  return {
    head,
    async add(pixels) {
      const place = lengths.push(0) - 1;
      const piece = await compress(kind === 'masks' ? runsFromIds(pixels, widthPx) : differencesFromDepth(pixels, widthPx));
      lengths[place] = piece.length;
      return piece;
    },
    finish() {
      const tail = new Uint8Array(4 * lengths.length + framePackFootBytes);
      const view = new DataView(tail.buffer);
      for (const [frame, length] of lengths.entries()) view.setUint32(4 * frame, length, true);
      view.setUint32(4 * lengths.length, lengths.length, true);
      tail.set(bytesOf(framePackEndMagic), 4 * lengths.length + 4);
      return tail;
    },
  };
}

function bytesOf(ascii: string): Uint8Array {
  return Uint8Array.from(ascii, (letter) => letter.charCodeAt(0));
}
