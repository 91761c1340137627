/**
 * How a shard measures: the thresholds and rounding that its answers were made with. Plain data, so that one formula serves
 * every source. A shard carries the name; a derivation says which it used.
 */
export interface Convention {
  readonly name: string;
  /** Which box of an object counts: the world-aligned one (SIMS-V) or the oriented one. */
  readonly boxes: 'axis-aligned' | 'oriented';
  /** Distances at or below this are refused (metres, before rounding). */
  readonly minDistanceM: number;
  /** A direction is refused within this many degrees of a border between two answers. */
  readonly angleMarginDeg: number;
  /** Two objects of a direction question farther apart than this are refused (box distance, metres). */
  readonly maxPairDistanceM: number;
  /** First appearances must lie at least this many frames apart. */
  readonly minFrameGap: number;
  /** Trajectories with fewer frames get no questions. */
  readonly minFrames: number;
  /** How a distance is rounded to 0.1 m: `half-even` on 10 x the value (NumPy's rint), or `half-up`. */
  readonly distanceRounding: 'half-even' | 'half-up';
}

/** The official SIMS-V code's rules. Source: SIMS-V v0.1.0, read and run; see docs/question-types.md. */
export const simsvConvention: Convention = {
  name: 'simsv',
  boxes: 'axis-aligned',
  minDistanceM: 0.15,
  angleMarginDeg: 10,
  maxPairDistanceM: 10,
  minFrameGap: 1,
  minFrames: 25,
  distanceRounding: 'half-even',
};

/** Ours: oriented boxes and wider margins, so that fewer questions are borderline. */
export const sightlineConvention: Convention = {
  name: 'sightline',
  boxes: 'oriented',
  minDistanceM: 0.25,
  angleMarginDeg: 15,
  maxPairDistanceM: 10,
  minFrameGap: 5,
  minFrames: 25,
  distanceRounding: 'half-even',
};

/** Every convention by name. */
export const conventions = { simsv: simsvConvention, sightline: sightlineConvention } as const;
/** Name of one of {@link conventions}. */
export type ConventionName = keyof typeof conventions;
