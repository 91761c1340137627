import { type Refusal, refusalReasons } from '../questions/question-type.ts';

/** How bad a finding is for the answer: 3 the answer is likely wrong or cannot hold, 2 a reviewer may read it otherwise, 1 worth a look. */
export type FindingSeverity = 1 | 2 | 3;

/** What a look at one question found, beyond the reasons for which a convention refuses it. */
const ownKinds = ['disagrees', 'unreadable', 'close-call', 'duplicates', 'doubtful-instances'] as const;

/**
 * Every kind of finding. A workspace stores them as a bit each, in this order: new kinds go to the end (of {@link refusalReasons} too), none is ever moved.
 */
export const findingKinds = [...ownKinds, ...refusalReasons] as const;
/** One of {@link findingKinds}. */
export type FindingKind = (typeof findingKinds)[number];

/** Name and weight of a finding. */
export interface FindingLook {
  readonly label: string;
  readonly severity: FindingSeverity;
}

/** How each kind is called, and how much it weighs. */
export const findingLooks: Readonly<Record<FindingKind, FindingLook>> = {
  disagrees: { label: 'Stored answer differs', severity: 3 },
  unreadable: { label: 'Objects cannot be read', severity: 2 },
  'close-call': { label: 'Margin is small', severity: 2 },
  duplicates: { label: 'Object stored twice', severity: 1 },
  'doubtful-instances': { label: 'Another instance barely seen', severity: 2 },
  'too-few-frames': { label: 'Too few frames', severity: 2 },
  'no-frames': { label: 'No frames', severity: 1 },
  'unknown-object': { label: 'Object is not in the scene', severity: 3 },
  'not-salient': { label: 'Object never clearly seen', severity: 3 },
  'barely-visible': { label: 'Object barely visible', severity: 2 },
  'several-instances': { label: 'Several instances', severity: 3 },
  'same-object-twice': { label: 'Same object twice', severity: 3 },
  'different-rooms': { label: 'Different rooms', severity: 2 },
  'bad-geometry': { label: 'Geometry is broken', severity: 3 },
  'too-close': { label: 'Too close', severity: 2 },
  'too-far': { label: 'Too far', severity: 2 },
  'too-small': { label: 'Too small', severity: 2 },
  'too-few': { label: 'Too few instances', severity: 2 },
  'undefined-direction': { label: 'Direction undefined', severity: 3 },
  'near-border': { label: 'Near a border', severity: 2 },
  'same-frame': { label: 'Seen in the same frame', severity: 2 },
  'area-unknown': { label: 'Area unknown', severity: 1 },
  'unreadable-route': { label: 'Route cannot be read', severity: 2 },
};

/** A finding that says why the convention gives no answer. */
export function findingFromRefusal({ reason }: Refusal): FindingKind {
  return reason;
}

/** Kinds as a number with one bit each; kinds of a newer program are passed over. */
export function bitsFromFindings(kinds: readonly FindingKind[]): number {
  return findingKinds.reduce((bits, kind, index) => (kinds.includes(kind) ? bits | (1 << index) : bits), 0);
}

/** The inverse of {@link bitsFromFindings}; bits of a newer program's kinds are passed over. */
export function findingsFromBits(bits: number): FindingKind[] {
  return findingKinds.filter((_, index) => (bits & (1 << index)) !== 0);
}

/** Worst severity first, then how many: what "worst findings first" sorts by. 0 without findings. */
export function severityOfBits(bits: number): number {
  if (bits === 0) return 0;
  const weights = findingsFromBits(bits).map((kind) => findingLooks[kind].severity);
  return Math.max(...weights) * 100 + weights.reduce((sum: number, weight) => sum + weight, 0);
}
