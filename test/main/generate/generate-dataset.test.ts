import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { generateDataset } from '../../../main/generate/generate-dataset.ts';
import type { GenerateSettings } from '../../../main/generate/generate-settings.ts';
import { createNodeRecorder, type Recorder } from '../../../main/generate/recorder.ts';
import { AppError } from '../../../shared/errors.ts';
import { aGeneration, aVideoRecorder, ofSampleHouse, sampleHouse } from '../../fixtures/a-generation.ts';

const ofHouses = (times: number, changes: Partial<GenerateSettings> = {}) => aGeneration({ ...ofSampleHouse(times), ...changes });
/** Fails with what `fail` throws for a scene. */
const aRecorder = (fail: (sceneId: string) => void = () => undefined) =>
  aVideoRecorder(({ scene }) => {
    fail(scene.id);
    return false;
  });
const go = (settings: GenerateSettings, recorder: Recorder, signal = new AbortController().signal) =>
  generateDataset(settings, recorder, { signal });
const scenes = ({ outDir }: GenerateSettings) => (existsSync(path.join(outDir, 'val')) ? readdirSync(path.join(outDir, 'val')).sort() : []);

describe('a run over several houses', () => {
  test.each([1, 3])('goes on when one of them fails (%i at a time)', async (workers) => {
    const settings = ofHouses(3, { workers });
    const recorder = aRecorder((id) => {
      if (id === '000001') throw new AppError('render.lost', 'the page crashed thrice');
    });
    const result = await go(settings, recorder);
    expect(result).toMatchObject({ houses: 2, failed: 1, problems: [{ code: 'render.lost', item: '000001' }] });
    expect(scenes(settings)).toEqual(['000000', '000002']);
    expect(await go(settings, aRecorder())).toMatchObject({ houses: 3, skipped: 2, failed: 0 });
  });

  test.each([1, 3])('ends on a full disk, says so, and keeps what was finished (%i at a time)', async (workers) => {
    const settings = ofHouses(3, { workers });
    const recorder = aRecorder((id) => {
      if (id !== '000000') throw new AppError('file.write-failed', 'the disk is full');
    });
    const outcome = await go(settings, recorder).catch((error: AppError) => ({ problems: [{ code: error.code }] }));
    expect(outcome.problems.map(({ code }) => code)).toEqual(['file.write-failed']);
    expect(scenes(settings).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test('stops at an interrupt and leaves only whole scenes', async () => {
    const settings = ofHouses(3);
    const interrupt = new AbortController();
    const recorder = aRecorder((id) => {
      if (id === '000001') interrupt.abort();
    });
    await expect(go(settings, recorder, interrupt.signal)).rejects.toThrow();
    expect(scenes(settings)).toEqual(['000000']);
  });

  test('without a video encoder writes annotations and questions, and makes the scene again once there is one', async () => {
    const settings = ofHouses(1);
    await go(settings, createNodeRecorder());
    const folder = path.join(settings.outDir, 'val', '000000');
    expect([existsSync(path.join(folder, 'offline_annos__0.jsonl')), existsSync(path.join(folder, 'success.txt'))]).toEqual([true, false]);
    expect(await go(settings, aRecorder())).toMatchObject({ houses: 1, skipped: 0 });
    expect(existsSync(path.join(folder, 'rgb__0.mp4'))).toBe(true);
  });
});

test("somebody else's folder is refused and left alone", async () => {
  const settings = ofHouses(3);
  mkdirSync(path.join(settings.outDir, 'val', '000000'), { recursive: true });
  writeFileSync(path.join(settings.outDir, 'val', '000000', 'rgb__0.mp4'), 'precious');
  await expect(go(settings, aRecorder())).rejects.toMatchObject({ code: 'input.invalid' });
  expect(readdirSync(settings.outDir)).toEqual(['val']);
  expect(readdirSync(path.join(settings.outDir, 'val', '000000'))).toEqual(['rgb__0.mp4']);
});

test('another house under the same number is not taken for the finished one', async () => {
  const settings = ofHouses(1);
  await go(settings, aRecorder());
  const other = path.join(path.dirname(settings.outDir), 'other.json');
  writeFileSync(other, readFileSync(sampleHouse, 'utf8').replace('"Kitchen"', '"LivingRoom"'));
  const result = await go({ ...settings, houseFiles: [other] }, aRecorder());
  expect(result.skipped).toBe(0);
  expect(result.problems.length + result.frames).toBeGreaterThan(0);
});
