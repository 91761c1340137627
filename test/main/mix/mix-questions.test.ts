import { appendFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importShards } from '../../../main/formats/import-shards.ts';
import { type MixOptions, type MixReport, mixQuestions } from '../../../main/mix/mix-questions.ts';
import { type MixRecipe, mixRecipes, readRecipe } from '../../../main/mix/recipes.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import type { Workspace } from '../../../main/store/workspace.ts';
import type { QuestionDetail } from '../../../shared/api/index.ts';
import { AppError } from '../../../shared/errors.ts';
import { seededPick, shuffle } from '../../../shared/questions/seeded-pick.ts';
import { aReviewBackend, decideOn, queue } from '../../fixtures/a-backend.ts';
import { aFolder, writeDataset } from '../../fixtures/a-dataset.ts';
import { referenceData } from '../../fixtures/reference-data.ts';
import { runSightline } from '../../fixtures/run-sightline.ts';

interface Conversation {
  readonly id: string;
  readonly conversations: readonly { readonly from: string; readonly value: string; readonly task?: string }[];
  readonly type: string;
  readonly data_source: string;
  readonly video: string;
}

const distances: MixRecipe = { name: 'distances', reference: [{ task: 'vsi_obj_abs_distance', mode: 'oe', share: 1 }] };

/** Mixes into a new file; `lines` are its conversations. */
async function mix(workspace: Workspace, changes: Partial<MixOptions> = {}): Promise<MixReport & { lines: Conversation[]; text: string }> {
  const out = path.join(aFolder(), 'mix.jsonl');
  const verdicts = ['undecided', 'approved', 'edited', 'skipped'] as const;
  const defaults = {
    recipe: distances,
    size: 4,
    seed: 1,
    out,
    verdicts,
    isDisagreeingExcluded: false,
    hasImageToken: false,
    hasPrompts: false,
  };
  const report = await mixQuestions(workspace, { ...defaults, ...changes });
  const text = readFileSync(out, 'utf8');
  const lines = text.split('\n').filter(Boolean);
  return { ...report, text, lines: lines.map((line) => JSON.parse(line) as Conversation) };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((caught: unknown) => caught);
  return error instanceof AppError ? error.code : `no AppError: ${String(error)}`;
}

describe('a mix of reviewed questions', () => {
  test('has no rejected one, edited ones as edited, and only the verdicts named', async () => {
    const api = await aReviewBackend();
    const { rows } = await queue(api, '?task=vsi_obj_abs_distance');
    const [rejected, edited, approved] = rows.map(({ id }) => id) as [string, string, string];
    await decideOn(api, rejected, { operation: 'reject', reason: 'wording' });
    await decideOn(api, approved, { operation: 'approve' });
    const { roles } = (await api.get<QuestionDetail>(`/api/questions/${edited}`)).stored;
    await decideOn(api, edited, { operation: 'edit', edit: { roles: { ref_obj: roles?.['other_obj'], other_obj: roles?.['ref_obj'] } } });
    const texts = new Map((await queue(api, '?task=vsi_obj_abs_distance')).rows.map(({ id, text }) => [id, text]));
    const workspace = openWorkspace(api.workspaceFile, { create: false });
    try {
      const all = (await mix(workspace)).lines.map(({ conversations }) => conversations[0]?.value);
      const others = [...texts].filter(([id]) => id !== rejected).map(([, text]) => text);
      expect(all.sort()).toEqual(others.sort());
      const named = await mix(workspace, { verdicts: ['approved', 'edited'], size: 2 });
      const wanted = [texts.get(edited), texts.get(approved)];
      expect(named.lines.map(({ conversations }) => conversations[0]?.value).sort()).toEqual(wanted.sort());
    } finally {
      workspace.close();
      await api.backend.close();
    }
  });

  test('can leave out answers that the formula contradicts', async () => {
    const directory = (await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1 })).dir;
    const file = path.join(directory, 'val/000000/qa_pairs_vsi_obj_abs_distance__0.jsonl');
    const [first, ...others] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [first?.replace(/"gt_answer": [\d.]+/, '"gt_answer": 99.9'), ...others].join('\n'));
    const workspace = await workspaceOf(directory);
    const answers = (lines: readonly Conversation[]) => lines.map(({ conversations }) => conversations[1]?.value);
    expect(answers((await mix(workspace, { size: 2 })).lines)).toContain('99.9');
    expect(answers((await mix(workspace, { size: 1, isDisagreeingExcluded: true })).lines)).not.toContain('99.9');
    workspace.close();
  });

  test('tells equal video paths of two shards apart', async () => {
    const folder = aFolder();
    const shards = await Promise.all(['a', 'b'].map((name) => writeDataset(path.join(folder, name), { scenes: 1 })));
    const workspace = await workspaceOf(...shards.map(({ dir }) => dir));
    const { lines, videoFolder } = await mix(workspace);
    expect(videoFolder).toBe(folder);
    expect([...new Set(lines.map(({ video }) => video))].sort()).toEqual(['a/val/000000/rgb__0.mp4', 'b/val/000000/rgb__0.mp4']);
    expect(lines.filter(({ video }) => !existsSync(path.join(videoFolder, video)))).toEqual([]);
    workspace.close();
  });

  test('leaves nothing where a file exists, the shard has changed, or it is interrupted', async () => {
    const { dir } = await writeDataset(path.join(aFolder(), 'demo'));
    const workspace = await workspaceOf(dir);
    const folder = aFolder();
    const out = path.join(folder, 'mix.jsonl');
    const options = {
      recipe: distances,
      size: 2,
      seed: 1,
      verdicts: ['undecided'],
      isDisagreeingExcluded: false,
      hasImageToken: false,
      hasPrompts: false,
    } as const;
    expect(await codeOf(mixQuestions(workspace, { ...options, out }, { signal: AbortSignal.abort() }))).toBe('cancelled');
    const file = path.join(dir, 'val/000000/qa_pairs_vsi_obj_abs_distance__0.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll('distance', 'nearness'));
    expect(await codeOf(mixQuestions(workspace, { ...options, size: 4, out }))).toBe('shard.changed');
    expect(readdirSync(folder)).toEqual([]);
    appendFileSync(out, 'mine');
    expect(await codeOf(mixQuestions(workspace, { ...options, out }))).toBe('file.exists');
    workspace.close();
  });
});

