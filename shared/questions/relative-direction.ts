import { degreesFromRadians, type PlanPoint } from '../geometry/vector.ts';
import type { Roles } from '../model/question.ts';
import type { SceneObject } from '../model/scene.ts';
import type { Convention } from './convention.ts';
import { type DirectionLevel, directionLevels, type Side } from './direction-levels.ts';
import { measureGap, planCenter } from './measures/measure.ts';
import type { Candidate, Derivation, Margin, Mark, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { listCandidates, refuse, refuseSeveral, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

/** A turn exactly on the edge of the refused band is answered; rounding of the arc cosine must not decide it. */
const tieDeg = 1e-9;

const roleNames = ['positioning_obj', 'orienting_obj', 'querying_obj'] as const;

const about: TypeAbout = {
  title: 'Relative direction',
  file: 'relative-direction.ts',
  asks: '',
  needs: '',
  formula: '',
  rounding: '',
  refused: '',
  margin: '',
  marks: '',
  options: '',
  traps: '',
};

/** Standing at one object and facing a second: on which side is a third. The level says how finely the sides are told apart. */
function relativeDirection(
  task: string,
  title: string,
  level: keyof typeof directionLevels,
  vocabulary: ReadonlySet<string> | null = null,
): QuestionType {
  const rules = directionLevels[level];
  return {
    task,
    title,
    about,
    answerForm: 'text',
    roleNames,
    roleLabels: { positioning_obj: 'Standing at', orienting_obj: 'Facing', querying_obj: 'Where is' },
    optionalRoles: [],
    interchangeableRoles: [],
    candidates: (view, convention) => listCandidates(view, convention, { vocabulary, isSingleInstance: true }),
    derive: (view, roles, convention) => deriveDirection(view, roles, convention, rules),
    phrase: (roles) =>
      `Imagine standing at the ${roles['positioning_obj']} and looking towards the ${roles['orienting_obj']}. ${rules.ask(roles['querying_obj'] ?? '')}`,
    parse: (text) => matchWording(text, rules.wordings),
    rolesFromRecord: ({ positioning_obj, orienting_obj, querying_obj }) =>
      typeof positioning_obj === 'string' && typeof orienting_obj === 'string' && typeof querying_obj === 'string'
        ? { positioning_obj, orienting_obj, querying_obj }
        : null,
    distractors: (derivation) => rules.labels.filter((label) => label !== derivation.answer),
    draw(view, convention, pick) {
      const [standing, facing, querying] = shuffle(this.candidates(view, convention, 'querying_obj'), pick);
      if (standing === undefined || facing === undefined || querying === undefined) return null;
      return { positioning_obj: standing.name, orienting_obj: facing.name, querying_obj: querying.name };
    },
  };
}

function deriveDirection(view: TrajectoryView, roles: Roles, convention: Convention, rules: DirectionLevel): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  for (const candidate of resolved) {
    const several = refuseSeveral(candidate, convention);
    if (several !== null) return several;
  }
  const indices = resolved.map((c) => c.objectIndices[0] as number) as [number, number, number];
  const objects = indices.map((i) => view.scene.objects[i]) as [SceneObject, SceneObject, SceneObject];
  const turn = turnBetween(planCenter(objects[0]), planCenter(objects[1]), planCenter(objects[2]));
  if (turn === null) {
    const message = 'The standing point lies exactly above or below another of the objects, so there is no direction.';
    return refuse(convention, 'undefined-direction', message);
  }
  const answer = turn.side === null ? null : rules.answer(turn.angleDeg, turn.side);
  const mark = directionMark(objects, turn, answer, convention, rules);
  const gaps = measureGaps(objects, convention);
  const refusal = refuseFar(resolved, gaps, answer, mark, convention) ?? refuseBorder(turn, answer, mark, convention, rules);
  if (refusal !== null) return refusal;
  return {
    isAnswered: true,
    convention: convention.name,
    answer: answer as string,
    rawValue: mark.angleDeg,
    unit: 'deg',
    note: null,
    margin: directionMargin(turn.angleDeg, turn.side as Side, rules),
    evidence: evidenceFrames(view, indices),
    marks: [mark],
    instances: { positioning_obj: [indices[0]], orienting_obj: [indices[1]], querying_obj: [indices[2]] },
    recordFields: {
      positioning_obj: resolved[0]?.name,
      orienting_obj: resolved[1]?.name,
      querying_obj: resolved[2]?.name,
      angle: turn.angleDeg,
      distances: { positioning_orienting: gaps[0], positioning_querying: gaps[1], orienting_querying: gaps[2] },
    },
  };
}

/** Unsigned angle from facing to querying, 0 to 180, and its side; `side` is null straight ahead and straight behind. */
interface Turn {
  readonly angleDeg: number;
  readonly side: Side | null;
}

function turnBetween(standing: PlanPoint, facing: PlanPoint, querying: PlanPoint): Turn | null {
  const [fx, fz] = [facing[0] - standing[0], facing[1] - standing[1]];
  const [qx, qz] = [querying[0] - standing[0], querying[1] - standing[1]];
  const lengths = Math.sqrt(fx * fx + fz * fz) * Math.sqrt(qx * qx + qz * qz);
  if (lengths === 0) return null;
  const cosine = Math.min(1, Math.max(-1, (fx * qx + fz * qz) / lengths));
  const cross = fx * qz - fz * qx;
  return { angleDeg: degreesFromRadians(Math.acos(cosine)), side: cross > 0 ? 'left' : cross < 0 ? 'right' : null };
}

/** Box distances in metres: standing-facing, standing-querying, facing-querying. */
function measureGaps(
  [standing, facing, querying]: readonly [SceneObject, SceneObject, SceneObject],
  convention: Convention,
): [number, number, number] {
  return [
    measureGap(standing, facing, convention).distanceM,
    measureGap(standing, querying, convention).distanceM,
    measureGap(facing, querying, convention).distanceM,
  ];
}

function refuseFar(
  resolved: readonly Candidate[],
  gaps: readonly [number, number, number],
  wouldBe: string | null,
  mark: Mark,
  convention: Convention,
): Refusal | null {
  const worst = gaps.indexOf(Math.max(...gaps));
  const gapM = gaps[worst] as number;
  if (gapM <= convention.direction.maxPairM) return null;
  const [first, second] = [resolved[worst === 2 ? 1 : 0]?.name, resolved[worst === 0 ? 1 : 2]?.name];
  const message = `“${first}” and “${second}” are ${gapM.toFixed(1)} m apart; directions are asked up to ${convention.direction.maxPairM} m.`;
  return refuse(convention, 'too-far', message, { wouldBe, marks: [mark] });
}

function refuseBorder(turn: Turn, wouldBe: string | null, mark: Mark, convention: Convention, rules: DirectionLevel): Refusal | null {
  const { angleDeg, side } = turn;
  const widthDeg = convention.direction.marginDeg - tieDeg;
  const isNear = angleDeg < widthDeg || angleDeg > 180 - widthDeg || rules.innerBordersDeg.some((b) => Math.abs(angleDeg - b) < widthDeg);
  if (!isNear && side !== null) return null;
  const message = `The turn is ${angleDeg.toFixed(1)}°, less than ${convention.direction.marginDeg}° from a border between two answers or from straight behind.`;
  return refuse(convention, 'near-border', message, { wouldBe, marks: [mark] });
}

function directionMargin(angleDeg: number, side: Side, rules: DirectionLevel): Margin {
  const borders = [...rules.sideBordersDeg, ...rules.innerBordersDeg];
  const nearest = borders.reduce((best, b) => (Math.abs(angleDeg - b) < Math.abs(angleDeg - best) ? b : best));
  const value = Math.abs(angleDeg - nearest);
  const flipsTo = rules.innerBordersDeg.includes(nearest)
    ? rules.answer(2 * nearest - angleDeg, side)
    : rules.answer(angleDeg, side === 'left' ? 'right' : 'left');
  return { value, unit: 'deg', score: Math.min(1, value / 45), flipsTo };
}

function directionMark(
  objects: readonly [SceneObject, SceneObject, SceneObject],
  turn: Turn,
  answer: string | null,
  convention: Convention,
  rules: DirectionLevel,
): Extract<Mark, { kind: 'direction' }> {
  return {
    kind: 'direction',
    standingM: planCenter(objects[0]),
    facingM: planCenter(objects[1]),
    queryingM: planCenter(objects[2]),
    angleDeg: turn.side === 'left' ? -turn.angleDeg : turn.angleDeg,
    sectors: rules.sectors.map((sector) => ({ ...sector, isAnswer: sector.label === answer })),
    ambiguousHalfWidthDeg: convention.direction.marginDeg,
  };
}

/** See {@link relativeDirection}. */
export const relativeDirectionTypes: readonly QuestionType[] = [
  relativeDirection('vsi_obj_rel_direction_easy', 'Relative direction, easy', 'easy'),
  relativeDirection('vsi_obj_rel_direction_medium', 'Relative direction, medium', 'medium'),
  relativeDirection('vsi_obj_rel_direction_hard', 'Relative direction, hard', 'hard'),
  relativeDirection('obj_rel_direction', 'Relative direction (SIMS-V wording)', 'easy'),
  relativeDirection('vsi_obj_rel_direction_easy_minimal', 'Relative direction, easy (minimal vocabulary)', 'easy', minimalVocabulary),
  relativeDirection('vsi_obj_rel_direction_medium_minimal', 'Relative direction, medium (minimal vocabulary)', 'medium', minimalVocabulary),
  relativeDirection('vsi_obj_rel_direction_hard_minimal', 'Relative direction, hard (minimal vocabulary)', 'hard', minimalVocabulary),
];
