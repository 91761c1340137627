import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../shared/errors.ts';
import { aFolder, writeDataset } from '../fixtures/a-dataset.ts';
import { runSightline } from '../fixtures/run-sightline.ts';

const root = path.resolve(import.meta.dirname, '../..');
const sample = path.join(root, 'assets/sample-house');
const house = JSON.parse(readFileSync(path.join(sample, 'house.json'), 'utf8'));
const line = (changes: object = {}) => JSON.stringify({ ...house, ...changes });
// Counts come from plain Node here, so that no browser is needed; the missing video is the one problem that every run has.
const env = { SIGHTLINE_CHROMIUM: '/nowhere' };
const quick = ['--size', '64x64', '--max-steps', '40'];

const placesOf = (problems: readonly Problem[]) =>
  problems
    .filter(({ code, message }) => code !== 'render.no-encoder' && !message.includes('steps'))
    .map((problem) => [problem.code, path.basename(problem.file ?? ''), problem.line, problem.item].filter(Boolean).join(' '));
const namesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** A folder with house files and the sample's asset database. */
function aHouseFolder(files: Readonly<Record<string, string | Uint8Array>>, assets: 'assets' | 'no assets' = 'assets'): string {
  const folder = aFolder();
  if (assets === 'assets') cpSync(path.join(sample, 'asset-database.json'), path.join(folder, 'asset-database.json'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes);
  return folder;
}

const generate = (folder: string, file: string, ...more: string[]) =>
  runSightline(['generate', '--houses', path.join(folder, file), '--out', path.join(folder, 'out'), ...quick, ...more], env);

describe('generate refuses, and writes nothing, for', () => {
  test('houses that make no sense, each with its file, line and reason', async () => {
    const noFloor = house.rooms.map((room: object) => ({ ...room, floorPolygon: [0, 0.3, 0.6].map((x) => ({ x, y: 0, z: x * x })) }));
    const houses: readonly [string | Uint8Array, string][] = [
      [line({ rooms: [] }), 'house.invalid'],
      [line({ rooms: noFloor }), 'house.no-walk'],
      [line().replace(/"x":[\d.]+/, '"x":NaN'), 'file.malformed'],
      [line().replace('"x":5.2', '"x":1e9'), 'house.invalid'],
      ['{"rooms": "many"}', 'house.invalid'],
      [Buffer.from([0x7b, 0xff, 0x7d]), 'file.malformed'],
    ];
    const folder = aHouseFolder({ 'h.jsonl': Buffer.concat(houses.flatMap(([bytes]) => [Buffer.from(bytes), Buffer.from('\n')])) });
    const run = await generate(folder, 'h.jsonl');
    expect([run.code, placesOf(run.json.problems)]).toEqual([
      1,
      houses.map(([, code], index) => `${code} h.jsonl ${index + 1} 00000${index}`),
    ]);
    expect(namesIn(path.join(folder, 'out'))).toEqual([]);
  });

  test.each([
    ['an empty file', 'h.jsonl', '', 2, 'file.malformed h.jsonl'],
    ['a list of no houses', 'h.json', '[]', 1, 'house.invalid h.json h.json'],
    ['a file of another kind', 'h.txt', line(), 2, 'input.unsupported h.txt'],
  ] as const)('%s', async (_name, file, text, code, problem) => {
    const folder = aHouseFolder({ [file]: text });
    const run = await generate(folder, file);
    expect([run.code, placesOf(run.json.problems)]).toEqual([code, [problem]]);
    expect(namesIn(path.join(folder, 'out'))).toEqual([]);
  });

  test('a house without assets, one line on stderr', async () => {
    const folder = aHouseFolder({ 'h.json': line() }, 'no assets');
    const run = await generate(folder, 'h.json');
    expect([run.code, placesOf(run.json.problems)]).toEqual([2, ['house.no-assets h.json']]);
    expect(run.stderr.trim().split('\n')).toHaveLength(1);
    expect(namesIn(folder)).toEqual(['h.json']);
  });
});

describe('generate', () => {
  const lines = [line(), line().slice(0, 300), line({ objects: [], doors: [], windows: [] }), ''].join('\n');

  test('goes on after a broken line and with a house of nothing to ask about', async () => {
    const folder = aHouseFolder({ 'h.jsonl.gz': gzipSync(lines) });
    const run = await generate(folder, 'h.jsonl.gz');
    expect(run.json).toMatchObject({ houses: 2, failed: 1 });
    expect(placesOf(run.json.problems)[0]).toBe('file.malformed h.jsonl.gz 2 000001');
    expect(namesIn(path.join(folder, 'out/val'))).toEqual(['000000', '000002']);
  });

  test('takes the whole lines of an archive that was cut off', async () => {
    const whole = gzipSync([line(), line(), ''].join('\n'), { level: 0 });
    const folder = aHouseFolder({ 'h.jsonl.gz': whole.subarray(0, whole.length * 0.8) });
    const run = await generate(folder, 'h.jsonl.gz');
    expect([run.json.houses, placesOf(run.json.problems)]).toEqual([1, ['file.truncated h.jsonl.gz 2 000001']]);
  });

  test('leaves out an object of an unknown asset, and never writes over another house', async () => {
    const [first, ...others] = house.objects;
    const folder = aHouseFolder({ 'a.json': line({ objects: [{ ...first, assetId: 'Nobody_1' }, ...others] }), 'b.json': line() });
    const run = await generate(folder, 'a.json');
    expect([run.code, placesOf(run.json.problems)]).toEqual([1, [`house.unknown-asset a.json 000000 ${first.id}`]]);
    const before = readFileSync(path.join(folder, 'out/val/000000/house_spec.json'));
    const other = await generate(folder, 'b.json');
    expect([other.json.failed, placesOf(other.json.problems)]).toEqual([1, ['file.exists 000000 000000']]);
    expect(readFileSync(path.join(folder, 'out/val/000000/house_spec.json'))).toEqual(before);
  });

  test.each([
    ['SIGKILL', null, 1],
    ['SIGINT', 130, 0],
  ] as const)('after %s leaves no scene half-done, and the next run completes it', async (signal, code, leftStages) => {
    const folder = aHouseFolder({ 'h.json': line() });
    const val = path.join(folder, 'out/val');
    const args = ['generate', '--houses', path.join(folder, 'h.json'), '--out', path.join(folder, 'out'), '--max-steps', '400'];
    const child = spawn(process.execPath, ['bin/sightline.mjs', ...args], { cwd: root, env: { ...process.env, ...env }, stdio: 'ignore' });
    const exited = once(child, 'exit');
    while (namesIn(val).length === 0 || namesIn(path.join(val, namesIn(val)[0] as string)).length < 2) await wait(20);
    child.kill(signal);
    expect((await exited)[0]).toBe(code);
    expect(namesIn(val).map((name) => name.replace(/\d{3,}\.partial/, 'N.partial'))).toEqual(leftStages ? ['.000000.N.partial'] : []);
    const again = await runSightline(args, env);
    expect([again.json.houses, namesIn(val)]).toEqual([1, ['000000']]);
  });
});

/** A dataset with a workspace beside it. */
async function aShard(scenes = 2) {
  const folder = aFolder();
  const dataset = await writeDataset(path.join(folder, 'demo'), { scenes });
  return { ...dataset, folder, workspace: path.join(folder, 'w.sightline') };
}
const importArgs = ({ dir, workspace }: { dir: string; workspace: string }) => ['import', dir, '--workspace', workspace];
const ghosts = 'qa_pairs_count_the_ghosts__0.jsonl';

test('import keeps all but what is damaged, and names the place of every damage', async () => {
  const twice = (text: string) => text.replace(/"object_bbox":\s*\[\s*(\{.*?\})/s, '$&, $1');
  const damages: readonly [string, (text: string) => string, string][] = [
    [ghosts, (text) => text.replace('ghosts', '\xff'), `question.malformed ${ghosts} 1`],
    ['spatial_metadata.json', twice, 'file.malformed spatial_metadata.json Bed|1|0'],
    ['offline_annos__0.jsonl', (text) => text.replace(/\{"num_pixels".*?\}/, 'null'), 'file.malformed offline_annos__0.jsonl 1 Bed|1|0'],
    ['offline_annos__0.jsonl', () => '', 'dataset.frame-count-mismatch offline_annos__0.jsonl'],
    ['rgb__0.mp4', (bytes) => bytes.slice(0, 2000), 'file.truncated rgb__0.mp4'],
    ['spatial_metadata.json', () => '', 'file.malformed spatial_metadata.json'],
  ];
  const shard = await aShard(damages.length);
  for (const [scene, [name, damage]] of damages.entries()) {
    const file = path.join(shard.dir, `val/00000${scene}`, name);
    writeFileSync(file, damage(readFileSync(file, 'latin1')), 'latin1');
  }
  const run = await runSightline(importArgs(shard));
  expect([run.code, placesOf(run.json.problems)]).toEqual([1, damages.map(([, , problem]) => problem)]);
  expect(run.json).toMatchObject({ scenes: damages.length, questions: shard.questionCount - 1 });
});

describe('a workspace', () => {
  test('takes two imports at once', async () => {
    const shard = await aShard(12);
    const runs = await Promise.all([runSightline(importArgs(shard)), runSightline(importArgs(shard))]);
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    expect((await runSightline(importArgs(shard))).json).toMatchObject({ scenes: 12, questions: shard.questionCount, problems: [] });
  });

  // A limit on file sizes stands in for a full disk; it is counted in KiB.
  test.skipIf(process.platform === 'win32').each([8, 200])(
    'on a disk full after %i KiB says so, and goes on when there is room',
    async (limit) => {
      const shard = await aShard();
      const quoted = [process.execPath, 'bin/sightline.mjs', ...importArgs(shard), '--json'].map((word) => `"${word}"`).join(' ');
      const run = spawnSync('bash', ['-c', `ulimit -f ${limit}; ${quoted}`], { cwd: root, encoding: 'utf8' });
      expect([run.status, placesOf(JSON.parse(run.stdout).problems)]).toEqual([2, ['file.write-failed w.sightline']]);
      if (limit === 8) expect(namesIn(shard.folder)).toEqual(['demo']);
      expect((await runSightline(importArgs(shard))).json).toMatchObject({ ok: true, questions: shard.questionCount });
    },
  );

  test('of a shard that changed since exports nothing, not even new folders', async () => {
    const shard = await aShard();
    await runSightline(importArgs(shard));
    appendFileSync(path.join(shard.dir, 'val/000001', ghosts), '{}\n');
    mkdirSync(path.join(shard.folder, 'there'));
    for (const [format, out, problem] of [
      ['simsv', 'new/folder', `shard.changed ${ghosts}`],
      ['conversations', 'new/train.jsonl', `shard.changed ${ghosts}`],
      ['simsv', 'there', 'file.exists there'],
    ] as const) {
      const run = await runSightline(['export', '--workspace', shard.workspace, '--format', format, '--out', path.join(shard.folder, out)]);
      expect([run.code, placesOf(run.json.problems)]).toEqual([2, [problem]]);
    }
    expect(namesIn(shard.folder)).toEqual(['demo', 'there', 'w.sightline']);
  });
});
