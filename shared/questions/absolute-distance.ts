import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { refuseBadBoxes } from './measures/check-boxes.ts';
import { distanceText } from './measures/measure.ts';
import { canBeCompared, isThroughWall, measurePairs, type Segment, shortestOf, withDecisive } from './measures/measure-pairs.ts';
import { distanceDistractors } from './options/distance-options.ts';
import type { Candidate, Derivation, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates, refuse, refuseSeveral, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';
import { scopeWords } from './wording/scope-words.ts';

const roleNames = ['ref_obj', 'other_obj'] as const;

const wordings = [
  /straight-line distance in metres from the (?<ref_obj>.+?) to the (?:nearest )?(?<other_obj>.+?)(?: in the space| that the video shows clearly)?, measured between their closest points\?/d,
  /distance between the (?<ref_obj>.+?) and the (?<other_obj>.+?) \(in meters\)/d,
];

const about: TypeAbout = {
  title: 'Absolute distance',
  file: 'absolute-distance.ts',
  asks: 'How many metres lie between the closest points of one object and the nearest instance of another category.',
  needs:
    '`ref_obj`: a category with exactly one instance that counts. `other_obj`: any other category that counts; for `object_abs_distance` it too must have exactly one instance.',
  formula:
    'The smallest 3-D distance between the box of `ref_obj` and the box of each counted instance of `other_obj`. World-aligned boxes: the root of the summed squares of the three axis gaps. Turned boxes: exactly between the closest points (`shared/geometry/box-distance.ts`). Half-shells (`vsibench`): between the nearest points of two grids, about 5 cm apart, that fill each box outside its core of half the size (`measures/half-shells.ts`).',
  rounding: 'To 0.1 m; halves of the scaled value go to the even tenth: 0.25 is 0.2, 0.75 is 0.8, 1.05 is 1.0.',
  refused:
    '`several-instances` of a role that needs one. `too-close` at or below the smallest distance of the convention, before rounding. Where the convention compares within one room: `different-rooms` when the nearest instance is in another one (a door or window belongs to both its sides). Where it knows doubtful instances: `barely-visible` when one of them lies nearer than the measured one.',
  margin:
    'Metres above the smallest distance that is asked. Score: 1 - smallest / distance, because a box that is off by a fixed amount changes a short distance by a larger share. How near the next tenth is does not count: it is always nearer than 5 cm and says nothing. There is no single answer to flip to.',
  marks: 'One segment per counted pair between its closest points; the shortest is the decisive one.',
  options: 'Four: the answer and three others, different after rounding, above zero, each at least 0.2 m from the answer.',
  traps:
    'The world-aligned box of a turned object is too large, so distances to it are too short. VSI-Bench drops about half the points on the faces of its boxes by rounding noise: its answers are 3.4 cm too long on average and 29 cm at worst. Boxes are measured, not shapes: an L-shaped sofa reaches into its empty corner. Without the same-room rule the line may run through a wall. A nearer instance that never fills enough of a frame is ignored where only clearly shown ones count. From A to B and from B to A is the same question unless one has several instances.',
};

interface Variant {
  readonly vocabulary?: ReadonlySet<string>;
  /** VSI-Bench asks only about two categories with one instance each. */
  readonly isOtherSingle?: boolean;
}

/** Metres between the closest points of one object and the nearest instance of another category. */
function absoluteDistance(task: string, title: string, { vocabulary, isOtherSingle = false }: Variant = {}): QuestionType {
  return {
    task,
    title,
    about,
    answerForm: 'decimal',
    optionGap: 0.2,
    roleNames,
    roleLabels: { ref_obj: 'From (single object)', other_obj: isOtherSingle ? 'To (single object)' : 'To (nearest instance)' },
    optionalRoles: [],
    interchangeableRoles: [],
    candidates: (view, convention, role) =>
      listCandidates(view, convention, { vocabulary: vocabulary ?? null, isSingleInstance: isOtherSingle || role === 'ref_obj' }),
    derive: (view, roles, convention) => deriveDistance(view, roles, convention, isOtherSingle),
    phrase: (roles, convention) =>
      `What is the straight-line distance in metres from the ${roles['ref_obj']} to the ${isOtherSingle ? '' : 'nearest '}${roles['other_obj']}${scopeWords(convention)}, measured between their closest points?`,
    parse: (text) => matchWording(text, wordings),
    rolesFromRecord: ({ ref_obj, other_obj }) =>
      typeof ref_obj === 'string' && typeof other_obj === 'string' ? { ref_obj, other_obj } : null,
    distractors: (derivation, _convention, pick) => distanceDistractors(derivation.answer, pick),
    draw(view, convention, pick) {
      const singles = this.candidates(view, convention, 'ref_obj');
      if (singles.length === 0) return null;
      const reference = singles[pick(singles.length)] as Candidate;
      const others = this.candidates(view, convention, 'other_obj').filter(
        (c) => c.name !== reference.name && canBeCompared(view.scene, reference.objectIndices, c.objectIndices, convention),
      );
      if (others.length === 0) return null;
      return { ref_obj: reference.name, other_obj: (others[pick(others.length)] as Candidate).name };
    },
  };
}

function deriveDistance(view: TrajectoryView, roles: Roles, convention: Convention, isOtherSingle: boolean): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const [reference, other] = resolved as [Candidate, Candidate];
  const instances = resolved.flatMap((c) => [...c.objectIndices, ...c.doubtfulIndices]);
  const bad = refuseBadBoxes(view, instances, convention);
  if (bad !== null) return bad;
  const measured = measurePairs(view.scene, reference.objectIndices, other.objectIndices, convention);
  const nearest = shortestOf(measured) as Segment;
  const segments = withDecisive(measured, nearest);
  const answer = distanceText(nearest.lengthM, convention);

  const several = refuseSeveral(reference, convention) ?? (isOtherSingle ? refuseSeveral(other, convention) : null);
  if (several !== null) return { ...several, wouldBe: answer, marks: segments };
  const details = { wouldBe: answer, marks: segments };
  const refusal =
    refuseClose(nearest, convention, details) ??
    refuseOtherRoom(view, [reference, other], nearest, convention, details) ??
    refuseDoubtful(view, [reference, other], nearest, convention, details);
  if (refusal !== null) return refusal;
  const [referenceIndex, nearestIndex] = nearest.objectIndices;
  const otherIndices = [nearestIndex, ...other.objectIndices.filter((i) => i !== nearestIndex)];
  return {
    isAnswered: true,
    convention: convention.name,
    answer,
    rawValue: nearest.lengthM,
    unit: 'm',
    note: null,
    margin: {
      value: nearest.lengthM - convention.distance.minM,
      unit: 'm',
      // A box that is off by e changes the answer by the share e / length: at the refusal border that is worst, far away it vanishes.
      score: 1 - convention.distance.minM / nearest.lengthM,
      flipsTo: null,
    },
    evidence: evidenceFrames(view, [referenceIndex, ...otherIndices]),
    marks: segments,
    instances: { ref_obj: [referenceIndex], other_obj: otherIndices },
    recordFields: {
      ref_obj: roles['ref_obj']?.trim(),
      other_obj: roles['other_obj']?.trim(),
      n_other_objs: segments.length,
      other_dists: segments.map((s) => s.lengthM),
    },
  };
}

