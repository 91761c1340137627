import type { FrameTable } from '../../shared/video/frame-table.ts';
import { type FrameSource, type Picture, VideoError, type Wish } from './frame-source.ts';

/** How long an element may take to show a frame. */
const seekTimeoutMs = 4000;
/** How long after `seeked` a frame that is on screen already may stay silent. */
const silenceMs = 80;

/** What is known of the video's frames: their times where its index could be read, else how many the annotations have. */
export type ElementTiming = FrameTable | { readonly frameCount: number; readonly fps: number };

/**
 * Pictures of a video that only a `<video>` element can play. It is asked for a quarter into each frame: exactly at the start, or at half, some files
 * answer with a neighbour. Nothing proves the picture, so none is exact.
 *
 * @param doubt - why nothing better is possible, for the reviewer.
 * @throws VideoError where the element cannot play it either.
 */
export async function openElementSource(url: string, timing: ElementTiming, doubt: string): Promise<FrameSource> {
  const video = document.createElement('video');
  video.muted = true;
  video.preload = 'auto';
  video.playsInline = true;
  await loadVideo(video, url);
  if (video.videoWidth === 0) throw new VideoError('It has no picture.', 'file');
  const { frameCount, timeOf } = clockOf(timing);
  let shown: number | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  const picture = (): Picture => ({ kind: 'picture', image: video, isProven: false });
  const seek = async (frame: number, wish: Wish): Promise<Picture | null> => {
    if (isClosed || !wish.isWanted()) return null;
    if (shown === frame) return picture();
    shown = null;
    const isThere = await seekTo(video, Math.min(timeOf(frame), Math.max(0, video.duration - 0.001)));
    if (isClosed) return null;
    if (!isThere) return { kind: 'missing', reason: `The browser shows no picture for frame ${frame}.` };
    shown = frame;
    return wish.isWanted() ? picture() : null;
  };
  return {
    frameCount,
    widthPx: video.videoWidth,
    heightPx: video.videoHeight,
    doubt,
    cached: (frame) => (shown === frame ? picture() : undefined),
    nearestCached: () => shown,
    pictureAt: (frame, wish) => {
      const result = queue.then(() => seek(frame, wish));
      queue = result;
      return result;
    },
    prefetch: () => undefined,
    stats: () => ({ openPictures: 0, decoded: 0 }),
    close: () => {
      isClosed = true;
      video.removeAttribute('src');
      video.load();
    },
  };
}

function clockOf(timing: ElementTiming): { readonly frameCount: number; readonly timeOf: (frame: number) => number } {
  if ('fps' in timing) return { frameCount: timing.frameCount, timeOf: (frame) => (frame + 0.25) / timing.fps };
  const { timestampsUs } = timing;
  const count = timestampsUs.length;
  const usualUs = count > 1 ? ((timestampsUs[count - 1] as number) - (timestampsUs[0] as number)) / (count - 1) : 40_000;
  const timeOf = (frame: number) => {
    const at = timestampsUs[frame] ?? 0;
    return (at + 0.25 * ((timestampsUs[frame + 1] ?? at + usualUs) - at)) / 1e6;
  };
  return { frameCount: count, timeOf };
}

function loadVideo(video: HTMLVideoElement, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', () => resolve(), { once: true });
    video.addEventListener('error', () => reject(new VideoError(video.error?.message || 'The browser cannot play it.', 'codec')), {
      once: true,
    });
    video.src = url;
  });
}

/** Resolves when the frame at `timeS` is presented; false after too long. */
function seekTo(video: HTMLVideoElement, timeS: number): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isThere: boolean) => {
      clearTimeout(timer);
      video.cancelVideoFrameCallback(callback);
      video.removeEventListener('seeked', onSeeked);
      resolve(isThere);
    };
    // The same picture again, or a page in the background: no frame is presented anew, but the seek ends.
    const onSeeked = () => {
      clearTimeout(timer);
      timer = setTimeout(() => finish(true), silenceMs);
    };
    let timer = setTimeout(() => finish(false), seekTimeoutMs);
    const callback = video.requestVideoFrameCallback(() => finish(true));
    video.addEventListener('seeked', onSeeked, { once: true });
    video.currentTime = timeS;
  });
}
