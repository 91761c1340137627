import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from '../../renderer/studio/features/question/word-diff.ts';

const of = (kinds: readonly string[], before: string, after: string) =>
  wordDiff(before, after)
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');

test('a diff gives both texts back, whatever they are', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('bed', 'desk', ' ', '\n', 'is')), fc.array(fc.constantFrom('bed', 'sofa', ' ', 'is')), (a, b) => {
      const [before, after] = [a.join(''), b.join('')];
      expect(of(['same', 'gone'], before, after)).toBe(before);
      expect(of(['same', 'new'], before, after)).toBe(after);
    }),
  );
});

test('one word for another marks only these, and another sentence is shown whole', () => {
  expect(wordDiff('from the bed to the desk', 'from the sofa to the desk')).toEqual([
    { kind: 'same', text: 'from the ' },
    { kind: 'gone', text: 'bed' },
    { kind: 'new', text: 'sofa' },
    { kind: 'same', text: ' to the desk' },
  ]);
  expect(wordDiff('Did you see a fridge in the house?', 'Does the video clearly show any fridge?').map(({ kind }) => kind)).toEqual([
    'gone',
    'new',
  ]);
});
