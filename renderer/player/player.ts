import type { StoreApi } from 'zustand/vanilla';
import { type Clock, clampFrame, createClock, emptyClock } from './clock.ts';
import { type FrameSource, type Picture, sentenceOf, VideoError } from './frame-source.ts';
import { isNear, neighboursOf } from './neighbours.ts';
import { createPlayback } from './playback.ts';
import { createSourcePool } from './source-pool.ts';
import { createSurface } from './surface.ts';
import { createThumbnails } from './thumbnails.ts';
import { waitUntilSettled } from './wait-until-settled.ts';

/** What to play: a video, or only frame numbers where there is none. */
export interface PlayerMedia {
  /** Range-capable address; null for a map-only review. */
  readonly videoUrl: string | null;
  /** Number of annotated frames; another number of pictures in the video makes every frame `unverified`. */
  readonly frameCount: number;
  readonly fps: number;
}

/** Figures for tests and benches. */
export interface PlayerStats {
  /** Pictures taken from the decoder and not closed. 0 when idle, or memory leaks. */
  readonly openPictures: number;
  /** Pictures decoded since the video was opened. */
  readonly decoded: number;
  /** Bytes of decoded pictures in the cache. */
  readonly cachedBytes: number;
}

/** Shows frames by index on a canvas and owns the {@link Clock}. Several players live side by side; they share nothing. */
export interface Player {
  readonly clock: StoreApi<Clock>;
  /** Opens media at frame `startFrame`; a video that is open already, or was prefetched, is not opened again; one whose file
   * did not come is asked for again. */
  open(media: PlayerMedia, startFrame?: number): Promise<void>;
  /** Opens media in the background and decodes these frames, so that opening it later shows them at once. */
  prefetch(media: PlayerMedia, frames: readonly number[]): void;
  /** Draws on this canvas from now on; null on unmount. */
  attach(canvas: HTMLCanvasElement | null): void;
  /** Shows a frame; a later call overtakes an earlier one. Indices outside are clamped. */
  seek(frame: number): void;
  /** Moves by whole frames from the last asked one, and stops playback. */
  step(frames: number): void;
  play(rate?: number): void;
  pause(): void;
  /**
   * Calls `draw` with the picture of a frame, now if it is decoded already, else when a decoder of its own has it; with null where there is none or the
   * player is busy. A later call overtakes an earlier one, whose `draw` is then not called. The picture is the player's: draw it at once.
   */
  thumbnail(frame: number, draw: (image: ImageBitmap | null) => void): Promise<void>;
  /**
   * The decoded picture of a frame for a small drawing: one of many that are asked for at a time, decoded one after the other while the frame on screen
   * stands still. Null where there is none or `isWanted` has turned false. The picture is the player's: draw it at once.
   */
  smallPicture(frame: number, isWanted: () => boolean): Promise<ImageBitmap | null>;
  /** Resolves when the frame asked for is on screen, or false after `timeoutMs`. */
  settled(timeoutMs: number): Promise<boolean>;
  stats(): PlayerStats;
  /** Lets go of every video. */
  close(): void;
}

/** Time between two pictures shown on the way to a frame that takes long. */
const previewEveryMs = 120;

