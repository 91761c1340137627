import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { askQuestions } from '../../../shared/questions/ask.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { vsibenchConvention } from '../../../shared/questions/conventions/vsibench.ts';
import { applyEdit } from '../../../shared/questions/edit.ts';
import { floorAreaTypes } from '../../../shared/questions/floor-area.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aScene } from '../../fixtures/a-scene.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';
import { vsibenchScenes } from '../../fixtures/vsibench-view.ts';

const type = (task: string): QuestionType => floorAreaTypes.find((each) => each.task === task) as QuestionType;
const space = type('vsi_room_size_est');
const house = type('house_size_est');
const released = type('room_size_estimation');

const aViewOf = (scene: Scene): TrajectoryView => ({ scene, sightings: [], frameCount: 100, fps: 10 });
const outlined = (...outlines: readonly (readonly PlanPoint[])[]): Scene => ({
  ...aScene(),
  rooms: outlines.map((floorPolygonM, i) => ({ id: `room|${i}`, roomType: 'Bedroom', floorPolygonM, floorMaterial: null })),
});
const stating = (areaM2: number | null, roomCount: number | null = null): Scene => ({
  ...outlined(),
  stated: { areaM2, roomCount, objectCounts: null },
});
const derive = (asked: QuestionType, scene: Scene, convention = simsvConvention) => asked.derive(aViewOf(scene), {}, convention);
const answered = (result: Derivation | Refusal): Derivation => (result.isAnswered ? result : expect.fail(`refused: ${result.message}`));
const rectangle = (x: number, z: number, width: number, depth: number): readonly PlanPoint[] => [
  [x, z],
  [x, z + depth],
  [x + width, z + depth],
  [x + width, z],
];

describe('the floor area', () => {
  it('is the sum of the outlines, to 1 or to 0.1 square metres', () => {
    const scene = outlined(rectangle(0, 0, 4.5, 4), rectangle(4.5, 0, 4.5, 4.05));
    const result = answered(derive(space, scene));
    expect(result).toMatchObject({ answer: '36.2', unit: 'm2', note: null, evidence: [] });
    expect(result.rawValue).toBeCloseTo(36.225, 9);
    expect(result.margin).toMatchObject({ unit: 'm2', flipsTo: '36.3' });
    expect(result.margin.value).toBeCloseTo(0.025, 9);
    expect(result.recordFields).toEqual({ house_area: result.rawValue, num_rooms: 2 });
    expect(result.marks.map((mark) => mark.kind)).toEqual(['room', 'room']);
    expect(answered(derive(house, scene))).toMatchObject({ answer: '36', margin: { flipsTo: '37' } });
    expect(answered(derive(space, stating(7))).answer).toBe('7.0');
  });

  it('rounds halves to even, as Python does', () => {
    expect([0.5, 1.5, 2.5, 46.5].map((area) => answered(derive(house, stating(area))).answer)).toEqual(['0', '2', '2', '46']);
    expect([0.25, 0.75, 46.25].map((area) => answered(derive(space, stating(area))).answer)).toEqual(['0.2', '0.8', '46.2']);
  });

  it('is what the source states where it outlines nothing, and a note says that it cannot be measured', () => {
    const result = answered(derive(released, stating(26.4), vsibenchConvention));
    expect(result).toMatchObject({ answer: '26.4', marks: [], recordFields: { house_area: 26.4 } });
    expect(result.note).toMatch(/cannot be measured again/);
    expect(answered(derive(space, stating(26.4, 3))).recordFields).toEqual({ house_area: 26.4, num_rooms: 3 });
    const scene = { ...outlined(rectangle(0, 0, 4, 4)), stated: { areaM2: 16.2, roomCount: 1, objectCounts: null } };
    expect(answered(derive(space, scene))).toMatchObject({ answer: '16.0', note: expect.stringMatching(/16\.2 m², but .* 16\.0/) });
    expect(answered(derive(space, { ...scene, stated: { ...scene.stated, areaM2: 16.05 } })).note).toBeNull();
  });

  it('is refused where it is unknown, where an outline or a statement is none, and for short videos', () => {
    expect(derive(released, stating(null), vsibenchConvention)).toMatchObject({ reason: 'area-unknown', wouldBe: null });
    expect(derive(space, outlined())).toMatchObject({ reason: 'area-unknown' });
    expect(derive(space, outlined(rectangle(0, 0, Number.NaN, 4)))).toMatchObject({ reason: 'bad-geometry' });
    expect(derive(space, outlined(rectangle(0, 0, 0, 4)))).toMatchObject({ reason: 'bad-geometry' });
    for (const bad of [Number.NaN, -1, 0, Number.POSITIVE_INFINITY]) {
      expect(derive(space, stating(bad))).toMatchObject({ reason: 'bad-geometry' });
    }
    expect(space.derive({ ...aViewOf(aScene()), frameCount: 24 }, {}, simsvConvention)).toMatchObject({ reason: 'too-few-frames' });
  });
});

