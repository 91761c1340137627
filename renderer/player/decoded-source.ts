import type { DecodedPicture } from './decode-run.ts';
import { createDirectDecoder } from './direct-decoder.ts';
import type { FrameCache } from './frame-cache.ts';
import { createFrameDecoder } from './frame-decoder.ts';
import { type FrameSource, type Picture, VideoError, type Wish } from './frame-source.ts';
import type { OpenedVideo } from './open-video.ts';

/** Frames kept on the way to the one asked for, where the group is long. */
const windowFrames = 12;
/** Pictures larger than this cost more to copy than to decode: on a jump only the one asked for is kept. */
const largeBytes = 2 * 2 ** 20;
/** A group up to this share of the cache is kept whole. */
const groupShare = 1 / 8;

/** Bitmaps being made while decoding goes on. */
const maxCopies = 4;

/** Pictures of an opened video that WebCodecs decodes, each proven by its timestamp. Takes `video` over. */
export async function createDecodedSource(video: OpenedVideo, cache: FrameCache): Promise<FrameSource> {
  const { table } = video;
  const shelf = cache.shelf();
  const decoder = createFrameDecoder(video, await createDirectDecoder(video.track));
  const lost = new Map<number, string>();
  const frameBytes = video.widthPx * video.heightPx * 4;
  let queue: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let wishList: readonly number[] = [];
  let isClosed = false;

  const picture = (image: ImageBitmap): Picture => ({ kind: 'picture', image, isProven: decoder.doubt() === null });
  const isWorthKeeping = (frame: number, target: number, isJump: boolean) => {
    if (frame === target) return true;
    if (isJump && frameBytes > largeBytes) return false;
    const groupFrames = frame - (table.groupStart[target] ?? 0) + 1;
    return groupFrames * frameBytes <= cache.maxBytes * groupShare || Math.abs(frame - target) <= windowFrames;
  };
  const decode = async (frame: number, wish: Wish): Promise<Picture | null> => {
    const copies: Promise<void>[] = [];
    const isWanted = () => wish.isWanted() && !isClosed;
    const isUnwanted = (each: number) => !isWorthKeeping(each, frame, wish.isJump ?? false);
    const onPicture = async (each: number, decoded: DecodedPicture) => {
      if (isUnwanted(each)) return decoded.close();
      const copy = decoded.toBitmap().finally(() => decoded.close());
      copies.push(
        copy.then((bitmap) => {
          if (isClosed) return bitmap.close();
          shelf.put(each, bitmap);
          if (each !== frame) wish.onDecoded?.(each);
        }),
      );
      if (copies.length >= maxCopies) await copies.shift();
    };
    await decoder.decodeTo(frame, { isWanted, isUnwanted, onPicture });
    await Promise.all(copies);
    const found = shelf.get(frame);
    if (found !== undefined) return picture(found);
    if (!isWanted()) return null;
    throw new VideoError(`The decoder gives no picture for frame ${frame}: the file is damaged there.`, 'file');
  };
  const decodeOrSayWhy = async (frame: number, wish: Wish): Promise<Picture | null> => {
    const hit = shelf.get(frame);
    if (hit !== undefined) return picture(hit);
    if (!wish.isWanted() || isClosed) return null;
    const known = lost.get(frame);
    if (known !== undefined) return { kind: 'missing', reason: known };
    try {
      return await decode(frame, wish);
    } catch (error) {
      await decoder.stop();
      if (isClosed) return null;
      const reason = error instanceof VideoError ? error.message : `Frame ${frame} cannot be decoded: ${plainMessage(error)}.`;
      // A connection that failed may be back at the next try; damage in the file will not heal.
      if (!(error instanceof TypeError)) lost.set(frame, reason);
      return { kind: 'missing', reason };
    }
  };
  const inTurn = (frame: number, wish: Wish): Promise<Picture | null> => {
    // One decode at a time: two passes over one decoder would interleave.
    const result = queue.then(() => decodeOrSayWhy(frame, wish));
    queue = result;
    return result;
  };
  const fetchWishes = async () => {
    const list = wishList;
    const isWanted = () => wishList === list && waiting === 0 && !isClosed;
    for (const frame of list) {
      if (!isWanted()) return;
      if (!shelf.has(frame) && !lost.has(frame)) await inTurn(frame, { isWanted });
    }
  };
  return {
    frameCount: table.timestampsUs.length,
    widthPx: video.widthPx,
    heightPx: video.heightPx,
    get doubt() {
      return decoder.doubt();
    },
    cached: (frame) => {
      const bitmap = shelf.get(frame);
      return bitmap === undefined ? undefined : picture(bitmap);
    },
    nearestCached: (frame) => shelf.nearest(frame),
    pictureAt: async (frame, wish) => {
      waiting += 1;
      try {
        return await inTurn(frame, wish);
      } finally {
        waiting -= 1;
      }
    },
    prefetch: (frames) => {
      wishList = frames.filter((frame) => frame >= 0 && frame < table.timestampsUs.length);
      if (waiting === 0) void fetchWishes();
    },
    stats: () => decoder.stats(),
    close: () => {
      isClosed = true;
      void queue.then(async () => {
        await decoder.close();
        shelf.clear();
        video.input.dispose();
      });
    },
  };
}

function plainMessage(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
