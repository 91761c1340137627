import type { DirectionRules } from './convention.ts';

/** Side of the facing direction, seen by the imagined viewer. */
export type Side = 'left' | 'right';

/** Where a convention refuses an answer of one difficulty. Degrees from the facing direction, 0 to 180, the same on either side. */
export interface RefusedTurns {
  /** Turns within the margin of these are refused. */
  readonly bordersDeg: readonly number[];
  /** See `DirectionRules.quarterRefusedSides`. */
  readonly sides: 'both' | 'below';
  /** Turns of this many degrees or more are not asked; infinite where all are. */
  readonly maxTurnDeg: number;
}

/** What one difficulty tells apart. Angles are degrees from the facing direction, 0 to 180; sectors are signed, positive to the right. */
export interface DirectionLevel {
  readonly labels: readonly string[];
  /** Borders between left and right. */
  readonly sideBordersDeg: readonly number[];
  /** Borders between answers on the same side. */
  readonly innerBordersDeg: readonly number[];
  /** Null where there is none: on a border between the sides, `side` is null. */
  answer(angleDeg: number, side: Side | null): string | null;
  refused(rules: DirectionRules): RefusedTurns;
  readonly sectors: readonly { readonly fromDeg: number; readonly toDeg: number; readonly label: string }[];
  /** Our question about the third object. */
  ask(querying: string): string;
  /** Our wording and that of SIMS-V and VSI-Bench. */
  readonly wordings: readonly RegExp[];
}

const ours = 'standing at the (?<positioning_obj>.+) and looking towards the (?<orienting_obj>.+)\\. ';
const theirs = 'standing by the (?<positioning_obj>.+?) and facing the (?<orienting_obj>.+?), is the (?<querying_obj>.+?) to ';

function wordings(ourEnd: string, theirEnd: string): RegExp[] {
  return [new RegExp(ours + ourEnd, 'd'), new RegExp(theirs + theirEnd, 'd')];
}

/** The three difficulties of SIMS-V and VSI-Bench: two sides; left, right and back; four quadrants. */
export const directionLevels = {
  easy: {
    labels: ['left', 'right'],
    sideBordersDeg: [0, 180],
    innerBordersDeg: [],
    answer: (_angleDeg, side) => side,
    refused: ({ maxEasyTurnDeg }) => ({ bordersDeg: [0, maxEasyTurnDeg, 180], sides: 'both', maxTurnDeg: maxEasyTurnDeg }),
    sectors: [
      { fromDeg: -180, toDeg: 0, label: 'left' },
      { fromDeg: 0, toDeg: 180, label: 'right' },
    ],
    ask: (querying) => `Is the ${querying} on your left or on your right?`,
    wordings: wordings(
      'Is the (?<querying_obj>.+) on your left or on your right\\?',
      'the left or the right of the (?<orienting_obj$again>.+?)\\?',
    ),
  },
  medium: {
    labels: ['left', 'right', 'back'],
    sideBordersDeg: [0],
    innerBordersDeg: [135],
    answer: (angleDeg, side) => (angleDeg < 135 ? side : 'back'),
    refused: ({ isStraightBehindRefused }) => ({
      bordersDeg: isStraightBehindRefused ? [0, 135, 180] : [0, 135],
      sides: 'both',
      maxTurnDeg: Number.POSITIVE_INFINITY,
    }),
    sectors: [
      { fromDeg: -135, toDeg: 0, label: 'left' },
      { fromDeg: 0, toDeg: 135, label: 'right' },
      { fromDeg: 135, toDeg: 225, label: 'back' },
    ],
    ask: (querying) =>
      `Is the ${querying} to your left, to your right or at your back? At your back means that facing it takes a turn of 135 degrees or more.`,
    wordings: wordings('Is the (?<querying_obj>.+) to your left, to your right or at your back\\?', 'my left, right, or back\\?'),
  },
  hard: {
    labels: ['front-left', 'front-right', 'back-left', 'back-right'],
    sideBordersDeg: [0, 180],
    innerBordersDeg: [90],
    answer: (angleDeg, side) => (side === null ? null : `${angleDeg < 90 ? 'front' : 'back'}-${side}`),
    refused: ({ quarterRefusedSides }) => ({ bordersDeg: [0, 90, 180], sides: quarterRefusedSides, maxTurnDeg: Number.POSITIVE_INFINITY }),
    sectors: [
      { fromDeg: -90, toDeg: 0, label: 'front-left' },
      { fromDeg: 0, toDeg: 90, label: 'front-right' },
      { fromDeg: 90, toDeg: 180, label: 'back-right' },
      { fromDeg: -180, toDeg: -90, label: 'back-left' },
    ],
    ask: (querying) => `In which quarter around you is the ${querying}: front-left, front-right, back-left or back-right?`,
    wordings: wordings(
      'In which quarter around you is the (?<querying_obj>.+): front-left,',
      'my front-left, front-right, back-left, or back-right\\?',
    ),
  },
} as const satisfies Record<string, DirectionLevel>;
