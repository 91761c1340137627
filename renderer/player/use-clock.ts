import { useStore } from 'zustand';
import type { Clock } from './clock.ts';
import type { Player } from './player.ts';

/** A value of the clock; the component repaints in the tick in which it changes. */
export function useClock<T>(player: Player, select: (clock: Clock) => T): T {
  return useStore(player.clock, select);
}
