import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import type { Derivation, QuestionType, Refusal } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { aView, type ViewObject } from '../../fixtures/a-view.ts';

const type = (task: string): QuestionType => findQuestionType(task) as QuestionType;
const distance = type('vsi_obj_abs_distance');
const order = type('vsi_obj_appearance_order');
const levels = ['easy', 'medium', 'hard'] as const;

/** A grid of 1/16 m: sums and differences are exact, so that only the formula can make a difference. */
const coordinate = fc.integer({ min: -64, max: 64 }).map((n) => n / 16);
const place = fc.tuple(coordinate, coordinate);
const furniture = fc
  .tuple(fc.array(place, { minLength: 4, maxLength: 4 }), fc.array(fc.integer({ min: -180, max: 180 }), { minLength: 4, maxLength: 4 }))
  .map(([places, yaws]) =>
    ['Bed', 'Desk', 'FloorLamp', 'Sofa'].map(
      (name, i): ViewObject => ({ type: name, at: places[i]!, yawDeg: yaws[i]!, sizeM: [1.2, 0.6, 0.4] }),
    ),
  );
const directionRoles = { positioning_obj: 'bed', orienting_obj: 'desk', querying_obj: 'floor lamp' };

describe('absolute distance', () => {
  const roles = { ref_obj: 'bed', other_obj: 'chair' };
  const bedAndChairs = [
    { type: 'Bed', at: [0, 0] as const },
    { type: 'Chair', at: [3, 0] as const },
    { type: 'Chair', at: [0, 2.25] as const },
    { type: 'Chair', at: [0, 1] as const, firstSalientFrame: null },
  ];

  it('takes the nearest instance that is salient and draws every counted pair', () => {
    const result = answered(distance.derive(aView(bedAndChairs), roles, simsvConvention));
    expect(result).toMatchObject({ answer: '1.8', rawValue: 1.75, instances: { ref_obj: [0], other_obj: [2, 1] } });
    expect(result.recordFields).toEqual({ ref_obj: 'bed', other_obj: 'chair', n_other_objs: 2, other_dists: [2.5, 1.75] });
    expect(result.marks).toMatchObject([
      { isDecisive: false, lengthM: 2.5 },
      { isDecisive: true, fromM: [0, 0.25, 0.25], toM: [0, 0.25, 2] },
    ]);
    expect(result.evidence.map((e) => [e.frame, e.reason])).toEqual([
      [0, 'first-salient'],
      [1, 'first-salient'],
      [2, 'first-salient'],
      [99, 'best'],
      [99, 'best'],
      [99, 'best'],
    ]);
  });

  it('rounds halves of a tenth to the even tenth', () => {
    const between = (gapM: number) =>
      aView([
        { type: 'Bed', at: [0, 0] },
        { type: 'Chair', at: [0.5 + gapM, 0] },
      ]);
    const answers = [0.25, 0.75, 1.25, 1.75].map((gapM) => answered(distance.derive(between(gapM), roles, simsvConvention)).answer);
    expect(answers).toEqual(['0.2', '0.8', '1.2', '1.8']);
  });

  it('measures turned objects by their real outline under our convention, by the world-aligned one under simsv', () => {
    const view = aView([
      { type: 'Bed', at: [0, 0], sizeM: [2, 0.5, 1], yawDeg: 45 },
      { type: 'Chair', at: [3, 0] },
    ]);
    const [ours, theirs] = [sightlineConvention, simsvConvention].map((c) => answered(distance.derive(view, roles, c)).rawValue as number);
    // The bed's corner that points to the chair lies at x = 1.5 / sqrt 2, z = -0.5 / sqrt 2; the chair begins at x = 2.75, z = -0.25.
    expect(ours).toBeCloseTo(Math.hypot(2.75 - 1.5 * Math.SQRT1_2, 0.5 * Math.SQRT1_2 - 0.25), 12);
    expect(theirs).toBeCloseTo(2.75 - 1.5 * Math.SQRT1_2, 12);
  });

  it('says why it refuses, and what it would have said', () => {
    const near = aView([
      { type: 'Bed', at: [0, 0] },
      { type: 'Chair', at: [0.625, 0] },
      { type: 'Chair', at: [9, 9], firstSalientFrame: null },
      { type: 'Desk', at: [2, 0], firstSalientFrame: null },
    ]);
    expect(refused(distance.derive(near, roles, simsvConvention))).toMatchObject({ reason: 'too-close', wouldBe: '0.1' });
    expect(refused(distance.derive(near, { ref_obj: 'bed', other_obj: 'desk' }, simsvConvention)).reason).toBe('not-salient');
    expect(refused(distance.derive(near, { ref_obj: 'bed', other_obj: 'unicorn' }, simsvConvention)).reason).toBe('unknown-object');
    expect(refused(distance.derive(near, { ref_obj: 'bed', other_obj: 'bed' }, simsvConvention)).reason).toBe('same-object-twice');
    expect(refused(distance.derive(aView(bedAndChairs), { ref_obj: 'chair', other_obj: 'bed' }, simsvConvention))).toMatchObject({
      reason: 'several-instances',
      wouldBe: '1.8',
    });
    expect(refused(distance.derive(aView(bedAndChairs, { frameCount: 24 }), roles, simsvConvention)).reason).toBe('too-few-frames');
  });
});

