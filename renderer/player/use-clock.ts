import { useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Clock } from './clock.ts';
import type { Player } from './player.ts';

/** A value of the clock; the component repaints in the tick in which it changes. */
export function useClock<T>(player: Player, select: (clock: Clock) => T): T {
  return useStore(player.clock, select);
}

/**
 * Calls `paint` after every render, and in the tick in which the value changes. For what changes with every frame and is painted in a few attributes: a
 * round of React costs more than the painting.
 */
export function useClockPaint<T>(player: Player, select: (clock: Clock) => T, paint: (value: T) => void): void {
  const latest = useRef({ select, paint });
  useLayoutEffect(() => {
    latest.current = { select, paint };
    paint(select(player.clock.getState()));
  });
  useLayoutEffect(
    () =>
      player.clock.subscribe((now, before) => {
        const value = latest.current.select(now);
        if (!Object.is(value, latest.current.select(before))) latest.current.paint(value);
      }),
    [player],
  );
}
