import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, delimiterOf, editCells } from '../../../../main/formats/csv/csv-cells.ts';
import { changedCells, columnsFromHeader, questionFromRow } from '../../../../main/formats/csv/csv-columns.ts';
import { readCsvRows } from '../../../../main/formats/csv/read-rows.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';

async function rowsOf(text: string, delimiter = ',', chunkBytes?: number) {
  const file = path.join(aFolder(), 'some.csv');
  writeFileSync(file, text);
  const handle = await open(file);
  const rows: { text: string; byteOffset: number; line: number; isBroken: boolean }[] = [];
  try {
    for await (const batch of readCsvRows(handle, { delimiter, ...(chunkBytes === undefined ? {} : { chunkBytes }) })) {
      for (const { bytes, ...row } of batch) rows.push({ text: bytes.toString(), ...row });
    }
  } finally {
    await handle.close();
  }
  return rows;
}

const cell = fc.string({ maxLength: 12, unit: fc.constantFrom(...'ab é",;\n ') });
const table = fc
  .integer({ min: 1, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }));

describe('rows of a CSV file', () => {
  it('are those of other programs, at their byte places, whatever the chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(',', ';'),
        fc.constantFrom('\n', '\r\n'),
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        async (rows, delimiter, end, bom, chunkBytes) => {
          const text = stringify(rows, { delimiter, record_delimiter: end, bom, quoted_empty: true, quoted_match: /[\n]/ });
          const expected = parse(text, { delimiter, bom: true, skip_empty_lines: true, relax_column_count: true }) as string[][];
          const found = await rowsOf(text, delimiter, chunkBytes);
          expect(found.map((row) => cellsOf(row.text, delimiter))).toEqual(expected);
          const bytes = Buffer.from(text);
          for (const row of found)
            expect(bytes.toString('utf8', row.byteOffset, row.byteOffset + Buffer.byteLength(row.text))).toBe(row.text);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('after one whose quote is never closed are still found', async () => {
    const rows = await rowsOf('a,b\n1,2 " tall\n"x,3\n5,6\n');
    expect(rows.map(({ text, line, isBroken }) => [text, line, isBroken])).toEqual([
      ['a,b', 1, false],
      ['1,2 " tall', 2, false],
      ['"x,3', 3, true],
      ['5,6', 4, false],
    ]);
  });

  it('change in edited cells only, and quoted ones stay quoted', () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), cell, (cells, value) => {
        const row = stringify([cells], { quoted_string: true }).trimEnd().replace(/\n$/, '');
        const edited = editCells(row, ',', new Map([[1, value]]));
        expect(cellsOf(edited, ',')).toEqual(cells.with(1, value));
        expect(edited.startsWith(row.slice(0, row.indexOf(',')))).toBe(true);
      }),
    );
  });
});

describe('columns of a CSV file', () => {
  it('are known by several names, and options come in four ways', () => {
    const cases = [
      ['Question,Answer,Options,Type', 'Where?,B,"[""A. left"", ""B. right""]",x'],
      ['question;answer;options', 'Where?;right;left|right'],
      ['question,correct answer,choices', "Where?,B,\"['left', 'right']\""],
      ['id,question,option_a,option_b,option_c,answer', '1,Where?,left,right,,B'],
      ['question,letter,options,answer', 'Where?,B,left;right,ignored'],
    ] as const;
    for (const [header, row] of cases) {
      const delimiter = delimiterOf(header);
      const columns = columnsFromHeader(cellsOf(header, delimiter));
      const { content } = questionFromRow(cellsOf(row, delimiter), columns!);
      expect([header, content.text, content.answer, content.letter, content.options.map(({ text }) => text)]).toEqual([
        header,
        'Where?',
        'right',
        'B',
        ['left', 'right'],
      ]);
    }
    expect(columnsFromHeader(['name', 'answer'])).toBeNull();
  });

  it('that an edit changes are the only ones that change, in their own way', () => {
    const options = [
      { letter: 'A', text: 'up' },
      { letter: 'B', text: 'down' },
    ];
    const edit = { text: 'Which way?', answer: 'up', letter: 'A', options };
    const header = 'note,question,answer,options,video';
    const change = (row: string) => editCells(row, ',', changedCells(cellsOf(row, ','), columnsFromHeader(header.split(','))!, edit));
    expect(change('"a ""b""",Where?,B,left; right,v.mp4')).toBe('"a ""b""",Which way?,A,up; down,v.mp4');
    expect(change(',Where?,B. right,"[""A. left"",""B. right""]",v.mp4')).toBe(',Which way?,A. up,"[""A. up"",""B. down""]",v.mp4');
  });
});
