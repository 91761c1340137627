import { describe, expect, it } from 'vitest';
import { describeCandidate } from '../../renderer/studio/features/question/describe-candidate.ts';
import { editLimit } from '../../renderer/studio/features/question/edit-limit.ts';
import { answerText, marginText, rawText } from '../../renderer/studio/features/question/measured-text.ts';
import { narrowOptions } from '../../renderer/studio/features/question/narrow-options.ts';
import { shortTaskName } from '../../renderer/studio/features/question/task-name.ts';
import { colorNumbers } from '../../renderer/studio/features/review/role-colors.ts';
import type { Candidate, Derivation, QuestionType } from '../../shared/questions/question-type.ts';
import { findQuestionType, questionTypes } from '../../shared/questions/registry.ts';
import { aScene } from '../fixtures/a-scene.ts';

const typeOf = (task: string) => findQuestionType(task) as QuestionType;
const derived = (fields: Partial<Derivation>) => ({ isAnswered: true, rawValue: null, unit: null, ...fields }) as Derivation;

describe('colours of roles', () => {
  const order = typeOf('temporal_order_3');
  const stored = { object_1: 'bed', object_2: 'lamp', object_3: 'sofa' };

  it('stay with an object that an edit moves to another place of the order', () => {
    const colorOf = colorNumbers(order, stored, { object_1: 'bed', object_2: 'desk', object_3: 'sofa' });
    expect([colorOf('object_1', 'bed'), colorOf('object_2', 'sofa'), colorOf('object_3', 'desk')]).toEqual([0, 2, 1]);
  });

  it('are one for what fills two roles', () => {
    const roles = { start: 'bed', facing: 'desk', goal: 'sofa', step_1: '[turn]', step_2: 'sofa' };
    const colorOf = colorNumbers(typeOf('route_planning'), roles, roles);
    expect(colorOf('step_2', 'sofa')).toBe(colorOf('goal', 'sofa'));
  });
});

describe('answers in words', () => {
  it('carry their unit, before rounding and as margin', () => {
    const size = derived({ answer: '85', rawValue: 84.192, unit: 'cm' });
    expect([answerText('85', size), rawText(size)?.value]).toEqual(['85 cm', '84.19 cm']);
    expect(marginText({ value: 0.0169, unit: 'm', score: 0.5, flipsTo: '80' }, 'cm')).toBe('1.69 cm');
    const area = derived({ answer: '65', rawValue: 64.923, unit: 'm2' });
    expect([answerText('65', area), rawText(area)?.value]).toEqual(['65 m²', '64.92 m²']);
    expect(marginText({ value: 0.423, unit: 'm2', score: 0.8, flipsTo: '64' }, 'm2')).toBe('0.42 m²');
    expect(marginText({ value: 0.731, unit: '%', score: 0.1, flipsTo: '6' }, null)).toBe('0.73 % of the frame');
    expect(marginText({ value: 1, unit: 'frames', score: 0.1, flipsTo: null }, null)).toBe('1 frame');
  });

  it('say nothing twice: a count was never rounded', () => {
    expect(rawText(derived({ answer: '3', rawValue: 3 }))).toBeNull();
    expect(rawText(derived({ answer: 'left', rawValue: -17.04, unit: 'deg' }))).toEqual({
      label: 'Turn from facing',
      value: '17.0° to the left',
    });
  });
});

describe('fields of roles', () => {
  const none: Candidate = { name: 'zeppelin', objectIndices: [], firstSalientFrame: null, duplicateIndices: [], doubtfulIndices: [] };

  it('tell names that the scene does not have from those that nobody saw', () => {
    const scene = aScene();
    const inScene = { ...none, objectIndices: [0] };
    expect(describeCandidate(none, scene)).toBe('not in this scene');
    expect(describeCandidate(inScene, scene)).not.toMatch(/frame|null/);
    expect(describeCandidate({ ...inScene, firstSalientFrame: 12 }, scene)).toContain('frame 12');
    expect(describeCandidate(undefined, scene)).toContain('stored');
  });

  it('show no more names than can be read, and say how many typing would find', () => {
    const options = Array.from({ length: 300 }, (_, i) => ({ value: `name ${i}`, label: `name ${i}` }));
    const shown = narrowOptions({ options, search: '', limit: Number.POSITIVE_INFINITY });
    expect(shown).toHaveLength(81);
    expect(shown.at(-1)).toMatchObject({ label: '220 more: type to find them', disabled: true });
    expect(narrowOptions({ options, search: 'NAME 29', limit: Number.POSITIVE_INFINITY })).toHaveLength(11);
  });

  it('are refused with a reason where there is nothing to choose', () => {
    expect(editLimit({ type: typeOf('n_rooms'), roles: {} })).toMatch(/follows from the house/);
    expect(editLimit({ type: typeOf('vsi_obj_count'), roles: null })).toMatch(/wording/);
    expect(editLimit({ type: null, roles: null })).toMatch(/no formula/);
    expect(editLimit({ type: typeOf('vsi_obj_count'), roles: { object: 'bed' } })).toBeNull();
  });
});

it('no two question types have one name in a list', () => {
  const names = questionTypes.map(({ task }) => shortTaskName(task));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});
