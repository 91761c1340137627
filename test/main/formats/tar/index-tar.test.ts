import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexTar } from '../../../../main/formats/tar/index-tar.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';
import { blocks, headerBlock, tarBytes } from '../../../fixtures/a-tar.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';

const end = Buffer.alloc(1024);

/** Indexes bytes and reads every member where the index says it lies. */
async function indexBytes(bytes: Uint8Array) {
  const file = path.join(aFolder(), 'some.tar');
  writeFileSync(file, bytes);
  const { members, problems } = await indexTar(file);
  return {
    members: members.map(({ name, dataOffset, sizeBytes }) => [
      name,
      Buffer.from(bytes).toString('utf8', dataOffset, dataOffset + sizeBytes),
    ]),
    problems: problems.map(({ code, item, message }) => `${code} ${item ?? ''}: ${message}`),
  };
}

describe('the index of a tar', () => {
  it('gives back what our writer wrote, whatever the names and sizes', async () => {
    const name = fc.array(fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom(...'abXZ09_- .é界') }), {
      minLength: 1,
      maxLength: 5,
    });
    const members = fc.uniqueArray(
      fc.tuple(
        name.map((parts) => parts.map((part) => `n${part}`).join('/')),
        fc.string({ maxLength: 1500 }),
      ),
      {
        maxLength: 8,
        selector: ([given]) => given.normalize('NFC').toLowerCase(),
      },
    );
    await fc.assert(
      fc.asyncProperty(members, async (given) => {
        const bytes = await tarBytes(given);
        expect(bytes.length % 512).toBe(0);
        const read = await indexBytes(bytes);
        expect(read.members).toEqual(given);
        expect(read.problems).toEqual([]);
        expect(await tarBytes(read.members as [string, string][])).toEqual(bytes);
      }),
      { numRuns: 60 },
    );
  });

  it("reads real shards, GNU tar's folders and nested names included", async () => {
    const names = ['compressed.tar', 'mpdata.tar', 'tendata.tar'];
    const files = names.map((name) => referenceData('webdataset', name)).filter((file) => file !== null);
    const found = await Promise.all(files.map(async (file) => await indexTar(file)));
    expect(found.map(({ members, problems }) => [members.length, problems.length])).toEqual(
      [
        [3, 0],
        [100, 0],
        [100, 0],
      ].slice(0, files.length),
    );
    if (files[0]) expect(found[0]?.members.map(({ name }) => name)).toEqual([1, 2, 3].map((n) => `compressed/000${n}.txt.gz`));
  });

  it('knows GNU long names, sizes in base 256, pax paths and sizes', async () => {
    const long = `${'deep/'.repeat(60)}file.json`;
    const size = Buffer.alloc(12);
    size[0] = 0x80;
    size[11] = 5;
    const pax = Buffer.from('28 path=renamed/by-pax.json\n10 size=5\n');
    const bytes = Buffer.concat([
      headerBlock({ name: '././@LongLink', type: 'L', size: long.length + 1, magic: 'ustar  \0' }),
      blocks(`${long}\0`),
      headerBlock({ name: 'cut', size, magic: 'ustar  \0' }),
      blocks('hello'),
      headerBlock({ name: 'pax', type: 'x', size: pax.length }),
      blocks(pax),
      headerBlock({ name: 'short', size: 0 }),
      blocks('world'),
      end,
    ]);
    expect(await indexBytes(bytes)).toEqual({
      members: [
        [long, 'hello'],
        ['renamed/by-pax.json', 'world'],
      ],
      problems: [],
    });
  });

  it('leaves out links, devices, names that lead outside and names that came before, and names each', async () => {
    const bytes = Buffer.concat([
      headerBlock({ name: 'good.txt', size: 2 }),
      blocks('ok'),
      ...['../up.txt', 'a/../../up.txt', '/etc/passwd', 'C:\\boot.ini', '..\\up.txt', 'GOOD.txt', './good.txt'].flatMap((name) => [
        headerBlock({ name, size: 3 }),
        blocks('bad'),
      ]),
      ...['1', '2', '3', '4', '6', 'S', 'Z'].map((type) => headerBlock({ name: `kind-${type}`, type })),
      headerBlock({ name: 'folder/', type: '5' }),
      headerBlock({ name: 'last.txt', size: 2 }),
      blocks('ok'),
      end,
    ]);
    const { members, problems } = await indexBytes(bytes);
    expect(members).toEqual([
      ['good.txt', 'ok'],
      ['last.txt', 'ok'],
    ]);
    expect(problems.map((problem) => problem.split('.: ')[0]?.slice(0, 90))).toMatchInlineSnapshot(`
      [
        "file.malformed ../up.txt: The member is left out: its name leads out of the archive (..).",
        "file.malformed a/../../up.txt: The member is left out: its name leads out of the archive (",
        "file.malformed /etc/passwd: The member is left out: its name is absolute.",
        "file.malformed C:\\boot.ini: The member is left out: its name is absolute.",
        "file.malformed ..\\up.txt: The member is left out: its name leads out of the archive (..).",
        "file.malformed GOOD.txt: The member is left out: its name differs from good.txt only in ca",
        "file.malformed ./good.txt: The member is left out: a member of this name came before; the ",
        "file.malformed kind-1: The member is left out: it is a link, and links are not followed.",
        "file.malformed kind-2: The member is left out: it is a link, and links are not followed.",
        "file.malformed kind-3: The member is left out: it is a device.",
        "file.malformed kind-4: The member is left out: it is a device.",
        "file.malformed kind-6: The member is left out: it is a device.",
        "file.malformed kind-S: The member is left out: it is a sparse file, whose bytes do not lie",
        "file.malformed kind-Z: The member is left out: its kind ("Z") is not known.",
      ]
    `);
  });

  it('keeps what came before a cut, a damaged header and an absurd size', async () => {
    const bytes = await tarBytes([
      ['one.txt', 'first'],
      ['two.txt', 'second'],
    ]);
    const absurd = Buffer.alloc(12, 0xff);
    absurd[0] = 0x80;
    const damaged = Buffer.from(bytes);
    damaged.write('x', 1024 + 3);
    const cases = [
      bytes.subarray(0, 1024 + 512 + 3),
      bytes.subarray(0, 1024 + 100),
      damaged,
      Buffer.concat([bytes.subarray(0, 1024), headerBlock({ name: 'huge', size: 0o77777777777 }), end]),
      Buffer.concat([bytes.subarray(0, 1024), headerBlock({ name: 'absurd', size: absurd }), end]),
    ];
    for (const given of cases) {
      const { members, problems } = await indexBytes(given);
      expect(members).toEqual([['one.txt', 'first']]);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(/^file\.(truncated|malformed)/);
    }
  });

  it('says of a compressed archive how to unpack it', async () => {
    const bytes = await tarBytes([['one.txt', 'first']]);
    await expect(indexBytes(gzipSync(bytes))).rejects.toThrow(/gunzip -k/);
    await expect(indexBytes(zstdCompressSync(bytes))).rejects.toThrow(/zstd -d/);
  });

  it('never throws and never names a place outside, whatever bytes are flipped', async () => {
    const good = await tarBytes([
      ['a.json', '{}'],
      [`${'long/'.repeat(40)}b.json`, '[1]'],
      ['c.txt', 'x'.repeat(700)],
    ]);
    const flips = fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(flips, fc.integer({ min: 6, max: good.length }), async (changes, length) => {
        const bytes = Buffer.from(good.subarray(0, length));
        for (const [at, value] of changes) if (at > 5 && at < length) bytes[at] = value;
        const file = path.join(aFolder(), 'fuzzed.tar');
        writeFileSync(file, bytes);
        for (const { name, dataOffset, sizeBytes } of (await indexTar(file)).members) {
          expect(dataOffset + sizeBytes).toBeLessThanOrEqual(length);
          expect(`/${name}/`).not.toMatch(/\/\.\.\/|^\/\/|\\/);
        }
      }),
      { numRuns: 150 },
    );
  });
});

it('bytes of the writer are ustar as other programs know it', async () => {
  const bytes = await tarBytes([['dir/a.txt', 'x']]);
  expect(bytes.toString('latin1', 0, 263).replaceAll('\0', '.')).toMatchInlineSnapshot(
    `"dir/a.txt...........................................................................................0000644.0000000.0000000.00000000001.00000000000.007473. 0....................................................................................................ustar."`,
  );
});
