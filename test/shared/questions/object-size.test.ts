import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import { boxCorners } from '../../../shared/geometry/box.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { vsibenchConvention } from '../../../shared/questions/conventions/vsibench.ts';
import { objectSizeTypes } from '../../../shared/questions/object-size.ts';
import type { Derivation, Mark, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aView, type ViewObject } from '../../fixtures/a-view.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';
import { vsibenchScenes } from '../../fixtures/vsibench-view.ts';

const type = (task: string): QuestionType => objectSizeTypes.find((each) => each.task === task) as QuestionType;
const single = type('vsi_obj_size_est');
const first = type('obj_long_size_est');
const shortest = type('obj_short_size_est');
const roles = { object: 'tv stand' };

const aStand = (more: Partial<ViewObject> = {}): ViewObject => ({ type: 'TVStand', at: [2, 1], sizeM: [1.6, 0.5, 0.4], ...more });
const answered = (result: Derivation | Refusal): Derivation => (result.isAnswered ? result : expect.fail(`refused: ${result.message}`));
const refused = (result: Derivation | Refusal): Refusal => (result.isAnswered ? expect.fail(`answered: ${result.answer}`) : result);

describe('the size of an object', () => {
  it('is an edge of its box, rounded twice, with the record fields of SIMS-V', () => {
    const view = aView([aStand({ sizeM: [1.624, 0.5, 0.38] })]);
    const result = answered(single.derive(view, roles, simsvConvention));
    expect(result).toMatchObject({ answer: '160', unit: 'cm', note: null, instances: { object: [0] } });
    expect(result.rawValue).toBeCloseTo(162.4, 9);
    const fields = result.recordFields;
    expect(Object.keys(fields)).toEqual(['object_type', 'type', 'gt_size', 'bbox', 'dims_cm', 'count']);
    expect(fields).toMatchObject({ object_type: 'TVStand', type: 'longest', gt_size: 162, dims_cm: [162, 50, 38], count: 1 });
    expect(Object.keys(fields['bbox'] as object).join(' ')).toBe(
      'centroid axesLengths normalizedAxes min max object_id asset_id object_type',
    );
    expect(fields['bbox']).toMatchObject({ normalizedAxes: [1, 0, 0, 0, 1, 0, 0, 0, 1], object_id: 'TVStand|0' });
    expect(answered(shortest.derive(view, roles, simsvConvention))).toMatchObject({ answer: '38', recordFields: { type: 'shortest' } });
    expect(answered(single.derive(view, roles, vsibenchConvention)).answer).toBe('162');
  });

  it('follows the walls or the object, as the convention says', () => {
    const turned = aView([aStand({ yawDeg: 45 })]);
    expect(answered(single.derive(turned, roles, simsvConvention)).answer).toBe('140');
    expect(answered(single.derive(turned, roles, sightlineConvention)).answer).toBe('160');
    const { scene } = turned;
    const unknown = { ...turned, scene: { ...scene, objects: scene.objects.map((o) => ({ ...o, isOrientationKnown: false })) } };
    expect(answered(single.derive(unknown, roles, sightlineConvention)).note).toMatch(/along the world axes/);
  });

  it('takes the lengths that the metadata states, not the difference of its rounded corners', () => {
    const view = aView([aStand()]);
    const [object] = view.scene.objects;
    const stated = {
      ...object!,
      isOrientationKnown: false,
      orientedBox: { ...object!.orientedBox, sizeM: [1.625, 0.5, 0.4] as const },
      axisBox: { minM: [0, 0, 0] as const, maxM: [1.6249, 0.5, 0.4] as const },
    };
    const result = answered(single.derive({ ...view, scene: { ...view.scene, objects: [stated] } }, roles, simsvConvention));
    expect(result.recordFields['dims_cm']).toEqual([162, 50, 40]);
    expect(result.rawValue).toBe(162.5);
  });

  it('of several is that of the one seen first, and the next of another size is the runner-up', () => {
    const view = aView([
      aStand({ sizeM: [1.2, 0.5, 0.4], firstSalientFrame: 60 }),
      aStand({ firstSalientFrame: 20 }),
      aStand({ firstSalientFrame: 40 }),
    ]);
    const result = answered(first.derive(view, roles, simsvConvention));
    expect(result).toMatchObject({ answer: '160', instances: { object: [1, 2, 0] }, recordFields: { count: 3 } });
    expect(result.margin).toEqual({ value: 40, unit: 'frames', score: 0.8, flipsTo: '120' });
    expect(refused(single.derive(view, roles, simsvConvention))).toMatchObject({ reason: 'several-instances', wouldBe: null });
  });

  it('scores the way to the next step, and less where the answer is a few steps', () => {
    const marginOf = (lengthM: number) =>
      answered(single.derive(aView([aStand({ sizeM: [lengthM, 0.04, 0.04] })]), roles, simsvConvention)).margin;
    expect(marginOf(1.6)).toMatchObject({ unit: 'm', flipsTo: '165' });
    expect(marginOf(1.6).value).toBeCloseTo(0.025, 9);
    expect(marginOf(1.6).score).toBeCloseTo(32 / 37, 9);
    expect(marginOf(0.1).score).toBeCloseTo(2 / 7, 9);
    expect(marginOf(1.585).flipsTo).toBe('155');
    expect(marginOf(1.576).score).toBeLessThan(0.05);
    expect(marginOf(0.051).flipsTo).toBe('10');
  });
});

