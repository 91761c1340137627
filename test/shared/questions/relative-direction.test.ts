import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import type { Vec3 } from '../../../shared/geometry/vector.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { vsibenchConvention } from '../../../shared/questions/conventions/vsibench.ts';
import { reword } from '../../../shared/questions/edit.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { relativeDirectionTypes } from '../../../shared/questions/relative-direction.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aView, type ViewObject } from '../../fixtures/a-view.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';
import { vsibenchScenes } from '../../fixtures/vsibench-view.ts';

const type = (task: string): QuestionType => findQuestionType(task) as QuestionType;
const levels = ['easy', 'medium', 'hard'] as const;
const roles = { positioning_obj: 'bed', orienting_obj: 'desk', querying_obj: 'floor lamp' };

/** Standing at the origin, facing +z, with the lamp `turnDeg` clockwise. */
function turned(turnDeg: number, { distanceM = 2, sizeM = [0.1, 0.1, 0.1] as Vec3 } = {}): TrajectoryView {
  const turn = (turnDeg * Math.PI) / 180;
  return aView([
    { type: 'Bed', at: [0, 0] },
    { type: 'Desk', at: [0, 3] },
    { type: 'FloorLamp', at: [distanceM * Math.sin(turn), distanceM * Math.cos(turn)], sizeM },
  ]);
}

/** What all three levels say to a turn: the answers, or the reasons against one. */
function verdicts(view: TrajectoryView, convention = simsvConvention): string[] {
  return levels.map((level) => {
    const result = type(`vsi_obj_rel_direction_${level}`).derive(view, roles, convention);
    return result.isAnswered ? result.answer : result.reason;
  });
}

/** A grid of 1/16 m: sums and differences are exact, so that only the formula can make a difference. */
const coordinate = fc.integer({ min: -64, max: 64 }).map((n) => n / 16);
const furniture = fc
  .array(fc.record({ x: coordinate, z: coordinate, yawDeg: fc.integer({ min: -180, max: 180 }) }), { minLength: 3, maxLength: 3 })
  .map((places) =>
    places.map(
      ({ x, z, yawDeg }, i): ViewObject => ({ type: ['Bed', 'Desk', 'FloorLamp'][i]!, at: [x, z], yawDeg, sizeM: [1.21, 0.6, 0.43] }),
    ),
  );

describe('a direction', () => {
  it.each([
    [60, ['right', 'right', 'front-right']],
    [-60, ['left', 'left', 'front-left']],
    [150, ['right', 'back', 'back-right']],
    [-110, ['left', 'left', 'back-left']],
    [175, ['near-border', 'near-border', 'near-border']],
    [130, ['right', 'near-border', 'back-right']],
    [-85, ['left', 'left', 'near-border']],
  ])('of %d degrees is called %j', (turnDeg, expected) => {
    expect(verdicts(turned(turnDeg))).toEqual(expected);
  });

  it('is drawn with its turn and the sector of its answer', () => {
    for (const level of levels) {
      const { answer, marks, rawValue } = answered(type(`vsi_obj_rel_direction_${level}`).derive(turned(-110), roles, simsvConvention));
      expect(rawValue).toBeCloseTo(-110, 9);
      expect(marks).toMatchObject([{ kind: 'direction', standingM: [0, 0], facingM: [0, 3], angleDeg: expect.closeTo(-110, 9) }]);
      expect(marks.flatMap((m) => (m.kind === 'direction' ? m.sectors.filter((s) => s.isAnswer).map((s) => s.label) : []))).toEqual([
        answer,
      ]);
    }
  });

  it('has the margin to the nearest border and names the answer behind it', () => {
    const margin = (level: string, turnDeg: number) =>
      answered(type(`vsi_obj_rel_direction_${level}`).derive(turned(turnDeg), roles, simsvConvention)).margin;
    expect(margin('easy', 20)).toMatchObject({ value: expect.closeTo(20, 9), score: expect.closeTo(20 / 45, 9), flipsTo: 'left' });
    expect(margin('medium', 160)).toMatchObject({ value: expect.closeTo(25, 9), flipsTo: 'right' });
    expect(margin('hard', -70)).toMatchObject({ value: expect.closeTo(20, 9), flipsTo: 'back-left' });
    expect(margin('hard', -165)).toMatchObject({ value: expect.closeTo(15, 9), flipsTo: 'back-right' });
  });

  it('turns round with left and right when the scene is mirrored, and stays when it is moved and turned', () => {
    const swap = (answer: string) => answer.replace(/left|right/, (side) => (side === 'left' ? 'right' : 'left'));
    const conventionList = fc.constantFrom(simsvConvention, sightlineConvention);
    fc.assert(
      fc.property(
        furniture,
        conventionList,
        coordinate,
        coordinate,
        fc.integer({ min: 0, max: 3 }),
        (objects, convention, dx, dz, quarters) => {
          const moved = (o: ViewObject): ViewObject => {
            let [x, z] = o.at;
            for (let i = 0; i < quarters; i++) [x, z] = [z, -x];
            return { ...o, at: [x + dx, z + dz], yawDeg: (o.yawDeg ?? 0) + 90 * quarters };
          };
          const mirrored = (o: ViewObject): ViewObject => ({ ...o, at: [-o.at[0], o.at[1]], yawDeg: -(o.yawDeg ?? 0) });
          const seen = verdicts(aView(objects), convention);
          expect(verdicts(aView(objects.map(moved)), convention)).toEqual(seen);
          expect(verdicts(aView(objects.map(mirrored)), convention)).toEqual(seen.map(swap));
        },
      ),
    );
  });

  it('lies in the sector that its mark calls the answer', () => {
    fc.assert(
      fc.property(furniture, fc.constantFrom(...levels), fc.constantFrom(...Object.values(conventions)), (objects, level, convention) => {
        const result = type(`object_rel_direction_${level}`).derive(aView(objects), roles, convention);
        fc.pre(result.isAnswered);
        const [mark] = answered(result).marks;
        if (mark?.kind !== 'direction') return expect.fail('no direction is drawn');
        const sector = mark.sectors.find((s) => s.isAnswer);
        const angles = [mark.angleDeg, mark.angleDeg + 360];
        expect(angles.some((a) => a >= sector!.fromDeg && a <= sector!.toDeg)).toBe(true);
      }),
    );
  });
});

