import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentFromRecord, parseRecord } from '../../../main/formats/simsv/record.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { sightlineConvention } from '../../../shared/questions/conventions/sightline.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { applyEdit } from '../../../shared/questions/edit.ts';
import type { Derivation, QuestionType, Refusal } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aView } from '../../fixtures/a-view.ts';
import { peerTrajectories } from '../../fixtures/peer-view.ts';

const first = findQuestionType('temporal_rel') as QuestionType;
const roles = { object_1: 'bed', object_2: 'sofa' };
const seenAt = (...frames: readonly (number | null)[]) =>
  aView(
    frames.map((firstSalientFrame, i) => ({ type: ['Bed', 'Sofa', 'Sofa', 'Desk'][i] as string, at: [i, i] as const, firstSalientFrame })),
    { frameCount: 500 },
  );

describe('first seen', () => {
  it('names the category whose first salient frame, over all instances, comes first', () => {
    const result = answered(first.derive(seenAt(40, 90, 30), roles, simsvConvention));
    expect(result).toMatchObject({
      answer: 'sofa',
      margin: { value: 10, unit: 'frames', score: 0.5, flipsTo: 'bed' },
      instances: { object_1: [0], object_2: [2, 1] },
      recordFields: { object_1: 'bed', object_2: 'sofa' },
      marks: [
        { kind: 'pin', order: 1, frame: 30, objectIndex: 2, label: 'sofa' },
        { kind: 'pin', order: 2, frame: 40, objectIndex: 0, label: 'bed' },
      ],
    });
    expect(first.distractors(result, simsvConvention, seededPick([1]))).toEqual(['bed']);
    expect(compareWithStored(first, 'sofa', result)).toBe('agree');
    expect(compareWithStored(first, 'bed', result)).toBe('disagree');
  });

  it('says why it refuses', () => {
    const reason = (result: Derivation | Refusal) => (result.isAnswered ? result.answer : result.reason);
    expect(reason(first.derive(seenAt(7, 7), roles, simsvConvention))).toBe('same-frame');
    expect(reason(first.derive(seenAt(7, 8), roles, simsvConvention))).toBe('bed');
    expect(first.derive(seenAt(7, 8), roles, sightlineConvention)).toMatchObject({ reason: 'near-border', wouldBe: 'bed' });
    expect(reason(first.derive(seenAt(7, null), roles, simsvConvention))).toBe('not-salient');
    expect(reason(first.derive(seenAt(7, 8), { ...roles, object_2: 'unicorn' }, simsvConvention))).toBe('unknown-object');
    expect(reason(first.derive(seenAt(7, 8), { ...roles, object_2: 'bed' }, simsvConvention))).toBe('same-object-twice');
    // The second sofa is no more than noticeable and at its largest in the last frame: too late to matter.
    expect(reason(first.derive(seenAt(7, 50, null), roles, sightlineConvention))).toBe('bed');
    const noFrames = { ...seenAt(), frameCount: 0, fps: 0 };
    for (const convention of Object.values(conventions)) expect(reason(first.derive(noFrames, roles, convention))).toBe('no-frames');
  });

  it('does not depend on which of the two is named first, nor on where the scene lies', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.integer(), fc.constantFrom(...Object.values(conventions)), (a, b, dx, convention) => {
        const there = first.derive(seenAt(a, b), roles, convention);
        const moved = aView(
          [a, b].map((firstSalientFrame, i) => ({ type: ['Bed', 'Sofa'][i] as string, at: [i + dx, -i] as const, firstSalientFrame })),
          { frameCount: 500 },
        );
        const back = first.derive(moved, { object_1: 'sofa', object_2: 'bed' }, convention);
        expect(back.isAnswered).toBe(there.isAnswered);
        if (!there.isAnswered || !back.isAnswered) return;
        expect(back.answer).toBe(there.answer);
        expect(there.answer).toBe(a < b ? 'bed' : 'sofa');
      }),
    );
  });

  it('draws only pairs that it answers, and either name may be the right one', () => {
    const view = seenAt(0, 30, 33, 36);
    const places = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const drawn = first.draw(view, sightlineConvention, seededPick([seed])) as Record<string, string>;
      const { answer } = answered(first.derive(view, drawn, sightlineConvention));
      places.add(answer === drawn['object_1'] ? 'first' : 'second');
    }
    expect(places).toEqual(new Set(['first', 'second']));
    expect(first.draw(seenAt(5), sightlineConvention, seededPick([1]))).toBeNull();
    expect(first.draw(seenAt(), sightlineConvention, seededPick([1]))).toBeNull();
  });

  it('reads its wordings back, theirs and ours, and an edit replaces only the names', () => {
    const name = fc
      .array(fc.stringMatching(/^[a-z]{1,9}(-[a-z]{1,4})?$/), { minLength: 1, maxLength: 3 })
      .map((words) => words.join(' '))
      .filter((text) => !/\b(or|the|first)\b/.test(text));
    const theirs = (a: string, b: string) => `Did you see the ${a} or the ${b} first?`;
    fc.assert(
      fc.property(name, name, (a, b) => {
        const named = { object_1: a, object_2: b };
        const ours = first.phrase(named, simsvConvention, seededPick([1]));
        for (const text of [theirs(a, b), `<image>\nThese are frames.\n${theirs(a, b)}\nA. ${a}\nB. ${b}`, ours]) {
          expect(first.parse(text)?.roles).toEqual(named);
        }
      }),
    );
    const edited = applyEdit({
      type: first,
      view: seenAt(0, 30, 33, 60),
      convention: simsvConvention,
      text: theirs('bed', 'sofa'),
      newRoles: { object_1: 'desk', object_2: 'sofa' },
      seedParts: [],
    });
    expect(edited).toMatchObject({ text: theirs('desk', 'sofa'), answer: 'sofa', roles: { object_1: 'desk', object_2: 'sofa' } });
  });

  const trajectories = peerTrajectories('dataset');
  it.skipIf(trajectories === null)('agrees with every stored answer', () => {
    let count = 0;
    for (const { view, questions, label } of trajectories ?? []) {
      for (const record of questions.map(parseRecord).filter(({ task }) => task === 'temporal_rel')) {
        const content = contentFromRecord(record);
        const result = first.derive(view, content.roles ?? {}, simsvConvention);
        expect(compareWithStored(first, content.answer, result), `${label}: ${content.text}`).toBe('agree');
        expect(first.parse(content.text)?.roles).toEqual(content.roles);
        count += 1;
      }
    }
    expect(count).toBeGreaterThan(60);
  });
});

function answered(result: Derivation | Refusal): Derivation {
  if (!result.isAnswered) expect.fail(`refused: ${result.message}`);
  return result;
}
