import type { Roles } from '../model/question.ts';
import type { Convention } from './convention.ts';
import { refuseBadBoxes } from './measures/check-boxes.ts';
import { timeMargin } from './measures/first-appearance.ts';
import { marginToNextStep, roundHalfEven, stepsOf } from './measures/rounding.ts';
import { type AskedEdge, askedAxis, bboxRecord, edgeMarks, measuredBox } from './object-size/measured-box.ts';
import { refuseDoubtful, refuseOthers, refuseSmall, refuseUnclearFirst, rivalOf, type Sized } from './object-size/refuse-size.ts';
import { aboutObjectSize, phraseSize, sizeWordings } from './object-size/wording.ts';
import { numberDistractors } from './options/number-distractors.ts';
import type { Candidate, Derivation, Margin, QuestionType, Refusal, TrajectoryView } from './question-type.ts';
import { listCandidates, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames, indexView } from './roles/view-index.ts';
import { cleanTypeName } from './wording/clean-type-name.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

/** How the types of this family differ. */
interface SizeRule {
  readonly edge: AskedEdge;
  /** A category with several instances is refused, or means the one that the video shows clearly first. */
  readonly ofSeveral: 'none' | 'first-seen';
  readonly isApproximate: boolean;
}

const ofSingle: SizeRule = { edge: 'longest', ofSeveral: 'none', isApproximate: false };
const ofFirst: SizeRule = { ...ofSingle, ofSeveral: 'first-seen' };

/** Length in centimetres of the longest or shortest edge of an object's box. */
function objectSize(task: string, title: string, rule: SizeRule, vocabulary: ReadonlySet<string> | null = null): QuestionType {
  return {
    task,
    title,
    about: aboutObjectSize,
    answerForm: 'integer',
    roleNames: ['object'],
    optionalRoles: [],
    interchangeableRoles: [],
    roleLabels: { object: rule.ofSeveral === 'none' ? 'Object (single)' : 'Object (first seen)' },
    candidates: (view, convention) => listCandidates(view, convention, { vocabulary, isSingleInstance: rule.ofSeveral === 'none' }),
    derive: (view, roles, convention) => deriveSize(view, roles, convention, rule),
    phrase: (roles, convention) => phraseSize(roles['object'] ?? '', rule, convention),
    parse: (text) => matchWording(text, sizeWordings[rule.edge]),
    rolesFromRecord: ({ object_type }) => (typeof object_type === 'string' ? { object: cleanTypeName(object_type) } : null),
    distractors(derivation, convention, pick) {
      const stepCm = stepCmOf(rule, convention);
      const others = numberDistractors(Number(derivation.answer) / stepCm, { minGapUnits: 1, smallestUnits: 1 }, pick);
      return others.map((steps) => String(steps * stepCm));
    },
    draw(view, convention, pick) {
      const candidates = this.candidates(view, convention, 'object');
      return candidates.length === 0 ? null : { object: (candidates[pick(candidates.length)] as Candidate).name };
    },
  };
}

function stepCmOf({ edge }: SizeRule, { size }: Convention): number {
  return edge === 'longest' ? size.longestStepCm : size.shortestStepCm;
}

function deriveSize(view: TrajectoryView, roles: Roles, convention: Convention, rule: SizeRule): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, ['object'], convention);
  if (!Array.isArray(resolved)) return resolved;
  const category = resolved[0] as Candidate;
  const badBox = refuseBadBoxes(view, category.objectIndices, convention);
  if (badBox !== null) return badBox;
  const { sightings } = indexView(view, convention);
  const sized = category.objectIndices
    .map((index) => sizeOf(view, index, sightings.get(index)?.firstSalientFrame ?? null, rule, convention))
    .sort((a, b) => (a.firstFrame === b.firstFrame ? 0 : a.firstFrame - b.firstFrame));
  const [asked, ...later] = sized as [Sized, ...Sized[]];
  const refusal = refuseSize(category, [asked, ...later], view, convention, rule);
  if (refusal !== null) return refusal;
  const object = view.scene.objects[asked.objectIndex]!;
  return {
    isAnswered: true,
    convention: convention.name,
    answer: asked.answer,
    rawValue: asked.rawCm,
    unit: 'cm',
    note:
      convention.boxes === 'oriented' && !object.isOrientationKnown
        ? 'The source knows only a box along the world axes, which is too large for a turned object.'
        : null,
    margin: marginOf(asked, later, view, rule, convention),
    evidence: evidenceFrames(view, category.objectIndices),
    marks: asked.marks,
    instances: { object: sized.map(({ objectIndex }) => objectIndex) },
    recordFields: {
      object_type: object.objectType,
      type: rule.edge,
      gt_size: asked.wholeCm,
      bbox: asked.bbox,
      dims_cm: asked.dimsCm,
      count: sized.length,
    },
  };
}

function refuseSize(
  category: Candidate,
  sized: readonly [Sized, ...Sized[]],
  view: TrajectoryView,
  convention: Convention,
  { ofSeveral }: SizeRule,
): Refusal | null {
  const [asked] = sized;
  const isFirst = ofSeveral === 'first-seen';
  return (
    (isFirst ? refuseUnclearFirst(category, sized, view, convention) : refuseOthers(category, sized, convention)) ??
    refuseDoubtful(category, asked, isFirst ? asked.firstFrame : Number.POSITIVE_INFINITY, view, convention) ??
    refuseSmall(category, asked, convention)
  );
}

function sizeOf(view: TrajectoryView, objectIndex: number, firstFrame: number | null, rule: SizeRule, convention: Convention): Sized {
  const object = view.scene.objects[objectIndex]!;
  const box = measuredBox(object, convention);
  const axis = askedAxis(box, rule.edge);
  const dimsCm = box.sizeM.map((lengthM) => roundHalfEven(lengthM * 100));
  const wholeCm = dimsCm[axis] as number;
  const stepCm = stepCmOf(rule, convention);
  return {
    objectIndex,
    firstFrame: firstFrame ?? Number.POSITIVE_INFINITY,
    rawCm: box.sizeM[axis] * 100,
    dimsCm,
    wholeCm,
    answer: String(stepsOf(wholeCm, stepCm) * stepCm),
    marks: edgeMarks(box, objectIndex, axis),
    bbox: bboxRecord(object, box),
  };
}

function marginOf(asked: Sized, later: readonly Sized[], view: TrajectoryView, rule: SizeRule, convention: Convention): Margin {
  const rival = rivalOf(asked, later);
  if (rival !== undefined && rival.firstFrame < Number.POSITIVE_INFINITY) {
    return timeMargin(view, rival.firstFrame - asked.firstFrame, rival.answer);
  }
  const stepCm = stepCmOf(rule, convention);
  const { distance, nextSteps, score } = marginToNextStep(asked.rawCm, stepCm);
  return { value: distance / 100, unit: 'm', score, flipsTo: String(nextSteps * stepCm) };
}

/** See {@link objectSize}. */
export const objectSizeTypes: readonly QuestionType[] = [
  objectSize('vsi_obj_size_est', 'Object size', ofSingle),
  objectSize('vsi_obj_size_est_minimal', 'Object size (minimal vocabulary)', ofSingle, minimalVocabulary),
  objectSize('obj_long_size_est', 'Longest edge, first seen', ofFirst),
  objectSize('obj_long_size_est_v2', 'Longest edge, first seen (approximate wording)', { ...ofFirst, isApproximate: true }),
  objectSize('obj_short_size_est', 'Shortest edge, first seen', { ...ofFirst, edge: 'shortest' }),
  objectSize('object_size_estimation', 'Object size (VSI-Bench)', ofSingle),
];