async function workspaceOf(...directories: string[]): Promise<Workspace> {
  const workspace = openWorkspace(path.join(aFolder(), 'test.sightline'), { create: true });
  await importShards(workspace, directories);
  return workspace;
}

describe('a recipe file', () => {
  const recipeFile = (text: string) => {
    const file = path.join(aFolder(), 'recipe.json');
    writeFileSync(file, text);
    return file;
  };

  test('is read', async () => {
    expect(await readRecipe(recipeFile(JSON.stringify(distances)))).toEqual(distances);
  });

  test.each([
    ['{"name": "x"', 'file.malformed', 'not valid JSON'],
    ['{"name": "x", "reference": []}', 'input.invalid', 'reference'],
    ['{"name": "x", "reference": [{"task": "a", "mode": "essay", "share": 1}]}', 'input.invalid', 'reference.0.mode'],
    ['{"name": "x", "reference": [{"task": "a", "mode": "oe", "share": 0}]}', 'input.invalid', 'reference.0.share'],
    [
      '{"name": "x", "reference": [{"task": "a", "mode": "oe", "share": 1}, {"task": "a", "mode": "oe", "share": 2}]}',
      'input.invalid',
      'twice',
    ],
  ])('that is wrong is refused and the place is named: %s', async (text, code, place) => {
    await expect(readRecipe(recipeFile(text))).rejects.toMatchObject({ code, message: expect.stringContaining(place) });
  });

  test('that is not there is refused, and so is a name that nobody knows', async () => {
    expect([await codeOf(readRecipe(path.join(aFolder(), 'no.json'))), await codeOf(readRecipe('4q'))]).toEqual([
      'file.missing',
      'input.invalid',
    ]);
  });
});

describe('the command', () => {
  test('mixes, counts only with --dry-run, and refuses rejected questions', async () => {
    const { dir } = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 4 });
    const file = path.join(aFolder(), 'demo.sightline');
    expect((await runSightline(['import', dir, '--workspace', file])).code).toBe(0);
    const base = ['mix', '--workspace', file, '--recipe', '3q', '--size', '10'];
    const dry = await runSightline([...base, '--dry-run']);
    expect(dry).toMatchObject({ code: 0, json: { ok: true, records: 10, shortfall: {}, problems: [] } });
    const out = path.join(aFolder(), 'mix.jsonl');
    const short = await runSightline([...base.slice(0, -1), '100', '--out', out]);
    expect(short).toMatchObject({ code: 1, json: { ok: false, shortfall: { vsi_obj_abs_distance: { wanted: 34 } } } });
    expect(readFileSync(out, 'utf8').trimEnd().split('\n').length).toBe(short.json.records);
    expect((await runSightline([...base, '--dry-run', '--verdict', 'rejected'])).code).toBe(2);
    expect((await runSightline(base)).code).toBe(2);
  });
});

const reference = referenceData('simsv-peer', 'dataset');

