import type { Generation, GenerationState } from '../../../../shared/api/index.ts';

/** What a state is called. */
export const stateTitles: Readonly<Record<GenerationState, string>> = {
  none: 'No run yet',
  starting: 'Getting ready',
  running: 'At work',
  pausing: 'Pausing after the houses in work',
  paused: 'Paused',
  cancelling: 'Cancelling',
  done: 'Finished',
  cancelled: 'Cancelled',
  failed: 'Stopped by an error',
};

/** Whether a run is going on, be it at rest. */
export function isActive(state: GenerationState): boolean {
  return state !== 'none' && state !== 'done' && state !== 'cancelled' && state !== 'failed';
}

/** A length of time in its largest units: "45 s", "12 min", "3 h 20 min". */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Share of the houses that are through, 0 to 1, those in work by their frames; null while nobody has counted the houses. */
export function shareDone({ progress, inWork }: Pick<Generation, 'progress' | 'inWork'>): number | null {
  if (progress.housesTotal === null || progress.housesTotal === 0) return null;
  const begun = inWork.reduce((sum, { frames, of }) => sum + (of === 0 ? 0 : frames / of), 0);
  return Math.min(1, (progress.houses + begun) / progress.housesTotal);
}

/** What a screen reader hears of a run: new only with its state, and with every tenth of the houses. */
export function spokenState(generation: Generation): string {
  const { state, progress, totals } = generation;
  if (state === 'none') return '';
  if (!isActive(state)) return `${stateTitles[state]}: ${totals.done + totals.skipped} houses, ${totals.failed} failed.`;
  const { houses, housesTotal } = progress;
  if (housesTotal === null) return `${stateTitles[state]}.`;
  const tenths = Math.floor((10 * houses) / Math.max(1, housesTotal));
  return `${stateTitles[state]}: ${10 * tenths} % of ${housesTotal} houses.`;
}
