import fc from 'fast-check';
import { expect, it } from 'vitest';
import { contentFromRecord, parseRecord, parseRecordForReading } from '../../../../main/formats/simsv/record.ts';

const read = (line: string, parse: (line: string) => ReturnType<typeof parseRecord>) => {
  try {
    return contentFromRecord(parse(line));
  } catch (error) {
    return (error as Error).message;
  }
};

it('reads the same of a record as the exact parser, the digits of the answer included', () => {
  const answer = fc.oneof(fc.constantFrom('2', '2.0', '-0.50', '1e3', '54.000', '"left"', '"5"', 'null', '[2.0]'), fc.json());
  const text = fc.oneof(fc.string(), fc.constant('say "gt_answer": 3.0, please'));
  fc.assert(
    fc.property(answer, text, fc.json(), fc.constantFrom(':', ' : ', ':\t'), (given, question, extra, colon) => {
      const members = [`"task"${colon}"vsi_obj_count"`, `"gt_answer"${colon}${given}`, `"question"${colon}${JSON.stringify(question)}`];
      for (const line of [
        `{${members.join(', ')}}`,
        `{"more": {"gt_answer": ${given}, "other": ${extra}}, ${members.toReversed().join(',')}}`,
        `{${members.join(',')}, "gt_answer": 7.10}`,
      ]) {
        expect(read(line, parseRecordForReading)).toEqual(read(line, parseRecord));
      }
    }),
  );
});

it.each(['', '[]', '{"task": 1}', '{"task": "t", "question": "q"}', '{"task": "t", "question": "q", "gt_answer": NaN}'])(
  'refuses %j as the exact parser does',
  (line) => expect(read(line, parseRecordForReading)).toBe(read(line, parseRecord)),
);
