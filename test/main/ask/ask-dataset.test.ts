import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type AskDatasetOptions, type AskReport, askDataset } from '../../../main/ask/ask-dataset.ts';
import { combineSplit } from '../../../main/ask/combine-split.ts';
import { taskNamesFromOption } from '../../../main/commands/task-names.ts';
import { listSceneFolders } from '../../../main/formats/simsv/read-dataset.ts';
import { AppError } from '../../../shared/errors.ts';
import { findQuestionType, questionTypes } from '../../../shared/questions/registry.ts';
import { simsvTasks, threeQTasks, vsiTasks } from '../../../shared/questions/task-lists.ts';
import { aFolder, type DatasetOptions, writeDataset } from '../../fixtures/a-dataset.ts';
import { referenceData } from '../../fixtures/reference-data.ts';
import { runSightline } from '../../fixtures/run-sightline.ts';

async function aDataset(options: DatasetOptions = {}): Promise<string> {
  return (await writeDataset(path.join(aFolder(), 'demo'), options)).dir;
}

function ask(directory: string, changes: Partial<AskDatasetOptions> = {}, signal?: AbortSignal): Promise<AskReport> {
  const options = { directory, tasks: threeQTasks, perVideo: 3, seed: 42, convention: null, isCombined: false, ...changes };
  return askDataset(options, signal === undefined ? {} : { signal });
}

/** Every file of a dataset by its path. */
function bytesOf(directory: string, pattern = '**/*.*'): Map<string, string> {
  const files = globSync(pattern, { cwd: directory }).filter((file) => statSync(path.join(directory, file)).isFile());
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(directory, file), 'latin1')]));
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  return error instanceof AppError ? error.code : `no AppError: ${String(error)}`;
}

describe('asking about a dataset', () => {
  test('writes the files of the asked types and touches no other', async () => {
    const directory = await aDataset();
    const before = bytesOf(directory);
    const report = await ask(directory, { tasks: ['vsi_obj_abs_distance'] });
    const changed = [...bytesOf(directory)].filter(([file, bytes]) => before.get(file) !== bytes).map(([file]) => file);
    expect(changed).toEqual(['val/000000/qa_pairs_vsi_obj_abs_distance__0.jsonl', 'val/000001/qa_pairs_vsi_obj_abs_distance__0.jsonl']);
    expect(report).toMatchObject({ questions: 6, byType: { vsi_obj_abs_distance: 6 }, scenes: 2, trajectories: 2, problems: [] });
  });

  test('gives the same bytes again, and others for another seed', async () => {
    const directory = await aDataset();
    await ask(directory);
    const first = bytesOf(directory);
    await ask(directory);
    expect(bytesOf(directory)).toEqual(first);
    await ask(directory, { seed: 43 });
    expect(bytesOf(directory)).not.toEqual(first);
  });

  test('writes empty files where nothing can be asked, and counts zero', async () => {
    const directory = await aDataset({ frames: 20 });
    const { byType } = await ask(directory, { tasks: ['vsi_obj_abs_distance'] });
    expect(byType).toEqual({ vsi_obj_abs_distance: 0 });
    expect(readFileSync(path.join(directory, 'val/000000/qa_pairs_vsi_obj_abs_distance__0.jsonl'), 'utf8')).toBe('');
  });

  test.each(['missing-metadata', 'malformed-metadata'] as const)('reports a scene with %s, keeps its files and goes on', async (damage) => {
    const directory = await aDataset({ damages: [damage] });
    const before = bytesOf(directory, 'val/000000/*');
    const { problems, scenes, questions } = await ask(directory);
    expect(problems).toMatchObject([{ message: expect.stringContaining('Its questions stay as they were') }]);
    expect({ scenes, hasQuestions: questions > 0 }).toEqual({ scenes: 1, hasQuestions: true });
    expect(bytesOf(directory, 'val/000000/*')).toEqual(before);
  });

  test('names the legacy video where that is the one there is', async () => {
    const directory = await aDataset({ scenes: 1 });
    const place = path.join(directory, 'val/000000');
    cpSync(path.join(place, 'rgb__0.mp4'), path.join(place, 'raw_navigation_camera__0.mp4'));
    rmSync(path.join(place, 'rgb__0.mp4'));
    await ask(directory);
    const [line] = readFileSync(path.join(place, 'qa_pairs_vsi_obj_abs_distance__0.jsonl'), 'utf8').split('\n');
    expect(JSON.parse(line ?? '').filename).toBe('000000/raw_navigation_camera__0.mp4');
  });

  test('never opens a video', async () => {
    const directory = await aDataset({ scenes: 1 });
    writeFileSync(path.join(directory, 'val/000000/rgb__0.mp4'), '');
    expect((await ask(directory)).problems).toEqual([]);
  });

  test('stops between scenes and leaves whole files', async () => {
    const directory = await aDataset();
    const before = bytesOf(directory);
    expect(await codeOf(ask(directory, {}, AbortSignal.abort()))).toBe('cancelled');
    expect(bytesOf(directory)).toEqual(before);
  });

  test('refuses what is no dataset, before anything is written', async () => {
    const empty = aFolder();
    expect(await codeOf(ask(path.join(empty, 'nothing')))).toBe('file.missing');
    expect(await codeOf(ask(empty))).toBe('input.unsupported');
    writeFileSync(path.join(empty, 'file'), '');
    expect(await codeOf(ask(path.join(empty, 'file')))).toBe('input.unsupported');
  });
});