describe('the size of an object is refused', () => {
  const firstOf = (second: Partial<ViewObject>, convention = sightlineConvention) =>
    refused(first.derive(aView([aStand({ firstSalientFrame: 20 }), aStand(second)]), roles, convention));

  it('where the first instance is not clear', () => {
    expect(firstOf({ firstSalientFrame: 20 }, simsvConvention)).toMatchObject({ reason: 'same-frame', wouldBe: '160' });
    const smaller = { sizeM: [1, 0.5, 0.4] as const };
    expect(firstOf({ firstSalientFrame: 20, ...smaller }, simsvConvention)).toMatchObject({ reason: 'same-frame', wouldBe: null });
    expect(firstOf({ firstSalientFrame: 24, ...smaller })).toMatchObject({ reason: 'near-border', wouldBe: '160' });
    expect(
      first.derive(aView([aStand({ firstSalientFrame: 20 }), aStand({ firstSalientFrame: 24 })]), roles, sightlineConvention).isAnswered,
    ).toBe(true);
    const noFrames: TrajectoryView = { ...aView([aStand(), aStand(smaller)]), sightings: [], frameCount: 0, fps: 0 };
    expect(refused(first.derive(noFrames, roles, vsibenchConvention))).toMatchObject({ reason: 'no-frames', wouldBe: null });
  });

  it('where a viewer may mean another instance', () => {
    const view = aView([aStand(), aStand({ firstSalientFrame: null })]);
    expect(refused(single.derive(view, roles, sightlineConvention))).toMatchObject({ reason: 'barely-visible', wouldBe: '160' });
    expect(single.derive(view, roles, simsvConvention).isAnswered).toBe(true);
    // It is at its largest long after the first one.
    expect(first.derive(view, roles, sightlineConvention).isAnswered).toBe(true);
    const early = { ...view, sightings: view.sightings.map((s) => ({ ...s, bestFrame: 0 })) };
    expect(refused(first.derive(early, roles, sightlineConvention)).reason).toBe('barely-visible');
  });

  it('below the smallest size', () => {
    const thin = aView([aStand({ sizeM: [1.6, 0.5, 0.096] })]);
    expect(refused(shortest.derive(thin, roles, sightlineConvention))).toMatchObject({ reason: 'too-small', wouldBe: '10' });
    expect(answered(shortest.derive(thin, roles, simsvConvention)).answer).toBe('10');
  });

  it('for boxes that are none, and for names that are nothing', () => {
    for (const bad of [Number.NaN, 0, -1, Number.POSITIVE_INFINITY]) {
      const view = aView([aStand({ sizeM: [1.6, 0.5, bad] })]);
      for (const convention of Object.values(conventions)) {
        const reasons = objectSizeTypes.map((each) => refused(each.derive(view, roles, convention)).reason);
        expect(new Set(reasons)).toEqual(new Set(['bad-geometry']));
      }
    }
    const view = aView([aStand(), { type: 'Lamp', at: [0, 0], firstSalientFrame: null }]);
    expect(refused(single.derive(view, { object: 'sofa' }, simsvConvention)).reason).toBe('unknown-object');
    expect(refused(single.derive(view, { object: 'lamp' }, simsvConvention)).reason).toBe('not-salient');
    expect(refused(single.derive(view, {}, simsvConvention)).reason).toBe('unknown-object');
    expect(refused(single.derive({ ...view, frameCount: 20 }, roles, simsvConvention)).reason).toBe('too-few-frames');
  });
});

