import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vec3 } from '../../../shared/geometry/vector.ts';
import type { Part } from '../../../shared/stage/compiled-stage.ts';
import { partBounds } from '../../../shared/stage/furniture/fill-box.ts';
import { furnitureParts, furnitureTypes } from '../../../shared/stage/furniture/furniture.ts';

/** The most frequent types of the reference houses, most frequent first. */
const frequentTypes = [
  ...['Painting', 'Chair', 'Book', 'CellPhone', 'DiningTable', 'Television', 'RemoteControl', 'Bowl', 'Pencil', 'Pillow', 'HousePlant'],
  ...['Statue', 'Bed', 'Egg', 'Dresser', 'CreditCard', 'GarbageCan', 'Pen', 'Vase', 'KeyChain', 'Laptop', 'Mug', 'CounterTop', 'Fridge'],
  ...['Sofa', 'Watch', 'Spoon', 'Toilet', 'Sink', 'Faucet', 'Potato', 'SprayBottle', 'Plate', 'SoapBottle', 'TVStand', 'ToiletPaper'],
  ...['DeskLamp', 'BaseballBat', 'Knife', 'Box', 'Plunger', 'Stool', 'Newspaper', 'SaltShaker', 'Cup', 'SideTable', 'ButterKnife'],
  ...['ArmChair', 'Candle', 'Fork', 'TissueBox', 'Apple', 'PepperShaker', 'ShelvingUnit', 'WineBottle', 'FloorLamp', 'PaperTowelRoll'],
  ...['Spatula', 'AlarmClock', 'BasketBall'],
];

/** From a pencil's thickness to a long counter, in every proportion. */
const edgeM = fc.oneof(fc.double({ min: 0.005, max: 0.3, noNaN: true }), fc.double({ min: 0.3, max: 3.1, noNaN: true }));
const anySize: fc.Arbitrary<Vec3> = fc.tuple(edgeM, edgeM, edgeM);
const anyVariant = fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 });

function jointBounds(parts: readonly Part[]): { low: number[]; high: number[] } {
  const bounds = parts.map(partBounds);
  return {
    low: [0, 1, 2].map((k) => Math.min(...bounds.map(({ minM }) => minM[k as 0 | 1 | 2]))),
    high: [0, 1, 2].map((k) => Math.max(...bounds.map(({ maxM }) => maxM[k as 0 | 1 | 2]))),
  };
}

function expectFills(parts: readonly Part[], sizeM: Vec3): void {
  const { low, high } = jointBounds(parts);
  for (const k of [0, 1, 2] as const) {
    expect(Math.abs((low[k] as number) + sizeM[k] / 2)).toBeLessThan(1e-6);
    expect(Math.abs((high[k] as number) - sizeM[k] / 2)).toBeLessThan(1e-6);
  }
}

function expectDrawable({ centerM, sizeM, rotationDeg, color }: Part): void {
  expect([...centerM, ...(rotationDeg ?? [])].every(Number.isFinite)).toBe(true);
  expect(sizeM.every((length) => Number.isFinite(length) && length > 0)).toBe(true);
  expect(color.every((channel) => channel >= 0 && channel <= 1)).toBe(true);
}

describe('a piece of furniture', () => {
  it.each(furnitureTypes)('of type %s fills exactly its box with drawable parts, the same ones every time', (type) => {
    fc.assert(
      fc.property(anySize, anyVariant, (sizeM, variant) => {
        const { parts, isGeneric } = furnitureParts(type, sizeM, variant);
        expect(isGeneric).toBe(false);
        expectFills(parts, sizeM);
        parts.forEach(expectDrawable);
        expect(furnitureParts(type, sizeM, variant).parts).toEqual(parts);
      }),
      { numRuns: 40 },
    );
  });

  it('of an unknown type is a plain chest that still fills its box', () => {
    fc.assert(
      fc.property(anySize, anyVariant, (sizeM, variant) => {
        const { parts, isGeneric } = furnitureParts('Gramophone', sizeM, variant);
        expect(isGeneric).toBe(true);
        expectFills(parts, sizeM);
        parts.forEach(expectDrawable);
      }),
    );
  });

  it.each(frequentTypes)('of the frequent type %s is told from the plain chest and has at least three parts and two colours', (type) => {
    const { parts, isGeneric } = furnitureParts(type, [0.6, 0.7, 0.5], 7);
    expect(isGeneric).toBe(false);
    expect(parts.length).toBeGreaterThanOrEqual(3);
    expect(new Set(parts.map(({ color }) => color.join())).size).toBeGreaterThanOrEqual(2);
  });

  it('comes in other colours for other variants', () => {
    const looks = [0, 1, 2, 3].map((variant) =>
      JSON.stringify(furnitureParts('Sofa', [2, 0.9, 0.9], variant).parts.map(({ color }) => color)),
    );
    expect(new Set(looks).size).toBe(looks.length);
  });

  it('stands with its back at -z: backrest, cistern and bedhead rise there', () => {
    const cases: [type: string, sizeM: Vec3][] = [
      ['Chair', [0.48, 0.88, 0.55]],
      ['Sofa', [2.4, 0.92, 0.93]],
      ['Toilet', [0.53, 1.04, 0.97]],
      ['Bed', [1.4, 0.9, 2.2]],
    ];
    for (const [type, sizeM] of cases) {
      for (const variant of [0, 1, 2, 3, 4, 5]) {
        const { parts } = furnitureParts(type, sizeM, variant);
        const highest = parts.map(partBounds).filter(({ maxM }) => maxM[1] > sizeM[1] * 0.46);
        expect(Math.max(...highest.map(({ minM }) => minM[2]))).toBeLessThan(0);
      }
    }
  });
});
