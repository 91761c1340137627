import type { StoreApi } from 'zustand/vanilla';
import type { Clock } from './clock.ts';

/** Resolves with true once nothing is sought or opened, or with false after `timeoutMs`. */
export function waitUntilSettled(clock: StoreApi<Clock>, timeoutMs: number): Promise<boolean> {
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