describe('a direction is refused', () => {
  const refusal = (view: TrajectoryView, convention = simsvConvention, task = 'vsi_obj_rel_direction_hard', asked = roles) =>
    refused(type(task).derive(view, asked, convention));

  it('near a border, with the answer it would have been', () => {
    expect(refusal(turned(-85))).toMatchObject({ reason: 'near-border', wouldBe: 'front-left', marks: [{ kind: 'direction' }] });
    expect(refusal(turned(-85)).message).toMatch(/5\.0° from the border at 90°/);
    expect(refusal(turned(0))).toMatchObject({ reason: 'near-border', wouldBe: null });
    expect(refusal(turned(75.5), sightlineConvention).message).toMatch(/14\.5° from the border at 90°; 15° are needed/);
  });

  it('under vsibench on one side of the quarters only, straight behind never, and behind for left or right', () => {
    const hard = (turnDeg: number) => verdicts(turned(turnDeg), vsibenchConvention)[2];
    // Counter-clockwise from facing, a left turn grows up to a border and a right turn begins behind one.
    expect([-85, -95, 95, 85, -3, 3, 177, -177].map(hard)).toEqual([
      'near-border',
      'back-left',
      'near-border',
      'front-right',
      'front-left',
      'near-border',
      'back-right',
      'near-border',
    ]);
    expect(verdicts(turned(180), vsibenchConvention).slice(0, 2)).toEqual(['near-border', 'back']);
    expect(verdicts(turned(150), vsibenchConvention).slice(0, 2)).toEqual(['near-border', 'back']);
    expect(verdicts(turned(130), vsibenchConvention).slice(0, 2)).toEqual(['near-border', 'near-border']);
    expect(verdicts(turned(178), sightlineConvention)[1]).toBe('back');
    expect(verdicts(turned(178), simsvConvention)[1]).toBe('near-border');
  });

  it('where the asked object reaches into another sector', () => {
    const wide = turned(65, { sizeM: [0.2, 0.5, 3] });
    expect(verdicts(wide)[2]).toBe('front-right');
    expect(refusal(wide, sightlineConvention)).toMatchObject({ reason: 'near-border', wouldBe: 'front-right' });
    expect(refusal(wide, sightlineConvention).message).toMatch(/Only \d\d % of what “floor lamp” covers/);
    expect(refusal(wide, vsibenchConvention).message).toMatch(/4 of its 8 corners/);
  });

  it('where objects are too far, too near, stacked or behind a wall', () => {
    expect(refusal(turned(60, { distanceM: 12 }))).toMatchObject({ reason: 'too-far', wouldBe: 'front-right' });
    expect(refusal(turned(60, { distanceM: 6 }), vsibenchConvention).reason).toBe('too-far');
    expect(verdicts(turned(60, { distanceM: 0.4 }))[2]).toBe('front-right');
    expect(refusal(turned(60, { distanceM: 0.4 }), vsibenchConvention).reason).toBe('too-close');
    expect(
      refusal(turned(60, { distanceM: 0.7 }), { ...sightlineConvention, direction: { ...sightlineConvention.direction, minPairM: 0 } })
        .message,
    ).toMatch(/centres of “bed” and “floor lamp” are 0\.70 m apart/);
    expect(refusal(turned(60, { distanceM: 0 }))).toMatchObject({ reason: 'undefined-direction', wouldBe: null });
    const view = turned(60);
    const objects = view.scene.objects.map((object, i) => ({ ...object, roomId: i === 2 ? 'kitchen' : 'bedroom' }));
    const apart = { ...view, scene: { ...view.scene, objects } };
    expect(refusal(apart, sightlineConvention)).toMatchObject({ reason: 'different-rooms', wouldBe: 'front-right' });
    expect(verdicts(apart)[2]).toBe('front-right');
  });

  it('where a role names nothing, several, the same twice or a broken box', () => {
    const twoBeds = aView([...['Bed', 'Bed', 'Desk', 'FloorLamp'].map((name, i) => ({ type: name, at: [i, i * i] as const }))]);
    expect(refusal(twoBeds).reason).toBe('several-instances');
    expect(refusal(turned(60), simsvConvention, 'obj_rel_direction', { ...roles, querying_obj: 'unicorn' }).reason).toBe('unknown-object');
    expect(refusal(turned(60), simsvConvention, 'obj_rel_direction', { ...roles, querying_obj: 'bed' }).reason).toBe('same-object-twice');
    for (const sizeM of [
      [0, 1, 1],
      [1, Number.NaN, 1],
      [1, 1, -1],
    ] as const) {
      for (const convention of Object.values(conventions)) {
        expect(refusal(turned(60, { sizeM }), convention).reason).toBe('bad-geometry');
      }
    }
  });
});

