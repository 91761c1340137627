import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import { askQuestions } from '../../../shared/questions/ask.ts';
import { compareWithStored } from '../../../shared/questions/compare.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { applyEdit, reword } from '../../../shared/questions/edit.ts';
import { distanceDistractors } from '../../../shared/questions/options/distance-options.ts';
import type { QuestionType } from '../../../shared/questions/question-type.ts';
import { findQuestionType, questionTypes } from '../../../shared/questions/registry.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { threeQTasks } from '../../../shared/questions/task-lists.ts';
import { aView } from '../../fixtures/a-view.ts';

const type = (task: string): QuestionType => findQuestionType(task) as QuestionType;
const view = aView(
  ['Bed', 'Desk', 'Sofa', 'FloorLamp', 'Chair', 'Fridge', 'Toilet', 'Mirror'].map((name, i) => ({
    type: name,
    at: [3 * Math.sin(i * 2.4), 3 * Math.cos(i * 2.4)] as const,
    firstSalientFrame: i * 6,
  })),
);
const ask = (seed: number, perVideo = 5) =>
  askQuestions(view, { tasks: threeQTasks, perVideo, seed, convention: simsvConvention, seedParts: ['demo', '000001', '0'] });

/** The wordings of SIMS-V, by the least that tells them apart. */
const theirWordings: Readonly<Record<string, (names: readonly string[]) => string>> = {
  vsi_obj_abs_distance: ([a, b]) => `… the direct distance between the ${a} and the ${b} (in meters)?\nIf there are …`,
  vsi_obj_rel_direction_easy: ([p, o, q]) =>
    `… standing by the ${p} and facing the ${o}, is the ${q} to the left or the right of the ${o}?`,
  vsi_obj_rel_direction_medium: ([p, o, q]) =>
    `… standing by the ${p} and facing the ${o}, is the ${q} to my left, right, or back?\nAn object …`,
  vsi_obj_rel_direction_hard: ([p, o, q]) =>
    `… standing by the ${p} and facing the ${o}, is the ${q} to my front-left, front-right, back-left, or back-right?\nThe …`,
  vsi_obj_appearance_order: (names) => `… first-time appearance order of the following categories in the video: ${names.join(', ')}?`,
};
const name = fc.array(fc.stringMatching(/^[a-z]{1,9}$|^[0-9]{1,3}$/), { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const names = fc.uniqueArray(name, { minLength: 8, maxLength: 8 }).filter((all) => !all.some((n) => /\b(to|and|the|is)\b/.test(n)));

describe('a wording', () => {
  it('is read back as the roles it was made from, ours and theirs', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...threeQTasks), fc.integer(), (words, task, seed) => {
        const { roleNames, phrase, parse, interchangeableRoles } = type(task);
        const roles = Object.fromEntries(roleNames.map((role, i) => [role, words[i] as string]));
        expect(parse(theirWordings[task]!(words.slice(0, roleNames.length)))?.roles).toEqual(roles);
        const reread = parse(phrase(roles, simsvConvention, seededPick([seed])))?.roles ?? {};
        if (interchangeableRoles.length > 0) expect(Object.values(reread).sort()).toEqual(Object.values(roles).sort());
        else expect(reread).toEqual(roles);
      }),
    );
  });

  it('keeps its own words when its roles change, and then says the new roles', () => {
    fc.assert(
      fc.property(names, fc.constantFrom(...threeQTasks), fc.boolean(), (words, task, isOurs) => {
        const { roleNames, phrase, parse } = type(task);
        const roles = Object.fromEntries(roleNames.map((role, i) => [role, words[i] as string]));
        const newRoles = { ...roles, [roleNames[1] as string]: words[7] as string };
        const text = isOurs ? phrase(roles, simsvConvention, seededPick([1])) : theirWordings[task]!(Object.values(roles));
        const reworded = reword(type(task), text, newRoles, simsvConvention, seededPick([1]));
        expect(Object.values(parse(reworded)?.roles ?? {}).sort()).toEqual(Object.values(newRoles).sort());
        if (!isOurs) expect(reworded).toBe(theirWordings[task]!(Object.values(newRoles)));
      }),
    );
  });
});

