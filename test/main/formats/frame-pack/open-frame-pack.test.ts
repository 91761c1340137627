import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskFactsOf } from '../../../../main/formats/frame-pack/masks-of-trajectory.ts';
import { openFramePack } from '../../../../main/formats/frame-pack/open-frame-pack.ts';
import { AppError } from '../../../../shared/errors.ts';
import { createFramePackEncoder } from '../../../../shared/stage/modalities/frame-pack.ts';
import type { PackModality } from '../../../../shared/stage/modalities/modality-names.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';

const [widthPx, heightPx] = [12, 7];
const frames = Array.from({ length: 5 }, (_, frame) =>
  Uint16Array.from({ length: widthPx * heightPx }, (__, pixel) => (pixel % (frame + 3) === 0 ? 40_000 + frame : pixel >> 4)),
);

async function packBytes(kind: PackModality): Promise<Buffer> {
  const encoder = createFramePackEncoder({ kind, widthPx, heightPx }, async (bytes) => new Uint8Array(deflateSync(bytes)));
  const pieces = await Promise.all(frames.map((frame) => encoder.add(frame)));
  return Buffer.concat([encoder.head, ...pieces, encoder.finish()]);
}
function aFile(bytes: Uint8Array): string {
  const file = path.join(aFolder(), 'masks__0.slf');
  writeFileSync(file, bytes);
  return file;
}
/** Reads everything; the code of the error where there is one. */
async function readAll(file: string): Promise<Uint16Array[] | string> {
  try {
    const pack = await openFramePack(file);
    try {
      return await Promise.all(Array.from({ length: pack.frameCount }, (_, frame) => pack.readFrame(frame)));
    } finally {
      await pack.close();
    }
  } catch (error) {
    return error instanceof AppError ? error.code : `unexpected: ${error}`;
  }
}

describe.each(['masks', 'metric_depth'] as const)('a frame pack of %s', (kind) => {
  test('gives back every frame, in any order', async () => {
    const pack = await openFramePack(aFile(await packBytes(kind)));
    expect(pack).toMatchObject({ kind, widthPx, heightPx, frameCount: 5 });
    for (const frame of [4, 0, 2, 3, 1]) expect(await pack.readFrame(frame)).toEqual(frames[frame]);
    await expect(pack.readFrame(5)).rejects.toMatchObject({ code: 'input.invalid', message: expect.stringContaining('frames 0 to 4') });
    await pack.close();
  });

  test('that was cut off anywhere is refused with one clear error', async () => {
    const bytes = await packBytes(kind);
    for (let length = 0; length < bytes.length; length += 1) expect(await readAll(aFile(bytes.subarray(0, length)))).toBe('file.truncated');
    await expect(openFramePack(aFile(bytes.subarray(0, 60)))).rejects.toThrow(
      /masks__0\.slf was cut off before its end.*generate the house again/,
    );
  });

  test('with a changed byte is refused or the same; never other pixels', async () => {
    const bytes = await packBytes(kind);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 16, max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ change;
        const read = await readAll(aFile(changed));
        if (typeof read === 'string') expect(read).toMatch(/^file\.(malformed|truncated)$/);
        else expect(read).toEqual(frames);
      }),
      { numRuns: 60 },
    );
  });
});

test('other files are told apart: none there, another format, a newer version', async () => {
  const bytes = await packBytes('masks');
  expect(await readAll(path.join(aFolder(), 'no.slf'))).toBe('file.missing');
  expect(await readAll(aFolder())).toBe('file.unreadable');
  expect(await readAll(aFile(Buffer.from('{"this":"is some other file, and a long one"}')))).toBe('file.malformed');
  const newer = Buffer.from(bytes);
  newer.writeUInt16LE(2, 8);
  expect(await readAll(aFile(newer))).toBe('input.unsupported');
});

test('one that claims pictures of gigapixels is refused before a frame is inflated, and ids beyond 16 bits name nothing', async () => {
  const huge = await packBytes('masks');
  huge.writeUInt16LE(0xffff, 12);
  huge.writeUInt16LE(0xffff, 14);
  await expect(openFramePack(aFile(huge))).rejects.toMatchObject({ code: 'file.malformed' });
  const shardPath = aFolder();
  const folder = path.join(shardPath, 'val');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'masks__0.slf'), await packBytes('masks'));
  const facts = async (id: number) => {
    writeFileSync(path.join(folder, 'sightline_instances.json'), JSON.stringify({ instances: [{ id, objectId: 'bed' }] }));
    return (await maskFactsOf({ shardPath, folder: 'val', name: '0' }))?.objectIds;
  };
  expect([await facts(2), await facts(70_000), await facts(0)]).toEqual([['', 'bed'], null, null]);
});
