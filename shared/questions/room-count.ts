import type { Convention } from './convention.ts';
import { type MeasuredRoom, measuredRooms, refuseBadRooms, roomMarks } from './measures/rooms.ts';
import { countDistractors } from './options/count-distractors.ts';
import type { Derivation, Margin, QuestionType, Refusal, TrajectoryView, TypeAbout } from './question-type.ts';
import { refuse, resolveRoles } from './roles/resolve-roles.ts';
import { parseRoleless } from './wording/parse-roleless.ts';

/** A smallest room of this many square metres scores half: it is easily taken for a part of another one. */
const easilyMissedM2 = 4;

const ourWording = 'How many rooms does this house have, hallways and bathrooms included?';

const wordings = [/how many rooms does this house have/i, /how many total rooms are in this house\?/i];

const about: TypeAbout = {
  title: 'Room count',
  file: 'room-count.ts',
  asks: 'how many rooms the house has, whether the video shows them or not',
  needs: 'no roles: one question per video. Rooms with a floor outline, or a number of rooms that the source states',
  formula:
    'the number of rooms that have a floor outline (three points or more); where the source outlines none, the number that it states, and the note says so',
  rounding: 'none',
  refused:
    '`too-few-frames` for a video below `minFrames`; `area-unknown` where the source neither outlines rooms nor states their number; `bad-geometry` for an outline that encloses nothing or has numbers that are not finite',
  margin:
    'square metres of the smallest room a, the one most easily overlooked, with one room less as the runner-up; score a / (a + 4). Without outlines the mean room stands in for it, and 0 where not even the total area is stated',
  marks: 'every counted room with its outline and area',
  options: 'three other counts within three of the answer, none below 1, at least one above it and, above 1, at least one below',
  traps:
    'the whole house is counted, not what the walk saw; an open kitchen and living room are two rooms where the house file says so; all videos of a house share the answer',
};

const roomCount: QuestionType = {
  task: 'n_rooms',
  title: 'Room count',
  about,
  answerForm: 'integer',
  roleNames: [],
  optionalRoles: [],
  interchangeableRoles: [],
  roleLabels: {},
  candidates: () => [],
  derive: deriveRoomCount,
  phrase: () => ourWording,
  parse: (text) => parseRoleless(text, wordings),
  rolesFromRecord: () => ({}),
  distractors: ({ answer }, _convention, pick) => countDistractors(answer, pick),
  draw: () => ({}),
};

function deriveRoomCount(view: TrajectoryView, _roles: unknown, convention: Convention): Derivation | Refusal {
  const resolved = resolveRoles(view, {}, [], convention);
  if (!Array.isArray(resolved)) return resolved;
  const rooms = measuredRooms(view.scene);
  const badRoom = refuseBadRooms(rooms, convention);
  if (badRoom !== null) return badRoom;
  const statedCount = view.scene.stated?.roomCount ?? null;
  const count = rooms.length > 0 ? rooms.length : statedCount;
  if (count === null || count < 1) {
    return refuse(convention, 'area-unknown', 'The source neither outlines any room nor says how many there are.');
  }
  return {
    isAnswered: true,
    convention: convention.name,
    answer: String(count),
    rawValue: count,
    unit: null,
    note: noteOf(rooms, statedCount),
    margin: marginOf(rooms, count, view),
    evidence: [],
    marks: roomMarks(rooms),
    instances: {},
    recordFields: {},
  };
}

function noteOf(rooms: readonly MeasuredRoom[], statedCount: number | null): string | null {
  if (rooms.length === 0) return 'The number is the source’s own statement: its rooms have no outlines here, so nobody can count them.';
  if (statedCount === null || statedCount === rooms.length) return null;
  return `The source also states ${statedCount} rooms, but outlines ${rooms.length}.`;
}

function marginOf(rooms: readonly MeasuredRoom[], count: number, { scene }: TrajectoryView): Margin {
  const smallestM2 = rooms.length > 0 ? Math.min(...rooms.map(({ areaM2 }) => areaM2)) : (scene.stated?.areaM2 ?? 0) / count;
  return {
    value: smallestM2,
    unit: 'm2',
    score: smallestM2 / (smallestM2 + easilyMissedM2),
    flipsTo: count > 1 ? String(count - 1) : null,
  };
}

/** How many rooms the house has. */
export const roomCountTypes: readonly QuestionType[] = [roomCount];
