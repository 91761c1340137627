import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SceneObject } from '../../../shared/model/scene.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { vsibenchConvention } from '../../../shared/questions/conventions/vsibench.ts';
import { applyEdit } from '../../../shared/questions/edit.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aView, type ViewObject } from '../../fixtures/a-view.ts';
import { vsibenchScenes } from '../../fixtures/vsibench-view.ts';

const type = (task: string): QuestionType => findQuestionType(task) as QuestionType;
const distance = type('vsi_obj_abs_distance');
const roles = { ref_obj: 'bed', other_obj: 'chair' };
const bedAndChairs: readonly ViewObject[] = [
  { type: 'Bed', at: [0, 0] },
  { type: 'Chair', at: [3, 0] },
  { type: 'Chair', at: [0, 2.25] },
  { type: 'Chair', at: [0, 1], firstSalientFrame: null },
];

describe('absolute distance', () => {
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
    const answers = [0.25, 0.75, 1.25, 1.75].map((gapM) => answered(distance.derive(twoApart(gapM), roles, simsvConvention)).answer);
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

  it('catches a planted wrong answer, and leaves a refused one undecided', () => {
    const result = distance.derive(aView(bedAndChairs), roles, simsvConvention);
    expect(['1.8', '1.80', '1.9', '2.5'].map((stored) => compareWithStored(distance, stored, result))).toEqual([
      'agree',
      'agree',
      'disagree',
      'disagree',
    ]);
    expect(compareWithStored(distance, '0.1', distance.derive(twoApart(0.1), roles, simsvConvention))).toBe('undecidable');
  });
});

describe('absolute distance under our convention', () => {
  it('refuses to measure through a wall, but not to a door between both rooms', () => {
    const apart = inRooms(twoApart(1), ['room|1', 'room|2']);
    expect(refused(distance.derive(apart, roles, sightlineConvention))).toMatchObject({ reason: 'different-rooms', wouldBe: '1.0' });
    expect(distance.derive(apart, roles, simsvConvention).isAnswered).toBe(true);
    expect(distance.derive(inRooms(twoApart(1), ['room|1', null]), roles, sightlineConvention).isAnswered).toBe(true);
    const opening = { id: 'Chair|1', roomIds: ['room|1', 'room|2'] };
    const withDoor = { ...apart, scene: { ...apart.scene, openings: [opening] } } as unknown as TrajectoryView;
    expect(distance.derive(withDoor, roles, sightlineConvention).isAnswered).toBe(true);
  });

  it('refuses where an instance that may have been noticed lies nearer, on either side', () => {
    const doubtful = (at: readonly [number, number], name: string) =>
      aView([...bedAndChairs.slice(0, 3), { type: name, at, firstSalientFrame: null }]);
    const seenNear = refused(distance.derive(doubtful([0, 1], 'Chair'), roles, sightlineConvention));
    expect(seenNear).toMatchObject({ reason: 'barely-visible', wouldBe: '1.8' });
    expect(seenNear.message).toContain('0.50 m instead of 1.75 m');
    expect(refused(distance.derive(doubtful([3, 1], 'Bed'), roles, sightlineConvention)).reason).toBe('barely-visible');
    expect(distance.derive(doubtful([0, -3], 'Chair'), roles, sightlineConvention).isAnswered).toBe(true);
    expect(distance.derive(doubtful([0, 1], 'Chair'), roles, simsvConvention).isAnswered).toBe(true);
  });

  it('refuses up to 0.25 m and scores what is farther by its share above that', () => {
    expect(refused(distance.derive(twoApart(0.25), roles, sightlineConvention)).reason).toBe('too-close');
    const { margin } = answered(distance.derive(twoApart(1), roles, sightlineConvention));
    expect(margin).toMatchObject({ value: 0.75, unit: 'm', score: 0.75, flipsTo: null });
  });

  it('names objects as the question does where the scene uses a synonym', () => {
    const view = aView([
      { type: 'Sofa', at: [0, 0] },
      { type: 'Chair', at: [2, 0] },
    ]);
    const result = answered(distance.derive(view, { ref_obj: 'couch', other_obj: 'chair' }, sightlineConvention));
    expect(result.recordFields).toMatchObject({ ref_obj: 'couch', other_obj: 'chair' });
  });
});

