/** How distances are measured, rounded and refused. Metres. */
export interface DistanceRules {
  /** Exactly between the boxes, or VSI-Bench's way: between 5 cm grids on the outer half of each box's surface. */
  readonly measure: 'closest-points' | 'half-shells';
  /** How a distance is rounded to 0.1 m: `half-even` on 10 x the value (NumPy's rint), or `half-up`. */
  readonly rounding: 'half-even' | 'half-up';
  /** Distances at or below this are refused, before rounding. */
  readonly minM: number;
  /** "Which is closest" is refused where the second is not more than this farther than the first... */
  readonly minLeadM: number;
  /** ... or not more than this share of its own distance (0 to 1; 0 is no rule). */
  readonly minLeadShare: number;
  /** "Which is closest" is refused where the closest is at or below this (negative: no rule; 0: touching is refused). */
  readonly minClosestM: number;
  /** "Which is closest" is refused where any two choices lie within this of each other (negative: no rule). */
  readonly minChoiceGapM: number;
}

/** When a direction is too close to call. */
export interface DirectionRules {
  /** A direction is refused within this many degrees of a border between two answers. */
  readonly marginDeg: number;
  /**
   * For the four quarters: on both sides of a border, or only where the angle, counter-clockwise from facing (0 to 360), is just below
   * it (VSI-Bench). Two or three sides are always refused on both.
   */
  readonly quarterRefusedSides: 'both' | 'below';
  /** "Left or right" is refused for turns of this many degrees or more, and near it (180 is no rule). */
  readonly maxEasyTurnDeg: number;
  /** True where "left, right or back" is also refused within the margin of straight behind, which is no border. */
  readonly isStraightBehindRefused: boolean;
  /** Two objects of the question nearer or farther than this are refused (metres, measured as distances are). */
  readonly minPairM: number;
  readonly maxPairM: number;
  /** Directions to a box centre nearer than this in the plan are refused, and legs of a route that are shorter (metres). */
  readonly minPlanM: number;
  /** At least this share of the asked object's footprint must lie in the answer's sector (0 is no rule). */
  readonly minFootprintShare: number;
  /** At most this many of the asked box's eight corners may lie in another sector (8 is no rule). */
  readonly maxStrayCorners: number;
}

/** How the turns of a route are told apart. */
export interface RouteRules {
  /** A turn of this many degrees or more is a turn back. */
  readonly backFromDeg: number;
  /** "Go forward" without a turn may bend this much from where one looks. */
  readonly maxBendDeg: number;
}

/**
 * How a shard measures: the thresholds and rounding that its answers were made with. Plain data, so that one formula serves
 * every source. A shard carries the name; a derivation says which it used.
 */
export interface Convention {
  readonly name: string;
  /** One sentence for people. */
  readonly about: string;
  /** Which box of an object counts: the world-aligned one (SIMS-V) or the oriented one. */
  readonly boxes: 'axis-aligned' | 'oriented';
  /** Which instances count: those the video shows clearly, or everything the scene knows (VSI-Bench's ground truth has no frames). */
  readonly instances: 'salient' | 'all';
  /** True where "sofa" and "couch" are one category. */
  readonly areSynonymsMerged: boolean;
  /** True where two instances of a type with exactly the same box are one object (some sources list a box twice). */
  readonly areDuplicatesMerged: boolean;
  /** True where objects in different rooms are not compared. */
  readonly isSameRoomRequired: boolean;
  /** Trajectories with fewer frames get no questions. */
  readonly minFrames: number;
  /**
   * An instance that is not salient but fills at least this share of a frame may or may not have been noticed: answers that depend
   * on it are refused. 1 is no rule.
   */
  readonly minDoubtfulFraction: number;
  readonly distance: DistanceRules;
  readonly direction: DirectionRules;
  readonly route: RouteRules;
  /** First appearances must lie at least this many frames and this many seconds apart. */
  readonly time: { readonly minGapFrames: number; readonly minGapS: number };
  /** Sizes in whole steps of this many centimetres; smaller than `minCm` is refused. */
  readonly size: { readonly longestStepCm: number; readonly shortestStepCm: number; readonly minCm: number };
  /** Counts below `min` are not asked. `areDuplicatesCounted`: a box that is listed twice counts twice, as in VSI-Bench. */
  readonly count: { readonly min: number; readonly areDuplicatesCounted: boolean };
  /** Share of presence questions that generation answers with yes. */
  readonly presence: { readonly yesShare: number };
}