interface RefusalDetails {
  readonly wouldBe: string;
  readonly marks: readonly Segment[];
}

function refuseClose(nearest: Segment, convention: Convention, details: RefusalDetails): Refusal | null {
  if (nearest.lengthM > convention.distance.minM) return null;
  const message = `The nearest points are ${nearest.lengthM.toFixed(2)} m apart; up to ${convention.distance.minM} m counts as touching and is not asked.`;
  return refuse(convention, 'too-close', message, details);
}

function refuseOtherRoom(
  view: TrajectoryView,
  [reference, other]: readonly [Candidate, Candidate],
  nearest: Segment,
  convention: Convention,
  details: RefusalDetails,
): Refusal | null {
  if (!isThroughWall(view.scene, nearest, convention)) return null;
  const message = `“${reference.name}” and the nearest “${other.name}” are in different rooms, ${nearest.lengthM.toFixed(2)} m apart through a wall.`;
  return refuse(convention, 'different-rooms', message, details);
}

/** Instances that may or may not have been noticed decide nothing unless one of them is nearer than what was measured. */
function refuseDoubtful(
  view: TrajectoryView,
  [reference, other]: readonly [Candidate, Candidate],
  nearest: Segment,
  convention: Convention,
  details: RefusalDetails,
): Refusal | null {
  if (reference.doubtfulIndices.length + other.doubtfulIndices.length === 0) return null;
  const doubtful = shortestOf([
    ...measurePairs(view.scene, reference.objectIndices, other.doubtfulIndices, convention),
    ...measurePairs(view.scene, reference.doubtfulIndices, [...other.objectIndices, ...other.doubtfulIndices], convention),
  ]);
  if (doubtful === null || doubtful.lengthM >= nearest.lengthM) return null;
  const name = reference.doubtfulIndices.includes(doubtful.objectIndices[0]) ? reference.name : other.name;
  const message = `A “${name}” that the video shows only small makes the distance ${doubtful.lengthM.toFixed(2)} m instead of ${nearest.lengthM.toFixed(2)} m; it is unclear whether it counts.`;
  return refuse(convention, 'barely-visible', message, { ...details, marks: [...details.marks, doubtful] });
}

/** See {@link absoluteDistance}. */
export const absoluteDistanceTypes: readonly QuestionType[] = [
  absoluteDistance('vsi_obj_abs_distance', 'Absolute distance'),
  absoluteDistance('obj_abs_distance', 'Absolute distance (SIMS-V wording)'),
  absoluteDistance('vsi_obj_abs_distance_minimal', 'Absolute distance (minimal vocabulary)', { vocabulary: minimalVocabulary }),
  absoluteDistance('object_abs_distance', 'Absolute distance (VSI-Bench)', { isOtherSingle: true }),
];
