import { describe, expect, test } from 'vitest';
import type { QuestionContent } from '../../../shared/api/index.ts';
import { composeEdit } from '../../../shared/questions/compose-edit.ts';
import { simsvConvention } from '../../../shared/questions/conventions/simsv.ts';
import type { QuestionType } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { suggestFixes } from '../../../shared/questions/suggest-fixes.ts';
import { aView } from '../../fixtures/a-view.ts';

const view = aView([
  { type: 'Bed', at: [0, 0], firstSalientFrame: 1 },
  { type: 'Desk', at: [3, 0], firstSalientFrame: 8 },
  { type: 'Sofa', at: [0, 4], firstSalientFrame: 16 },
  { type: 'FloorLamp', at: [3.4, 3], firstSalientFrame: 22 },
  { type: 'Chair', at: [2.2, 1], firstSalientFrame: 30 },
  { type: 'Chair', at: [-2, 1], firstSalientFrame: 31 },
]);
const type = findQuestionType('vsi_obj_abs_distance') as QuestionType;

function aQuestion(roles: Record<string, string>, changes: Partial<QuestionContent> = {}) {
  const text = type.phrase(roles, simsvConvention, seededPick([]));
  const shown: QuestionContent = { text, answer: '', options: [], letter: null, roles, ...changes };
  return { type, view, convention: simsvConvention, shown, seedParts: ['q'] };
}
const optionsOf = (...texts: string[]) => texts.map((each, k) => ({ letter: 'ABCD'[k] as string, text: each }));
const pair = { ref_obj: 'bed', other_obj: 'desk' };
const derived = (roles: Record<string, string>) => {
  const result = type.derive(view, roles, simsvConvention);
  return result.isAnswered ? result.answer : '';
};
const right = derived(pair);
const kinds = (question: ReturnType<typeof aQuestion>) => suggestFixes(question).map(({ kind }) => kind);

test('a right question in the wording of the convention needs nothing', () => {
  expect(suggestFixes(aQuestion(pair, { answer: right, options: optionsOf(right, '8.0', '9.0', '7.0'), letter: 'A' }))).toEqual([]);
});

describe('a fix is suggested', () => {
  test('for a wrong answer: the derived one', () => {
    const [fix] = suggestFixes(aQuestion(pair, { answer: '9.9', options: optionsOf('9.9', right, '8.0', '7.0'), letter: 'A' }));
    expect(fix).toMatchObject({ kind: 'answer', content: { answer: right, letter: 'B' } });
  });

  test('for a name the scene does not have: the one it means', () => {
    const [fix] = suggestFixes(aQuestion({ ref_obj: 'bed', other_obj: 'lamp' }, { answer: '1' }));
    expect(fix).toMatchObject({
      kind: 'rename',
      edit: { roles: { other_obj: 'floor lamp' } },
      content: { answer: derived({ ref_obj: 'bed', other_obj: 'floor lamp' }) },
    });
  });

  test('for several instances where one is needed: the nearest object that has one', () => {
    const [fix] = suggestFixes(aQuestion({ ref_obj: 'chair', other_obj: 'bed' }, { answer: '1' }));
    expect(fix).toMatchObject({ kind: 'swap', edit: { roles: { ref_obj: 'desk', other_obj: 'bed' } } });
  });

  test('for options that break a rule, and for another wording', () => {
    const near = (Number(right) + 0.1).toFixed(1);
    expect(kinds(aQuestion(pair, { answer: right, options: optionsOf(right, near, '8.0', '9.0'), letter: 'A' }))).toEqual(['options']);
    const theirs = 'Measuring … the direct distance between the bed and the desk (in meters)?';
    expect(kinds(aQuestion(pair, { answer: right, text: theirs }))).toEqual(['rephrase']);
  });
});

test('every suggestion is what storing its edit would give', () => {
  const question = aQuestion({ ref_obj: 'chair', other_obj: 'bed' }, { answer: '1', options: optionsOf('1', '2', '3', '4'), letter: 'A' });
  const fixes = suggestFixes(question);
  expect(fixes.length).toBeGreaterThan(0);
  for (const { edit, content } of fixes) expect(composeEdit({ ...question, edit }).content).toEqual(content);
});
