import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import { askQuestions } from '../../../shared/questions/ask.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { vsibenchConvention } from '../../../shared/questions/conventions/vsibench.ts';
import { applyEdit } from '../../../shared/questions/edit.ts';
import type { Derivation, QuestionType, Refusal, TrajectoryView } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { aView, type ViewObject } from '../../fixtures/a-view.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';
import { vsibenchScenes } from '../../fixtures/vsibench-view.ts';

const type = (task: string): QuestionType => findQuestionType(task) as QuestionType;
const closest = type('vsi_obj_rel_distance');
const roles = { ref_obj: 'bed', choice_1: 'desk', choice_2: 'chair', choice_3: 'sofa', choice_4: 'floor lamp' };

/** Half-metre cubes in a row: gaps to the bed of 2, 1 (a second chair: 3), 4 and 6 m. */
const row: readonly ViewObject[] = [
  { type: 'Bed', at: [0, 0] },
  { type: 'Desk', at: [2.5, 0] },
  { type: 'Chair', at: [0, 3.5] },
  { type: 'Sofa', at: [4.5, 0] },
  { type: 'FloorLamp', at: [6.5, 0] },
  { type: 'Chair', at: [0, 1.5] },
];
/** The row with the nearest chair `gapM` from the bed. */
const withChairAt = (gapM: number): readonly ViewObject[] => [...row.slice(0, 5), { type: 'Chair', at: [0, 0.5 + gapM] }];

describe('relative distance', () => {
  it('names the choice whose nearest instance is nearest, and draws one line per choice', () => {
    const result = answered(closest.derive(aView(row), roles, simsvConvention));
    expect(result).toMatchObject({
      answer: 'chair',
      rawValue: null,
      margin: { value: 1, unit: 'm', score: 0.5, flipsTo: 'desk' },
      instances: { ref_obj: [0], choice_1: [1], choice_2: [5, 2], choice_3: [3], choice_4: [4] },
      choices: ['desk', 'chair', 'sofa', 'floor lamp'],
    });
    expect(result.recordFields).toEqual({ ref_obj: 'bed', distances: [2, 1, 4, 6] });
    expect(result.marks).toMatchObject([
      { isDecisive: false, lengthM: 2, objectIndices: [0, 1] },
      { isDecisive: true, lengthM: 1, objectIndices: [0, 5] },
      { isDecisive: false, lengthM: 4, objectIndices: [0, 3] },
      { isDecisive: false, lengthM: 6, objectIndices: [0, 4] },
    ]);
    expect(new Set(result.evidence.map((e) => e.objectIndex))).toEqual(new Set([0, 1, 3, 4, 5]));
  });

  it('offers the other three names, and catches each of them as a planted answer', () => {
    const result = answered(closest.derive(aView(row), roles, simsvConvention));
    const others = closest.distractors(result, simsvConvention, () => 0);
    expect(others).toEqual(['desk', 'sofa', 'floor lamp']);
    expect(['chair', ...others].map((stored) => compareWithStored(closest, stored, result))).toEqual([
      'agree',
      'disagree',
      'disagree',
      'disagree',
    ]);
  });

  it('says why it refuses, and what it would have said', () => {
    const derive = (objects: readonly ViewObject[], changed = {}) =>
      refused(closest.derive(aView(objects), { ...roles, ...changed }, simsvConvention));
    expect(derive(withChairAt(1.875))).toMatchObject({ reason: 'near-border', wouldBe: 'chair' });
    expect(derive(withChairAt(1.875)).message).toContain('by 0.13 m; more than 0.15 m');
    expect(derive(row, { ref_obj: 'chair', choice_2: 'bed' })).toMatchObject({ reason: 'several-instances', wouldBe: 'bed' });
    expect(derive(row, { choice_3: 'unicorn' }).reason).toBe('unknown-object');
    expect(derive(row, { choice_3: 'desk' }).reason).toBe('same-object-twice');
    expect(derive(row, { choice_3: 'bed' }).reason).toBe('same-object-twice');
    expect(derive([...row.slice(0, 4), { type: 'FloorLamp', at: [9, 9], firstSalientFrame: null }]).reason).toBe('not-salient');
  });

  it('answers where the winner touches the reference under simsv only', () => {
    const view = aView(withChairAt(0));
    expect(answered(closest.derive(view, roles, simsvConvention))).toMatchObject({ answer: 'chair', margin: { value: 2, score: 1 } });
    expect(refused(closest.derive(view, roles, sightlineConvention))).toMatchObject({ reason: 'too-close', wouldBe: 'chair' });
    expect(refused(closest.derive(view, roles, vsibenchConvention))).toMatchObject({ reason: 'too-close', wouldBe: 'chair' });
  });

  it('wants a lead in metres and as a share under our convention', () => {
    const leads = (nearM: number, secondM: number): string => {
      const objects = [...withChairAt(nearM)];
      objects[1] = { type: 'Desk', at: [0.5 + secondM, 0] };
      const result = closest.derive(aView(objects), roles, sightlineConvention);
      return result.isAnswered ? result.answer : result.reason;
    };
    expect([leads(1, 1.25), leads(1, 1.375)]).toEqual(['near-border', 'chair']);
    expect([leads(2.8, 3.105), leads(2.8, 3.12)]).toEqual(['near-border', 'chair']);
  });

  it('wants every two choices apart under vsibench', () => {
    const objects = row.map((object) => (object.type === 'Sofa' ? { ...object, at: [6.4, 1] as const } : object));
    expect(answered(closest.derive(aView(objects), roles, sightlineConvention)).answer).toBe('chair');
    const result = refused(closest.derive(aView(objects), roles, vsibenchConvention));
    expect(result).toMatchObject({ reason: 'near-border', wouldBe: 'chair' });
    expect(result.message).toContain('sofa');
    expect(result.message).toContain('floor lamp');
  });

  it('refuses choices in other rooms and boxes without size under our convention', () => {
    const view = aView(row);
    const change = (index: number, with_: object): TrajectoryView => ({
      ...view,
      scene: { ...view.scene, objects: view.scene.objects.map((o, i) => ({ ...o, roomId: 'room|1', ...(i === index ? with_ : {}) })) },
    });
    const derive = (changed: TrajectoryView) => closest.derive(changed, roles, sightlineConvention);
    expect(answered(derive(change(-1, {}))).answer).toBe('chair');
    expect(refused(derive(change(4, { roomId: 'room|2' })))).toMatchObject({ reason: 'different-rooms', wouldBe: 'chair' });
    expect(answered(derive(change(2, { roomId: 'room|2' }))).answer).toBe('chair');
    const flat = { ...view.scene.objects[3]?.orientedBox, sizeM: [1, 0, 1] };
    expect(refused(derive(change(3, { orientedBox: flat })))).toMatchObject({ reason: 'bad-geometry', wouldBe: null });
  });
});

