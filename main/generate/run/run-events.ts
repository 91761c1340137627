import type { ErrorCode, Problem } from '../../../shared/errors.ts';
import type { CoverageCounts } from '../walkthrough/report-coverage.ts';

/** Where a run is. `pausing` lasts until the houses in work are done; the last three are final. */
export const runStates = ['ready', 'running', 'pausing', 'paused', 'done', 'cancelled', 'failed'] as const;
/** One of {@link runStates}. */
export type RunState = (typeof runStates)[number];

/** How one house ended, as the outcome log keeps it. `skipped`: an earlier run finished it. */
export interface HouseRecord {
  /** Name of its folder. */
  readonly house: string;
  readonly split: string;
  /** Its number in the run. */
  readonly index: number;
  /** The seed of a house of our own. */
  readonly seed: number | null;
  readonly outcome: 'done' | 'skipped' | 'failed';
  /** Why it failed. */
  readonly reason: ErrorCode | null;
  readonly message: string | null;
  readonly seconds: number;
  readonly frames: number;
  readonly questions: number;
  /** Walks that were recorded. */
  readonly walks: number;
  /** Times the recording of its most troublesome walk was begun; 0 where none was. */
  readonly attempts: number;
  /** What none of its videos shows, or none shows well; null where there are none. */
  readonly coverage: CoverageCounts | null;
}

/** How far a run is. */
export interface RunProgress {
  /** Houses done, skipped or failed. */
  readonly houses: number;
  /** Null while nobody has counted them. */
  readonly housesTotal: number | null;
  /** Recorded by this run, those of houses in work included. */
  readonly frames: number;
  /** Since the start, pauses left out. */
  readonly framesPerSecond: number;
  /** Null while there is nothing to judge by. */
  readonly secondsLeft: number | null;
}

/** One frame of a finished house. */
export interface Thumbnail {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly png: Uint8Array;
}

/** What a run tells its listeners. */
export type RunEvent =
  | { readonly kind: 'state'; readonly state: RunState }
  | { readonly kind: 'house-started'; readonly house: string }
  | { readonly kind: 'frames'; readonly house: string; readonly walk: string; readonly frames: number; readonly of: number }
  | { readonly kind: 'house-ended'; readonly record: HouseRecord; readonly thumbnail: Thumbnail | null }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'progress'; readonly progress: RunProgress };