it('moving, turning and mirroring a house leaves its area, and stretching it by two makes four of it', () => {
  const eighth = fc.integer({ min: -80, max: 80 }).map((n) => n / 8);
  fc.assert(
    fc.property(fc.array(fc.tuple(eighth, eighth), { minLength: 3, maxLength: 8 }), eighth, eighth, (points, x, z) => {
      const area = (moved: readonly PlanPoint[]): number | null => {
        const result = derive(space, outlined(moved));
        return result.isAnswered ? result.rawValue : null;
      };
      const here = area(points);
      expect(area(points.map(([a, b]) => [a + x, b + z]))).toBe(here);
      expect(area(points.map(([a, b]) => [-b, a]))).toBe(here);
      expect(area(points.map(([a, b]) => [-a, b]))).toBe(here);
      expect(area(points.map(([a, b]) => [2 * a, 2 * b]))).toBe(here === null ? null : 4 * here);
    }),
  );
});

it('a wrong area is caught, and the noise of a stored product is not', () => {
  const result = derive(space, stating(45.8));
  for (const same of ['45.8', '45.800000000000004', ' 45.80']) expect(compareWithStored(space, same, result)).toBe('agree');
  for (const wrong of ['45.7', '45.9', '458', '', 'large']) expect(compareWithStored(space, wrong, result)).toBe('disagree');
  expect(compareWithStored(house, '140.0', derive(house, stating(139.7)))).toBe('agree');
  expect(compareWithStored(house, '139', derive(house, stating(139.7)))).toBe('disagree');
});

it('is asked once per video, and an edit changes neither text nor answer', () => {
  const stored = 'Approximately how many square meters is the entire house you toured, including all 2 rooms?';
  const tasks = floorAreaTypes.map(({ task }) => task);
  for (const convention of Object.values(conventions)) {
    const view = aViewOf(aScene());
    const asked = askQuestions(view, { tasks, perVideo: 5, seed: 1, convention, seedParts: [] });
    expect(asked.map((question) => question.type.task)).toEqual(tasks);
    for (const { type: asks, text, roles } of asked) {
      expect(roles).toEqual({});
      expect(asks.parse(text)).toEqual({ roles: {}, spans: [] });
    }
    const edited = applyEdit({ type: house, view, convention, text: stored, newRoles: {}, seedParts: [] });
    expect(edited).toMatchObject({ text: stored, answer: '36', roles: {} });
  }
});

it('recognises the wordings of SIMS-V, SIMS-VSI and VSI-Bench, and no other', () => {
  const theirs =
    'What is the size of this room (in square meters)? \nIf multiple rooms are shown, estimate the size of the combined space.';
  for (const text of [theirs, `<image>\nThese are frames of a video.\n${theirs}\nPlease answer with a single word.`]) {
    for (const each of [space, released]) expect(each.parse(text)).toEqual({ roles: {}, spans: [] });
  }
  expect(space.parse('How many rooms does this house have?')).toBeNull();
});

it('options are three other areas in whole steps, written like the answer', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.2, max: 400, noNaN: true }), fc.integer(), fc.constantFrom(space, house), (area, seed, asked) => {
      const result = answered(derive(asked, stating(area)));
      const all = [result.answer, ...asked.distractors(result, simsvConvention, seededPick([seed]))];
      expect(new Set(all).size).toBe(4);
      for (const text of all) expect(text).toMatch(asked === house ? /^\d+$/ : /^\d+\.\d$/);
      expect(Math.min(...all.slice(1).map(Number))).toBeGreaterThan(0);
    }),
  );
});

const peer = [...(peerTrajectories('dataset') ?? []), ...(peerTrajectories('edge') ?? [])];

it.skipIf(peer.length === 0)('every stored area agrees', () => {
  let count = 0;
  for (const { view, questions, label } of peer) {
    for (const record of questions.map(parseRecord)) {
      const known = floorAreaTypes.find(({ task }) => task === record['task']);
      if (known === undefined) continue;
      const { answer, text, roles } = contentFromRecord(record);
      expect(roles).toEqual({});
      expect(known.parse(text), text).toEqual({ roles: {}, spans: [] });
      expect(compareWithStored(known, answer, known.derive(view, {}, simsvConvention)), label).toBe('agree');
      count += 1;
    }
  }
  expect(count).toBe(46);
});

const scenes = vsibenchScenes();

it.skipIf(scenes === null)('every released VSI-Bench area agrees with what its scene states', () => {
  let agreed = 0;
  for (const { view, questions, label } of scenes ?? []) {
    for (const { task, answer, text } of questions) {
      if (task !== released.task) continue;
      const result = released.derive(view, {}, vsibenchConvention);
      expect(released.parse(text), text).not.toBeNull();
      expect(compareWithStored(released, answer, result), label).toBe('agree');
      expect(answered(result).note).toMatch(/cannot be measured again/);
      agreed += 1;
    }
  }
  expect(agreed).toBe(288);
});