const size = fc.integer({ min: 1, max: 300 }).map((cm) => cm / 100);
const sizes = fc.tuple(size, size, size);
const place = fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }));

it('a turned box has the same size wherever it stands and however it is turned', () => {
  fc.assert(
    fc.property(sizes, place, fc.integer({ min: -180, max: 180 }), (sizeM, at, yawDeg) => {
      const here = single.derive(aView([aStand({ sizeM })]), roles, vsibenchConvention);
      const there = single.derive(aView([aStand({ sizeM, at, yawDeg })]), roles, vsibenchConvention);
      expect(answered(there).answer).toBe(answered(here).answer);
      expect(answered(here).answer).toBe(String(Math.round(Math.max(...sizeM) * 100)));
    }),
  );
});

it('the marks are three edges of the measured box from one corner, the asked one decisive', () => {
  fc.assert(
    fc.property(sizes, place, fc.integer({ min: -180, max: 180 }), (sizeM, at, yawDeg) => {
      const view = aView([aStand({ sizeM, at, yawDeg })]);
      const result = answered(first.derive(view, roles, vsibenchConvention));
      const edges = result.marks as Extract<Mark, { kind: 'edge' }>[];
      const corners = boxCorners(view.scene.objects[0]!.orientedBox);
      expect(edges.map(({ lengthM }) => lengthM)).toEqual(sizeM);
      for (const { fromM, toM, lengthM } of edges) {
        expect(corners).toContainEqual(fromM);
        expect(corners).toContainEqual(toM);
        expect(Math.hypot(toM[0] - fromM[0], toM[1] - fromM[1], toM[2] - fromM[2])).toBeCloseTo(lengthM, 9);
      }
      expect(edges.filter((edge) => edge.isDecisive).map(({ lengthM }) => lengthM * 100)).toEqual([result.rawValue]);
    }),
  );
});

it('rounding to whole centimetres first never changes an answer in steps of 5 cm', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60_000 }), (eighths) => {
      const cm = eighths / 8;
      const even = (x: number): number => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x));
      expect(even(even(cm) / 5)).toBe(even(cm / 5));
    }),
  );
});

