import { createCarefulRun, type DecodedPicture, type DecodeRun } from './decode-run.ts';
import type { DirectDecoder } from './direct-decoder.ts';
import { type SourceStats, VideoError } from './frame-source.ts';
import type { OpenedVideo } from './open-video.ts';

/** Decodes towards frames, and knows each picture's frame by its timestamp. */
export interface FrameDecoder {
  /**
   * Decodes on, or anew from the key frame, until `frame` is out, the file ends, or nobody wants it any more. Rejects where decoding fails or a timestamp
   * is none of the file's.
   */
  decodeTo(frame: number, towards: Towards): Promise<void>;
  /** Why timestamps do not prove the pictures; null where they do. */
  doubt(): string | null;
  stats(): SourceStats;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** How a frame is decoded, and what becomes of the pictures on the way to it. */
export interface Towards {
  isWanted(): boolean;
  /** True for a frame whose picture nobody will look at: where possible it is not decoded. */
  isUnwanted(frame: number): boolean;
  /** Gets every picture with the frame that its timestamp names, and closes it. */
  onPicture(frame: number, picture: DecodedPicture): Promise<void> | void;
}

interface Run {
  readonly pictures: DecodeRun;
  readonly firstFrame: number;
  /** The least frame that may still come out. */
  nextFrame: number;
  /** Frames that will not come out, because nobody wanted them when their packets were read. */
  readonly spared: Set<number>;
}

/** A decoder of a video; without a `direct` one, or where that one skips frames, it goes the careful way. */
export function createFrameDecoder({ table, track }: OpenedVideo, direct: DirectDecoder | null): FrameDecoder {
  const counts = { openPictures: 0, decoded: 0 };
  let isCareful = direct === null;
  let maySpare = true;
  let run: Run | null = null;
  let doubt: string | null = table.fault;

  const counted = (picture: DecodedPicture): DecodedPicture => {
    counts.openPictures += 1;
    counts.decoded += 1;
    return {
      ...picture,
      close: () => {
        counts.openPictures -= 1;
        picture.close();
      },
    };
  };
  const stop = async () => {
    const ending = run;
    run = null;
    await ending?.pictures.stop();
  };
  const runTowards = async (frame: number) => {
    const firstFrame = table.groupStart[frame] ?? 0;
    const isOnItsWay = run !== null && run.nextFrame <= frame && run.nextFrame >= firstFrame;
    if (run !== null && isOnItsWay && !run.spared.has(frame)) return run;
    await stop();
    const keyTimeS = table.keyTimeS[frame] ?? 0;
    const pictures = direct === null || isCareful ? createCarefulRun(track, keyTimeS) : direct.start(keyTimeS);
    run = { pictures, firstFrame, nextFrame: firstFrame, spared: new Set() };
    return run;
  };
  /** True once the frame came out. */
  const decodeOnce = async (frame: number, { isWanted, isUnwanted, onPicture }: Towards): Promise<boolean> => {
    const current = await runTowards(frame);
    current.pictures.spareWhere?.((timestampUs) => {
      const index = table.frameByTimestamp.get(timestampUs);
      if (!maySpare || index === undefined || index >= frame || !isUnwanted(index)) return false;
      current.spared.add(index);
      return true;
    });
    while (current.nextFrame <= frame && isWanted()) {
      const raw = await current.pictures.next();
      if (raw === null) return false;
      const picture = counted(raw);
      // Before time 0: an edit list hides it.
      if (picture.timestampUs < 0) {
        picture.close();
        continue;
      }
      const index = table.frameByTimestamp.get(picture.timestampUs);
      if (index === undefined) {
        picture.close();
        throw new VideoError(`A decoded picture carries ${picture.timestampUs} µs, which no frame of the file has.`, 'file');
      }
      if (index < current.nextFrame && current.nextFrame > current.firstFrame) {
        doubt = 'The decoder gives frames in another order than their timestamps say.';
      }
      const isSkipping = index > Math.max(current.nextFrame, current.firstFrame);
      current.nextFrame = index + 1;
      await onPicture(index, picture);
      if (isSkipping && index > frame) return false;
    }
    return true;
  };
  /** Whether the frame came out with what is spared on the way, and nothing else is to be tried. */
  const decodeSparing = async (frame: number, towards: Towards): Promise<boolean> => {
    try {
      return await decodeOnce(frame, towards);
    } catch (error) {
      if ((run?.spared.size ?? 0) === 0) throw error;
      return false;
    }
  };
  return {
    decodeTo: async (frame, towards) => {
      if ((await decodeSparing(frame, towards)) || !towards.isWanted()) return;
      if ((run?.spared.size ?? 0) > 0) {
        await stop();
        const isOut = await decodeOnce(frame, { ...towards, isUnwanted: () => false });
        // It came out once nothing was spared: this decoder needs every picture.
        maySpare = !isOut;
        if (isOut || !towards.isWanted()) return;
      }
      if (isCareful) return;
      isCareful = true;
      await stop();
      await decodeOnce(frame, towards);
    },
    doubt: () => doubt,
    stats: () => ({ ...counts }),
    stop,
    close: async () => {
      await stop();
      direct?.close();
    },
  };
}
