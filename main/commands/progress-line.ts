import type { RunProgress } from '../generate/run/run-events.ts';

/** A run in one line: houses, frames a second, time left. */
export function lineFromProgress({ houses, housesTotal, framesPerSecond, secondsLeft }: RunProgress): string {
  const done = `${houses.toLocaleString('en')}${housesTotal === null ? '' : ` of ${housesTotal.toLocaleString('en')}`} houses`;
  const rate = `${Math.round(framesPerSecond)} frames/s`;
  return [done, rate, ...(secondsLeft === null ? [] : [`${durationText(secondsLeft)} left`])].join(', ');
}

/** "40 s", "12 min", "3 h 20 min". */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
