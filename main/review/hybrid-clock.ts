import { AppError } from '../../shared/errors.ts';

/** Most decisions within one millisecond of one clock. */
const maxCounter = 999_999;

/**
 * The next reading of a hybrid logical clock: later than `last` (the latest reading this workspace has seen, of any machine) even where the
 * system's time went backwards. Text of fixed width, so that sorting it sorts time: ms since the epoch, counter, node.
 * Source: Kulkarni et al., "Logical Physical Clocks" (2014).
 */
export function nextClock(nowMs: number, last: string | null, node: string): string {
  const [lastMs, lastCounter] = last === null ? [0, 0] : last.split('-').map(Number);
  if (lastMs === undefined || lastCounter === undefined || Number.isNaN(lastMs + lastCounter)) {
    throw new AppError('internal', `"${last}" is no reading of our clock.`);
  }
  if (nowMs > lastMs) return clockText(nowMs, 0, node);
  return lastCounter < maxCounter ? clockText(lastMs, lastCounter + 1, node) : clockText(lastMs + 1, 0, node);
}

function clockText(ms: number, counter: number, node: string): string {
  return `${String(ms).padStart(15, '0')}-${String(counter).padStart(6, '0')}-${node}`;
}