describe('absolute distance of broken boxes', () => {
  it.each([
    ['no number', { centerM: [Number.NaN, 0, 0] }],
    ['no size', { sizeM: [0.5, 0, 0.5] }],
    ['a negative size', { sizeM: [0.5, 0.5, -0.5] }],
    ['an endless size', { sizeM: [0.5, Number.POSITIVE_INFINITY, 0.5] }],
  ] as const)('refuses a box with %s under every convention', (_what, broken) => {
    const view = withObject(twoApart(1), 1, (object) => ({ ...object, orientedBox: { ...object.orientedBox, ...broken } }));
    for (const convention of Object.values(conventions)) {
      const result = refused(distance.derive(view, roles, convention));
      expect(result).toMatchObject({ reason: 'bad-geometry', wouldBe: null });
      expect(result.message).toContain('Chair|1');
    }
  });

  it('refuses a world-aligned box that is inside out', () => {
    const view = withObject(twoApart(1), 0, (object) => ({ ...object, axisBox: { minM: object.axisBox.maxM, maxM: object.axisBox.minM } }));
    expect(refused(distance.derive(view, roles, simsvConvention)).reason).toBe('bad-geometry');
  });
});

describe('absolute distance as VSI-Bench asks it', () => {
  const theirs = type('object_abs_distance');

  it('needs a single instance on both sides', () => {
    const view = aView(bedAndChairs);
    expect(theirs.candidates(view, simsvConvention, 'other_obj').map((c) => c.name)).toEqual(['bed']);
    expect(refused(theirs.derive(view, roles, simsvConvention))).toMatchObject({ reason: 'several-instances', wouldBe: '1.8' });
  });

  const scenes = vsibenchScenes();
  it.skipIf(scenes === null)('agrees with all released answers whose objects the scenes know', () => {
    const verdicts: Record<string, number> = {};
    for (const { view, questions, label } of scenes ?? []) {
      for (const question of questions.filter(({ task }) => task === theirs.task)) {
        const asked = theirs.parse(question.text)?.roles ?? {};
        const result = theirs.derive(view, asked, vsibenchConvention);
        const verdict = result.isAnswered ? compareWithStored(theirs, question.answer, result) : result.reason;
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        const planted = (Number(question.answer) + 0.1).toFixed(1);
        if (result.isAnswered) expect(compareWithStored(theirs, planted, result), `${label} ${question.id}`).toBe('disagree');
      }
    }
    // The four ask about a coat rack; the scenes call it a coat hanger.
    expect(verdicts).toEqual({ agree: 830, 'unknown-object': 4 });
  });
});

