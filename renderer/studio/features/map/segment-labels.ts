import { planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** A measured line. */
export type Segment = Extract<Mark, { kind: 'segment' }>;

/** A segment with its ends and the middle of its text's baseline, in pixels. */
export interface DrawnSegment {
  readonly mark: Segment;
  readonly from: readonly [xPx: number, yPx: number];
  readonly to: readonly [xPx: number, yPx: number];
  /** Null for a loser whose length finds no free place. */
  readonly label: readonly [xPx: number, yPx: number] | null;
}

/** Losing segments drawn at most: with many instances the nearest few explain the answer. */
const maxLosers = 6;
/** Where along a segment its text may stand, the best first. */
const shares = [0.5, 0.62, 0.38, 0.74, 0.26, 0.86, 0.14];
/** Room that a length takes. */
export const segmentTextPx = 46;
const lineHeightPx = 14;

/** The segments that are drawn, decisive ones last; their texts keep clear of each other by moving along their lines. */
export function drawnSegments(marks: readonly Mark[], view: Viewport): DrawnSegment[] {
  const segments = marks.filter((mark) => mark.kind === 'segment');
  const losers = segments
    .filter((mark) => !mark.isDecisive)
    .sort((a, b) => a.lengthM - b.lengthM)
    .slice(0, maxLosers);
  const drawn: DrawnSegment[] = [];
  for (const mark of [...segments.filter(({ isDecisive }) => isDecisive), ...losers]) {
    const [from, to] = [projectPlan(view, planFromWorld(mark.fromM)), projectPlan(view, planFromWorld(mark.toM))];
    const spots = shares.map((share) => [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]) - 6] as const);
    const isFree = ([x, y]: readonly [number, number]) =>
      drawn.every(({ label }) => label === null || Math.abs(label[0] - x) >= segmentTextPx || Math.abs(label[1] - y) >= lineHeightPx);
    drawn.push({ mark, from, to, label: spots.find(isFree) ?? (mark.isDecisive ? (spots[0] ?? null) : null) });
  }
  return drawn.reverse();
}