describe('the convention of a dataset', () => {
  const conventionIn = (directory: string) => JSON.parse(readFileSync(path.join(directory, 'constants.yaml'), 'utf8'));

  test('is the recorded one unless another is named', async () => {
    const directory = await aDataset();
    writeFileSync(path.join(directory, 'constants.yaml'), '{"questions":{"convention":"sightline"}}\n');
    expect((await ask(directory)).convention).toBe('sightline');
  });

  test('changes only when every type with questions is asked again', async () => {
    const directory = await aDataset({ hasSidecar: true });
    const before = bytesOf(directory);
    expect(await codeOf(ask(directory, { convention: 'sightline' }))).toBe('input.invalid');
    expect(bytesOf(directory)).toEqual(before);
    for (const file of globSync('val/*/qa_pairs_count_the_ghosts__0.jsonl', { cwd: directory })) rmSync(path.join(directory, file));
    await ask(directory, { convention: 'sightline' });
    expect(conventionIn(directory)).toEqual({ questions: { convention: 'sightline' } });
    const sidecar = JSON.parse(readFileSync(path.join(directory, 'val/000000/sightline_scene.json'), 'utf8'));
    expect(sidecar.convention).toBe('sightline');
    expect((await ask(directory)).convention).toBe('sightline');
  });

  test('is written into the settings of its generator and changes nothing else there', async () => {
    const directory = await aDataset({ scenes: 1 });
    for (const file of globSync('val/*/qa_pairs_*', { cwd: directory })) rmSync(path.join(directory, file));
    const constants = (name: string) => `{"questions":{"convention":"${name}","per_video":5},"rendering":{"probability":0.0},"seed":42}\n`;
    writeFileSync(path.join(directory, 'constants.yaml'), constants('simsv'));
    await ask(directory, { convention: 'vsibench' });
    expect(readFileSync(path.join(directory, 'constants.yaml'), 'utf8')).toBe(constants('vsibench'));
  });

  test('cannot be recorded in a file that is no JSON', async () => {
    const directory = await aDataset({ scenes: 1 });
    for (const file of globSync('val/*/qa_pairs_*', { cwd: directory })) rmSync(path.join(directory, file));
    writeFileSync(path.join(directory, 'constants.yaml'), 'seed: 42\n');
    expect(await codeOf(ask(directory, { convention: 'sightline' }))).toBe('file.malformed');
  });
});