describe('options of absolute distances', () => {
  it('are three, positive, at least 0.2 m from the answer and each other, with one above and where there is room one below', () => {
    const view = aView(bedAndChairs);
    const derivation = answered(distance.derive(view, roles, simsvConvention));
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 150 }), fc.integer(), (tenths, seed) => {
        const answer = (tenths / 10).toFixed(1);
        const others = distance.distractors({ ...derivation, answer }, simsvConvention, seededPick([seed]));
        const all = [tenths, ...others.map((other) => Math.round(Number(other) * 10))].sort((a, b) => a - b);
        expect(others).toHaveLength(3);
        expect(others.every((other) => /^\d+\.\d$/.test(other) && Number(other) > 0)).toBe(true);
        expect(Math.min(...all.slice(1).map((value, i) => value - (all[i] as number)))).toBeGreaterThanOrEqual(2);
        expect(all.indexOf(tenths)).toBeLessThan(3);
        if (tenths > 4) expect(all.indexOf(tenths)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('wordings of absolute distances', () => {
  /** Names as scenes have them: words of letters and digits. */
  const name = fc.stringMatching(/^[a-z0-9]{2,8}( [a-z0-9]{2,8}){0,2}$/);

  it('are read back, whatever the convention, within other text', () => {
    fc.assert(
      fc.property(name, name, fc.constantFrom(...Object.values(conventions)), (ref_obj, other_obj, convention) => {
        for (const each of [distance, type('object_abs_distance')]) {
          const text = each.phrase({ ref_obj, other_obj }, convention, () => 0);
          expect(each.parse(`<image>\nThese are frames of a video.\n${text}\nOptions:\nA. 1.2`)?.roles, text).toEqual({
            ref_obj,
            other_obj,
          });
        }
      }),
    );
  });

  it.each([
    'Measuring from the closest point of each object, what is the distance between the sofa and the tv stand (in meters)?\nIf there are several, use the shortest.',
    'Measuring from the closest point of each object, what is the direct distance between the sofa and the tv stand (in meters)?',
  ])('of the formats are read: %s', (text) => {
    const parsed = distance.parse(text);
    expect(parsed?.roles).toEqual({ ref_obj: 'sofa', other_obj: 'tv stand' });
    expect(parsed?.spans.map(({ start, end }) => text.slice(start, end))).toEqual(['sofa', 'tv stand']);
  });

  it('keep their style in an edit', () => {
    const text = 'Measuring from the closest point of each object, what is the distance between the desk and the chair (in meters)?';
    const edited = applyEdit({
      type: distance,
      view: aView(bedAndChairs),
      convention: simsvConvention,
      text,
      newRoles: roles,
      seedParts: [],
    });
    expect(edited.text).toBe(text.replace('desk', 'bed'));
    expect(edited.answer).toBe('1.8');
  });
});

describe('absolute distances in general', () => {
  /** A grid of 1/16 m: sums and differences are exact, so that only the formula can make a difference. */
  const coordinate = fc.integer({ min: -64, max: 64 }).map((n) => n / 16);
  const twoObjects = fc
    .tuple(coordinate, coordinate, fc.integer({ min: -180, max: 180 }), fc.integer({ min: -180, max: 180 }))
    .map(([x, z, yawA, yawB]): ViewObject[] => [
      { type: 'Bed', at: [0, 0], yawDeg: yawA, sizeM: [1.2, 0.6, 0.4] },
      { type: 'Chair', at: [x, z], yawDeg: yawB, sizeM: [1.2, 0.6, 0.4] },
    ]);
  const lengthOf = (objects: readonly ViewObject[], convention = sightlineConvention): number => {
    const [segment] = distance.derive(aView(objects), roles, convention).marks as readonly { lengthM: number }[];
    return segment?.lengthM ?? Number.NaN;
  };

  it('stay the same when the scene is moved, and under turned boxes when it is turned', () => {
    fc.assert(
      fc.property(twoObjects, coordinate, coordinate, fc.integer({ min: 0, max: 359 }), (objects, dx, dz, turnDeg) => {
        const moved = objects.map((o) => ({ ...o, at: [o.at[0] + dx, o.at[1] + dz] as const }));
        expect(lengthOf(moved)).toBeCloseTo(lengthOf(objects), 9);
        expect(lengthOf(moved, simsvConvention)).toBeCloseTo(lengthOf(objects, simsvConvention), 9);
        const [sin, cos] = [Math.sin((turnDeg * Math.PI) / 180), Math.cos((turnDeg * Math.PI) / 180)];
        const turned = objects.map(({ at: [x, z], yawDeg = 0, ...rest }) => ({
          ...rest,
          at: [x * cos + z * sin, z * cos - x * sin] as const,
          yawDeg: yawDeg + turnDeg,
        }));
        expect(lengthOf(turned)).toBeCloseTo(lengthOf(objects), 9);
      }),
    );
  });

  it('are never shorter by half-shells than exactly, and never longer by world-aligned boxes', () => {
    fc.assert(
      fc.property(twoObjects, (objects) => {
        const exactM = lengthOf(objects);
        expect(lengthOf(objects, vsibenchConvention)).toBeGreaterThan(exactM - 1e-9);
        expect(lengthOf(objects, simsvConvention)).toBeLessThan(exactM + 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});

/** Half-metre cubes, a bed and a chair, with a gap between them. */
function twoApart(gapM: number): TrajectoryView {
  return aView([
    { type: 'Bed', at: [0, 0] },
    { type: 'Chair', at: [0.5 + gapM, 0] },
  ]);
}

function inRooms(view: TrajectoryView, roomIds: readonly (string | null)[]): TrajectoryView {
  return { ...view, scene: { ...view.scene, objects: view.scene.objects.map((o, i) => ({ ...o, roomId: roomIds[i] ?? null })) } };
}

function withObject(view: TrajectoryView, index: number, change: (object: SceneObject) => SceneObject): TrajectoryView {
  return { ...view, scene: { ...view.scene, objects: view.scene.objects.map((o, i) => (i === index ? change(o) : o)) } };
}

function answered(result: Derivation | Refusal): Derivation {
  if (!result.isAnswered) expect.fail(`refused: ${result.message}`);
  return result;
}

function refused(result: Derivation | Refusal): Refusal {
  if (result.isAnswered) expect.fail(`answered: ${result.answer}`);
  return result;
}