/** A player without media. `cacheBytes` bounds the decoded pixels that it keeps. */
export function createPlayer(options: { readonly cacheBytes?: number } = {}): Player {
  const clock = createClock();
  const pool = createSourcePool(options.cacheBytes);
  const surface = createSurface();
  const thumbnails = createThumbnails(clock);
  let source: FrameSource | null = null;
  let media: PlayerMedia | null = null;
  /** The file did not come or was broken: it may be another one next time. A codec stays what it is. */
  let isWorthRetrying = false;
  let isPursuing = false;
  let previewedAtMs = 0;

  /** Picture and clock change in one tick: all that listens repaints from this index before the browser shows either. */
  const show = (frame: number, picture: Picture) => {
    if (picture.kind === 'missing') {
      surface.blank();
      return clock.setState({ frame, state: 'unreadable', message: picture.reason });
    }
    const before = clock.getState().frame;
    surface.paint(frame, picture.image);
    const doubt = source?.doubt ?? countDoubt(source, media);
    clock.setState({ frame, state: picture.isProven && doubt === null ? 'exact' : 'unverified', message: doubt });
    source?.prefetch(neighboursOf(frame, before));
  };
  /** While a frame takes its time, a decoded one that is nearer than what is shown, with everything else on it, and never as exact. */
  const preview = (frame: number | null) => {
    const now = clock.getState();
    if (frame === null || now.isPlaying || now.state !== 'seeking' || performance.now() - previewedAtMs < previewEveryMs) return;
    if (Math.abs(frame - now.target) >= Math.abs(now.frame - now.target)) return;
    const picture = source?.cached(frame);
    if (picture?.kind !== 'picture') return;
    previewedAtMs = performance.now();
    surface.paint(frame, picture.image);
    clock.setState({ frame });
  };
  const pursue = async () => {
    if (isPursuing || source === null) return;
    isPursuing = true;
    const from = source;
    while (source === from && needsPicture(clock.getState())) {
      const { target, frame } = clock.getState();
      const isJump = !isNear(target, frame);
      const isWanted = () => source === from && clock.getState().target === target;
      const picture = await from.pictureAt(target, { isWanted, isJump, onDecoded: preview });
      if (!isWanted()) continue;
      if (picture === null) break;
      show(target, picture);
    }
    isPursuing = false;
    if (source !== null && source !== from) void pursue();
  };
  const seek = (wanted: number) => {
    const now = clock.getState();
    if (now.frameCount === 0) return;
    const target = clampFrame(now, wanted);
    if (source === null) return clock.setState(now.state === 'loading' ? { target } : { target, frame: target });
    const cached = source.cached(target);
    clock.setState(cached === undefined ? { target, state: 'seeking' } : { target });
    if (cached !== undefined) return show(target, cached);
    preview(source.nearestCached(target));
    void pursue();
  };
  const playback = createPlayback(clock, seek);
  const letGo = () => {
    playback.pause();
    source = null;
    media = null;
  };
  const open = async (next: PlayerMedia, startFrame = 0) => {
    const isSame = media !== null && media.videoUrl === next.videoUrl && media.frameCount === next.frameCount;
    if (isSame && !isWorthRetrying) return seek(startFrame);
    letGo();
    const isAnew = isSame;
    isWorthRetrying = false;
    media = next;
    const target = clampFrame(next, startFrame);
    surface.blank();
    clock.setState({ ...emptyClock, frameCount: next.frameCount, fps: next.fps, target });
    if (next.videoUrl === null) return clock.setState({ state: 'no-video', frame: target });
    try {
      const opened = await pool.take({ url: next.videoUrl, frameCount: next.frameCount, fps: next.fps }, isAnew);
      if (media !== next) return;
      source = opened;
      clock.setState({ state: 'seeking', widthPx: opened.widthPx, heightPx: opened.heightPx });
      await pursue();
    } catch (error) {
      if (media !== next) return;
      isWorthRetrying = !(error instanceof VideoError && error.blame === 'codec');
      clock.setState((now) => ({ state: 'error', frame: now.target, message: sentenceOf(error) }));
    }
  };
  return {
    clock,
    open,
    seek,
    thumbnail: (frame, draw) => {
      const picture = source?.cached(frame);
      if (picture?.kind === 'picture' && picture.image instanceof ImageBitmap) return thumbnails.show(draw, picture.image);
      return source === null || source.doubt !== null || media === null
        ? thumbnails.show(draw, null)
        : thumbnails.decode(media, frame, draw);
    },
    smallPicture: async (frame, isWanted) => {
      const picture = source?.cached(frame);
      if (picture?.kind === 'picture' && picture.image instanceof ImageBitmap) return picture.image;
      return source === null || source.doubt !== null || media === null ? null : thumbnails.takeTurn(media, frame, isWanted);
    },
    prefetch: (next, frames) => {
      if (next.videoUrl === null) return;
      const request = { url: next.videoUrl, frameCount: next.frameCount, fps: next.fps };
      // Not news yet: opening it will say what is wrong.
      pool.take(request).then(
        (opened) => opened.prefetch(frames),
        () => undefined,
      );
    },
    attach: (canvas) => {
      surface.attach(canvas);
      const { frame, state } = clock.getState();
      const picture = source?.cached(frame);
      if (canvas === null || source === null || state === 'unreadable') return;
      if (picture?.kind === 'picture') surface.paint(frame, picture.image);
      else seek(frame);
    },
    step: (frames) => {
      playback.pause();
      seek(clock.getState().target + frames);
    },
    play: playback.play,
    pause: playback.pause,
    settled: (timeoutMs) => waitUntilSettled(clock, timeoutMs),
    stats: () => ({ ...(source?.stats() ?? { openPictures: 0, decoded: 0 }), cachedBytes: pool.cachedBytes() }),
    close: () => {
      letGo();
      pool.close();
      thumbnails.close();
    },
  };
}

function needsPicture(now: Clock): boolean {
  return now.state === 'seeking' || now.target !== now.frame;
}

function countDoubt(source: FrameSource | null, media: PlayerMedia | null): string | null {
  if (source === null || media === null || source.frameCount === media.frameCount) return null;
  return `The video has ${source.frameCount} frames but the annotations have ${media.frameCount}: what is shown may not be what was annotated.`;
}