describe('wordings of sizes', () => {
  const name = fc.stringMatching(/^[a-z]{1,8}( [a-z0-9]{1,6}){0,2}$/);
  const theirs: Readonly<Record<string, (object: string) => string>> = {
    vsi_obj_size_est: (o) => `What is the length of the longest dimension (length, width, or height) of the ${o}, measured in centimeters?`,
    obj_long_size_est: (o) =>
      `What is the length of the longest dimension (length, width, or height) of the ${o} (in centimeters)?\nIf there were …`,
    obj_long_size_est_v2: (o) =>
      `Approximately how many centimeters is the longest dimension (length/width/height) of the ${o}?\nIf there were …`,
    obj_short_size_est: (o) =>
      `What is the length of the shortest dimension (length, width, or height) of the ${o} (in centimeters)?\nIf there were …`,
  };

  it('are read back, ours and theirs, and nothing else', () => {
    fc.assert(
      fc.property(name, (object) => {
        for (const each of objectSizeTypes) {
          for (const convention of Object.values(conventions)) {
            expect(each.parse(each.phrase({ object }, convention, () => 0))?.roles).toEqual({ object });
          }
        }
        for (const [task, wording] of Object.entries(theirs)) {
          const text = `<image>\nThese are frames of a video.\n${wording(object)}\nPlease answer the question using a single word or phrase.`;
          const parsed = type(task).parse(text);
          expect(parsed?.roles).toEqual({ object });
          expect(parsed?.spans.map(({ start, end }) => text.slice(start, end))).toEqual([object]);
        }
        expect(shortest.parse(theirs['vsi_obj_size_est']!(object))).toBeNull();
        expect(first.parse(theirs['obj_short_size_est']!(object))).toBeNull();
      }),
    );
    expect(first.parse('How big is it?')).toBeNull();
  });
});

it('options are three other sizes in whole steps', () => {
  fc.assert(
    fc.property(
      sizes,
      fc.integer(),
      fc.constantFrom(...Object.values(conventions)),
      fc.constantFrom(first, shortest),
      (sizeM, seed, convention, asked) => {
        const result = asked.derive(aView([aStand({ sizeM })]), roles, convention);
        if (!result.isAnswered) return;
        const stepCm = asked === first ? convention.size.longestStepCm : convention.size.shortestStepCm;
        const all = [result.answer, ...asked.distractors(result, convention, seededPick([seed]))].map(Number);
        expect(new Set(all).size).toBe(4);
        expect(all.every((cm) => cm % stepCm === 0)).toBe(true);
        expect(Math.min(...all.slice(1))).toBeGreaterThan(0);
      },
    ),
  );
});

const peer = [...(peerTrajectories('dataset') ?? []), ...(peerTrajectories('edge') ?? [])];

it.skipIf(peer.length === 0)('every stored size of the reference data agrees, and a size one step off is caught', () => {
  let count = 0;
  for (const { view, questions, label } of peer) {
    for (const record of questions.map(parseRecord)) {
      const known = objectSizeTypes.find(({ task }) => task === record['task']);
      if (known === undefined) continue;
      const { answer, roles: stored, text } = contentFromRecord(record);
      const result = known.derive(view, stored ?? {}, simsvConvention);
      const stepCm = known === shortest ? 1 : 5;
      expect(compareWithStored(known, answer, result), `${label}: ${text}`).toBe('agree');
      for (const wrong of [Number(answer) + stepCm, Number(answer) - stepCm]) {
        expect(compareWithStored(known, String(wrong), result)).toBe('disagree');
      }
      count += 1;
    }
  }
  expect(count).toBe(482);
});

const scenes = vsibenchScenes();

it.skipIf(scenes === null)('every released VSI-Bench size agrees whose object has a box', () => {
  const asked = type('object_size_estimation');
  const outcomes: Record<string, number> = { agree: 0, disagree: 0, undecidable: 0 };
  const undecidable: string[] = [];
  for (const { view, questions } of scenes ?? []) {
    for (const { task, text, answer } of questions) {
      if (task !== asked.task) continue;
      const object = asked.parse(text)?.roles['object'] ?? '';
      const result = asked.derive(view, { object }, vsibenchConvention);
      const outcome = compareWithStored(asked, answer, result);
      outcomes[outcome] = (outcomes[outcome] as number) + 1;
      if (!result.isAnswered) undecidable.push(`${object}: ${result.reason}`);
      else expect(compareWithStored(asked, String(Number(answer) + 1), result)).toBe('disagree');
    }
  }
  console.info('VSI-Bench sizes', outcomes, undecidable);
  expect(outcomes['disagree']).toBe(0);
  expect(outcomes['agree']).toBeGreaterThanOrEqual(951);
  // The scenes of two questions call their coat rack a coat hanger.
  expect(undecidable.filter((each) => each !== 'coat rack: unknown-object')).toEqual([]);
});
