import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import {
  instanceMarks,
  instancesCalled,
  peakFraction,
  percentFromThreshold,
  thresholdPercent,
  visibilityScore,
} from './measures/visibility.ts';
import { countDistractors } from './options/count-distractors.ts';
import type { Candidate, Derivation, Margin, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates, refuse, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { cleanTypeName } from './wording/clean-type-name.ts';
import { typeFromName } from './wording/household-vocabulary.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

const roleNames = ['object'] as const;

const wordings = [
  /Counting every (?<object>.+?) (?:in this (?:house|space)|that the video clearly shows in this (?:house|space)), how many are there\?/d,
  /How many (?:total )?(?<object>[^?\n]+?)\(s\) are in this (?:house|room)\?/d,
];

const about: TypeAbout = {
  title: 'Object count',
  file: 'object-count.ts',
  asks: 'How many instances of a category there are.',
  needs: '`object`: a category with at least one instance that counts. Records store its raw type as `object_type`.',
  formula:
    'Under `simsv` and `sightline` the number of salient instances of the category; under `vsibench` the number of its boxes in the scene. A box that is listed twice is one object under `sightline` and two under `vsibench`.',
  rounding: 'None; a whole number.',
  refused:
    "`too-few` below the convention's smallest count (`count.min`). `barely-visible` where doubtful instances exist: the message gives the range. `not-salient` and `unknown-object` where nothing counts.",
  margin:
    'With frames: percentage points of a frame between the 5 % threshold and the largest share of the visible instance nearest to it; if that one is counted the runner-up is one less, else one more. The score is the share of the threshold, at most 1. Where the scene itself is counted: 5 and a score of 1, as nothing can cross a threshold; but 0 and 0 where the source contradicts itself (it states another number than it has boxes, or lists a box twice), with the other number as the runner-up.',
  marks: 'Every instance with this name, numbered, the counted ones first. The others are doubtful, too small or never visible.',
  options: 'The answer and three numbers at most 3 away and at least 1: one or two below where there is room.',
  traps:
    'The SIMS-V wording says "in this house" or "in this room", yet salient instances of the whole house are counted. SIMS-V counts by the raw type of the metadata and we by the cleaned name; no scene of the reference data has two types with one name. Synonyms are separate counts under `simsv`. SIMS-V mostly asks about single instances; VSI-Bench asks about 2 or more. VSI-Bench\'s stored answers agree with the number of boxes for 555 of 565 questions and with the counts stated in its metadata for 560; the rest are its own defects or a label that its boxes do not have. SIMS-V writes no `id` into count records.',
};

/** How many instances of a category count. `place` is what the wording calls the scene. */
function objectCount(task: string, title: string, place: 'house' | 'space', vocabulary: ReadonlySet<string> | null = null): QuestionType {
  return {
    task,
    title,
    about,
    answerForm: 'integer',
    roleNames,
    roleLabels: { object: 'How many' },
    optionalRoles: [],
    interchangeableRoles: [],
    candidates: (view, convention) =>
      listCandidates(view, convention, { vocabulary, isSingleInstance: false }).filter(
        (candidate) => countOf(candidate, convention) >= convention.count.min,
      ),
    derive: deriveCount,
    phrase: ({ object }, { instances }) =>
      instances === 'all'
        ? `Counting every ${object} in this ${place}, how many are there?`
        : `Counting every ${object} that the video clearly shows in this ${place}, how many are there?`,
    parse: (text) => matchWording(text, wordings),
    rolesFromRecord: ({ object_type }) => (typeof object_type === 'string' ? { object: cleanTypeName(object_type) } : null),
    distractors: (derivation, _convention, pick) => countDistractors(derivation.answer, pick),
    draw(view, convention, pick) {
      const clear = this.candidates(view, convention, 'object').filter(({ doubtfulIndices }) => doubtfulIndices.length === 0);
      return clear.length === 0 ? null : { object: (clear[pick(clear.length)] as Candidate).name };
    },
  };
}

/** The instances that make up the number, scene order. */
function countedInstances({ objectIndices, duplicateIndices }: Candidate, { count }: Convention): readonly number[] {
  if (!count.areDuplicatesCounted || duplicateIndices.length === 0) return objectIndices;
  return [...objectIndices, ...duplicateIndices].sort((a, b) => a - b);
}

function countOf(candidate: Candidate, convention: Convention): number {
  return countedInstances(candidate, convention).length;
}

function deriveCount(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  const candidate = resolved[0] as Candidate;
  const name = roles['object']?.trim() ?? candidate.name;
  const counted = countedInstances(candidate, convention);
  const others = instancesCalled(view.scene, name, convention).filter((index) => !counted.includes(index));
  const marks = instanceMarks(view, counted, others, name);
  const answer = String(counted.length);

  const doubtfulCount = candidate.doubtfulIndices.length;
  if (doubtfulCount > 0) {
    const message = `Between ${counted.length} and ${counted.length + doubtfulCount} “${name}” could be counted: ${doubtfulCount} ${doubtfulCount === 1 ? 'is' : 'are'} visible but never ${doubtfulCount === 1 ? 'fills' : 'fill'} more than 5 % of a frame.`;
    return refuse(convention, 'barely-visible', message, { wouldBe: answer, marks });
  }
  if (counted.length < convention.count.min) {
    const message = `There is only ${counted.length} “${name}”; counts below ${convention.count.min} are not asked.`;
    return refuse(convention, 'too-few', message, { wouldBe: answer, marks });
  }
  const singles = others.filter((index) => !candidate.duplicateIndices.includes(index));
  const conflict = convention.instances === 'all' ? findConflict(view, candidate, counted.length) : null;
  return {
    isAnswered: true,
    convention: convention.name,
    answer,
    rawValue: counted.length,
    unit: null,
    note: conflict?.note ?? null,
    margin: convention.instances === 'all' ? sourceMargin(conflict) : countMargin(view, counted, singles, convention),
    evidence: evidenceFrames(view, counted),
    marks,
    instances: { object: counted },
    recordFields: { object_type: typeFromName(name, view.scene) },
  };
}

/** Where the source does not agree with itself about a number. */
interface Conflict {
  readonly otherCount: number;
  readonly note: string;
}

function findConflict({ scene }: TrajectoryView, candidate: Candidate, count: number): Conflict | null {
  const { name, objectIndices, duplicateIndices } = candidate;
  const types = new Set(objectIndices.map((index) => scene.objects[index]?.objectType ?? name));
  const stated = [...types].map((type) => scene.stated?.objectCounts?.[type]).filter((n) => n !== undefined);
  const statedCount = stated.length === 0 ? count : stated.reduce((sum, n) => sum + n, 0);
  const distinctCount = objectIndices.length;
  const notes = [
    ...(duplicateIndices.length === 0
      ? []
      : [
          `${duplicateIndices.length} of the ${distinctCount + duplicateIndices.length} boxes called “${name}” are exact copies of others; without them there are ${distinctCount}.`,
        ]),
    ...(statedCount === count
      ? []
      : [`The source states ${statedCount} “${name}” and has ${distinctCount + duplicateIndices.length} boxes.`]),
  ];
  if (notes.length === 0) return null;
  const unlikeCount = distinctCount === count ? distinctCount + duplicateIndices.length : distinctCount;
  return { otherCount: statedCount === count ? unlikeCount : statedCount, note: notes.join(' ') };
}

/** No frame can make a difference to a count of the scene itself; only its own contradictions can. */
function sourceMargin(conflict: Conflict | null): Margin {
  if (conflict === null) return { value: thresholdPercent, unit: '%', score: 1, flipsTo: null };
  return { value: 0, unit: '%', score: 0, flipsTo: String(conflict.otherCount) };
}

/** From the visible instance that is nearest to the threshold. */
function countMargin(view: TrajectoryView, counted: readonly number[], others: readonly number[], convention: Convention): Margin {
  const nearestOf = (indices: readonly number[]): number =>
    Math.min(
      ...indices.flatMap((index) => {
        const fraction = peakFraction(view, index, convention);
        return fraction > 0 ? [percentFromThreshold(fraction)] : [];
      }),
    );
  const [lost, gained] = [nearestOf(counted), nearestOf(others)];
  const value = Math.min(lost, gained);
  const flipsTo = String(lost <= gained ? counted.length - 1 : counted.length + 1);
  return { value, unit: '%', score: visibilityScore(value), flipsTo };
}

/** How many instances. */
export const objectCountTypes: readonly QuestionType[] = [
  objectCount('obj_count', 'Object count (house)', 'house'),
  objectCount('vsi_obj_count', 'Object count', 'space'),
  objectCount('vsi_obj_count_minimal', 'Object count (minimal vocabulary)', 'space', minimalVocabulary),
  objectCount('object_counting', 'Object count (VSI-Bench)', 'space'),
];