describe.skipIf(reference === null)("the official code's 2,170 questions", () => {
  const threeQ = mixRecipes['3q'] as MixRecipe;
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await workspaceOf(reference as string);
  });
  afterAll(() => workspace.close());
  const answersOf = (lines: readonly Conversation[], task: string) =>
    lines.filter(({ conversations }) => conversations[0]?.task === task).map(({ conversations }) => conversations[1]?.value ?? '');

  test('give a mix of exact proportions, in the official form, the same again for the same seed', async () => {
    const first = await mix(workspace, { recipe: threeQ, size: 100 });
    expect(first).toMatchObject({ records: 100, shortfall: {}, problems: [], repeats: 0 });
    expect(Object.values(first.byType)).toEqual([34, 26, 16, 15, 9]);
    const official = new Set(
      readdirSync(path.join(reference as string, 'qas/val/rgb')).flatMap((file) =>
        readFileSync(path.join(reference as string, 'qas/val/rgb', file), 'utf8').split('\n'),
      ),
    );
    const lines = first.text.trimEnd().split('\n');
    expect(lines.filter((line) => !official.has(line))).toEqual([]);
    expect(new Set(lines).size).toBe(100);
    expect((await mix(workspace, { recipe: threeQ, size: 100 })).text).toBe(first.text);
    expect((await mix(workspace, { recipe: threeQ, size: 100, seed: 2 })).text).not.toBe(first.text);
  });

  test('fall short at 1,000, and say where', async () => {
    const { records, shortfall, problems, lines } = await mix(workspace, { recipe: threeQ, size: 1000 });
    expect(shortfall).toMatchObject({
      vsi_obj_abs_distance: { wanted: 345, got: 75 },
      vsi_obj_rel_direction_easy: { wanted: 90, got: 74 },
    });
    expect({ records, problems: problems.map(({ code }) => code) }).toEqual({
      records: lines.length,
      problems: Array(5).fill('mix.shortfall'),
    });
  });

  test('give each house size once per house, though every walk asks for it', async () => {
    const rooms: MixRecipe = { name: 'rooms', reference: [{ task: 'vsi_room_size_est', mode: 'oe', share: 1 }] };
    const { lines, repeats } = await mix(workspace, { recipe: rooms, size: 15 });
    const scenes = lines.map(({ video }) => video.split('/')[1]);
    expect(new Set(scenes).size).toBe(scenes.length);
    expect(scenes.length + repeats).toBe(15);
  });

  test.each(['vsi_obj_rel_direction_medium', 'vsi_obj_count', 'vsi_obj_abs_distance'])(
    'are drawn more evenly than by chance: %s',
    async (task) => {
      const recipe: MixRecipe = { name: 'one', reference: [{ task, mode: 'oe', share: 1 }] };
      const pool = (await mix(workspace, { recipe, size: 1000 })).lines;
      const size = 30;
      const unevenness = (values: readonly string[]) =>
        [...Map.groupBy(values, (value) => value).values()].reduce((sum, { length }) => sum + length ** 2, 0);
      const numbers = answersOf(pool, task)
        .map(Number)
        .sort((a, b) => a - b);
      const cuts = Array.from({ length: 9 }, (_, bin) => numbers[Math.floor((numbers.length * (bin + 1)) / 10)] ?? 0);
      const classOf = (answer: string) =>
        Number.isNaN(Number(answer)) ? answer : String(cuts.filter((cut) => cut <= Number(answer)).length);
      const scoreOf = (lines: readonly Conversation[]) => ({
        scenes: unevenness(lines.map(({ video }) => video)),
        answers: unevenness(answersOf(lines, task).map(classOf)),
      });
      const ours = scoreOf((await mix(workspace, { recipe, size })).lines);
      const random = Array.from({ length: 200 }, (_, seed) => scoreOf(shuffle(pool, seededPick([seed])).slice(0, size)));
      const mean = (key: 'scenes' | 'answers') => random.reduce((sum, score) => sum + score[key], 0) / random.length;
      console.info(
        `${task}: scenes ${ours.scenes} (chance ${mean('scenes').toFixed(0)}), answers ${ours.answers} (chance ${mean('answers').toFixed(0)})`,
      );
      expect(ours.scenes).toBeLessThan(mean('scenes'));
      expect(ours.answers).toBeLessThan(mean('answers'));
    },
  );

  test('carry the image token first and the prompts around them where wanted', async () => {
    const { lines } = await mix(workspace, { recipe: threeQ, size: 50, hasImageToken: true, hasPrompts: true });
    for (const { conversations, video, type } of lines) {
      const [human, reply] = conversations;
      expect(human?.value.startsWith('<image>\nThese are frames of a video.\n')).toBe(true);
      expect(human?.value.split('<image>').length).toBe(2);
      expect(human?.value.includes('\nOptions:\nA. ')).toBe(type === 'mc');
      expect(human?.value.split('\n').at(-1)).toMatch(type === 'mc' ? /letter and text/ : /single number/);
      expect([human?.from, reply?.from, conversations.length]).toEqual(['human', 'gpt', 2]);
      expect(existsSync(path.join(reference as string, video))).toBe(true);
    }
  });

  test("carry a recipe's own prompts", async () => {
    const recipe = { ...distances, prompts: { before: 'Look.', after: { oe: 'Metres only.' } } };
    const { lines } = await mix(workspace, { recipe, size: 1, hasPrompts: true });
    expect(lines[0]?.conversations[0]?.value).toMatch(/^Look\.\n[\s\S]+\nMetres only\.$/);
  });
});
