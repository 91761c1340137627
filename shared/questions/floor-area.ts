import type { Convention } from './convention.ts';
import { areaToleranceM2, type MeasuredRoom, measuredRooms, refuseBadRooms, roomMarks, totalAreaM2 } from './measures/rooms.ts';
import { marginToNextStep, stepsOf } from './measures/rounding.ts';
import { numberDistractors } from './options/number-distractors.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { refuse, resolveRoles } from './roles/resolve-roles.ts';
import { parseRoleless } from './wording/parse-roleless.ts';

/** How the types of this family differ. */
interface AreaRule {
  readonly stepM2: 1 | 0.1;
  readonly wording: string;
}

const ofHouse: AreaRule = {
  stepM2: 1,
  wording: 'To the nearest square metre, what is the floor area of the whole house, all its rooms together?',
};
const ofSpace: AreaRule = {
  stepM2: 0.1,
  wording: 'What is the floor area in square metres of the room, or of all rooms together where there are several?',
};

const wordings = [
  /what is the floor area (?:in square metres of the room|of the whole house)/i,
  /how many square meters is the entire house/i,
  /size of this room \(in square meters\)/i,
];

const about: TypeAbout = {
  title: 'Floor area',
  file: 'floor-area.ts',
  asks: 'square metres of floor of all rooms together, whether the video shows them or not',
  needs: 'no roles: one question per video. Rooms with a floor outline, or an area that the source states',
  formula:
    "the sum of the areas inside the floor outlines (shoelace formula), in the scene's order; where the source outlines no room, the area that it states. Then the note says that it cannot be measured again: VSI-Bench took it from scan points that are not released",
  rounding:
    "halves to even on area / step, as Python's `round`: `house_size_est` to 1 m², `vsi_room_size_est` and `room_size_estimation` to 0.1 m², always written with one decimal",
  refused:
    '`too-few-frames` for a video below `minFrames`; `area-unknown` where the source neither outlines rooms nor states an area; `bad-geometry` for an outline that encloses nothing or has numbers that are not finite',
  margin:
    'square metres from the area to the border of the next step, which it would flip to; score: share of the way from the border to the middle of the step, times n / (n + 5) for an answer of n steps',
  marks: 'every measured room with its outline and area',
  options: 'three other areas in the same steps, at least one step from the answer and from each other, on both sides of it',
  traps:
    'outlines run along the middle of the walls, so the free floor is smaller; "this room" means the whole house where there are several rooms; stored texts of `vsi_room_size_est` carry the noise of a product with 0.1 (45.800000000000004), which agrees; stored options of `house_size_est` are floats and its answer is not ("140.0" and 140); the number of rooms in its wording is part of the text, not a role; all videos of a house share the answer',
};

/** Floor area of the house. */
function floorArea(task: string, title: string, rule: AreaRule): QuestionType {
  return {
    task,
    title,
    about,
    answerForm: rule.stepM2 === 1 ? 'integer' : 'decimal',
    roleNames: [],
    optionalRoles: [],
    interchangeableRoles: [],
    roleLabels: {},
    candidates: () => [],
    derive: (view, _roles, convention) => deriveArea(view, convention, rule),
    phrase: () => rule.wording,
    parse: (text) => parseRoleless(text, wordings),
    rolesFromRecord: () => ({}),
    distractors({ answer }, _convention, pick) {
      const steps = Math.round(Number(answer) / rule.stepM2);
      return numberDistractors(steps, { minGapUnits: 1, smallestUnits: 1 }, pick).map((n) => areaText(n, rule));
    },
    draw: () => ({}),
  };
}

function deriveArea(view: TrajectoryView, convention: Convention, rule: AreaRule): Derivation | Refusal {
  const resolved = resolveRoles(view, {}, [], convention);
  if (!Array.isArray(resolved)) return resolved;
  const { scene } = view;
  const rooms = measuredRooms(scene);
  const badRoom = refuseBadRooms(rooms, convention);
  if (badRoom !== null) return badRoom;
  const areaM2 = rooms.length > 0 ? totalAreaM2(rooms) : (scene.stated?.areaM2 ?? null);
  if (areaM2 === null) return refuse(convention, 'area-unknown', 'The source neither outlines any room nor states its area.');
  if (!(areaM2 > 0 && areaM2 < Number.POSITIVE_INFINITY)) {
    return refuse(convention, 'bad-geometry', `The source states an area of ${areaM2} m², which is no room.`);
  }
  const roomCount = rooms.length > 0 ? rooms.length : (scene.stated?.roomCount ?? null);
  const { distance, nextSteps, score } = marginToNextStep(areaM2, rule.stepM2);
  return {
    isAnswered: true,
    convention: convention.name,
    answer: areaText(stepsOf(areaM2, rule.stepM2), rule),
    rawValue: areaM2,
    unit: 'm2',
    note: noteOf(rooms, areaM2, scene.stated?.areaM2 ?? null),
    margin: { value: distance, unit: 'm2', score, flipsTo: areaText(nextSteps, rule) },
    evidence: [],
    marks: roomMarks(rooms),
    instances: {},
    recordFields: { house_area: areaM2, ...(roomCount === null ? {} : { num_rooms: roomCount }) },
  };
}

function areaText(steps: number, { stepM2 }: AreaRule): string {
  return stepM2 === 1 ? String(steps) : (steps / 10).toFixed(1);
}

function noteOf(rooms: readonly MeasuredRoom[], areaM2: number, statedM2: number | null): string | null {
  if (rooms.length === 0) {
    return 'The area is the source’s own statement. It cannot be measured again: the points or outlines that it was taken from are not released.';
  }
  if (statedM2 === null || Math.abs(statedM2 - areaM2) <= areaToleranceM2) return null;
  return `The source also states ${statedM2.toFixed(1)} m², but its outlines enclose ${areaM2.toFixed(1)} m².`;
}

/** See {@link floorArea}. */
export const floorAreaTypes: readonly QuestionType[] = [
  floorArea('vsi_room_size_est', 'Floor area to 0.1 m²', ofSpace),
  floorArea('house_size_est', 'Floor area of the house to 1 m²', ofHouse),
  floorArea('room_size_estimation', 'Floor area (VSI-Bench)', ofSpace),
];
