import { describe, expect, it } from 'vitest';
import { checkQuestion, problemWithOptions } from '../../../main/verify/check-question.ts';
import type { SourceQuestion } from '../../../main/verify/question-source.ts';
import { createConventions, thresholdNames, thresholdsFromOption } from '../../../main/verify/thresholds.ts';
import { conventions } from '../../../shared/questions/conventions/index.ts';
import type { Derivation } from '../../../shared/questions/question-type.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';
import { aView } from '../../fixtures/a-view.ts';

const view = aView([
  { type: 'Bed', at: [0, 0] },
  { type: 'Sofa', at: [3, 0] },
  { type: 'Desk', at: [0, 4] },
  { type: 'Lamp', at: [5, 5] },
]);
const context = { view, whyNoView: '', convention: conventions.simsv };
const distance = findQuestionType('vsi_obj_abs_distance')!;
const roles = { ref_obj: 'bed', other_obj: 'sofa' };
const { answer } = distance.derive(view, roles, conventions.simsv) as Derivation;
const optionTexts = ['1.1', answer, '4.7', '6.3'];

/** A question whose stored answer is right, with changes. */
function aQuestion(changes: Partial<SourceQuestion['content']> = {}, task = distance.task): SourceQuestion {
  const options = optionTexts.map((text, index) => ({ letter: 'ABCD'.charAt(index), text }));
  const text = distance.phrase(roles, conventions.simsv, seededPick([1]));
  return { id: 'q', task, content: { text, answer, options, letter: 'B', roles, ...changes }, file: 'qa.jsonl', line: 3 };
}

describe('a stored question', () => {
  it('agrees where the formula says the same by value', () => {
    expect(checkQuestion(aQuestion(), context)).toEqual({ agreement: 'agree' });
    expect(checkQuestion(aQuestion({ answer: `${answer}0` }), context)).toEqual({ agreement: 'agree' });
    expect(checkQuestion(aQuestion({ options: [], letter: null }), context)).toEqual({ agreement: 'agree' });
  });

  it.each([
    ['its answer is wrong', { answer: '1.1', letter: 'A' }, { reason: 'answer', stored: '1.1', derived: answer }],
    ['its letter points elsewhere', { letter: 'C' }, { reason: 'letter', stored: 'C. 4.7', derived: `B. ${answer}` }],
    ['its letter is no option', { letter: 'E' }, { reason: 'letter', stored: 'E', derived: `B. ${answer}` }],
    ['it has options but no letter', { letter: null }, { reason: 'letter', stored: 'no letter', derived: `B. ${answer}` }],
    [
      'its answer is no option',
      { options: [{ letter: 'A', text: '1.1' }], letter: 'A' },
      { reason: 'answer-not-an-option', stored: answer, derived: 'A. 1.1' },
    ],
    [
      'its text names others',
      { roles: { ...roles, other_obj: 'desk' } },
      { reason: 'roles-differ', stored: 'bed, desk', derived: 'bed, sofa' },
    ],
  ])('disagrees where %s', (_what, changes, expected) => {
    expect(checkQuestion(aQuestion(changes), context)).toMatchObject({ agreement: 'disagree', ...expected });
  });

  it.each([
    ['unknown-type', aQuestion({}, 'count_the_ghosts'), context],
    ['unreadable-wording', aQuestion({ text: 'Hm?', roles: null }), context],
    ['no-metadata', aQuestion(), { ...context, view: null, whyNoView: 'It is gone.' }],
    ['unknown-object', aQuestion({ text: 'Hm?', roles: { ...roles, other_obj: 'unicorn' } }), context],
  ])('is undecidable, and says why: %s', (reason, question, given) => {
    expect(checkQuestion(question, given)).toEqual({ agreement: 'undecidable', reason, message: expect.stringMatching(/\w.*\.$/) });
  });

  it('disagrees with itself even where nothing can be derived', () => {
    expect(checkQuestion(aQuestion({ letter: 'A' }, 'count_the_ghosts'), context)).toMatchObject({
      agreement: 'disagree',
      reason: 'letter',
    });
  });

  it('does not take the rest down where a formula fails', () => {
    const broken = {
      ...view,
      get scene(): never {
        throw new Error('no scene');
      },
    };
    expect(checkQuestion(aQuestion(), { ...context, view: broken })).toMatchObject({ agreement: 'undecidable', reason: 'failed' });
  });

  it('has a problem where options say the same', () => {
    const options = ['1', '1.0', 'A', 'a '].map((text, index) => ({ letter: 'ABCD'.charAt(index), text }));
    const message = expect.stringContaining('B. 1.0, D. a ');
    expect(problemWithOptions(aQuestion({ options }))).toEqual({
      code: 'question.malformed',
      file: 'qa.jsonl',
      line: 3,
      item: 'q',
      message,
    });
    expect(problemWithOptions(aQuestion())).toBeNull();
  });
});

describe('thresholds', () => {
  it('replace numbers of every convention, by dotted name', () => {
    const conventionOf = createConventions(thresholdsFromOption('distance.minM=9, direction.marginDeg=12.5'));
    expect(conventionOf('simsv')).toEqual({
      ...conventions.simsv,
      distance: { ...conventions.simsv.distance, minM: 9 },
      direction: { ...conventions.simsv.direction, marginDeg: 12.5 },
    });
    expect(conventionOf('simsv')).toBe(conventionOf('simsv'));
    expect(checkQuestion(aQuestion(), { ...context, convention: conventionOf('simsv') })).toMatchObject({ reason: 'too-close' });
  });

  it.each([
    ['distance.foo=1', 'distance.foo'],
    ['distance.minM', 'distance.minM'],
    ['distance.minM=near', 'near'],
    ['distance.minM=1=2', '1=2'],
    ['boxes=1', 'boxes'],
    ['', '""'],
  ])('refuse "%s" and say what there is', (text, named) => {
    expect(() => thresholdsFromOption(text)).toThrow(named);
  });

  it('have the same names in every convention', () => {
    const names = Object.values(conventions).map((convention) => thresholdNames(convention).join());
    expect(new Set(names).size).toBe(1);
  });
});
