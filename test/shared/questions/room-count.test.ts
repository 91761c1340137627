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
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { roomCountTypes } from '../../../shared/questions/room-count.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aScene } from '../../fixtures/a-scene.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';

const rooms = roomCountTypes[0] as QuestionType;
const aViewOf = (scene: Scene): TrajectoryView => ({ scene, sightings: [], frameCount: 100, fps: 10 });
const noRooms: Scene = { ...aScene(), rooms: [] };
const derive = (scene: Scene, convention = simsvConvention) => rooms.derive(aViewOf(scene), {}, convention);
const answered = (result: Derivation | Refusal): Derivation => (result.isAnswered ? result : expect.fail(`refused: ${result.message}`));
const withOutline = (scene: Scene, floorPolygonM: readonly PlanPoint[]): Scene => ({
  ...scene,
  rooms: [...scene.rooms, { id: 'room|9', roomType: 'Bathroom', floorPolygonM, floorMaterial: null }],
});

describe('the number of rooms', () => {
  it('is that of the outlined ones, with the smallest as the margin', () => {
    const closet = withOutline(aScene(), [
      [9, 0],
      [9, 1],
      [10, 1],
      [10, 0],
    ]);
    const result = answered(derive(closet));
    expect(result).toMatchObject({ answer: '3', rawValue: 3, unit: null, note: null, evidence: [], recordFields: {} });
    expect(result.margin).toEqual({ value: 1, unit: 'm2', score: 0.2, flipsTo: '2' });
    expect(result.marks).toMatchObject([
      { kind: 'room', roomId: 'room|1', areaM2: 18, label: 'bedroom' },
      { kind: 'room', roomId: 'room|2', areaM2: 18, label: 'living room' },
      { kind: 'room', roomId: 'room|9', areaM2: 1, label: 'bathroom' },
    ]);
    expect(answered(derive(aScene({ rooms: 1 }))).margin.flipsTo).toBeNull();
  });

  it('leaves out rooms without an outline, as SIMS-V does', () => {
    expect(answered(derive(withOutline(aScene(), []))).answer).toBe('2');
  });

  it('is what the source states where it outlines none, and a note says so', () => {
    const stated = { areaM2: 30, roomCount: 5, objectCounts: null };
    const result = answered(derive({ ...noRooms, stated }));
    expect(result).toMatchObject({ answer: '5', marks: [], margin: { value: 6, score: 0.6, flipsTo: '4' } });
    expect(result.note).toMatch(/own statement/);
    expect(answered(derive({ ...noRooms, stated: { ...stated, areaM2: null } })).margin.score).toBe(0);
    expect(answered(derive({ ...aScene(), stated })).note).toMatch(/states 5 rooms, but outlines 2/);
  });

  it('is refused where nobody knows it, where an outline is none, and for short videos', () => {
    expect(derive(noRooms)).toMatchObject({ reason: 'area-unknown' });
    expect(derive({ ...noRooms, stated: { areaM2: 30, roomCount: null, objectCounts: null } }, vsibenchConvention)).toMatchObject({
      reason: 'area-unknown',
    });
    for (const bad of [Number.NaN, 9]) {
      const line: PlanPoint[] = [
        [9, 0],
        [9, 1],
        [bad, 2],
      ];
      expect(derive(withOutline(aScene(), line))).toMatchObject({ reason: 'bad-geometry' });
    }
    expect(rooms.derive({ ...aViewOf(aScene()), frameCount: 24 }, {}, simsvConvention)).toMatchObject({ reason: 'too-few-frames' });
  });
});

it('a wrong number of rooms is caught', () => {
  const result = derive(aScene());
  expect(compareWithStored(rooms, '2', result)).toBe('agree');
  for (const wrong of ['1', '3', '', 'two']) expect(compareWithStored(rooms, wrong, result)).toBe('disagree');
});

it('is asked once per video, with options on both sides, and an edit changes neither text nor answer', () => {
  for (const convention of Object.values(conventions)) {
    const asked = askQuestions(aViewOf(aScene()), { tasks: ['n_rooms'], perVideo: 5, seed: 1, convention, seedParts: [] });
    expect(asked).toHaveLength(1);
    const [{ text, roles, options, letter }] = asked as [(typeof asked)[number]];
    expect(roles).toEqual({});
    expect(rooms.parse(text)).toEqual({ roles: {}, spans: [] });
    expect(options.find((option) => option.letter === letter)?.text).toBe('2');
    const stored = 'How many total rooms are in this house?';
    const edited = applyEdit({ type: rooms, view: aViewOf(aScene()), convention, text: stored, newRoles: {}, seedParts: [] });
    expect(edited).toMatchObject({ text: stored, answer: '2', roles: {} });
  }
  expect(rooms.parse('How many chairs are in this room?')).toBeNull();
});

it('has three other counts as options, never below one', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (roomCount, seed) => {
      const result = answered(derive({ ...noRooms, stated: { areaM2: null, roomCount, objectCounts: null } }));
      const counts = rooms.distractors(result, simsvConvention, seededPick([seed])).map(Number);
      expect(new Set([roomCount, ...counts]).size).toBe(4);
      expect(Math.min(...counts)).toBeGreaterThan(0);
      expect(Math.max(...counts)).toBeGreaterThan(roomCount);
      if (roomCount > 1) expect(Math.min(...counts)).toBeLessThan(roomCount);
    }),
  );
});

const peer = [...(peerTrajectories('dataset') ?? []), ...(peerTrajectories('edge') ?? [])];

it.skipIf(peer.length === 0)('every stored number of rooms agrees', () => {
  const records = peer.flatMap(({ view, questions }) =>
    questions.map(parseRecord).flatMap((record) => (record['task'] === rooms.task ? [{ view, content: contentFromRecord(record) }] : [])),
  );
  for (const { view, content } of records) {
    const result = rooms.derive(view, content.roles ?? {}, simsvConvention);
    expect(compareWithStored(rooms, content.answer, result)).toBe('agree');
    expect(rooms.parse(content.text)).not.toBeNull();
  }
  expect(records).toHaveLength(23);
});