describe('relative direction', () => {
  /** Standing at the origin, facing +z, with the lamp `turnDeg` clockwise. */
  const turned = (turnDeg: number) => {
    const turn = (turnDeg * Math.PI) / 180;
    return aView([
      { type: 'Bed', at: [0, 0] },
      { type: 'Desk', at: [0, 3] },
      { type: 'FloorLamp', at: [2 * Math.sin(turn), 2 * Math.cos(turn)] },
    ]);
  };

  it.each([
    [60, ['right', 'right', 'front-right']],
    [-60, ['left', 'left', 'front-left']],
    [150, ['right', 'back', 'back-right']],
    [-110, ['left', 'left', 'back-left']],
  ])('calls a turn of %d degrees %j', (turnDeg, answers) => {
    const given = levels.map((level) =>
      answered(type(`vsi_obj_rel_direction_${level}`).derive(turned(turnDeg), directionRoles, simsvConvention)),
    );
    expect(given.map((d) => d.answer)).toEqual(answers);
    expect(given[0]?.marks).toMatchObject([{ kind: 'direction', angleDeg: expect.closeTo(turnDeg, 9) }]);
    for (const { marks, answer } of given) {
      expect(marks.flatMap((m) => (m.kind === 'direction' ? m.sectors.filter((s) => s.isAnswer).map((s) => s.label) : []))).toEqual([
        answer,
      ]);
    }
  });

  it('measures the margin to the nearest border and names the answer behind it', () => {
    const margin = (level: string, turnDeg: number) =>
      answered(type(`vsi_obj_rel_direction_${level}`).derive(turned(turnDeg), directionRoles, simsvConvention)).margin;
    expect(margin('easy', 20)).toMatchObject({ value: expect.closeTo(20, 9), flipsTo: 'left' });
    expect(margin('medium', 160)).toMatchObject({ value: expect.closeTo(25, 9), flipsTo: 'right' });
    expect(margin('hard', -70)).toMatchObject({ value: expect.closeTo(20, 9), flipsTo: 'back-left' });
    expect(margin('hard', -165)).toMatchObject({ value: expect.closeTo(15, 9), flipsTo: 'back-right' });
  });

  it('turns left into right when the scene is mirrored', () => {
    const mirrored = {
      left: 'right',
      right: 'left',
      back: 'back',
      'front-left': 'front-right',
      'front-right': 'front-left',
      'back-left': 'back-right',
      'back-right': 'back-left',
    };
    fc.assert(
      fc.property(furniture, fc.constantFrom(...levels), (objects, level) => {
        const direction = type(`vsi_obj_rel_direction_${level}`);
        const seen = direction.derive(aView(objects), directionRoles, simsvConvention);
        const other = direction.derive(
          aView(objects.map((o) => ({ ...o, at: [-o.at[0], o.at[1]], yawDeg: -(o.yawDeg ?? 0) }))),
          directionRoles,
          simsvConvention,
        );
        fc.pre(seen.isAnswered && other.isAnswered);
        expect(answered(other).answer).toBe(mirrored[answered(seen).answer as keyof typeof mirrored]);
      }),
    );
  });
});

describe('appearance order', () => {
  const seenAt = (...frames: readonly number[]) =>
    aView(
      frames.map((firstSalientFrame, i) => ({
        type: ['Bed', 'Desk', 'Sofa', 'Chair', 'Chair'][i]!,
        at: [i, i] as const,
        firstSalientFrame,
      })),
    );
  const roles = { object_1: 'bed', object_2: 'desk', object_3: 'sofa', object_4: 'chair' };

  it('goes by the first salient frame of any instance, whatever order the roles come in', () => {
    const result = answered(order.derive(seenAt(40, 10, 30, 50, 33), roles, simsvConvention));
    expect(result).toMatchObject({
      answer: 'desk, sofa, chair, bed',
      margin: { value: 3, unit: 'frames', flipsTo: 'desk, chair, sofa, bed' },
    });
    expect(result.marks.map((m) => (m.kind === 'pin' ? [m.order, m.frame, m.objectIndex] : []))).toEqual([
      [1, 10, 1],
      [2, 30, 2],
      [3, 33, 4],
      [4, 40, 0],
    ]);
    expect(result.instances['object_4']).toEqual([4, 3]);
  });

  it('refuses equal frames, and under our convention frames that nobody can tell apart', () => {
    expect(refused(order.derive(seenAt(10, 10, 30, 50), roles, simsvConvention))).toMatchObject({ reason: 'same-frame', wouldBe: null });
    expect(refused(order.derive(seenAt(10, 13, 30, 50), roles, sightlineConvention))).toMatchObject({
      reason: 'near-border',
      wouldBe: 'bed, desk, sofa, chair',
    });
  });
});

it('no answer depends on where the scene lies', () => {
  fc.assert(
    fc.property(
      furniture,
      fc.integer({ min: -64, max: 64 }),
      fc.integer({ min: -64, max: 64 }),
      fc.constantFrom(...Object.values(conventions)),
      (objects, dx, dz, convention) => {
        const here = aView(objects);
        const there = aView(objects.map((o) => ({ ...o, at: [o.at[0] + dx, o.at[1] + dz] })));
        for (const task of ['vsi_obj_abs_distance', 'vsi_obj_rel_direction_hard'] as const) {
          const roles = { ...directionRoles, ref_obj: 'bed', other_obj: 'sofa' };
          const [a, b] = [type(task).derive(here, roles, convention), type(task).derive(there, roles, convention)];
          if (a.isAnswered && b.isAnswered) expect(b.rawValue).toBeCloseTo(a.rawValue as number, 6);
          else expect(b.isAnswered).toBe(a.isAnswered);
        }
      },
    ),
  );
});

function answered(result: Derivation | Refusal): Derivation {
  if (!result.isAnswered) expect.fail(`refused: ${result.message}`);
  return result;
}

function refused(result: Derivation | Refusal): Refusal {
  if (result.isAnswered) expect.fail(`answered: ${result.answer}`);
  return result;
}
