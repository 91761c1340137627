import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionContent } from '../../../shared/api/index.ts';
import { AppError } from '../../../shared/errors.ts';
import type { Edit } from '../../../shared/model/decision.ts';
import { askQuestions } from '../../../shared/questions/ask.ts';
import { composeEdit } from '../../../shared/questions/compose-edit.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import { checkOptions } from '../../../shared/questions/options/check-options.ts';
import type { QuestionType } from '../../../shared/questions/question-type.ts';
import { questionTypes } from '../../../shared/questions/registry.ts';
import { seededPick, shuffle } from '../../../shared/questions/seeded-pick.ts';
import { aView } from '../../fixtures/a-view.ts';

const view = aView(
  ['Bed', 'Desk', 'Sofa', 'FloorLamp', 'Chair', 'Fridge', 'Toilet', 'Mirror'].map((name, i) => ({
    type: name,
    at: [3 * Math.sin(i * 2.4), 3 * Math.cos(i * 2.4)] as const,
    firstSalientFrame: i * 6,
  })),
);
const base = { view, convention: simsvConvention, seedParts: ['q1'] };

/** One question of every type that this scene can be asked about. */
const asked = askQuestions(view, {
  tasks: questionTypes.map(({ task }) => task),
  perVideo: 1,
  seed: 3,
  convention: simsvConvention,
  seedParts: [],
}).map(({ type, roles, text, derivation, options, letter }) => {
  const shown: QuestionContent = { text, answer: derivation.answer, options: [...options], letter, roles };
  return { type, shown, roles, derivation };
});

const compose = (at: (typeof asked)[number], edit: Partial<Edit>) =>
  composeEdit({ ...base, type: at.type, shown: at.shown, edit: { roles: at.roles, ...edit } });
const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'not refused';
};
const ofTask = (task: string) => asked.find(({ type }) => type.task === task) as (typeof asked)[number];

test('the types under test are nearly all there are', () => {
  expect(asked.length).toBeGreaterThan(25);
});

describe.each(asked.map((each) => [each.type.task, each] as const))('an edit of %s', (_task, each) => {
  test('that reorders the options moves the letter with the answer and keeps everything else', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const options = shuffle(
          each.shown.options.map(({ text }) => text),
          seededPick([seed]),
        );
        fc.pre(options.join('\0') !== each.shown.options.map(({ text }) => text).join('\0'));
        const { content } = compose(each, { options });
        expect(content.options.map(({ text }) => text)).toEqual(options);
        expect(content.options.find(({ letter }) => letter === content.letter)?.text).toBe(each.shown.answer);
        expect({ text: content.text, answer: content.answer }).toEqual({ text: each.shown.text, answer: each.shown.answer });
      }),
      { numRuns: 5 },
    );
  });

  test('to the wording of the convention reads back to the same roles', () => {
    const text = each.type.phrase(each.roles, simsvConvention, seededPick(['another draw']));
    const options = each.shown.options.map((option) => option.text).reverse();
    expect(compose(each, { text, options }).content).toMatchObject({ text, answer: each.shown.answer });
  });

  test('by hand is marked with its reason and holds the new answer once', () => {
    const wrong = each.shown.options.find(({ letter }) => letter !== each.shown.letter)?.text as string;
    const { content } = compose(each, { override: { answer: wrong, reason: 'the box is wrong' } });
    expect(content).toMatchObject({ answer: wrong, override: { reason: 'the box is wrong', derivedAnswer: each.derivation.answer } });
    expect(content.options.filter(({ text }) => text === wrong)).toHaveLength(1);
    expect(content.options.find(({ letter }) => letter === content.letter)?.text).toBe(wrong);
  });

  test('that changes nothing is refused, and so is an override with the derived answer', () => {
    expect(refusalOf(() => compose(each, {}))).toMatch(/changes nothing/);
    expect(refusalOf(() => compose(each, { override: { answer: each.derivation.answer, reason: 'because' } }))).toMatch(/already/);
  });
});

