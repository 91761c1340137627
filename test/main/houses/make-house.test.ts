import { describe, expect, it } from 'vitest';
import { checkHouse } from '../../../main/houses/check-house.ts';
import type { HouseSettings, PlannedHouse } from '../../../main/houses/house-plan.ts';
import { houseStatistics } from '../../../main/houses/house-statistics.ts';
import { makeHouse } from '../../../main/houses/make-house.ts';
import { AppError } from '../../../shared/errors.ts';

const usual = { rooms: [3, 8], objects: [30, 50] } as const;
const made: PlannedHouse[] = [];

function errorOf(settings: HouseSettings): AppError {
  try {
    makeHouse(settings);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('a house was made');
}

describe('a procedural house', () => {
  it('is valid and as large as asked for, for 300 seeds', { timeout: 300_000 }, () => {
    for (let seed = 0; seed < 300; seed++) {
      const house = makeHouse({ seed, ...usual });
      // Making a house ends with the very same check: a fault of the rules would be among the rejections.
      expect(
        Object.keys(house.rejections).filter((reason) => reason.startsWith('check:')),
        `seed ${seed}`,
      ).toEqual([]);
      if (seed % 6 === 0) expect(checkHouse(house), `seed ${seed}`).toEqual([]);
      made.push(house);
    }
  });

  it('differs from seed to seed and is the same for the same seed', () => {
    const [first, again, second] = [7, 7, 8].map((seed) => makeHouse({ seed, ...usual }));
    expect(first).toEqual(again);
    expect(first?.objects).not.toEqual(second?.objects);
  });

  it('can be small or large', { timeout: 30_000 }, () => {
    for (const settings of [
      { seed: 1, rooms: [1, 1], objects: [10, 15] },
      { seed: 2, rooms: [2, 2], objects: [0, 3] },
      { seed: 3, rooms: [10, 10], objects: [70, 90] },
    ] as const) {
      const { plan, objects } = makeHouse(settings);
      expect(plan.rooms.length).toBe(settings.rooms[0]);
      expect(objects.length).toBeGreaterThanOrEqual(settings.objects[0]);
      expect(objects.length).toBeLessThanOrEqual(settings.objects[1]);
    }
  });
});

describe('settings that no house can have', () => {
  it('are refused with what fits where too many objects are asked for', { timeout: 30_000 }, () => {
    const error = errorOf({ seed: 1, rooms: [1, 1], objects: [200, 220] });
    expect(error.code).toBe('input.invalid');
    expect(error.message).toMatch(/^200 objects do not fit: in \d+ houses at most \d+ found a place \(1 room and \d+ m2\)/);
  });

  it.each([
    ['reversed objects', { rooms: [3, 4], objects: [5, 2] }],
    ['a negative number of objects', { rooms: [3, 4], objects: [-1, 2] }],
    ['half an object', { rooms: [3, 4], objects: [1.5, 2] }],
    ['objects that are no number', { rooms: [3, 4], objects: [Number.NaN, 2] }],
    ['no rooms', { rooms: [0, 2], objects: [1, 2] }],
    ['reversed rooms', { rooms: [4, 2], objects: [1, 2] }],
  ] as const)('are refused at once: %s', (_, settings) => {
    expect(errorOf({ seed: 1, ...settings }).code).toBe('input.invalid');
  });
});

describe('statistics', () => {
  it('describe many houses', () => {
    const statistics = houseStatistics(made.slice(0, 200));
    expect(statistics.houses).toBe(200);
    expect(statistics.rooms.min).toBeGreaterThanOrEqual(3);
    expect(statistics.objects.max).toBeLessThanOrEqual(50);
    expect(statistics.freeFloorShare.mean).toBeGreaterThan(0.6);
    expect(statistics.freeFloorShare.max).toBeLessThan(0.95);
    expect(statistics.types.mean).toBeGreaterThan(22);
    expect(statistics.singleTypes.mean).toBeGreaterThan(15);
    expect(Object.keys(statistics.objectsByType).length).toBeGreaterThan(75);
    expect(statistics.turnedShare).toBeGreaterThan(0.03);
    const objects = Object.values(statistics.objectsByType).reduce((sum, count) => sum + count, 0);
    expect(objects / 200).toBeCloseTo(statistics.objects.mean, 6);
    expect(statistics.rejections['place: overlap']).toBeGreaterThan(0);
  });

  it('of no house are all nothing', () => {
    expect(houseStatistics([])).toMatchObject({ houses: 0, objects: { mean: 0, min: 0, max: 0 }, turnedShare: 0, rejections: {} });
  });
});