describe('asking', () => {
  it('depends on the seed and on nothing else', () => {
    expect(ask(7).map((q) => [q.text, q.letter])).toEqual(ask(7).map((q) => [q.text, q.letter]));
    expect(ask(7).map((q) => q.text)).not.toEqual(ask(8).map((q) => q.text));
  });

  it('never asks about the same set of objects twice, and stops where a scene has no more', () => {
    const asked = ask(1, 200).filter((q) => q.type.task === 'vsi_obj_rel_direction_hard');
    const keys = asked.map((q) => Object.values(q.roles).sort().join());
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(20);
    expect(keys.length).toBeLessThanOrEqual(56);
  });

  it('gives options that hold exactly one right answer', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(...Object.values(conventions)), (seed, convention) => {
        const asked = askQuestions(view, { tasks: questionTypes.map((t) => t.task), perVideo: 2, seed, convention, seedParts: [] });
        for (const { options, letter, derivation } of asked) {
          expect(new Set(options.map((o) => o.text)).size).toBe(options.length);
          expect(options.map((o) => o.letter).join('')).toBe('ABCD'.slice(0, options.length));
          expect(options.find((o) => o.letter === letter)?.text).toBe(derivation.answer);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('keeps distance options apart, positive and four, even for tiny answers', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer(), (tenths, seed) => {
        const answer = (tenths / 10).toFixed(1);
        const texts = distanceDistractors(answer, seededPick([seed]));
        expect(new Set([answer, ...texts]).size).toBe(4);
        for (const text of texts) {
          expect(text).toMatch(/^\d+\.\d$/);
          expect(Number(text)).toBeGreaterThan(0);
          expect(Math.abs(Math.round(Number(text) * 10) - tenths)).toBeGreaterThanOrEqual(2);
        }
      }),
    );
  });
});

describe('an edit', () => {
  const edit = (task: string, text: string, newRoles: Record<string, string>) =>
    applyEdit({ type: type(task), view, convention: simsvConvention, text, newRoles, seedParts: ['q1'] });

  it('lets answer, options, letter and wording follow the roles', () => {
    const text = theirWordings['vsi_obj_abs_distance']!(['bed', 'desk']);
    const edited = edit('vsi_obj_abs_distance', text, { ref_obj: 'bed', other_obj: 'sofa' });
    expect(edited.text).toBe(theirWordings['vsi_obj_abs_distance']!(['bed', 'sofa']));
    expect(edited.answer).toBe(edited.derivation.answer);
    expect(edited.options.find((o) => o.letter === edited.letter)?.text).toBe(edited.answer);
    expect(edit('vsi_obj_abs_distance', text, { ref_obj: 'bed', other_obj: 'sofa' })).toEqual(edited);
  });

  it('of an order keeps the names that stay in their places and sorts the roles by the answer', () => {
    const text = theirWordings['vsi_obj_appearance_order']!(['mirror', 'bed', 'sofa', 'desk']);
    const edited = edit('vsi_obj_appearance_order', text, { object_1: 'fridge', object_2: 'desk', object_3: 'sofa', object_4: 'mirror' });
    expect(edited.text).toBe(theirWordings['vsi_obj_appearance_order']!(['mirror', 'fridge', 'sofa', 'desk']));
    expect(edited.answer).toBe('desk, sofa, fridge, mirror');
    expect(Object.values(edited.roles)).toEqual(['desk', 'sofa', 'fridge', 'mirror']);
  });

  it('of an open question gives it no options', () => {
    const stored = { type: type('vsi_obj_abs_distance'), view, convention: simsvConvention, text: 'How far?', seedParts: ['q1'] };
    const edited = applyEdit({ ...stored, newRoles: { ref_obj: 'bed', other_obj: 'sofa' }, isOpen: true });
    expect(edited).toMatchObject({ options: [], letter: null });
  });

  it('falls back to our wording where the stored one cannot be taken apart', () => {
    const edited = edit('vsi_obj_abs_distance', 'How far?', { ref_obj: 'bed', other_obj: 'sofa' });
    expect(edited.text).toBe(type('vsi_obj_abs_distance').phrase(edited.roles, simsvConvention, seededPick([])));
  });

  it('without an answer is refused with the reason', () => {
    const impossible = () => edit('vsi_obj_abs_distance', '', { ref_obj: 'bed', other_obj: 'unicorn' });
    expect(impossible).toThrow(AppError);
    expect(impossible).toThrow(/unicorn/);
  });
});

it.each([
  ['2', 'agree'],
  [' 2.0 ', 'agree'],
  ['2.1', 'disagree'],
  ['', 'disagree'],
  ['about 2', 'disagree'],
] as const)('a stored “%s” against a derived 2.0: %s', (stored, agreement) => {
  const near = aView([
    { type: 'Bed', at: [0, 0] },
    { type: 'Desk', at: [2.5, 0] },
  ]);
  const result = type('vsi_obj_abs_distance').derive(near, { ref_obj: 'bed', other_obj: 'desk' }, simsvConvention);
  expect(compareWithStored(type('vsi_obj_abs_distance'), stored, result)).toBe(agreement);
});
