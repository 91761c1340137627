/** Decoded pictures of one source, by frame index; a share of a {@link FrameCache}. */
export interface FrameShelf {
  /** The picture, which counts as just used. */
  get(frame: number): ImageBitmap | undefined;
  /** True when it is there; does not count as a use. */
  has(frame: number): boolean;
  /** Takes the bitmap over. */
  put(frame: number, bitmap: ImageBitmap): void;
  /** The frame there is that lies nearest to `frame`; null without any. */
  nearest(frame: number): number | null;
  clear(): void;
}

/** Decoded pictures of several sources within one budget of bytes, the least recently used thrown away first. Owns its bitmaps and closes them. */
export interface FrameCache {
  shelf(): FrameShelf;
  /** Bytes held now, 4 per pixel. */
  bytes(): number;
  readonly maxBytes: number;
}

interface Entry {
  readonly bitmap: ImageBitmap;
  readonly frame: number;
  readonly shelf: Map<number, Entry>;
}

/** A cache that holds at most `maxBytes` of pixels, and always the picture put last. */
export function createFrameCache(maxBytes: number): FrameCache {
  // A Set keeps insertion order: deleting and adding again marks an entry as just used.
  const byUse = new Set<Entry>();
  let bytes = 0;

  const drop = (entry: Entry) => {
    byUse.delete(entry);
    entry.shelf.delete(entry.frame);
    bytes -= bytesOf(entry.bitmap);
    entry.bitmap.close();
  };
  const shelf = (): FrameShelf => {
    const entries = new Map<number, Entry>();
    return {
      get: (frame) => {
        const entry = entries.get(frame);
        if (entry === undefined) return undefined;
        byUse.delete(entry);
        byUse.add(entry);
        return entry.bitmap;
      },
      has: (frame) => entries.has(frame),
      put: (frame, bitmap) => {
        const before = entries.get(frame);
        if (before !== undefined) drop(before);
        const entry = { bitmap, frame, shelf: entries };
        entries.set(frame, entry);
        byUse.add(entry);
        bytes += bytesOf(bitmap);
        for (const oldest of byUse) {
          if (bytes <= maxBytes || oldest === entry) break;
          drop(oldest);
        }
      },
      nearest: (frame) => {
        let best: number | null = null;
        for (const each of entries.keys()) if (best === null || Math.abs(each - frame) < Math.abs(best - frame)) best = each;
        return best;
      },
      clear: () => {
        for (const entry of [...entries.values()]) drop(entry);
      },
    };
  };
  return { shelf, maxBytes, bytes: () => bytes };
}

function bytesOf(bitmap: ImageBitmap): number {
  return bitmap.width * bitmap.height * 4;
}
