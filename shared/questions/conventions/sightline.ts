import type { Convention } from '../convention.ts';

/** Ours: what a careful person watching the video would also say, and nothing that is too close to call. */
export const sightlineConvention: Convention = {
  name: 'sightline',
  about: 'Our own rules: turned boxes, synonyms merged, one room at a time, and nothing that is too close to call.',
  boxes: 'oriented',
  instances: 'salient',
  areSynonymsMerged: true,
  areDuplicatesMerged: true,
  isSameRoomRequired: true,
  minFrames: 25,
  minDoubtfulFraction: 0.005,
  distance: {
    measure: 'closest-points',
    rounding: 'half-even',
    minM: 0.25,
    minLeadM: 0.3,
    minLeadShare: 0.1,
    minClosestM: 0,
    minChoiceGapM: -1,
  },
  direction: {
    marginDeg: 15,
    quarterRefusedSides: 'both',
    maxEasyTurnDeg: 180,
    isStraightBehindRefused: false,
    minPairM: 0.3,
    maxPairM: 10,
    minPlanM: 0.75,
    minFootprintShare: 0.9,
    maxStrayCorners: 8,
  },
  route: { backFromDeg: 135, maxBendDeg: 15 },
  time: { minGapFrames: 5, minGapS: 0.5 },
  size: { longestStepCm: 5, shortestStepCm: 1, minCm: 10 },
  count: { min: 1, areDuplicatesCounted: false },
  presence: { yesShare: 0.5 },
};
