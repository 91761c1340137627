import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerClasses } from '../../../main/mix/answer-classes.ts';
import { apportion } from '../../../main/mix/apportion.ts';
import { drawBalanced } from '../../../main/mix/draw-balanced.ts';
import type { PoolQuestion } from '../../../main/mix/question-pool.ts';
import { mixRecipes } from '../../../main/mix/recipes.ts';
import { seededPick } from '../../../shared/questions/seeded-pick.ts';

const sharesOf = (name: string) => (mixRecipes[name]?.reference ?? []).map(({ share }) => share);

describe('apportioning', () => {
  test('gives the published 3Q numbers at 25,000', () => {
    expect(apportion(sharesOf('3q'), 25_000)).toEqual([8616, 6384, 3905, 3853, 2242]);
  });

  test('adds up exactly, each within one of its share', () => {
    const shares = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(shares, fc.integer({ min: 0, max: 1_000_000 }), (parts, size) => {
        const counts = apportion(parts, size);
        const whole = parts.reduce((sum, part) => sum + part, 0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(size);
        for (const [index, count] of counts.entries())
          expect(Math.abs(count - (size * (parts[index] as number)) / whole)).toBeLessThan(1.000001);
      }),
    );
  });

  test('of the baseline covers all of VSI-Bench but route planning', () => {
    expect(sharesOf('vsi-baseline').reduce((sum, share) => sum + share, 0)).toBe(5130 - 194);
  });
});

const poolOf = (rows: readonly { scene: number; walk: number; answer: string }[]): PoolQuestion[] =>
  rows.map(({ scene, walk, answer }, seq) => ({ seq, sceneId: `s${scene}`, trajectoryId: `s${scene}/${walk}`, answer, letter: 'A' }));

/** How many of each there are, sorted. */
function tally(values: readonly string[]): number[] {
  return [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length).sort((a, b) => a - b);
}

describe('a balanced draw', () => {
  const row = fc.record({ scene: fc.nat(5), walk: fc.nat(1), answer: fc.constantFrom('left', 'right', 'back') });

  test('takes what is wanted or all there is, nothing twice, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.nat(80), fc.nat(1000), (rows, count, seed) => {
        const pool = poolOf(rows);
        const drawn = drawBalanced(pool, count, seededPick([seed]));
        expect(drawn.length).toBe(Math.min(count, pool.length));
        expect(new Set(drawn).size).toBe(drawn.length);
        expect(drawBalanced(pool, count, seededPick([seed]))).toEqual(drawn);
      }),
    );
  });

  test('lets no scene give a second question more than another that has one left', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), fc.nat(60), fc.nat(1000), (rows, count, seed) => {
        const pool = poolOf(rows);
        const drawn = drawBalanced(pool, count, seededPick([seed]));
        const given = (scene: string) => drawn.filter(({ sceneId }) => sceneId === scene).length;
        const scenes = [...new Set(pool.map(({ sceneId }) => sceneId))];
        const most = Math.max(0, ...scenes.map(given));
        for (const scene of scenes) {
          const isEmpty = given(scene) === pool.filter(({ sceneId }) => sceneId === scene).length;
          expect(isEmpty || given(scene) >= most - 1).toBe(true);
        }
      }),
    );
  });

  test('evens out answers and walks where the pool is lopsided', () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({ scene: i % 4, walk: i % 8 < 6 ? 0 : 1, answer: i % 20 < 4 ? 'right' : 'left' }));
    const drawn = drawBalanced(poolOf(rows), 80, seededPick([1]));
    expect(tally(drawn.map(({ answer }) => answer))).toEqual([40, 40]);
    expect(tally(drawn.map(({ sceneId }) => sceneId))).toEqual([20, 20, 20, 20]);
  });

  test('sorts numbers into deciles of the pool, equal numbers together, and orders by their letter', () => {
    const numbers = answerClasses(poolOf(Array.from({ length: 100 }, (_, i) => ({ scene: 0, walk: 0, answer: `${i / 10}` }))));
    expect(tally([...numbers.values()])).toEqual(Array(10).fill(10));
    const counts = answerClasses(
      poolOf(['1', '1', '1', '1', '1', '1', '1', '2', '2', '5'].map((answer) => ({ scene: 0, walk: 0, answer }))),
    );
    expect(tally([...counts.values()])).toEqual([1, 2, 7]);
    expect([...answerClasses(poolOf([{ scene: 0, walk: 0, answer: 'bed, sofa' }])).values()]).toEqual(['A']);
  });
});