describe('the combined file', () => {
  test('is written again where there is one, and otherwise on demand', async () => {
    const directory = await aDataset();
    const combined = path.join(directory, 'val/combined_qa_pairs.jsonl');
    await ask(directory);
    expect(existsSync(combined)).toBe(false);
    await ask(directory, { isCombined: true });
    const before = readFileSync(combined, 'utf8');
    await ask(directory, { seed: 43 });
    expect(readFileSync(combined, 'utf8')).not.toBe(before);
  });

  test('leaves out a line that is no record, and says which', async () => {
    const directory = await aDataset({ damages: ['broken-question-line'] });
    const { problems } = await ask(directory, { isCombined: true });
    expect(problems).toMatchObject([{ code: 'question.malformed', file: 'val/000000/qa_pairs_count_the_ghosts__0.jsonl', line: 3 }]);
    const lines = readFileSync(path.join(directory, 'val/combined_qa_pairs.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).idx)).toEqual(lines.map((_line, index) => index));
  });
});

describe('names of types', () => {
  test('all are the 33 of SIMS-V, vsi the tasks of VSI-Bench', () => {
    expect([taskNamesFromOption('all').length, taskNamesFromOption('vsi'), taskNamesFromOption('none')]).toEqual([33, vsiTasks, []]);
    expect(simsvTasks.filter((task) => findQuestionType(task) === null)).toEqual([]);
  });

  test('that nobody knows are refused by name', () => {
    expect(() => taskNamesFromOption('vsi_obj_count, ghosts')).toThrow('"ghosts"');
  });
});

describe('the command', () => {
  test('prints what it asked, and refuses to ask nothing', async () => {
    const directory = await aDataset();
    const { code, json } = await runSightline(['ask', directory, '--types', 'vsi_obj_abs_distance', '--per-video', '2']);
    expect({ code, json }).toMatchObject({ code: 0, json: { ok: true, questions: 4, byType: { vsi_obj_abs_distance: 4 }, problems: [] } });
    expect((await runSightline(['ask', directory, '--types', 'none'])).code).toBe(2);
    expect((await runSightline(['ask', directory, '--convention', 'ghosts'])).code).toBe(2);
  });
});

test('asking anew about a generated dataset, with the same seed, changes nothing', async () => {
  const directory = path.join(aFolder(), 'demo');
  const house = path.resolve(import.meta.dirname, '../../../assets/sample-house/house.json');
  const made = ['--renderer', 'software', '--size', '128x74', '--questions', 'vsi', '--seed', '7'];
  const { code, json } = await runSightline(['generate', '--houses', house, '--out', directory, ...made]);
  expect(code).toBe(0);
  const before = bytesOf(directory);
  expect((await ask(directory, { tasks: vsiTasks, perVideo: 5, seed: 7 })).questions).toBe(json.questions);
  expect(bytesOf(directory)).toEqual(before);
});

test('the bundled sample holds one question of every type, as this version asks it', async () => {
  const directory = path.join(aFolder(), 'sample-shard');
  cpSync(path.resolve(import.meta.dirname, '../../../assets/sample-shard'), directory, { recursive: true });
  const before = bytesOf(directory);
  const tasks = questionTypes.map(({ task }) => task);
  const { byType, problems } = await ask(directory, { tasks, perVideo: 1, seed: 4 });
  expect({ byType, problems }).toEqual({ byType: Object.fromEntries(tasks.map((task) => [task, 1])), problems: [] });
  expect(bytesOf(directory)).toEqual(before);
});

const reference = referenceData('simsv-peer', 'dataset');

describe.skipIf(reference === null)("the official code's dataset", () => {
  const copy = () => {
    const directory = path.join(aFolder(), 'dataset');
    mkdirSync(directory);
    cpSync(path.join(reference as string, 'val'), path.join(directory, 'val'), { recursive: true });
    return directory;
  };

  test('is combined byte for byte as its own code does', async () => {
    const directory = copy();
    const { records } = await combineSplit(directory, 'val', await listSceneFolders(directory));
    const read = (from: string) => readFileSync(path.join(from, 'val/combined_qa_pairs.jsonl'), 'utf8');
    expect(records).toBe(2170);
    expect(read(directory) === read(reference as string)).toBe(true);
  });

  test('gets as many questions of every type as its own code found', async () => {
    const directory = copy();
    const official = Object.groupBy(
      readFileSync(path.join(directory, 'val/combined_qa_pairs.jsonl'), 'utf8').trimEnd().split('\n'),
      (line) => JSON.parse(line).task as string,
    );
    const { byType, questions, problems } = await ask(directory, { tasks: simsvTasks, perVideo: 5 });
    expect({ questions, problems }).toEqual({ questions: 2170, problems: [] });
    expect(byType).toEqual(Object.fromEntries(Object.entries(official).map(([task, lines]) => [task, lines?.length])));
  });
});
