import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { aFolder } from '../../fixtures/a-dataset.ts';
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
