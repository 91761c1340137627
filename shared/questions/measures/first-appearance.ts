import type { Roles } from '../../model/question.ts';
import type { Convention } from '../convention.ts';
import type { Candidate, Margin, Mark, Refusal, TrajectoryView } from '../question-type.ts';
import { refuse, resolveRoles } from '../roles/resolve-roles.ts';
import { indexView } from '../roles/view-index.ts';

/** A category with a first salient frame. */
export type Seen = Candidate & { readonly firstSalientFrame: number };

/** True where the video shows the category clearly at least once. */
export function isSeen(candidate: Candidate): candidate is Seen {
  return candidate.firstSalientFrame !== null;
}

/**
 * The category of every role, in the order of `roleNames`, each with a first frame and called as the role calls it; refuses sources
 * without frames and what `resolveRoles` refuses.
 */
export function resolveSeen(view: TrajectoryView, roles: Roles, roleNames: readonly string[], convention: Convention): Seen[] | Refusal {
  if (view.frameCount === 0) {
    const message = 'This source has boxes but no frames, so nobody can say what the video shows first.';
    return refuse(convention, 'no-frames', message);
  }
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const unseen = resolved.find((candidate) => !isSeen(candidate));
  // The answer must speak as the question does, which may say "couch" of what the scene calls a sofa.
  if (unseen === undefined)
    return (resolved as Seen[]).map((seen, i) => ({ ...seen, name: roles[roleNames[i] as string]?.trim() ?? seen.name }));
  return refuse(convention, 'not-salient', `“${unseen.name}” is in the scene but never large enough in the video to be asked about.`);
}

/** Earliest first; equal frames stay in the given order. */
export function sortByFirstFrame(candidates: readonly Seen[]): Seen[] {
  return [...candidates].sort((a, b) => a.firstSalientFrame - b.firstSalientFrame);
}

/** All instances of a category that count, the one that becomes salient first at the head. */
export function instancesFirstSeenFirst(view: TrajectoryView, candidate: Seen, convention: Convention): readonly number[] {
  const { sightings } = indexView(view, convention);
  const isFirst = (index: number): boolean => sightings.get(index)?.firstSalientFrame === candidate.firstSalientFrame;
  const all = [...candidate.objectIndices, ...candidate.duplicateIndices];
  const first = all.find(isFirst);
  return first === undefined ? all : [first, ...all.filter((index) => index !== first)];
}

/** A pin for each category in the order given; an object without a position gets none. */
export function pinMarks(view: TrajectoryView, ordered: readonly Seen[], convention: Convention): Mark[] {
  return ordered.flatMap((candidate, i): Mark[] => {
    const objectIndex = instancesFirstSeenFirst(view, candidate, convention)[0] as number;
    const positionM = view.scene.objects[objectIndex]?.orientedBox.centerM;
    if (positionM === undefined || !positionM.every(Number.isFinite)) return [];
    return [{ kind: 'pin', order: i + 1, frame: candidate.firstSalientFrame, objectIndex, positionM, label: candidate.name }];
  });
}

/** The two neighbours in time with the fewest frames between them; `position` is that of the earlier one. */
export function tightestPair(ordered: readonly Seen[]): { readonly position: number; readonly gapFrames: number } {
  const gaps = ordered.slice(1).map((c, i) => c.firstSalientFrame - (ordered[i] as Seen).firstSalientFrame);
  const gapFrames = Math.min(...gaps);
  return { position: gaps.indexOf(gapFrames), gapFrames };
}

/** Whole frames that must lie between two first appearances, so that both of the convention's gaps are kept. */
export function minGapFrames({ fps }: TrajectoryView, { time }: Convention): number {
  // Binary fractions: 0.3 s at 10 frames per second must be 3 frames, not 4.
  return Math.max(time.minGapFrames, Math.ceil(time.minGapS * fps - 1e-9));
}

/** Frames to a tie. Half of the score is reached at one second, all of it never. */
export function timeMargin({ fps }: TrajectoryView, gapFrames: number, flipsTo: string): Margin {
  const gapS = fps > 0 ? gapFrames / fps : 0;
  return { value: gapFrames, unit: 'frames', score: gapS / (gapS + 1), flipsTo };
}

/**
 * Refuses first appearances in the same frame, nearer than the convention allows, or that another instance of a later category may
 * have preceded: one that is no more than noticeable (see `Convention.minDoubtfulFraction`) and at its largest before the category
 * ahead appears. Null where the order is clear.
 */
export function refuseUnclearOrder(
  view: TrajectoryView,
  ordered: readonly Seen[],
  convention: Convention,
  details: { readonly wouldBe: string; readonly marks: readonly Mark[] },
): Refusal | null {
  const { gapFrames, position } = tightestPair(ordered);
  const [first, second] = [ordered[position], ordered[position + 1]] as [Seen, Seen];
  if (gapFrames === 0) {
    const message = `“${first.name}” and “${second.name}” first appear in the same frame, ${first.firstSalientFrame}.`;
    return refuse(convention, 'same-frame', message, { marks: details.marks });
  }
  const needed = minGapFrames(view, convention);
  if (gapFrames < needed) {
    const message = `“${first.name}” and “${second.name}” first appear ${gapFrames} frame${gapFrames === 1 ? '' : 's'} apart; at least ${needed} are needed.`;
    return refuse(convention, 'near-border', message, details);
  }
  return refusePreceded(view, ordered, convention, details);
}

function refusePreceded(
  view: TrajectoryView,
  ordered: readonly Seen[],
  convention: Convention,
  details: { readonly wouldBe: string; readonly marks: readonly Mark[] },
): Refusal | null {
  const { sightings } = indexView(view, convention);
  for (const [i, candidate] of ordered.entries()) {
    const ahead = ordered[i - 1];
    if (ahead === undefined) continue;
    for (const index of candidate.doubtfulIndices) {
      const noticed = sightings.get(index);
      if (noticed === undefined || noticed.bestFrame > ahead.firstSalientFrame) continue;
      const percent = (noticed.peakFraction * 100).toFixed(1);
      const message = `Another “${candidate.name}” fills ${percent} % of frame ${noticed.bestFrame}, before “${ahead.name}” first appears in frame ${ahead.firstSalientFrame}; some viewers will count it.`;
      return refuse(convention, 'barely-visible', message, details);
    }
  }
  return null;
}
