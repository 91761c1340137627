import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseJsonWithNaN } from '../../../main/formats/parse-json-with-nan.ts';

it('reads what JSON.parse reads, and null for numbers that are none', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(parseJsonWithNaN(JSON.stringify(value))).toEqual(JSON.parse(JSON.stringify(value)));
      const withNaN = parseJsonWithNaN(`[${JSON.stringify(value)}, NaN, -Infinity, Infinity]`);
      expect(withNaN).toEqual([JSON.parse(JSON.stringify(value)), null, null, null]);
    }),
  );
});

it('leaves words inside texts alone, and still refuses what is no JSON', () => {
  expect(parseJsonWithNaN('{"NaN \\" Infinity": [NaN, "-Infinity NaN"]}')).toEqual({ 'NaN " Infinity': [null, '-Infinity NaN'] });
  for (const text of ['', '[1, 2', '{"a": NaN', 'NaNa', '[xNaN]']) expect(() => parseJsonWithNaN(text)).toThrow(SyntaxError);
});
