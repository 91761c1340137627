import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalMembers, canonicalObject } from '../../../../main/formats/simsv/canonical-json.ts';
import { parseKeepingNumbers, pythonJson } from '../../../../main/formats/simsv/python-json.ts';
import { conversationFromRecord, conversationFromText, parseRecord, parseRecordForReading } from '../../../../main/formats/simsv/record.ts';

const style = { isSpaced: false, areKeysSorted: true, isAscii: true };
const number = fc.oneof(
  fc.constantFrom('0', '-0', '2.0', '2.50', '-0.0', '1e5', '1E-7', '0.00001', '1e400', '12345678901234567890', '3.1000000000000005'),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }).map((value) => JSON.stringify(value)),
  fc.constantFrom('"\\u00e9\\/\\ud83d"', '"é"', '"\\\\"', '"\u007f"'),
);
const blank = fc.constantFrom('', ' ', '\n\t', '\r\n');

/** JSON in any writer's hand: digits, escapes, blanks and repeated keys that `JSON.stringify` would never write. */
const { object } = fc.letrec<{ value: string; object: string }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, number, text, fc.constantFrom('true', 'false', 'null'), tie('object'), arrayOf(tie('value'))),
  object: fc
    .tuple(
      blank,
      fc.array(fc.tuple(fc.oneof(text, fc.constantFrom('"a"', '"b"', '"__proto__"', '"10"')), blank, tie('value'), blank), {
        maxLength: 5,
      }),
    )
    .map(([inside, members]) => `{${inside}${members.map(([key, before, value, after]) => `${key}${before}:${value}${after}`).join(',')}}`),
}));

function arrayOf(value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(blank, fc.array(fc.tuple(value, blank), { maxLength: 4 }))
    .map(([inside, elements]) => `[${inside}${elements.map(([element, after]) => element + after).join(', ')}]`);
}

it('writes canonical JSON as Python does after reading, whatever hand the text is in', () => {
  fc.assert(
    fc.property(object, (json) => {
      expect(canonicalObject(canonicalMembers(json))).toBe(pythonJson(parseKeepingNumbers(json), style));
    }),
  );
});

it('a conversation made from the text is the one made from the exact record', () => {
  const answer = fc.oneof(number, text);
  fc.assert(
    fc.property(answer, object, fc.constantFrom('oe', 'mc', 'mc_direct'), (given, more, mode) => {
      const filename = '"filename": "000001/rgb__0.mp4"';
      const members = ['"idx": 3', '"task": "t"', '"question": "q é"', `"gt_answer": ${given}`, `"more": ${more}`, filename];
      const line = `{${members.join(', ')}, "mc_question": "q", "mc_answer": "A"}`;
      const options = { source: 'made', split: 'val', mode } as const;
      expect(conversationFromText(line, parseRecordForReading(line), options)).toBe(conversationFromRecord(parseRecord(line), options));
    }),
  );
});

it.each(['', '[1]', '{"a"', '{"a": x}', '{"a": "x'])('ends with an error on %j, which is no JSON object', (broken) => {
  expect(() => canonicalMembers(broken)).toThrow(SyntaxError);
});
