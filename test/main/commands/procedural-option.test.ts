import { describe, expect, test } from 'vitest';
import { proceduralFromOptions } from '../../../main/commands/procedural-option.ts';

describe('houses on the command line', () => {
  test('are made where no file is named, as many and as large as said', () => {
    expect(proceduralFromOptions({})).toEqual({ count: 1, rooms: [3, 8], objects: [30, 50] });
    expect(proceduralFromOptions({ count: 20, rooms: '2-4', objects: '12' })).toEqual({ count: 20, rooms: [2, 4], objects: [12, 12] });
  });

  test('are read where files are named', () => {
    expect(proceduralFromOptions({ houses: ['a.json'] })).toBeNull();
  });

  test.each([
    [{ houses: ['a.json'], count: 3 }, /one or the other/],
    [{ houses: ['a.json'], objects: '30-50' }, /one or the other/],
    [{ rooms: '8-3' }, /--rooms takes a number or a range such as 3-8, not "8-3"/],
    [{ objects: 'many' }, /--objects takes a number or a range such as 30-50, not "many"/],
  ])('are refused where that makes no sense: %o', (options, message) => {
    expect(() => proceduralFromOptions(options)).toThrow(
      expect.objectContaining({ code: 'input.invalid', message: expect.stringMatching(message) }),
    );
  });
});
