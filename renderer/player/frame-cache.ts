/** Decoded pictures by frame index, the least recently used thrown away first. Owns its bitmaps and closes them. */
export interface FrameCache {
  get(frame: number): ImageBitmap | undefined;
  put(frame: number, bitmap: ImageBitmap): void;
  clear(): void;
}

/** A cache that holds at most `maxBytes` of pixels, counted as 4 bytes each. */
export function createFrameCache(maxBytes: number): FrameCache {
  const bitmaps = new Map<number, ImageBitmap>();
  let bytes = 0;

  const drop = (frame: number) => {
    const bitmap = bitmaps.get(frame);
    if (bitmap === undefined) return;
    bitmaps.delete(frame);
    bytes -= bytesOf(bitmap);
    bitmap.close();
  };
  return {
    get: (frame) => {
      const bitmap = bitmaps.get(frame);
      if (bitmap === undefined) return undefined;
      // A Map keeps insertion order: putting it last marks it as just used.
      bitmaps.delete(frame);
      bitmaps.set(frame, bitmap);
      return bitmap;
    },
    put: (frame, bitmap) => {
      drop(frame);
      bitmaps.set(frame, bitmap);
      bytes += bytesOf(bitmap);
      for (const oldest of bitmaps.keys()) {
        if (bytes <= maxBytes || oldest === frame) break;
        drop(oldest);
      }
    },
    clear: () => {
      for (const frame of [...bitmaps.keys()]) drop(frame);
    },
  };
}

function bytesOf(bitmap: ImageBitmap): number {
  return bitmap.width * bitmap.height * 4;
}
