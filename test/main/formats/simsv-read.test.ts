import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { importShards } from '../../../main/formats/import-shards.ts';
import { QuestionLists } from '../../../main/lists/question-lists.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import { getTrajectory } from '../../../main/store/trajectories.ts';
import type { Workspace } from '../../../main/store/workspace.ts';
import { questionQuerySchema } from '../../../shared/api/index.ts';
import { findQuestionType } from '../../../shared/questions/registry.ts';
import { aFolder, type Damage, writeDataset } from '../../fixtures/a-dataset.ts';
import { referenceData } from '../../fixtures/reference-data.ts';

const workspaces: Workspace[] = [];
afterEach(() => {
  for (const workspace of workspaces.splice(0)) workspace.close();
});

function aWorkspace(): Workspace {
  const workspace = openWorkspace(path.join(aFolder(), 'test.sightline'), { create: true });
  workspaces.push(workspace);
  return workspace;
}

const page = (workspace: Workspace, query: Record<string, unknown> = {}) =>
  new QuestionLists(workspace).page(questionQuerySchema.parse(query));

async function importDamaged(...damages: Damage[]) {
  const workspace = aWorkspace();
  const dataset = await writeDataset(path.join(aFolder(), 'demo'), { damages });
  const result = await importShards(workspace, [dataset.dir]);
  return {
    workspace,
    dataset,
    result,
    problems: result.problems.map(({ code, file, line }) => [code, file, line].filter(Boolean).join(' ')),
  };
}

describe("the official code's dataset", () => {
  const dataset = referenceData('simsv-peer', 'dataset');

  test.skipIf(dataset === null)('is accepted whole, and no known type disagrees', async () => {
    const workspace = aWorkspace();
    const result = await importShards(workspace, [dataset as string]);
    expect(result).toMatchObject({ scenes: 15, questions: 2170, problems: [] });
    expect(Object.keys(result.byType)).toHaveLength(33);
    const rows = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const next = await page(workspace, { limit: 500, ...(cursor === '' ? {} : { cursor }) });
      rows.push(...next.rows);
      cursor = next.nextCursor;
    }
    const known = rows.filter(({ task }) => findQuestionType(task) !== null);
    expect(known.length).toBeGreaterThan(800);
    expect(known.filter(({ agreement }) => agreement === 'disagree')).toEqual([]);
    expect(rows.filter(({ task }) => findQuestionType(task) === null).every(({ agreement }) => agreement === 'undecidable')).toBe(true);
  });

  const edge = referenceData('simsv-peer', 'edge');
  test.skipIf(edge === null)('is accepted at its borders too', async () => {
    const workspace = aWorkspace();
    const { scenes, problems } = await importShards(workspace, [edge as string]);
    expect(scenes).toBe(9);
    // Its videos are empty files; nothing else is wrong with it.
    expect(problems.map(({ code, file }) => [code, path.basename(file ?? '')])).toEqual(Array(9).fill(['file.malformed', 'rgb__0.mp4']));
    expect((await page(workspace, { limit: 500 })).rows.filter(({ agreement }) => agreement === 'disagree')).toEqual([]);
  });
});

describe('an import', () => {
  test('of an unchanged shard again adds nothing', async () => {
    const { workspace, dataset, result } = await importDamaged();
    expect(await importShards(workspace, [dataset.dir])).toEqual(result);
    expect(result).toMatchObject({ scenes: 2, trajectories: 2, frames: 60, questions: dataset.questionCount });
  });

  test('gives the same questions the same ids wherever the shard lies', async () => {
    const { workspace, dataset } = await importDamaged();
    const copy = path.join(aFolder(), 'elsewhere');
    cpSync(dataset.dir, copy, { recursive: true });
    const other = aWorkspace();
    await importShards(other, [copy]);
    expect((await page(other)).rows.map(({ id }) => id)).toEqual((await page(workspace)).rows.map(({ id }) => id));
    const both = await importShards(workspace, [copy]);
    expect((await page(workspace)).total).toBe(dataset.questionCount);
    expect(both.problems[0]).toMatchObject({ code: 'input.unsupported', message: expect.stringContaining('already') });
  });

  test('of a changed shard keeps what was imported, reports the change, and takes new question files', async () => {
    const { workspace, dataset } = await importDamaged();
    const [file = ''] = dataset.questionFiles;
    const whole = readFileSync(path.join(dataset.dir, file), 'utf8');
    appendFileSync(path.join(dataset.dir, file), whole.split('\n')[0]?.replace('eyes', 'heads') ?? '');
    const added = whole.replaceAll('ghost', 'spirit');
    writeFileSync(path.join(dataset.dir, file.replace('ghosts', 'spirits')), added);
    const again = await importShards(workspace, [dataset.dir]);
    expect(again.problems).toMatchObject([{ code: 'shard.changed', file }]);
    expect(again.questions).toBe(dataset.questionCount + 2);
  });

  test('goes on after an interruption with the scenes that were missing', async () => {
    const workspace = aWorkspace();
    const dataset = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 3 });
    const interrupt = new AbortController();
    const stopped = importShards(workspace, [dataset.dir], { signal: interrupt.signal, onProgress: () => interrupt.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    expect((await page(workspace)).total).toBe(dataset.questionCount / 3);
    expect(await importShards(workspace, [dataset.dir])).toMatchObject({ scenes: 3, questions: dataset.questionCount });
  });

  test('of what is no shard is refused with what was looked for', async () => {
    await expect(importShards(aWorkspace(), [aFolder()])).rejects.toMatchObject({
      code: 'input.unsupported',
      message: expect.stringContaining('offline_annos'),
    });
    await expect(importShards(aWorkspace(), ['/nowhere/at/all'])).rejects.toMatchObject({ code: 'file.missing' });
  });
});

