import { ALL_FORMATS, Input, type InputVideoTrack, UrlSource, type VideoSample, VideoSampleSink } from 'mediabunny';
import { createFrameCache } from './frame-cache.ts';
import { type PacketTable, readPacketTable } from './packet-table.ts';

/** Decoded pixels kept at most: about 580 frames of 384x224, or 24 of 1080p. */
const maxCacheBytes = 200 * 2 ** 20;

/** Pictures of one video by frame index, each proven by its timestamp. */
export interface FrameSource {
  readonly frameCount: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The picture if it is already decoded; stays the source's own, do not close it. */
  cached(frame: number): ImageBitmap | undefined;
  /** Decodes up to `frame`. Null when `isWanted` turned false on the way. Throws when no picture carries the frame's timestamp. */
  frameAt(frame: number, isWanted: () => boolean): Promise<ImageBitmap | null>;
  close(): void;
}

/** Why a video cannot be shown, as a sentence for the reviewer. */
export class VideoError extends Error {
  override readonly name = 'VideoError';
}

/** Opens a video by range requests and indexes its packets. Throws {@link VideoError} where it cannot be read or decoded here. */
export async function openFrameSource(url: string): Promise<FrameSource> {
  const input = new Input({
    source: new UrlSource(url, { getRetryDelay: (attempts) => (attempts < 2 ? 0.3 : null) }),
    formats: ALL_FORMATS,
  });
  try {
    const track = await decodableTrack(input);
    const table = await readPacketTable(track);
    return createFrameSource(input, track, table, { widthPx: await track.getDisplayWidth(), heightPx: await track.getDisplayHeight() });
  } catch (error) {
    input.dispose();
    if (error instanceof VideoError) throw error;
    throw new VideoError(`The video cannot be read: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

async function decodableTrack(input: Input): Promise<InputVideoTrack> {
  const track = await input.getPrimaryVideoTrack();
  if (track === null) throw new VideoError('The file has no video track.');
  if (await track.canDecode()) return track;
  const codec = (await track.getCodecParameterString()) ?? (await track.getCodec()) ?? 'an unknown codec';
  throw new VideoError(`This machine cannot decode ${codec}. Convert the video to H.264 or VP9, or review on the map.`);
}

/** One decoding pass that runs forward from a key frame. */
interface Run {
  readonly samples: AsyncGenerator<VideoSample, void, unknown>;
  readonly keyFrame: number;
  nextFrame: number;
}

function createFrameSource(
  input: Input,
  track: InputVideoTrack,
  table: PacketTable,
  size: { widthPx: number; heightPx: number },
): FrameSource {
  const cache = createFrameCache(maxCacheBytes);
  const sink = new VideoSampleSink(track);
  let run: Run | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const runTowards = async (frame: number): Promise<Run> => {
    const keyFrame = table.keyFrameOf[frame] ?? 0;
    if (run !== null && run.nextFrame <= frame && run.nextFrame >= keyFrame) return run;
    await run?.samples.return();
    run = { samples: sink.samples((table.timestampsUs[keyFrame] as number) / 1e6), keyFrame, nextFrame: keyFrame };
    return run;
  };
  const decode = async (frame: number, isWanted: () => boolean): Promise<ImageBitmap | null> => {
    const hit = cache.get(frame);
    if (hit !== undefined) return hit;
    if (!isWanted()) return null;
    const current = await runTowards(frame);
    while (current.nextFrame <= frame && isWanted()) {
      const { value: sample } = await current.samples.next();
      if (!sample) break;
      const shown = await bitmapFromSample(sample);
      const index = table.frameByTimestamp.get(shown.timestampUs);
      if (index === undefined) {
        shown.bitmap.close();
        throw new VideoError(`A decoded picture carries ${shown.timestampUs} µs, which no frame of the file has.`);
      }
      cache.put(index, shown.bitmap);
      current.nextFrame = index + 1;
    }
    const found = cache.get(frame);
    if (found === undefined && isWanted()) throw new VideoError(`The decoder gave no picture for frame ${frame}.`);
    return found ?? null;
  };
  return {
    ...size,
    frameCount: table.timestampsUs.length,
    cached: (frame) => cache.get(frame),
    frameAt: (frame, isWanted) => {
      // One decode at a time: two passes over one iterator would interleave.
      const result = queue.then(() => decode(frame, isWanted));
      queue = result.catch(() => undefined);
      return result;
    },
    close: () => {
      void queue.then(async () => {
        await run?.samples.return();
        cache.clear();
        input.dispose();
      });
    },
  };
}

async function bitmapFromSample(sample: VideoSample): Promise<{ bitmap: ImageBitmap; timestampUs: number }> {
  const frame = sample.toVideoFrame();
  try {
    return { bitmap: await createImageBitmap(frame), timestampUs: sample.microsecondTimestamp };
  } finally {
    frame.close();
    sample.close();
  }
}
