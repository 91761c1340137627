import { createCarefulRun, type DecodedPicture, type DecodeRun } from './decode-run.ts';
import type { OpenedVideo } from './decoded-source.ts';
import type { DirectDecoder } from './direct-decoder.ts';
import { type SourceStats, VideoError } from './frame-source.ts';

/** Decodes towards frames, and knows each picture's frame by its timestamp. */
export interface FrameDecoder {
  /**
   * Decodes on, or anew from the key frame, until `frame` is out, the file ends, or nobody wants it any more. `onPicture` gets every picture with the
   * frame that its timestamp names, and closes it. Rejects where decoding fails or a timestamp is none of the file's.
   */
  decodeTo(
    frame: number,
    isWanted: () => boolean,
    onPicture: (frame: number, picture: DecodedPicture) => Promise<void> | void,
  ): Promise<void>;
  /** Why timestamps do not prove the pictures; null where they do. */
  doubt(): string | null;
  stats(): SourceStats;
  stop(): Promise<void>;
  close(): Promise<void>;
}

/** A decoder of a video; without a `direct` one, or where that one skips frames, it goes the careful way. */
export function createFrameDecoder({ table, track }: OpenedVideo, direct: DirectDecoder | null): FrameDecoder {
  const counts = { openPictures: 0, decoded: 0 };
  let isCareful = direct === null;
  let run: { readonly pictures: DecodeRun; readonly firstFrame: number; nextFrame: number } | null = null;
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
    if (run !== null && run.nextFrame <= frame && run.nextFrame >= firstFrame) return run;
    await stop();
    const keyTimeS = table.keyTimeS[frame] ?? 0;
    const pictures = direct === null || isCareful ? createCarefulRun(track, keyTimeS) : direct.start(keyTimeS);
    run = { pictures, firstFrame, nextFrame: firstFrame };
    return run;
  };
  /** True once the frame came out. */
  const decodeOnce: (...args: Parameters<FrameDecoder['decodeTo']>) => Promise<boolean> = async (frame, isWanted, onPicture) => {
    const current = await runTowards(frame);
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
  return {
    decodeTo: async (frame, isWanted, onPicture) => {
      if ((await decodeOnce(frame, isWanted, onPicture)) || isCareful || !isWanted()) return;
      isCareful = true;
      await stop();
      await decodeOnce(frame, isWanted, onPicture);
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
