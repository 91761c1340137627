import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HouseEntry } from '../../../../main/formats/procthor/read-houses.ts';
import { readAllHouses } from './read-all-houses.ts';

const tinyHouse = (name: string) => ({ name, rooms: [{ id: 'room|2', floorPolygon: [] }], doors: null, surprise: { kept: [1, null] } });

describe('house files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sightline-houses-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const write = async (name: string, bytes: string | Uint8Array): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, bytes);
    return file;
  };
  const names = (entries: readonly HouseEntry[]) =>
    entries.map((entry) =>
      'house' in entry ? (entry.house.source as { name: string }).name : `${entry.problem.code} line ${entry.problem.line}`,
    );

  it('of packed lines skip a broken line, name it, and go on', async () => {
    const lines = [JSON.stringify(tinyHouse('a')), '{"rooms": [', '', JSON.stringify({ rooms: 'many' }), JSON.stringify(tinyHouse('b'))];
    const entries = await readAllHouses(await write('broken.jsonl.gz', gzipSync(lines.join('\n'))));
    expect(names(entries)).toEqual(['a', 'file.malformed line 2', 'house.invalid line 4', 'b']);
    expect(entries.map(({ index, line }) => [index, line])).toEqual([
      [0, 1],
      [1, 2],
      [2, 4],
      [3, 5],
    ]);
  });

  it('that were cut off deliver every whole line, then one problem', async () => {
    const houses = Array.from({ length: 300 }, (_, i) => JSON.stringify({ ...tinyHouse(`h${i}`), noise: Math.sin(i) }));
    const whole = gzipSync(`${houses.join('\n')}\n`);
    for (let length = 100; length < whole.length; length += 97) {
      const entries = await readAllHouses(await write('cut.jsonl.gz', whole.subarray(0, length)));
      const last = entries.at(-1);
      expect(last && 'problem' in last && last.problem).toMatchObject({ code: 'file.truncated', line: entries.length });
      expect(names(entries.slice(0, -1))).toEqual(houses.slice(0, entries.length - 1).map((_, i) => `h${i}`));
      if (length > whole.length - 97) expect(entries.length).toBeGreaterThan(280);
    }
  });

  it('of one house and of an array are both read, with unknown fields and key order untouched', async () => {
    const text = JSON.stringify({ zebra: 1, ...tinyHouse('solo') });
    const [solo] = await readAllHouses(await write('solo.json', `\uFEFF${text}`));
    expect(solo && 'house' in solo && JSON.stringify(solo.house.source)).toBe(text);
    const array = await write('array.json', JSON.stringify([tinyHouse('x'), 7, tinyHouse('y')]));
    expect(names(await readAllHouses(array))).toEqual(['x', 'house.invalid line undefined', 'y']);
  });

  it('that are missing, of another kind or no JSON say so', async () => {
    await expect(readAllHouses(path.join(folder, 'none.jsonl'))).rejects.toMatchObject({ code: 'file.missing' });
    await expect(readAllHouses(path.join(folder, 'none.json'))).rejects.toMatchObject({ code: 'file.missing' });
    await expect(readAllHouses('house.yaml')).rejects.toMatchObject({ code: 'input.unsupported' });
    expect(names(await readAllHouses(await write('bad.json', '{'))).join()).toContain('file.malformed');
    const notPacked = await readAllHouses(await write('plain.jsonl.gz', '{"rooms":[]}'));
    expect(names(notPacked)).toEqual(['file.malformed line 1']);
  });

  it('yield one entry per non-blank line, whatever the lines hold', async () => {
    const line = fc.oneof(
      fc.json().filter((text) => !text.includes('\n')),
      fc.constant(''),
      fc.string().filter((text) => !/[\n\r\uFEFF]/.test(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(line), async (lines) => {
        const file = await write('any.jsonl', lines.join('\n'));
        const entries = await readAllHouses(file);
        expect(entries.map((entry) => entry.line)).toEqual(lines.flatMap((text, i) => (text.trim() === '' ? [] : [i + 1])));
      }),
      { numRuns: 50 },
    );
  });
});
