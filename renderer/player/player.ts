import type { StoreApi } from 'zustand/vanilla';
import { type Clock, clampFrame, createClock, emptyClock } from './clock.ts';
import { type FrameSource, openFrameSource, VideoError } from './frame-source.ts';
import { createPlayback } from './playback.ts';

/** What to play: a video, or only frame numbers where there is none. */
export interface PlayerMedia {
  /** Range-capable address; null for a map-only review. */
  readonly videoUrl: string | null;
  /** Number of annotated frames; another number of pictures in the video makes every frame `unverified`. */
  readonly frameCount: number;
  readonly fps: number;
}

/** Shows frames by index on a canvas and owns the {@link Clock}. */
export interface Player {
  readonly clock: StoreApi<Clock>;
  /** Opens media at frame `startFrame`; the same video is not opened twice. */
  open(media: PlayerMedia, startFrame?: number): Promise<void>;
  /** Draws on this canvas from now on; null on unmount. */
  attach(canvas: HTMLCanvasElement | null): void;
  /** Shows a frame; a later call overtakes an earlier one. Indices outside are clamped. */
  seek(frame: number): void;
  /** Moves by whole frames from the last asked one, and stops playback. */
  step(frames: number): void;
  play(rate?: number): void;
  pause(): void;
  /** Resolves when the frame asked for is on screen, or false after `timeoutMs`. */
  settled(timeoutMs: number): Promise<boolean>;
  close(): void;
}

/** A player without media. */
export function createPlayer(): Player {
  const clock = createClock();
  let source: FrameSource | null = null;
  let canvas: HTMLCanvasElement | null = null;
  let media: PlayerMedia | null = null;
  let isPursuing = false;

  const paint = (frame: number, bitmap: ImageBitmap | null) => {
    if (canvas !== null && bitmap !== null) drawBitmap(canvas, bitmap);
    const isTrusted = source === null || source.frameCount === clock.getState().frameCount;
    // Same tick as the drawing: everything that listens repaints from this index before the browser shows either.
    clock.setState({ frame, state: source === null ? clock.getState().state : isTrusted ? 'exact' : 'unverified' });
  };
  const pursue = async () => {
    if (isPursuing || source === null) return;
    isPursuing = true;
    const from = source;
    try {
      while (source === from && needsPicture(clock.getState())) {
        const { target } = clock.getState();
        const bitmap = await from.frameAt(target, () => source === from && clock.getState().target === target);
        if (source === from && bitmap !== null && clock.getState().target === target) paint(target, bitmap);
      }
    } catch (error) {
      if (source === from)
        clock.setState((now) => ({ state: 'unverified', frame: now.target, isPlaying: false, message: sentence(error) }));
    } finally {
      isPursuing = false;
    }
    if (source !== null && source !== from) void pursue();
  };
  const seek = (wanted: number) => {
    const now = clock.getState();
    if (now.frameCount === 0) return;
    const target = clampFrame(now, wanted);
    if (source === null) {
      clock.setState(now.state === 'loading' ? { target } : { target, frame: target });
      return;
    }
    const cached = source.cached(target);
    clock.setState(cached === undefined ? { target, state: 'seeking' } : { target });
    if (cached !== undefined) paint(target, cached);
    else void pursue();
  };
  const playback = createPlayback(clock, seek);

  const open = async (next: PlayerMedia, startFrame = 0) => {
    if (media !== null && media.videoUrl === next.videoUrl && media.frameCount === next.frameCount) return seek(startFrame);
    close();
    media = next;
    const target = clampFrame(next, startFrame);
    clock.setState({ ...emptyClock, frameCount: next.frameCount, fps: next.fps, target });
    if (next.videoUrl === null) return clock.setState({ state: 'no-video', frame: target });
    try {
      const opened = await openFrameSource(next.videoUrl);
      if (media !== next) return opened.close();
      source = opened;
      const message = opened.frameCount === next.frameCount ? null : mismatch(opened.frameCount, next.frameCount);
      clock.setState({ state: 'seeking', widthPx: opened.widthPx, heightPx: opened.heightPx, message });
      await pursue();
    } catch (error) {
      if (media === next) clock.setState((now) => ({ state: 'error', frame: now.target, message: sentence(error) }));
    }
  };
  const close = () => {
    playback.pause();
    source?.close();
    source = null;
    media = null;
  };
  return {
    clock,
    open,
    seek,
    close,
    attach: (next) => {
      canvas = next;
      const bitmap = source?.cached(clock.getState().frame);
      if (canvas !== null && bitmap !== undefined) drawBitmap(canvas, bitmap);
    },
    step: (frames) => {
      playback.pause();
      seek(clock.getState().target + frames);
    },
    play: playback.play,
    pause: playback.pause,
    settled: (timeoutMs) => waitUntilSettled(clock, timeoutMs),
  };
}

function needsPicture(now: Clock): boolean {
  return now.state === 'seeking' || now.target !== now.frame;
}

function drawBitmap(canvas: HTMLCanvasElement, bitmap: ImageBitmap): void {
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
}

function mismatch(pictures: number, annotations: number): string {
  return `The video has ${pictures} frames but the annotations have ${annotations}: what is shown may not be what was annotated.`;
}

function sentence(error: unknown): string {
  return error instanceof VideoError
    ? error.message
    : `The video cannot be shown: ${error instanceof Error ? error.message : String(error)}`;
}

function waitUntilSettled(clock: StoreApi<Clock>, timeoutMs: number): Promise<boolean> {
  const isSettled = (now: Clock) => now.state !== 'seeking' && now.state !== 'loading';
  if (isSettled(clock.getState())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const finish = (isDone: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(isDone);
    };
    const timer = setTimeout(() => finish(false), timeoutMs);
    const stop = clock.subscribe((now) => isSettled(now) && finish(true));
  });
}