describe('a wording by hand', () => {
  test('that names other objects than the roles is refused with both', () => {
    const at = ofTask('vsi_obj_abs_distance');
    const text = at.type.phrase({ ref_obj: 'sofa', other_obj: 'unicorn' }, simsvConvention, seededPick([]));
    expect(refusalOf(() => compose(at, { text }))).toMatch(/decision.illegal: The wording names sofa, unicorn, but the roles are/);
  });

  test('that no known wording matches is refused', () => {
    expect(refusalOf(() => compose(ofTask('vsi_obj_abs_distance'), { text: 'Is it far?' }))).toMatch(/cannot be read back/);
  });
});

describe('options by hand', () => {
  const at = ofTask('vsi_obj_abs_distance');
  const right = at.shown.answer;
  test.each([
    ['twice the same number, written differently', [right, '9', '9.0', '7.7'], /Option C: It says the same as option B/],
    ['no right one', ['9.9', '8.8', '7.7'], /None of the options is the answer/],
    ['the right one twice', [right, `${Number(right)}0`, '9.9'], /Option B: It says the same as option A/],
    ['one nearer than 0.2 m', [right, (Number(right) + 0.1).toFixed(1), '9.9'], /Option B: It lies within 0.2/],
    ['words', [right, 'far', '9.9'], /Option B: It is no number/],
  ])('with %s are refused', (_name, options, message) => {
    expect(refusalOf(() => compose(at, { options: [...options] }))).toMatch(message);
  });

  test('0.2 m apart are apart enough', () => {
    expect(checkOptions(at.type, ['2.4', '2.6'], '2.4', { ...at.derivation, answer: '2.4' })).toEqual([]);
  });

  test('keep to the names of the question', () => {
    const order = ofTask('vsi_obj_appearance_order');
    const options = order.shown.options.map(({ text, letter }) => (letter === order.shown.letter ? text : text.replace(/\w+$/, 'unicorn')));
    expect(refusalOf(() => compose(order, { options }))).toMatch(/same names|says the same/);
    const nearest = ofTask('vsi_obj_rel_distance');
    if (nearest !== undefined) {
      const others = nearest.shown.options.map(({ text, letter }, k) => (letter === nearest.shown.letter ? text : `unicorn ${k}`));
      expect(refusalOf(() => compose(nearest, { options: others }))).toMatch(/does not offer/);
    }
  });
});

describe('a question of a type nobody knows', () => {
  const shown: QuestionContent = { text: 'What?', answer: '1', options: [], letter: null, roles: null };
  const edit = (given: Partial<Edit>) => composeEdit({ ...base, type: null as QuestionType | null, shown, edit: { roles: {}, ...given } });

  test('can be answered by hand, and only so', () => {
    expect(refusalOf(() => edit({ text: 'What now?' }))).toMatch(/set the answer by hand/);
    expect(edit({ text: 'What now?', override: { answer: '2', reason: 'counted' } }).content).toEqual({
      ...shown,
      text: 'What now?',
      answer: '2',
      override: { reason: 'counted', derivedAnswer: null },
    });
  });
});

test('an edit after an edit starts from what is shown, and draws options only for new roles', () => {
  const at = ofTask('vsi_obj_abs_distance');
  const reversed = compose(at, { options: at.shown.options.map(({ text }) => text).reverse() }).content;
  const rephrase = (shown: QuestionContent, edit: Edit) => composeEdit({ ...base, type: at.type, shown, edit }).content;
  const other = rephrase(reversed, { roles: { ref_obj: 'bed', other_obj: 'sofa' } });
  expect(other.options.find(({ letter }) => letter === other.letter)?.text).toBe(other.answer);
  expect(rephrase(other, { roles: at.roles })).toMatchObject({ text: at.shown.text, answer: at.shown.answer });
});
