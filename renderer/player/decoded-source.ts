import { ALL_FORMATS, Input, type InputVideoTrack, UrlSource } from 'mediabunny';
import type { FrameTable } from '../../shared/video/frame-table.ts';
import type { DecodedPicture } from './decode-run.ts';
import { createDirectDecoder } from './direct-decoder.ts';
import type { FrameCache } from './frame-cache.ts';
import { createFrameDecoder } from './frame-decoder.ts';
import { type FrameSource, type Picture, sentenceOf, VideoError, type Wish } from './frame-source.ts';
import { readFrameTable } from './packet-table.ts';

/** A video that was opened, and its index; what a decoder or an element needs to show it. */
export interface OpenedVideo {
  readonly input: Input;
  readonly track: InputVideoTrack;
  readonly table: FrameTable;
  /** Size as displayed: rotation and pixel shape applied. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Encoded bytes of one file kept in memory at most. */
const maxFileBytes = 32 * 2 ** 20;

/** Opens a video by range requests and reads its index. Throws {@link VideoError} where there is nothing to play. */
export async function openVideo(url: string): Promise<OpenedVideo> {
  const input = new Input({
    source: new UrlSource(url, {
      // The browser's cache lets one request at a time at a file; others wait behind it, for seconds.
      requestInit: { cache: 'no-store' },
      maxCacheSize: maxFileBytes,
      getRetryDelay: (attempts) => (attempts < 2 ? 0.3 : null),
      // Reading ahead failed: whoever needs the bytes will ask again and hear of it.
      handleUnhandledError: () => undefined,
    }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await input.getPrimaryVideoTrack();
    if (track === null) throw await noTrack(input);
    const table = await readFrameTable(track);
    if (table.timestampsUs.length === 0) throw new VideoError('The video holds no frame.', 'file');
    return { input, track, table, widthPx: await track.getDisplayWidth(), heightPx: await track.getDisplayHeight() };
  } catch (error) {
    input.dispose();
    throw error instanceof VideoError ? error : new VideoError(sentenceOf(error), 'file', error);
  }
}

async function noTrack(input: Input): Promise<VideoError> {
  const others = await input.getTracks();
  return others.length > 0
    ? new VideoError('The file has no video track, only sound.', 'file')
    : new VideoError('The file has no index of its frames: it is incomplete.', 'file');
}

/** Why WebCodecs cannot decode a track here, naming the codec; null where it can. */
export async function decodingObstacle(track: InputVideoTrack): Promise<VideoError | null> {
  const codec = (await track.getCodecParameterString()) ?? String((await track.getInternalCodecId()) ?? 'an unknown codec');
  if (typeof VideoDecoder === 'undefined') {
    return new VideoError(`This browser has no WebCodecs to decode ${codec} with.`, 'codec');
  }
  return (await track.canDecode()) ? null : new VideoError(`This machine cannot decode the codec ${codec}.`, 'codec');
}

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
