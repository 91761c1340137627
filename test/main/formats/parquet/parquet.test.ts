import { writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFromRow, type ParquetRow } from '../../../../main/formats/parquet/open-parquet.ts';
import { openParquetRows } from '../../../../main/formats/parquet/parquet-rows.ts';
import { conversationLayout, type ParquetLayout, ParquetStream } from '../../../../main/formats/parquet/write-parquet.ts';
import { AppError } from '../../../../shared/errors.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';

async function parquetBytes(rows: readonly ParquetRow[], layout: ParquetLayout = conversationLayout): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const stream = new ParquetStream(layout, async (bytes) => void pieces.push(bytes));
  for (const row of rows) await stream.add(row);
  await stream.finish();
  return Buffer.concat(pieces);
}

async function readBack(bytes: Uint8Array) {
  const file = path.join(aFolder(), 'some.parquet');
  writeFileSync(file, bytes);
  const { columns, schema, rowCount, pages, close } = await openParquetRows(file, 'some.parquet', { longestWaitMs: 3000 });
  try {
    const all: ParquetRow[] = [];
    for await (const page of pages()) all.push(...page.rows);
    return { rows: all, rowCount, layout: { schema, columns } };
  } finally {
    await close();
  }
}

function someRows(count: number): ParquetRow[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `sims_${n}`,
    video: n % 7 === 0 ? null : `val/00000${n % 5}/rgb__0.mp4`,
    conversations:
      n % 11 === 0
        ? null
        : [
            { from: 'human', value: `<image>\nQuestion ${n}? é` },
            { from: 'gpt', value: n % 3 === 0 ? null : String(n) },
          ],
    question_type: 'vsi_obj_abs_distance',
    fmt: n % 2 === 0 ? null : 'oe',
  }));
}

describe('a parquet file', () => {
  it('of nested conversations with nulls comes back as it was, over several row groups, and the same rows give the same bytes', async () => {
    const rows = someRows(2500);
    const bytes = await parquetBytes(rows);
    const read = await readBack(bytes);
    expect(read.rowCount).toBe(2500);
    expect(read.rows.map(jsonFromRow)).toEqual(rows);
    expect(read.layout.columns).toEqual(conversationLayout.columns);
    expect((await parquetBytes(read.rows, read.layout)).equals(bytes)).toBe(true);
  });

  it('without rows is read', async () => {
    expect((await readBack(await parquetBytes([]))).rows).toEqual([]);
  });

  it('that was cut off, or lies about what it holds, is one clear error', async () => {
    const bytes = await parquetBytes(someRows(20));
    const expectError = async (given: Uint8Array, code: string) => {
      const error = await readBack(given).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(AppError);
      expect((error as AppError).code).toBe(code);
    };
    await expectError(bytes.subarray(0, 200), 'file.truncated');
    await expectError(bytes.subarray(0, bytes.length - 4), 'file.truncated');
    await expectError(Buffer.from('PAR1 and nothing else'), 'file.truncated');
    await expectError(Buffer.from('no parquet at all'), 'file.malformed');
    const lying = Buffer.from(bytes);
    lying.writeUInt32LE(0x7fffffff, bytes.length - 8);
    await expectError(lying, 'file.malformed');
  });

  it('with any bytes flipped is read or refused, in time and without another error', async () => {
    const good = await parquetBytes(someRows(60));
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(flips, async (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        const outcome = await readBack(bytes).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppError);
      }),
      { numRuns: 15, interruptAfterTimeLimit: 6_000 },
    );
  });
});
