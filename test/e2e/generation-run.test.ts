import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { EncodedPacketSink, FilePathSource, Input, MP4 } from 'mediabunny';
import { afterAll, expect, test } from 'vitest';
import { aFolder } from '../fixtures/a-dataset.ts';
import { processesBelow } from '../fixtures/below-process.ts';
import { filesBelow } from '../fixtures/files-below.ts';
import { runSightline } from '../fixtures/run-sightline.ts';

const root = path.resolve(import.meta.dirname, '../..');
const houses = 3;
const command = ['generate', '--count', `${houses}`, '--rooms', '2-3', '--objects', '8-14', '--seed', '3', '--questions', 'vsi'];
const small = ['--size', '96x64', '--max-steps', '300', '--renderer', 'software'];
const argumentsFor = (out: string) => [...command, ...small, '--out', out];
const undisturbed = path.join(aFolder(), 'made');
let undisturbedMs = Number.NaN;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts the real command and leaves it running. */
function start(out: string): { child: ChildProcess; ended: Promise<{ code: number | null; output: string }> } {
  const child = spawn(process.execPath, ['bin/sightline.mjs', ...argumentsFor(out), '--json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const ended = Promise.all([once(child, 'exit'), text(child.stdout)]).then(([[code], output]) => ({
    code: code as number | null,
    output,
  }));
  return { child, ended };
}

test('houses of our own become a dataset whose answers all follow from its files', async () => {
  const startMs = performance.now();
  const { code, json } = await runSightline(argumentsFor(undisturbed));
  undisturbedMs = performance.now() - startMs;
  expect({ code, json }).toMatchObject({ code: 0, json: { houses, failed: 0, problems: [] } });
  const verified = await runSightline(['verify', undisturbed]);
  expect(verified.json).toMatchObject({ questions: json.questions, agree: json.questions, disagree: 0, undecidable: 0 });
});

test('a command killed thrice at random and run again leaves the dataset of one that nobody disturbed', async () => {
  const out = path.join(aFolder(), 'made');
  const moments = [0, 1, 2].map(() => Math.round((0.3 + 0.4 * Math.random()) * undisturbedMs));
  for (const moment of moments) {
    const { child, ended } = start(out);
    await Promise.race([wait(moment), ended]);
    child.kill('SIGKILL');
    await ended;
  }
  const { code } = await start(out).ended;
  expect(code).toBe(0);
  await expectSameDataset(out, `killed after ${moments.join(', ')} ms`);
});

test.runIf(process.platform === 'linux')('a render page that dies in the middle of a house is replaced, and no file differs', async () => {
  const out = path.join(aFolder(), 'made');
  const { child, ended } = start(out);
  // The first counts of a walk have come and the last have not.
  const annotations = () => globSync('val/.*/.offline_annos__0.jsonl.partial', { cwd: out });
  const isRecording = () => annotations().some((name) => (statSync(path.join(out, name), { throwIfNoEntry: false })?.size ?? 0) > 0);
  while (!isRecording() && child.exitCode === null) await wait(5);
  const pages = processesBelow(child.pid ?? 0, '--type=renderer');
  for (const pid of pages) process.kill(pid, 'SIGKILL');
  expect(pages.length).toBeGreaterThan(0);
  const { code, output } = await ended;
  expect({ code, json: JSON.parse(output) }).toMatchObject({ code: 0, json: { houses, failed: 0, problems: [] } });
  const outcomes = readFileSync(path.join(out, 'generation_logs/outcomes.jsonl'), 'utf8').trimEnd().split('\n');
  expect(Math.max(...outcomes.map((line) => JSON.parse(line).attempts))).toBeGreaterThan(1);
  await expectSameDataset(out, 'page killed');
});

/** Bytes of everything but videos, whose containers say when they were written: of those the times of all frames. */
async function expectSameDataset(out: string, note: string): Promise<void> {
  const [expected, made] = [filesBelow(undisturbed), filesBelow(out)];
  expect([...made.keys()], note).toEqual([...expected.keys()]);
  for (const [name, bytes] of expected) {
    if (!name.endsWith('.mp4')) expect(made.get(name)?.equals(bytes), `${name}, ${note}`).toBe(true);
    else expect(await frameTimesOf(path.join(out, name)), `${name}, ${note}`).toEqual(await frameTimesOf(path.join(undisturbed, name)));
  }
  expect(existsSync(path.join(out, 'val/000000/rgb__0.mp4'))).toBe(true);
}

async function frameTimesOf(video: string): Promise<number[]> {
  const input = new Input({ formats: [MP4], source: new FilePathSource(video) });
  const track = await input.getPrimaryVideoTrack();
  const times: number[] = [];
  if (track !== null) for await (const { timestamp } of new EncodedPacketSink(track).packets()) times.push(timestamp);
  input.dispose();
  return times;
}