describe('a damaged scene', () => {
  const questionsPerScene = 12;

  test('with two RGB names for one trajectory is left without it, not guessed at', async () => {
    const { problems, result } = await importDamaged('two-rgb-names');
    expect(problems).toEqual(['dataset.ambiguous-video val/000000/rgb__0.mp4']);
    expect(result).toMatchObject({ scenes: 2, trajectories: 1, questions: questionsPerScene });
  });

  test.each([
    ['missing-video', 'dataset.missing-video val/000000/rgb__0.mp4'],
    ['unreadable-video', 'file.malformed val/000000/rgb__0.mp4'],
  ] as const)('with %s stays reviewable on the map', async (damage, problem) => {
    const { problems, result, workspace } = await importDamaged(damage);
    expect(problems).toEqual([problem]);
    expect(result.questions).toBe(2 * questionsPerScene);
    expect(getTrajectory(workspace, 'demo:val:000000:0')).toMatchObject({ videoUrl: null, frameCount: 30 });
  });

  test('whose video has no annotations says so for the video and for the trajectory', async () => {
    const { problems } = await importDamaged('video-without-annotations');
    expect(problems).toEqual(['dataset.missing-video val/000000/rgb__0.mp4', 'dataset.incomplete-scene val/000000/rgb__1.mp4']);
  });

  test('whose annotations are shorter than its video says by how much', async () => {
    const { problems, result } = await importDamaged('short-annotations');
    expect(problems).toEqual(['dataset.frame-count-mismatch val/000000/offline_annos__0.jsonl']);
    expect(result.problems[0]?.message).toContain('28 lines for 30 frames');
    expect(result.frames).toBe(58);
  });

  test('with a broken annotation line loses that frame only', async () => {
    const { problems, result, workspace } = await importDamaged('broken-annotation-line');
    expect(problems).toEqual(['file.malformed val/000000/offline_annos__0.jsonl 5']);
    expect(result.frames).toBe(60);
    const { poses } = getTrajectory(workspace, 'demo:val:000000:0');
    expect([poses.slice(12, 15), poses.slice(15, 18)]).toEqual([poses.slice(9, 12), [1.25, 2, 150]]);
  });

  test('with a broken question line loses that question only', async () => {
    const { problems, result } = await importDamaged('broken-question-line');
    expect(problems).toEqual(['question.malformed val/000000/qa_pairs_count_the_ghosts__0.jsonl 3']);
    expect(result.questions).toBe(2 * questionsPerScene);
  });

  test.each([
    ['missing-metadata', 'dataset.incomplete-scene'],
    ['malformed-metadata', 'file.malformed'],
  ] as const)('with %s keeps its questions, undecidable, and is judged once it is repaired', async (damage, code) => {
    const { problems, result, workspace, dataset } = await importDamaged(damage);
    expect(problems).toEqual([`${code} val/000000/spatial_metadata.json`]);
    expect(result).toMatchObject({ scenes: 2, trajectories: 2, frames: 30, questions: 2 * questionsPerScene });
    const ofScene = { scene: 'demo:val:000000', limit: 500 };
    expect((await page(workspace, { ...ofScene, agreement: 'undecidable' })).total).toBe(questionsPerScene);
    cpSync(path.join(dataset.dir, 'val/000001/spatial_metadata.json'), path.join(dataset.dir, 'val/000000/spatial_metadata.json'));
    expect(await importShards(workspace, [dataset.dir])).toMatchObject({ frames: 60, questions: 2 * questionsPerScene, problems: [] });
    expect((await page(workspace, { ...ofScene, agreement: 'agree' })).total).toBe(questionsPerScene - 2);
  });
});

describe('a dataset imported again', () => {
  const filesOf = (dir: string, pattern: RegExp) => readdirSync(dir).filter((name) => pattern.test(name));

  test('gets the video that was missing, and the second trajectory with its questions', async () => {
    const workspace = aWorkspace();
    const { dir } = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1 });
    const folder = path.join(dir, 'val', '000000');
    const video = readFileSync(path.join(folder, 'rgb__0.mp4'));
    rmSync(path.join(folder, 'rgb__0.mp4'));
    const first = await importShards(workspace, [dir]);
    expect(first.problems.map(({ code }) => code)).toEqual(['dataset.missing-video']);

    writeFileSync(path.join(folder, 'rgb__0.mp4'), video);
    for (const name of filesOf(folder, /__0\.(jsonl|mp4)$/))
      cpSync(path.join(folder, name), path.join(folder, name.replace('__0.', '__1.')));
    for (const name of filesOf(folder, /^qa_pairs.*__1\.jsonl$/)) {
      const text = readFileSync(path.join(folder, name), 'utf8').replaceAll('rgb__0', 'rgb__1');
      writeFileSync(path.join(folder, name), text);
    }
    const second = await importShards(workspace, [dir]);
    expect(second).toMatchObject({ scenes: 1, trajectories: 2, questions: first.questions * 2, problems: [] });
    expect(getTrajectory(workspace, (await page(workspace)).rows[0]?.trajectoryId as string).videoFile).toContain('rgb__0.mp4');
  });

  test('made with a convention nobody here knows is refused, not judged by another', async () => {
    const { dir } = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1 });
    writeFileSync(path.join(dir, 'constants.yaml'), '{"questions":{"convention":"sightline-2"}}\n');
    await expect(importShards(aWorkspace(), [dir])).rejects.toMatchObject({ code: 'input.unsupported' });
  });
});
