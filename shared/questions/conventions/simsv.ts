import type { Convention } from '../convention.ts';

/** The official SIMS-V code's rules. Source: SIMS-V v0.1.0, read and run; see docs/question-types.md. */
export const simsvConvention: Convention = {
  name: 'simsv',
  about: 'The rules of the official SIMS-V code: world-aligned boxes, and only what fills more than 5 % of a frame.',
  boxes: 'axis-aligned',
  instances: 'salient',
  areSynonymsMerged: false,
  areDuplicatesMerged: false,
  isSameRoomRequired: false,
  minFrames: 25,
  minDoubtfulFraction: 1,
  distance: {
    measure: 'closest-points',
    rounding: 'half-even',
    minM: 0.15,
    minLeadM: 0.15,
    minLeadShare: 0,
    minClosestM: -1,
    minChoiceGapM: -1,
  },
  direction: {
    marginDeg: 10,
    quarterRefusedSides: 'both',
    maxEasyTurnDeg: 180,
    isStraightBehindRefused: true,
    minPairM: 0,
    maxPairM: 10,
    minPlanM: 0,
    minFootprintShare: 0,
    maxStrayCorners: 8,
  },
  route: { backFromDeg: 135, maxBendDeg: 20 },
  time: { minGapFrames: 1, minGapS: 0 },
  size: { longestStepCm: 5, shortestStepCm: 1, minCm: 0 },
  count: { min: 1, areDuplicatesCounted: false },
  presence: { yesShare: 0.7 },
};
