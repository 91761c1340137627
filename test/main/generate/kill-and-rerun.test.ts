import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { generateDataset } from '../../../main/generate/generate-dataset.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { aGeneration, aVideoRecorder } from '../../fixtures/a-generation.ts';
import { filesBelow } from '../../fixtures/files-below.ts';

const script = path.resolve(import.meta.dirname, '../../fixtures/generate-houses.ts');

/** Runs the small generation, or kills it after a while. Returns the exit code and how long it took. */
async function generate(outDir: string, killAfterMs: number | null = null): Promise<{ code: number | null; ms: number }> {
  const startMs = performance.now();
  const child = spawn(process.execPath, [script, outDir], { stdio: ['ignore', 'inherit', 'inherit'] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  if (killAfterMs !== null) {
    await Promise.race([wait(killAfterMs), exited]);
    child.kill('SIGKILL');
  }
  return { code: (await exited)[0], ms: performance.now() - startMs };
}

test('a run killed thrice at random and run again leaves the files of a run that nobody disturbed', { timeout: 120_000 }, async () => {
  const undisturbed = path.join(aFolder(), 'made');
  const killed = path.join(aFolder(), 'made');
  const { code, ms } = await generate(undisturbed);
  expect(code).toBe(0);
  const moments = [0, 1, 2].map(() => Math.round((0.2 + 0.5 * Math.random()) * ms));
  for (const moment of moments) await generate(killed, moment);
  expect((await generate(killed)).code).toBe(0);
  const [expected, made] = [filesBelow(undisturbed), filesBelow(killed)];
  expect([...made.keys()], `killed after ${moments.join(', ')} ms`).toEqual([...expected.keys()]);
  const differing = [...expected].filter(([name, bytes]) => !made.get(name)?.equals(bytes)).map(([name]) => name);
  expect(differing, `killed after ${moments.join(', ')} ms`).toEqual([]);
});

test('a second run into the same folder says that the first one is at work, and changes nothing', async () => {
  const outDir = path.join(aFolder(), 'made');
  const first = spawn(process.execPath, [script, outDir], { stdio: 'ignore' });
  const ended = once(first, 'exit');
  await expect.poll(() => existsSync(path.join(outDir, 'generation_logs/running')), { timeout: 20_000, interval: 5 }).toBe(true);
  const settings = aGeneration({ outDir, procedural: { count: 4, rooms: [1, 2], objects: [6, 12] }, trajectories: 2, workers: 2 });
  const second = generateDataset(settings, aVideoRecorder(), { signal: new AbortController().signal });
  await expect(second).rejects.toMatchObject({ code: 'generation.running', message: expect.stringContaining(`process ${first.pid}`) });
  expect(await ended).toEqual([0, null]);
  expect(existsSync(path.join(outDir, 'generation_logs/running'))).toBe(false);
});
