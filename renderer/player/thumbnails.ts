import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.ts';
import { createSourcePool } from './source-pool.ts';

/** Decoded pixels that thumbnails keep. */
const cacheBytes = 24 * 2 ** 20;
/** How long the pointer must rest before anything is decoded. */
const restMs = 60;

type Draw = (image: ImageBitmap | null) => void;

/** Small pictures of other frames, decoded apart from the frame on screen and only while that one stands still. */
export interface Thumbnails {
  /** Draws a picture that is there already; overtakes what was asked before. */
  show(draw: Draw, image: ImageBitmap | null): Promise<void>;
  decode(media: ThumbnailMedia, frame: number, draw: Draw): Promise<void>;
  /** One picture of many: each is decoded in its turn, in the order of the calls; null where there is none or it is not wanted any more. Draw it at once. */
  takeTurn(media: ThumbnailMedia, frame: number, isWanted: () => boolean): Promise<ImageBitmap | null>;
  close(): void;
}

/** The video of thumbnails. */
type ThumbnailMedia = { readonly videoUrl: string | null; readonly frameCount: number; readonly fps: number };

/** Thumbnails of a player with this clock. */
export function createThumbnails(clock: StoreApi<Clock>): Thumbnails {
  const pool = createSourcePool(cacheBytes);
  let latest = 0;
  let turns: Promise<unknown> = Promise.resolve();
  const isIdle = () => {
    const { state, isPlaying } = clock.getState();
    return !isPlaying && state !== 'seeking' && state !== 'loading';
  };
  const pictureInTurn = async ({ videoUrl, frameCount, fps }: ThumbnailMedia, frame: number, isWanted: () => boolean) => {
    while (isWanted() && !isIdle()) await new Promise((resolve) => setTimeout(resolve, restMs));
    if (!isWanted() || videoUrl === null) return null;
    try {
      const source = await pool.take({ url: videoUrl, frameCount, fps });
      const picture = await source.pictureAt(frame, { isWanted });
      return picture?.kind === 'picture' && picture.image instanceof ImageBitmap ? picture.image : null;
    } catch {
      // The player's own message says what is wrong with the video.
      return null;
    }
  };
  return {
    takeTurn: (media, frame, isWanted) => {
      const turn = turns.then(() => pictureInTurn(media, frame, isWanted));
      turns = turn;
      return turn;
    },
    show: async (draw, image) => {
      latest += 1;
      draw(image);
    },
    decode: async ({ videoUrl, frameCount, fps }, frame, draw) => {
      latest += 1;
      const own = latest;
      const isWanted = () => latest === own && isIdle();
      await new Promise((resolve) => setTimeout(resolve, restMs));
      if (!isWanted() || videoUrl === null) return;
      try {
        const source = await pool.take({ url: videoUrl, frameCount, fps });
        const picture = await source.pictureAt(frame, { isWanted });
        if (latest !== own) return;
        draw(picture?.kind === 'picture' && picture.image instanceof ImageBitmap ? picture.image : null);
      } catch {
        // The player's own message says what is wrong with the video.
        if (latest === own) draw(null);
      }
    },
    close: () => {
      latest += 1;
      pool.close();
    },
  };
}
