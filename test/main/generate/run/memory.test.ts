import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { GenerationRun } from '../../../../main/generate/run/generation-run.ts';
import { aGeneration, aVideoRecorder } from '../../../fixtures/a-generation.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const tiny = { widthPx: 48, heightPx: 28, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 };
const mebibyte = 1024 * 1024;

test('thirty houses leave no more behind than ten', { timeout: 120_000 }, async () => {
  const settings = aGeneration({ procedural: { count: 30, rooms: [1, 1], objects: [4, 6] }, maxSteps: 60, camera: tiny });
  const run = new GenerationRun(settings, aVideoRecorder());
  const heapMiB: number[] = [];
  run.listen(({ kind }) => {
    if (kind !== 'house-ended') return;
    collectGarbage();
    heapMiB.push(process.memoryUsage().heapUsed / mebibyte);
  });
  await run.start();
  const mean = (from: number) => heapMiB.slice(from, from + 5).reduce((sum, value) => sum + value, 0) / 5;
  expect(heapMiB).toHaveLength(30);
  expect(mean(25) - mean(5), heapMiB.map(Math.round).join(' ')).toBeLessThan(3);
});