/** The wordings of SIMS-V and VSI-Bench, with what the released conversations have around them. */
const theirEnds = {
  easy: (names: readonly string[]) => `to the left or the right of the ${names[1]}?`,
  medium: () => 'to my left, right, or back?\nAn object is to my back if …',
  hard: () => 'to my front-left, front-right, back-left, or back-right?\nThe directions …',
};
const name = fc
  .array(fc.stringMatching(/^[a-z]{1,9}$|^[0-9]{1,3}$/), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '))
  .filter((words) => !/\b(to|and|the|is|or)\b/.test(words));

describe('a wording', () => {
  it('is read back as the roles it was made from, ours and theirs', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 4, maxLength: 4 }), fc.constantFrom(...levels), (names, level) => {
        const asked = { positioning_obj: names[0]!, orienting_obj: names[1]!, querying_obj: names[2]! };
        const { phrase, parse } = type(`object_rel_direction_${level}`);
        for (const convention of Object.values(conventions)) {
          expect(parse(phrase(asked, convention, seededPick([])))?.roles).toEqual(asked);
        }
        const theirs = (third: string) =>
          `<image>\nThese are frames of a video.\nIf I am standing by the ${names[0]} and facing the ${names[1]}, is the ${third} ${theirEnds[level](names)}\nOptions:\nA. left`;
        expect(parse(theirs(names[2]!))?.roles).toEqual(asked);
        const edited = reword(
          type(`object_rel_direction_${level}`),
          theirs(names[2]!),
          { ...asked, querying_obj: names[3]! },
          simsvConvention,
          (n) => n - 1,
        );
        expect(edited).toBe(theirs(names[3]!));
      }),
    );
  });
});

it('offers the other labels of its level', () => {
  const others = (level: string) => {
    const direction = type(`object_rel_direction_${level}`);
    return direction.distractors(answered(direction.derive(turned(60), roles, simsvConvention)), simsvConvention, (n) => n - 1);
  };
  expect(levels.map(others)).toEqual([['left'], ['left', 'back'], ['front-left', 'back-left', 'back-right']]);
});

const scenes = vsibenchScenes();
describe.skipIf(scenes === null)('the released VSI-Bench directions', () => {
  it('are all answered as stored, but for those about an object without a box, and a swapped answer is caught', () => {
    const tally: Record<string, number> = {};
    for (const { view, questions } of scenes ?? []) {
      for (const { task, text, answer, id } of questions) {
        const direction = relativeDirectionTypes.find((each) => each.task === task);
        if (direction === undefined) continue;
        const asked = direction.parse(text)?.roles;
        const result = direction.derive(view, asked ?? {}, vsibenchConvention);
        const verdict = result.isAnswered ? compareWithStored(direction, answer, result) : result.reason;
        tally[verdict] = (tally[verdict] ?? 0) + 1;
        if (result.isAnswered) expect(compareWithStored(direction, 'front', result), String(id)).toBe('disagree');
      }
    }
    expect(tally).toEqual({ agree: 954, 'unknown-object': 14 });
  });
});

const peer = peerTrajectories('dataset');
describe.skipIf(peer === null)('the directions of SIMS-V', () => {
  it('are answered as stored, and every other label is caught', () => {
    let count = 0;
    for (const { view, questions } of peer ?? []) {
      for (const record of questions.map(parseRecord)) {
        const direction = relativeDirectionTypes.find((each) => each.task === record['task']);
        if (direction === undefined) continue;
        const { roles: asked, answer } = contentFromRecord(record);
        const result = answered(direction.derive(view, asked ?? {}, simsvConvention));
        expect(compareWithStored(direction, answer, result)).toBe('agree');
        for (const wrong of direction.distractors(result, simsvConvention, (n) => n - 1)) {
          expect(compareWithStored(direction, wrong, result)).toBe('disagree');
        }
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(400);
  });
});

function answered(result: Derivation | Refusal): Derivation {
  if (!result.isAnswered) expect.fail(`refused: ${result.message}`);
  return result;
}

function refused(result: Derivation | Refusal): Refusal {
  if (result.isAnswered) expect.fail(`answered: ${result.answer}`);
  return result;
}
