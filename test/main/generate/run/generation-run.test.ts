import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import type { GenerateSettings } from '../../../../main/generate/generate-settings.ts';
import { GenerationRun } from '../../../../main/generate/run/generation-run.ts';
import type { RunEvent } from '../../../../main/generate/run/run-events.ts';
import { AppError } from '../../../../shared/errors.ts';
import { aGeneration, aVideoRecorder } from '../../../fixtures/a-generation.ts';
import { filesBelow } from '../../../fixtures/files-below.ts';

/** A run with everything it tells. */
function aWatchedRun(settings: GenerateSettings, recorder = aVideoRecorder()) {
  const run = new GenerationRun(settings, recorder, { thumbnails: true });
  const events: RunEvent[] = [];
  run.listen((event) => events.push(event));
  const told = () =>
    events.flatMap((event) => (event.kind === 'state' ? [event.state] : event.kind === 'house-ended' ? [event.record.house] : []));
  return { run, events, told };
}
const outcomesIn = ({ outDir }: GenerateSettings) =>
  readFileSync(path.join(outDir, 'generation_logs/outcomes.jsonl'), 'utf8').trimEnd().split('\n');
const logIn = ({ outDir }: GenerateSettings, name: string) => readFileSync(path.join(outDir, 'generation_logs', name), 'utf8');

test('a run tells what it does: houses, frames, pictures, and how far it is', async () => {
  const { run, events, told } = aWatchedRun(aGeneration());
  const { frames } = await run.start();
  expect(told()).toEqual(['running', '000000', '000001', '000002', 'done']);
  const counted = events.flatMap((event) => (event.kind === 'frames' && event.frames === event.of ? [event.frames] : []));
  expect(counted.reduce((sum, count) => sum + count)).toBe(frames);
  expect(events.findLast(({ kind }) => kind === 'progress')).toMatchObject({
    progress: { houses: 3, housesTotal: 3, frames, secondsLeft: 0 },
  });
  for (const event of events) if (event.kind === 'house-ended') expect(brightnessOf(event.thumbnail?.png)).toBeGreaterThan(20);
});

test('a paused run finishes the houses in work, takes no other, and goes on when told', async () => {
  const { run, told } = aWatchedRun(aGeneration({ workers: 2, procedural: { count: 5, rooms: [1, 1], objects: [4, 8] } }));
  const stop = run.listen((event) => {
    if (event.kind !== 'house-started') return;
    run.pause();
    stop();
  });
  const result = run.start();
  while (run.state !== 'paused') await wait(5);
  const atRest = told();
  await wait(300);
  expect(told()).toEqual(atRest);
  expect(atRest.filter((name) => name.startsWith('0')).length).toBeLessThanOrEqual(2);
  run.resume();
  expect(await result).toMatchObject({ houses: 5, problems: [] });
});

test('a cancelled run says so, leaves whole houses, and the next one goes on from there', async () => {
  const settings = aGeneration();
  const { run } = aWatchedRun(settings);
  run.listen((event) => {
    if (event.kind === 'frames' && event.house === '000001') run.cancel();
  });
  await expect(run.start()).rejects.toMatchObject({ code: 'cancelled' });
  expect(run.state).toBe('cancelled');
  expect(outcomesIn(settings)).toHaveLength(1);
  expect(await aWatchedRun(settings).run.start()).toMatchObject({ houses: 3, skipped: 1 });
});

test('a page that dies in the middle of a house costs an attempt and no file differs', async () => {
  const [calm, troubled] = [aGeneration(), aGeneration()];
  await aWatchedRun(calm).run.start();
  const dying = aVideoRecorder(({ scene }, attempt) => scene.id === '000001' && attempt === 1);
  const { frames } = await aWatchedRun(troubled, dying).run.start();
  expect(filesBelow(troubled.outDir)).toEqual(filesBelow(calm.outDir));
  const records = outcomesIn(troubled).map((line) => JSON.parse(line));
  expect(records.map(({ attempts }) => attempts)).toEqual([1, 2, 1]);
  expect(records.reduce((sum, record) => sum + record.frames, 0)).toBe(frames);
});

test('a house that kills every page fails alone', async () => {
  const recorder = aVideoRecorder(({ scene }) => {
    if (scene.id === '000001') throw new AppError('render.no-page', 'the page died five times');
    return false;
  });
  const { run } = aWatchedRun(aGeneration(), recorder);
  expect(await run.start()).toMatchObject({ houses: 2, failed: 1, problems: [{ code: 'render.no-page', item: '000001' }] });
});

describe('the logs', () => {
  test('say of every house in every run what became of it', async () => {
    const settings = aGeneration();
    const recorder = aVideoRecorder(({ scene }) => {
      if (scene.id === '000002') throw new AppError('render.lost', 'the device was lost');
      return false;
    });
    await aWatchedRun(settings, recorder).run.start();
    // What a crash cuts off must not spoil what comes after it.
    appendFileSync(path.join(settings.outDir, 'generation_logs/outcomes.jsonl'), '{"house":"0000');
    await aWatchedRun(settings).run.start();
    const records = outcomesIn(settings).flatMap((line) => (line.endsWith('}') ? [JSON.parse(line)] : []));
    expect(records.map(({ house, outcome, reason }) => [house, outcome, reason].join(' '))).toEqual([
      '000000 done ',
      '000001 done ',
      '000002 failed render.lost',
      '000000 skipped ',
      '000001 skipped ',
      '000002 done ',
    ]);
    const [head, ...rows] = logIn(settings, 'logs.tsv').trimEnd().split('\n');
    expect(head).toBe('task_type_str\ttime_taken\tsplit\thouse_index\trepeats\tnum_saved_trajectories\tretries');
    expect(rows.map((row) => row.split('\t').toSpliced(1, 1).join(' '))).toEqual([
      'HouseWalkthrough val 0 1 1 0',
      'HouseWalkthrough val 1 1 1 0',
      'HouseWalkthrough val 2 1 0 0',
      'HouseWalkthrough val 2 1 1 0',
    ]);
    const metrics = { success: 3, failure: 1, crashed: 1, already_processed: 2, planner_failures: 0, planner_successes: 3 };
    expect(JSON.parse(logIn(settings, 'metrics.json'))).toEqual(metrics);
  });
});

/** Mean of the colour bytes of a PNG. */
function brightnessOf(png: Uint8Array | undefined): number {
  const { data, channels } = decode(png ?? new Uint8Array());
  const colors = [...data].filter((_, index) => channels === 3 || index % 4 < 3);
  return colors.reduce((sum, value) => sum + value, 0) / colors.length;
}
