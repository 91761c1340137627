import type { Convention } from '../convention.ts';
import { minGapFrames } from '../measures/first-appearance.ts';
import type { Candidate, Mark, Refusal, TrajectoryView } from '../question-type.ts';
import { refuse, refuseSeveral } from '../roles/resolve-roles.ts';
import { indexView } from '../roles/view-index.ts';

/** One instance with its size. */
export interface Sized {
  readonly objectIndex: number;
  /** First frame in which it is salient; infinite where it never is. */
  readonly firstFrame: number;
  /** Length of the asked edge, not rounded. */
  readonly rawCm: number;
  /** All three edges in whole centimetres. */
  readonly dimsCm: readonly number[];
  /** The asked one of them. */
  readonly wholeCm: number;
  readonly answer: string;
  readonly marks: readonly Mark[];
  readonly bbox: Readonly<Record<string, unknown>>;
}

/** The answer that several instances share, so that it does not matter which is meant; null where they differ. */
function sharedAnswer(sized: readonly Sized[]): string | null {
  return new Set(sized.map(({ answer }) => answer)).size === 1 ? (sized[0] as Sized).answer : null;
}

/** The next instance that would give another answer. */
export function rivalOf(first: Sized, later: readonly Sized[]): Sized | undefined {
  return later.find(({ answer }) => answer !== first.answer);
}

/** Refuses a category with several instances, with the edges of them all; null for one. */
export function refuseOthers(category: Candidate, sized: readonly Sized[], convention: Convention): Refusal | null {
  const refusal = refuseSeveral(category, convention, { wouldBe: sharedAnswer(sized) });
  return refusal === null ? null : { ...refusal, marks: sized.flatMap(({ marks }) => marks) };
}

/** Refuses where it is not clear which instance the video shows first. `sized` is sorted by first frame. */
export function refuseUnclearFirst(
  { name }: Candidate,
  sized: readonly [Sized, ...Sized[]],
  view: TrajectoryView,
  convention: Convention,
): Refusal | null {
  const [first, ...later] = sized;
  if (later.length === 0) return null;
  if (first.firstFrame === Number.POSITIVE_INFINITY) {
    const message = `There are ${sized.length} instances of “${name}” and no frames, so nobody can say which is seen first.`;
    return refuse(convention, 'no-frames', message, { wouldBe: sharedAnswer(sized), marks: sized.flatMap(({ marks }) => marks) });
  }
  const tied = sized.filter(({ firstFrame }) => firstFrame === first.firstFrame);
  if (tied.length > 1) {
    const message = `${tied.length} instances of “${name}” are first shown clearly in the same frame, ${first.firstFrame}.`;
    return refuse(convention, 'same-frame', message, { wouldBe: sharedAnswer(tied), marks: tied.flatMap(({ marks }) => marks) });
  }
  const gapFrames = (rivalOf(first, later)?.firstFrame ?? Number.POSITIVE_INFINITY) - first.firstFrame;
  const needed = minGapFrames(view, convention);
  if (gapFrames >= needed) return null;
  const message = `Another “${name}” of another size is first shown clearly ${gapFrames} frame${gapFrames === 1 ? '' : 's'} later; at least ${needed} are needed.`;
  return refuse(convention, 'near-border', message, { wouldBe: first.answer, marks: first.marks });
}

/** Refuses where a viewer may mean an instance that is seen but never clearly: any of them, or only those at their largest by `untilFrame`. */
export function refuseDoubtful(
  { name, doubtfulIndices }: Candidate,
  asked: Sized,
  untilFrame: number,
  view: TrajectoryView,
  convention: Convention,
): Refusal | null {
  const { sightings } = indexView(view, convention);
  const noticed = doubtfulIndices.flatMap((index) => sightings.get(index) ?? []).find(({ bestFrame }) => bestFrame <= untilFrame);
  if (noticed === undefined) return null;
  const percent = (noticed.peakFraction * 100).toFixed(1);
  const message = `Another “${name}” fills ${percent} % of frame ${noticed.bestFrame}, too little to count; some viewers will mean that one.`;
  return refuse(convention, 'barely-visible', message, { wouldBe: asked.answer, marks: asked.marks });
}

/** Refuses edges that are too short to be told from a video. */
export function refuseSmall({ name }: Candidate, { rawCm, answer, marks }: Sized, convention: Convention): Refusal | null {
  const { minCm } = convention.size;
  if (rawCm >= minCm) return null;
  const message = `This edge of “${name}” is ${rawCm.toFixed(1)} cm long; below ${minCm} cm nobody can tell a size from a video.`;
  return refuse(convention, 'too-small', message, { wouldBe: answer, marks });
}
