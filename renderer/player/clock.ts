import { createStore, type StoreApi } from 'zustand/vanilla';

/**
 * How far the picture on screen is proven to be frame `frame`:
 * `exact` by its timestamp; `seeking` still shows the previous frame; `unverified` is a picture without proof;
 * `unreadable` shows nothing because this one frame cannot be decoded; `error` shows nothing of the whole video; `no-video` has none, so only
 * the map moves; `loading` opens the file. While `seeking`, everything on screen belongs to `frame`, never to `target`.
 */
export const frameStates = ['loading', 'exact', 'seeking', 'unverified', 'unreadable', 'error', 'no-video'] as const;
/** One of {@link frameStates}. */
export type FrameState = (typeof frameStates)[number];

/** The one clock: video, overlay, map and readouts are painted from `frame` and nothing else. */
export interface Clock {
  /** 0-based index of the frame on screen. */
  readonly frame: number;
  /** The frame last asked for; differs from `frame` only while seeking. */
  readonly target: number;
  readonly frameCount: number;
  /** Frames per second of the annotations. */
  readonly fps: number;
  readonly state: FrameState;
  /** Why the state is `unverified`, `unreadable` or `error`, for the reviewer. */
  readonly message: string | null;
  readonly isPlaying: boolean;
  /** Frames advanced per frame time: 1 is normal speed, negative runs backwards. */
  readonly rate: number;
  /** Playback stays between these frames, inclusive; null plays everything. */
  readonly loopStart: number | null;
  readonly loopEnd: number | null;
  /** Size of the picture; 0 without one. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A clock with nothing loaded. */
export const emptyClock: Clock = {
  frame: 0,
  target: 0,
  frameCount: 0,
  fps: 10,
  state: 'loading',
  message: null,
  isPlaying: false,
  rate: 1,
  loopStart: null,
  loopEnd: null,
  widthPx: 0,
  heightPx: 0,
};

/** A new clock store, stopped and empty. */
export function createClock(): StoreApi<Clock> {
  return createStore<Clock>(() => emptyClock);
}

/** A frame index moved into the clock's range. */
export function clampFrame(clock: Pick<Clock, 'frameCount'>, frame: number): number {
  return Math.max(0, Math.min(clock.frameCount - 1, Math.round(frame)));
}

/** Time of a frame in seconds at the annotations' rate. */
export function secondsFromFrame(clock: Pick<Clock, 'fps'>, frame: number): number {
  return frame / clock.fps;
}
