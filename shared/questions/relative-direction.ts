import type { Roles } from '../model/question.ts';
import type { SceneObject } from '../model/scene.ts';
import type { Convention } from './convention.ts';
import { type DirectionLevel, directionLevels } from './direction-levels.ts';
import { refuseBadBoxes } from './measures/check-boxes.ts';
import { measureGap, planCenter } from './measures/measure.ts';
import type { Derivation, Margin, Mark, QuestionType, Refusal, TrajectoryView } from './question-type.ts';
import { aboutRelativeDirection } from './relative-direction/about.ts';
import { refuseDirection } from './relative-direction/refuse-direction.ts';
import { nearestBorder, type Turn, turnBetween } from './relative-direction/turn.ts';
import { listCandidates, refuse, refuseSeveral, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { shuffle } from './seeded-pick.ts';
import { matchWording } from './wording/match-wording.ts';
import { minimalVocabulary } from './wording/minimal-vocabulary.ts';

/** From this many degrees on, no error of a box is likely to change the answer: the margin's score is 1. */
const safeDeg = 45;

const roleNames = ['positioning_obj', 'orienting_obj', 'querying_obj'] as const;

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
    about: aboutRelativeDirection,
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

function deriveDirection(view: TrajectoryView, roles: Roles, convention: Convention, level: DirectionLevel): Derivation | Refusal {
  const resolved = resolveRoles(view, roles, roleNames, convention);
  if (!Array.isArray(resolved)) return resolved;
  for (const candidate of resolved) {
    const several = refuseSeveral(candidate, convention);
    if (several !== null) return several;
  }
  const indices = resolved.map((c) => c.objectIndices[0] as number) as [number, number, number];
  const bad = refuseBadBoxes(view, indices, convention);
  if (bad !== null) return bad;
  const names = resolved.map((c) => c.name) as [string, string, string];
  const objects = indices.map((i) => view.scene.objects[i]) as [SceneObject, SceneObject, SceneObject];
  const turn = turnBetween(planCenter(objects[0]), planCenter(objects[1]), planCenter(objects[2]));
  if (turn === null) {
    const message = `“${names[0]}” lies exactly above or below another of the objects, so there is no direction.`;
    return refuse(convention, 'undefined-direction', message);
  }
  const answer = level.answer(turn.angleDeg, turn.side);
  const mark = directionMark(objects, turn, answer, convention, level);
  const gapsM = measureGaps(objects, convention);
  const refusal = refuseDirection({ view, names, objects, gapsM, turn, answer, mark, level, convention });
  if (refusal !== null) return refusal;
  return {
    isAnswered: true,
    convention: convention.name,
    answer: answer as string,
    rawValue: mark.angleDeg,
    unit: 'deg',
    note: null,
    margin: directionMargin(turn, level),
    evidence: evidenceFrames(view, indices),
    marks: [mark],
    instances: { positioning_obj: [indices[0]], orienting_obj: [indices[1]], querying_obj: [indices[2]] },
    recordFields: {
      positioning_obj: names[0],
      orienting_obj: names[1],
      querying_obj: names[2],
      angle: turn.angleDeg,
      distances: { positioning_orienting: gapsM[0], positioning_querying: gapsM[1], orienting_querying: gapsM[2] },
    },
  };
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

function directionMargin(turn: Turn, level: DirectionLevel): Margin {
  const { distanceDeg, flipsTo } = nearestBorder(turn, level);
  return { value: distanceDeg, unit: 'deg', score: Math.min(1, distanceDeg / safeDeg), flipsTo };
}

function directionMark(
  objects: readonly [SceneObject, SceneObject, SceneObject],
  turn: Turn,
  answer: string | null,
  convention: Convention,
  level: DirectionLevel,
): Extract<Mark, { kind: 'direction' }> {
  return {
    kind: 'direction',
    standingM: planCenter(objects[0]),
    facingM: planCenter(objects[1]),
    queryingM: planCenter(objects[2]),
    angleDeg: turn.side === 'left' ? -turn.angleDeg : turn.angleDeg,
    sectors: level.sectors.map((sector) => ({ ...sector, isAnswer: sector.label === answer })),
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
  relativeDirection('object_rel_direction_easy', 'Relative direction, easy (VSI-Bench)', 'easy'),
  relativeDirection('object_rel_direction_medium', 'Relative direction, medium (VSI-Bench)', 'medium'),
  relativeDirection('object_rel_direction_hard', 'Relative direction, hard (VSI-Bench)', 'hard'),
];
