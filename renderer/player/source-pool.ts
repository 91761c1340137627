import { createFrameCache } from './frame-cache.ts';
import type { FrameSource } from './frame-source.ts';
import { openSource, type SourceRequest } from './open-source.ts';

/** Decoded pixels kept at most over all videos: about 580 frames of 384x224, or 24 of 1080p. */
export const defaultCacheBytes = 200 * 2 ** 20;
/** Videos kept open: the one on screen, the one before, and two that may come next. */
const maxOpen = 4;

/** Videos that are open at the moment, so that going back, or on to what was prefetched, needs no opening. */
export interface SourcePool {
  /**
   * The video's source; opened once, also when two ask at a time. Rejects with VideoError; a failed one is tried anew next time. `isAnew` joins no attempt
   * that is under way: one that began while the file was not there may be about to fail.
   */
  take(request: SourceRequest, isAnew?: boolean): Promise<FrameSource>;
  /** Bytes of decoded pixels held. */
  cachedBytes(): number;
  close(): void;
}

/** A pool without videos. */
export function createSourcePool(cacheBytes = defaultCacheBytes): SourcePool {
  const cache = createFrameCache(cacheBytes);
  const open = new Map<string, Promise<FrameSource>>();

  const drop = (key: string) => {
    const source = open.get(key);
    open.delete(key);
    source?.then(
      (each) => each.close(),
      () => undefined,
    );
  };
  return {
    cachedBytes: () => cache.bytes(),
    take: (request, isAnew = false) => {
      const key = `${request.url} ${request.frameCount}`;
      if (isAnew) drop(key);
      const source = open.get(key) ?? openSource(request, cache);
      // Put last: the least recently taken one is closed first.
      open.delete(key);
      open.set(key, source);
      source.catch(() => open.get(key) === source && open.delete(key));
      for (const oldest of open.keys()) {
        if (open.size <= maxOpen) break;
        drop(oldest);
      }
      return source;
    },
    close: () => {
      for (const key of [...open.keys()]) drop(key);
    },
  };
}
