import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.ts';

/** Starts and stops the running of a clock. */
export interface Playback {
  /** Runs at `rate` from the frame on screen; from the other end when it stands at the end. */
  play(rate?: number): void;
  pause(): void;
}

/**
 * Runs a clock by real time through `seek`. Frames are dropped, never shown late, when decoding falls behind:
 * the next one is asked for only after the last is on screen.
 */
export function createPlayback(clock: StoreApi<Clock>, seek: (frame: number) => void): Playback {
  let request = 0;
  let start = { frame: 0, timeMs: 0 };

  const restart = (frame: number, timeMs: number) => {
    start = { frame, timeMs };
  };
  const tick = (timeMs: number) => {
    const now = clock.getState();
    if (!now.isPlaying) return;
    request = requestAnimationFrame(tick);
    if (now.target !== now.frame || now.state === 'seeking' || now.state === 'loading') return;
    const [first, last] = bounds(now);
    const moved = Math.trunc(((timeMs - start.timeMs) / 1000) * now.fps * now.rate);
    const frame = start.frame + moved;
    if (frame > last || frame < first) return leaveRange(now, first, last, timeMs);
    if (frame !== now.frame) seek(frame);
  };
  const leaveRange = (now: Clock, first: number, last: number, timeMs: number) => {
    const isLooping = now.loopStart !== null || now.loopEnd !== null;
    if (!isLooping) {
      seek(now.rate > 0 ? last : first);
      return pause();
    }
    const again = now.rate > 0 ? first : last;
    restart(again, timeMs);
    seek(again);
  };
  const pause = () => {
    cancelAnimationFrame(request);
    if (clock.getState().isPlaying) clock.setState({ isPlaying: false });
  };
  const play = (rate = clock.getState().rate) => {
    const now = clock.getState();
    if (now.frameCount < 2 || now.state === 'error' || now.state === 'loading') return;
    cancelAnimationFrame(request);
    const [first, last] = bounds(now);
    const isAtEnd = rate > 0 ? now.frame >= last || now.frame < first : now.frame <= first || now.frame > last;
    const from = isAtEnd ? (rate > 0 ? first : last) : now.frame;
    clock.setState({ isPlaying: true, rate });
    restart(from, performance.now());
    seek(from);
    request = requestAnimationFrame(tick);
  };
  return { play, pause };
}

function bounds(now: Clock): [first: number, last: number] {
  const [first, last] = [now.loopStart ?? 0, now.loopEnd ?? now.frameCount - 1];
  return first < last ? [first, last] : [0, now.frameCount - 1];
}
