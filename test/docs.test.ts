import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';
import { questionTypes } from '../shared/questions/registry.ts';

const root = path.resolve(import.meta.dirname, '..');

it('docs/question-types.md says what the registry says', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/write-docs.ts', '--check'], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('every family says all that a reader must know', () => {
  const silent = questionTypes.flatMap(({ task, about }) =>
    Object.entries(about).flatMap(([key, text]) => (text.trim().length < 4 ? [`${task}: ${key}`] : [])),
  );
  expect(silent).toEqual([]);
});

it('holds every question type of SIMS-V and VSI-Bench, under its own name', () => {
  const tasks = questionTypes.map(({ task }) => task);
  expect(new Set(tasks).size).toBe(tasks.length);
  expect(new Set(questionTypes.map(({ title }) => title)).size).toBe(tasks.length);
  expect(tasks).toHaveLength(33 + 10);
});
