import { writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findBidiControls } from '../../../main/formats/find-bidi-controls.ts';
import { parseUntrustedJson } from '../../../main/formats/parse-untrusted-json.ts';
import { readLineBatches } from '../../../main/formats/read-line-batches.ts';
import { splitJsonArray } from '../../../main/formats/split-json-array.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';

type Limits = { readonly chunkBytes?: number; readonly longestBytes?: number };

async function withFile<T>(bytes: Uint8Array | string, work: (handle: Awaited<ReturnType<typeof open>>) => Promise<T>): Promise<T> {
  const file = path.join(aFolder(), 'some.json');
  writeFileSync(file, bytes);
  const handle = await open(file);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

function elementsOf(bytes: Uint8Array | string, limits: Limits = {}) {
  return withFile(bytes, async (handle) => {
    const elements: { text: string | null; byteOffset: number; byteLength: number; line: number }[] = [];
    const split = splitJsonArray(handle, limits);
    for (;;) {
      const { done, value } = await split.next();
      if (done) return { elements, why: value.why };
      for (const { bytes: element, ...place } of value) elements.push({ text: element?.toString() ?? null, ...place });
    }
  });
}

function linesOf(bytes: Uint8Array | string, limits: Limits = {}) {
  return withFile(bytes, async (handle) => {
    const lines: { text: string | null; byteOffset: number; byteLength: number; line: number }[] = [];
    for await (const batch of readLineBatches(handle, limits))
      for (const { bytes: found, ...place } of batch) lines.push({ text: found?.toString() ?? null, ...place });
    return lines;
  });
}

describe('the elements of a JSON array', () => {
  it('are those that JSON.parse finds, at their places, with any indentation and any size of chunks', async () => {
    const indent = fc.constantFrom(undefined, 1, 2, 4, '\t');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 8 }),
        indent,
        fc.integer({ min: 1, max: 40 }),
        async (values, by, chunkBytes) => {
          const text = ` ${JSON.stringify(values, null, by)}\r\n`;
          const { elements, why } = await elementsOf(text, { chunkBytes });
          expect(why).toBeNull();
          expect(elements.map((element) => JSON.parse(element.text as string))).toEqual(JSON.parse(text));
          const bytes = Buffer.from(text);
          for (const { text: found, byteOffset, byteLength, line } of elements) {
            expect(bytes.toString('utf8', byteOffset, byteOffset + byteLength)).toBe(found);
            expect(bytes.toString('utf8', 0, byteOffset).split('\n')).toHaveLength(line);
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it('before a break are found, and the break is named', async () => {
    const cases: [string, number, RegExp | null][] = [
      ['[{"a": 1}, {"b": 2', 1, /ends before/],
      ['[{"a": 1}, , {"b": 2}]', 1, /comma too many/],
      ['{"a": 1}', 0, /does not begin/],
      ['[1] [2]', 1, /more behind/],
      ['', 0, /empty/],
      ['[]', 0, null],
      ['[1, "a]", [2, 3], {"x": "}"}]', 4, null],
      ['\ufeff[1]', 1, null],
    ];
    for (const [text, count, why] of cases) {
      const found = await elementsOf(text);
      expect([text, found.elements.length]).toEqual([text, count]);
      if (why === null) expect(found.why).toBeNull();
      else expect(found.why).toMatch(why);
    }
  });

  it('longer than the limit are placed but not read', async () => {
    const long = JSON.stringify('x'.repeat(500));
    const { elements } = await elementsOf(`[1, ${long}, 3]`, { chunkBytes: 32, longestBytes: 100 });
    expect(elements.map(({ text, byteLength }) => text ?? byteLength)).toEqual(['1', long.length, '3']);
  });

  it('are found in any bytes without an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'[]{}",\\: \n1a') }), async (text) => {
        for (const { byteOffset, byteLength } of (await elementsOf(`[${text}`)).elements)
          expect(byteOffset + byteLength).toBeLessThanOrEqual(text.length + 1);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the lines of a file', () => {
  it('are the same whatever the chunks, and blank ones and ends are not part of them', async () => {
    const content = fc.array(fc.string({ maxLength: 30, unit: fc.constantFrom(...'ab é\r \t') }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(content, fc.constantFrom('\n', '\r\n'), fc.integer({ min: 1, max: 20 }), async (lines, end, chunkBytes) => {
        const text = lines.join(end);
        const found = await linesOf(text, { chunkBytes });
        const expected = text
          .split('\n')
          .map((line, index) => ({ text: line.replace(/\r$/, ''), line: index + 1 }))
          .filter((line) => /[^ \t]/.test(line.text));
        expect(found.map(({ text: line, line: number }) => ({ text: line, line: number }))).toEqual(expected);
        const bytes = Buffer.from(text);
        for (const { text: line, byteOffset, byteLength } of found)
          expect(bytes.toString('utf8', byteOffset, byteOffset + byteLength)).toBe(line);
      }),
      { numRuns: 200 },
    );
  });

  it('over the limit are placed but not read, and the next one is', async () => {
    const found = await linesOf(`short\n${'x'.repeat(300)}\nnext\n`, { chunkBytes: 16, longestBytes: 64 });
    expect(found.map(({ text, byteOffset, byteLength, line }) => [text, byteOffset, byteLength, line])).toEqual([
      ['short', 0, 5, 1],
      [null, 6, 300, 2],
      ['next', 307, 4, 3],
    ]);
  });
});

describe('JSON of a shard', () => {
  const parse = (text: string) => parseUntrustedJson(Buffer.from(text));

  it('cannot set a prototype, however the name is written', () => {
    for (const name of ['__proto__', '\\u005f_proto__', '__\\u0070roto__']) {
      const parsed = parse(`{"a": {"${name}": {"isAdmin": true}, "b": 1}, "c": [{"${name}": 1}]}`);
      expect(parsed).toEqual({ a: { b: 1 }, c: [{}] });
      expect(Object.keys((parsed as { a: object }).a)).toEqual(['b']);
    }
    expect(parse('{"a": "__proto__ in a text stays"}')).toEqual({ a: '__proto__ in a text stays' });
  });

  it('is refused when it is too deep, in time, and brackets in texts do not count', () => {
    expect(() => parse('['.repeat(5_000_000))).toThrow(/levels deep/);
    expect(() => parse(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`)).toThrow(/levels deep/);
    expect(parse(JSON.stringify(['['.repeat(500), '\\"['.repeat(100)]))).toHaveLength(2);
  });

  it('is refused when it is not UTF-8, and numbers that are none become null', () => {
    expect(() => parseUntrustedJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow(/UTF-8/);
    expect(parse('{"a": NaN, "b": -Infinity}')).toEqual({ a: null, b: null });
  });
});

it('controls that reorder text are named, each once', () => {
  expect(findBidiControls('How far is the \u202edeb\u202c from the \u202edesk?')).toEqual(['U+202E', 'U+202C']);
  expect(findBidiControls('Wie weit ist das Bett? 遠い مرحبا')).toEqual([]);
});