describe('relative distance with instances that may have been noticed', () => {
  const derive = (extra: ViewObject) => closest.derive(aView([...row, extra]), roles, sightlineConvention);

  it('refuses where one would win or come too near to the winner', () => {
    const wins = refused(derive({ type: 'Sofa', at: [0, -1], firstSalientFrame: null }));
    expect(wins).toMatchObject({ reason: 'barely-visible', wouldBe: 'chair' });
    expect(wins.marks).toHaveLength(5);
    expect(refused(derive({ type: 'Desk', at: [0, -1.625], firstSalientFrame: null })).reason).toBe('barely-visible');
  });

  it('answers where it changes nothing', () => {
    expect(answered(derive({ type: 'Sofa', at: [0, -3], firstSalientFrame: null })).answer).toBe('chair');
    expect(answered(derive({ type: 'Chair', at: [0, -1], firstSalientFrame: null })).answer).toBe('chair');
  });

  it('refuses where a second reference would give another answer', () => {
    expect(refused(derive({ type: 'Bed', at: [5.5, 2], firstSalientFrame: null })).reason).toBe('barely-visible');
    expect(answered(derive({ type: 'Bed', at: [-0.25, 0], firstSalientFrame: null })).answer).toBe('chair');
  });
});

describe('relative distance of the reference data', () => {
  const peers = [...(peerTrajectories('dataset') ?? []), ...(peerTrajectories('edge') ?? [])];
  it.skipIf(peers.length === 0)('agrees with every stored answer of SIMS-V, its distances to the bit', () => {
    let count = 0;
    let touching = 0;
    for (const { label, view, questions } of peers) {
      for (const record of questions.map(parseRecord).filter(({ task }) => String(task).includes('rel_distance'))) {
        const { text, answer, roles: asked } = contentFromRecord(record);
        const each = type(String(record['task']));
        const result = answered(each.derive(view, asked ?? {}, simsvConvention));
        expect(compareWithStored(each, answer, result), `${label}: ${text}`).toBe('agree');
        const stored = JSON.parse(JSON.stringify(record['distances'])) as { text: string }[];
        expect(result.recordFields['distances'], label).toEqual(stored.map((value) => Number(value.text)));
        if (Math.min(...(result.recordFields['distances'] as number[])) === 0) touching += 1;
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(200);
    expect(touching).toBeGreaterThan(5);
    console.info(`${count} questions, ${touching} with a winner at distance 0`);
  });

  const scenes = vsibenchScenes();
  it.skipIf(scenes === null)('agrees with every released answer of VSI-Bench whose objects the scenes know', () => {
    const theirs = type('object_rel_distance');
    const verdicts: Record<string, number> = {};
    for (const { view, questions, label } of scenes ?? []) {
      for (const question of questions.filter(({ task }) => task === theirs.task)) {
        const parsed = theirs.parse(question.text);
        const result = theirs.derive(view, parsed?.roles ?? {}, vsibenchConvention);
        const verdict = result.isAnswered ? compareWithStored(theirs, question.answer, result) : result.reason;
        verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
        if (!result.isAnswered) continue;
        // Their options are the names in the order of the wording.
        expect(result.choices, `${label} ${question.id}`).toEqual(question.options.map((option) => option.text));
        const wrong = question.options.filter((option) => option.text !== question.answer);
        expect(wrong.map((option) => compareWithStored(theirs, option.text, result))).toEqual(['disagree', 'disagree', 'disagree']);
      }
    }
    // The seventeen ask about a coat rack; the scenes call it a coat hanger.
    expect(verdicts).toEqual({ agree: 693, 'unknown-object': 17 });
  });
});

describe('wordings of relative distances', () => {
  /** Names as scenes have them: words of letters and digits. */
  const name = fc.stringMatching(/^[a-z0-9]{2,8}( [a-z0-9]{2,8}){0,2}$/);
  const five = fc.uniqueArray(name, { minLength: 5, maxLength: 5 });

  it('are read back, whatever the convention, within other text', () => {
    fc.assert(
      fc.property(five, fc.constantFrom(...Object.values(conventions)), (names, convention) => {
        const asked = Object.fromEntries(closest.roleNames.map((role, i) => [role, names[i] as string]));
        const text = closest.phrase(asked, convention, () => 0);
        expect(closest.parse(`<image>\nThese are frames of a video.\n${text}\nOptions:\nA. ${names[1]}`)?.roles, text).toEqual(asked);
      }),
    );
  });

  it('of the formats are read and keep their style in an edit', () => {
    const text =
      'Measuring from the closest point of each object, which of these objects (desk, chair, sofa, floor lamp) is the closest to the toilet?\nIf there are multiple, measure to the closest.';
    expect(closest.parse(text)?.roles).toEqual({ ...roles, ref_obj: 'toilet' });
    const edited = applyEdit({ type: closest, view: aView(row), convention: simsvConvention, text, newRoles: roles, seedParts: [] });
    expect(edited).toMatchObject({ text: text.replace('toilet', 'bed'), answer: 'chair', roles });
    expect(edited.options.map((option) => option.text).sort()).toEqual(['chair', 'desk', 'floor lamp', 'sofa']);
  });

  it('are asked with four names that are options too', () => {
    const view = aView([...row, { type: 'Toilet', at: [0, -4] }, { type: 'Sink', at: [0, -7] }]);
    const options = { tasks: ['vsi_obj_rel_distance'], perVideo: 4, seed: 1, convention: sightlineConvention, seedParts: ['v'] };
    const asked = askQuestions(view, options);
    expect(asked).toHaveLength(4);
    for (const { text, options: offered, derivation } of asked) {
      expect(offered.map((option) => option.text).sort()).toEqual([...(derivation.choices ?? [])].sort());
      expect(Object.values(closest.parse(text)?.roles ?? {}).slice(1)).toEqual(derivation.choices);
    }
  });
});

describe('relative distances in general', () => {
  /** A grid of 1/16 m: sums and differences are exact, so that only the formula can make a difference. */
  const coordinate = fc.integer({ min: -64, max: 64 }).map((n) => n / 16);
  const scattered = fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 5, maxLength: 5 })
    .map((places) => ['Bed', 'Desk', 'Chair', 'Sofa', 'FloorLamp'].map((name, i): ViewObject => ({ type: name, at: places[i]! })));
  const exact = [simsvConvention, sightlineConvention];
  const verdictOf = (objects: readonly ViewObject[], asked: Record<string, string>, convention = simsvConvention): string => {
    const result = closest.derive(aView(objects), asked, convention);
    return result.isAnswered ? result.answer : `${result.reason}: ${result.wouldBe}`;
  };

  it('depend neither on where the scene lies nor on its mirror image', () => {
    fc.assert(
      fc.property(scattered, coordinate, coordinate, fc.constantFrom(...exact), (objects, dx, dz, convention) => {
        const here = verdictOf(objects, roles, convention);
        expect(
          verdictOf(
            objects.map((o) => ({ ...o, at: [o.at[0] + dx, o.at[1] + dz] as const })),
            roles,
            convention,
          ),
        ).toBe(here);
        expect(
          verdictOf(
            objects.map((o) => ({ ...o, at: [-o.at[0], o.at[1]] as const })),
            roles,
            convention,
          ),
        ).toBe(here);
      }),
    );
  });

  it('do not depend on the order of the choices', () => {
    fc.assert(
      fc.property(scattered, fc.shuffledSubarray(['desk', 'chair', 'sofa', 'floor lamp'], { minLength: 4 }), (objects, names) => {
        const asked = { ref_obj: 'bed', ...Object.fromEntries(names.map((name, i) => [`choice_${i + 1}`, name])) };
        const [straight, reordered] = [verdictOf(objects, roles), verdictOf(objects, asked)];
        // Of two that are equally far, a refusal names the first.
        expect(reordered.split(':')[0]).toBe(straight.split(':')[0]);
      }),
    );
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
