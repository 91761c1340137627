import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { distanceText, measureGap } from './measures/measure.ts';
import { distanceDistractors } from './options/distance-options.ts';
import type { Candidate, Derivation, Mark, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates, refuse, refuseSeveral, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

const roleNames = ['ref_obj', 'other_obj'] as const;

const wordings = [
  /straight-line distance in metres from the (?<ref_obj>.+) to the nearest (?<other_obj>.+), measured between their closest points\?/d,
  /distance between the (?<ref_obj>.+?) and the (?<other_obj>.+?) \(in meters\)/d,
];

const about: TypeAbout = {
  title: 'Absolute distance',
  file: 'absolute-distance.ts',
  asks: 'metres between the closest points of one object and the nearest instance of another category',
  needs: '`ref_obj`: a category with exactly one instance that counts; `other_obj`: any other category',
  formula: '',
  rounding: '',
  refused: '',
  margin: '',
  marks: '',
  options: '',
  traps: '',
};

/** Metres between the closest points of one object and the nearest instance of another category. */
function absoluteDistance(task: string, title: string, vocabulary: ReadonlySet<string> | null = null): QuestionType {
  return {
    task,
    title,
    about,
    answerForm: 'decimal',
    roleNames,
    roleLabels: { ref_obj: 'From (single object)', other_obj: 'To (nearest instance)' },
    optionalRoles: [],
    interchangeableRoles: [],
    candidates: (view, convention, role) => listCandidates(view, convention, { vocabulary, isSingleInstance: role === 'ref_obj' }),
    derive: deriveDistance,
    phrase: (roles) =>
      `What is the straight-line distance in metres from the ${roles['ref_obj']} to the nearest ${roles['other_obj']}, measured between their closest points?`,
    parse: (text) => matchWording(text, wordings),
    rolesFromRecord: ({ ref_obj, other_obj }) =>
      typeof ref_obj === 'string' && typeof other_obj === 'string' ? { ref_obj, other_obj } : null,
    distractors: (derivation, _convention, pick) => distanceDistractors(derivation.answer, pick),
    draw(view, convention, pick) {
      const singles = this.candidates(view, convention, 'ref_obj');
      if (singles.length === 0) return null;
      const reference = singles[pick(singles.length)] as Candidate;
      const others = this.candidates(view, convention, 'other_obj').filter((c) => c.name !== reference.name);
      if (others.length === 0) return null;
      return { ref_obj: reference.name, other_obj: (others[pick(others.length)] as Candidate).name };
    },
  };
}

function deriveDistance(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const [reference, other] = resolved as [Candidate, Candidate];
  const { segments, nearest } = measurePairs(view, reference, other, convention);
  const answer = distanceText(nearest.lengthM, convention);

  const several = refuseSeveral(reference, convention, { wouldBe: answer });
  if (several !== null) return { ...several, marks: segments };
  if (nearest.lengthM <= convention.distance.minM) {
    const message = `The nearest points are ${nearest.lengthM.toFixed(2)} m apart; up to ${convention.distance.minM} m counts as touching and is not asked.`;
    return refuse(convention, 'too-close', message, { wouldBe: answer, marks: segments });
  }
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
      ref_obj: reference.name,
      other_obj: other.name,
      n_other_objs: segments.length,
      other_dists: segments.map((s) => s.lengthM),
    },
  };
}

type Segment = Extract<Mark, { kind: 'segment' }>;

/** One segment per pair of instances, scene order; only the shortest (the first of equals) is decisive. */
function measurePairs(
  view: TrajectoryView,
  reference: Candidate,
  other: Candidate,
  convention: Convention,
): { segments: Segment[]; nearest: Segment } {
  const { objects } = view.scene;
  const pairs = reference.objectIndices.flatMap((i) => other.objectIndices.map((j) => [i, j] as const));
  const measured = pairs.map(([i, j]): Segment => {
    const gap = measureGap(objects[i]!, objects[j]!, convention);
    return { kind: 'segment', fromM: gap.onA, toM: gap.onB, lengthM: gap.distanceM, isDecisive: false, objectIndices: [i, j] };
  });
  const shortest = measured.reduce((best, segment) => (segment.lengthM < best.lengthM ? segment : best));
  const nearest = { ...shortest, isDecisive: true };
  return { segments: measured.map((segment) => (segment === shortest ? nearest : segment)), nearest };
}

/** See {@link absoluteDistance}. */
export const absoluteDistanceTypes: readonly QuestionType[] = [
  absoluteDistance('vsi_obj_abs_distance', 'Absolute distance'),
  absoluteDistance('obj_abs_distance', 'Absolute distance (SIMS-V wording)'),
  absoluteDistance('vsi_obj_abs_distance_minimal', 'Absolute distance (minimal vocabulary)', minimalVocabulary),
];
