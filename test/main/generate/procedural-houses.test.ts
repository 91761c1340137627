import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateDataset } from '../../../main/generate/generate-dataset.ts';
import type { GenerateSettings, ProceduralHouses } from '../../../main/generate/generate-settings.ts';
import { aGeneration, aVideoRecorder } from '../../fixtures/a-generation.ts';
import { filesBelow } from '../../fixtures/files-below.ts';

const ofSize = (changes: Partial<ProceduralHouses>): Partial<GenerateSettings> => ({
  procedural: { count: 2, rooms: [1, 2], objects: [6, 12], ...changes },
});
const go = (settings: GenerateSettings) => generateDataset(settings, aVideoRecorder(), { signal: new AbortController().signal });
const textIn = ({ outDir }: GenerateSettings, name: string) => readFileSync(path.join(outDir, name), 'utf8');

describe('houses of our own', () => {
  test('depend on seed and number, not on how many there are or how many are made at a time', async () => {
    const [few, many] = [aGeneration(ofSize({ count: 2 })), aGeneration({ ...ofSize({ count: 4 }), workers: 3 })];
    await go(few);
    await go(many);
    const made = filesBelow(many.outDir);
    for (const [name, bytes] of filesBelow(few.outDir)) expect(made.get(name)?.equals(bytes), name).toBe(true);
    expect(textIn(few, 'val/000000/house_spec.json')).not.toBe(textIn(few, 'val/000001/house_spec.json'));
    const other = aGeneration({ ...ofSize({ count: 1 }), seed: 2 });
    await go(other);
    expect(textIn(other, 'val/000000/house_spec.json')).not.toBe(textIn(few, 'val/000000/house_spec.json'));
  });

  test('may grow in number; houses of other sizes, or from files, are not mixed in', async () => {
    const settings = aGeneration(ofSize({ count: 1 }));
    await go(settings);
    expect(await go({ ...settings, ...ofSize({ count: 2 }) })).toMatchObject({ houses: 2, skipped: 1 });
    for (const changes of [ofSize({ rooms: [1, 3] }), ofSize({ objects: [7, 12] }), { procedural: null }])
      await expect(go({ ...settings, ...changes })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test('are files like any other: read with the catalogue beside them they give the same scene', async () => {
    const made = aGeneration(ofSize({ count: 1 }));
    await go(made);
    const houseFiles = [path.join(made.outDir, 'val/000000/house_spec.json')];
    const read = aGeneration({ procedural: null, houseFiles, assetsDir: path.join(made.outDir, 'asset_databases') });
    expect(await go(read)).toMatchObject({ houses: 1, problems: [] });
    for (const name of ['house_spec.json', 'spatial_metadata.json', 'offline_annos__0.jsonl'])
      expect(textIn(read, `val/000000/${name}`)).toBe(textIn(made, `val/000000/${name}`));
    const source = { house_dataset: 'procedural', objects_per_house: [6, 12], rooms_per_house: [1, 2] };
    expect([JSON.parse(textIn(made, 'constants.yaml')).source, JSON.parse(textIn(read, 'constants.yaml')).source]).toEqual([
      source,
      { house_dataset: 'procthor' },
    ]);
  });

  test.each([
    ['more objects than fit', { rooms: [1, 1], objects: [400, 400] }, /400 objects do not fit/],
    ['no rooms', { rooms: [0, 2] }, /0 to 2 rooms/],
    ['more rooms than a house has', { rooms: [3, 40] }, /3 to 40 rooms/],
  ] as const)('that cannot be (%s) are refused before anything is written', async (_name, changes, message) => {
    const settings = aGeneration(ofSize(changes));
    await expect(go(settings)).rejects.toMatchObject({ code: 'input.invalid', message: expect.stringMatching(message) });
    expect(existsSync(settings.outDir)).toBe(false);
  });
});
