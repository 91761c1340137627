import type { Convention } from '../convention.ts';

/** The rules that VSI-Bench's released answers follow, found from its questions and boxes; see docs/question-types.md. */
export const vsibenchConvention: Convention = {
  name: 'vsibench',
  about: 'The rules that the released VSI-Bench answers follow: turned boxes, every instance of the scene, no frames.',
  boxes: 'oriented',
  instances: 'all',
  areSynonymsMerged: false,
  areDuplicatesMerged: true,
  isSameRoomRequired: false,
  minFrames: 0,
  minDoubtfulFraction: 1,
  distance: {
    measure: 'half-shells',
    rounding: 'half-even',
    minM: 0.2,
    minLeadM: 0.15,
    minLeadShare: 0,
    minClosestM: 0.15,
    minChoiceGapM: 0.15,
  },
  direction: {
    marginDeg: 10,
    quarterRefusedSides: 'below',
    maxEasyTurnDeg: 135,
    isStraightBehindRefused: false,
    minPairM: 0.3,
    maxPairM: 5,
    minPlanM: 0,
    minFootprintShare: 0,
    maxStrayCorners: 2,
  },
  route: { backFromDeg: 135, maxBendDeg: 20 },
  time: { minGapFrames: 1, minGapS: 1 },
  size: { longestStepCm: 1, shortestStepCm: 1, minCm: 0 },
  count: { min: 2, areDuplicatesCounted: true },
  presence: { yesShare: 0.5 },
};
