import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exportShard } from '../../../../main/formats/export-shard.ts';
import { importShards } from '../../../../main/formats/import-shards.ts';
import { getFrames } from '../../../../main/formats/trajectory-frames.ts';
import { openWorkspace } from '../../../../main/store/open-workspace.ts';
import { trajectoriesOfScene } from '../../../../main/store/trajectories.ts';
import type { Workspace } from '../../../../main/store/workspace.ts';
import { aFolder, type Dataset, writeDataset } from '../../../fixtures/a-dataset.ts';

const workspaces: Workspace[] = [];
afterEach(() => {
  for (const workspace of workspaces.splice(0)) workspace.close();
});

function aWorkspace(): Workspace {
  const workspace = openWorkspace(path.join(aFolder(), 'test.sightline'), { create: true });
  workspaces.push(workspace);
  return workspace;
}

let sound: Dataset;
beforeAll(async () => {
  sound = await writeDataset(path.join(aFolder(), 'demo'), { scenes: 1, frames: 12 });
});

/** A copy of a sound dataset of one scene, and that scene's folder. */
function aCopy(): { readonly dir: string; readonly folder: string } {
  const dir = path.join(aFolder(), 'demo');
  cpSync(sound.dir, dir, { recursive: true });
  return { dir, folder: path.join(dir, 'val', '000000') };
}

const ghosts = 'qa_pairs_count_the_ghosts__0.jsonl';
const ask = (fields: object) =>
  `${JSON.stringify({ task: 'count_the_ghosts', question: 'How many?', gt_answer: '1', filename: 'x', ...fields })}\n`;

async function imported(dir: string) {
  const workspace = aWorkspace();
  const result = await importShards(workspace, [dir]);
  const problems = result.problems.map(({ code, file, line }) => [code, path.basename(file ?? ''), line].filter(Boolean).join(' '));
  return { workspace, result, problems };
}

describe('a hostile dataset', () => {
  test('has the questions that can be read, and a problem for each that cannot', async () => {
    const { dir, folder } = aCopy();
    const file = path.join(folder, ghosts);
    const deep = `${'{"a":['.repeat(50_000)}${']}'.repeat(50_000)}`;
    appendFileSync(file, ask({ extra: 1 }).replace('"extra":1', `"extra":${deep}`));
    appendFileSync(file, ask({ extra: 'x'.repeat(17 * 2 ** 20) }));
    appendFileSync(file, Buffer.from(ask({ question: 'How many \xff?' }), 'latin1'));
    appendFileSync(file, ask({ question: 'How many \u202esdeb\u202c?' }));
    appendFileSync(file, ask({ question: '<img src=x onerror=alert(1)>' }).replace('{', '{"__proto__":{"task":"none","polluted":1},'));
    const { result, problems, workspace } = await imported(dir);
    expect(problems).toEqual([3, 4, 5, 6].map((line) => `question.malformed ${ghosts} ${line}`));
    expect(result.questions).toBe(sound.questionCount + 2);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    // What was kept goes out as it came in.
    await exportShard(workspace, { format: 'simsv', out: path.join(path.dirname(dir), 'out'), answerMode: 'mc' });
    const kept = readFileSync(file, 'latin1')
      .split('\n')
      .filter((_, index) => ![2, 3, 4].includes(index));
    expect(readFileSync(path.join(path.dirname(dir), 'out', 'val', '000000', ghosts), 'latin1')).toBe(kept.join('\n'));
  });

  test.skipIf(process.platform === 'win32')('is not followed out of its folder, and no pipe is waited for', async () => {
    const { dir, folder } = aCopy();
    const secret = path.join(path.dirname(dir), 'secret.jsonl');
    writeFileSync(secret, ask({}));
    symlinkSync(secret, path.join(folder, 'qa_pairs_secret__0.jsonl'));
    symlinkSync(path.join(folder, ghosts), path.join(folder, 'qa_pairs_same__0.jsonl'));
    execFileSync('mkfifo', [path.join(folder, 'qa_pairs_pipe__0.jsonl')]);
    mkdirSync(path.join(folder, 'qa_pairs_folder__0.jsonl'));
    const { result, problems } = await imported(dir);
    expect(problems).toEqual(['folder', 'pipe', 'secret'].map((name) => `input.unsupported qa_pairs_${name}__0.jsonl`));
    // The link within the dataset is read like any file.
    expect(result.questions).toBe(sound.questionCount + 2);
  });

  test('may say that a file is a terabyte long', async () => {
    const { dir, folder } = aCopy();
    truncateSync(path.join(folder, ghosts), 2 ** 40);
    const { problems, result } = await imported(dir);
    expect(problems).toEqual([`file.unreadable ${ghosts}`]);
    expect(result.questions).toBe(sound.questionCount - 2);
  });

  test('with objects called like members of every object shows their frames', async () => {
    const { dir, folder } = aCopy();
    for (const name of ['spatial_metadata.json', 'offline_annos__0.jsonl']) {
      const file = path.join(folder, name);
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('Bed|1|0', 'constructor'));
    }
    const { workspace, problems } = await imported(dir);
    expect(problems).toEqual([]);
    const { frames } = await getFrames(workspace, 'demo:val:000000:0', 0, 12);
    expect(frames.map((frame) => frame.length)).toEqual(Array(12).fill(frames[0]?.length));
  });
});

/** One change of a file's bytes. */
const changeArbitrary = fc.record({
  file: fc.nat(),
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat' as const),
  byte: fc.integer({ min: 0, max: 255 }),
});

test('bytes changed at random never end an import, and what it keeps can be shown and exported', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(changeArbitrary, { minLength: 1, maxLength: 6 }), async (changes) => {
      const { dir, folder } = aCopy();
      const names = readdirSync(folder);
      for (const { file, at, kind, byte } of changes) {
        const target = path.join(folder, names[file % names.length] as string);
        const bytes = readFileSync(target);
        const place = Math.floor(at * bytes.length);
        const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
        if (kind === 'flip') writeFileSync(target, Buffer.concat([before, Buffer.from([byte]), after.subarray(1)]));
        if (kind === 'cut') writeFileSync(target, before);
        if (kind === 'insert') writeFileSync(target, Buffer.concat([before, Buffer.from([byte, 0x7b, 0x22]), after]));
        if (kind === 'repeat') writeFileSync(target, Buffer.concat([bytes, bytes]));
      }
      const workspace = openWorkspace(path.join(path.dirname(dir), 'w.sightline'), { create: true });
      try {
        const { questions } = await importShards(workspace, [dir]);
        for (const { id } of trajectoriesOfScene(workspace, 'demo:val:000000')) await getFrames(workspace, id, 0, 50);
        const out = path.join(path.dirname(dir), 'out');
        const { records } = await exportShard(workspace, { format: 'simsv', out, answerMode: 'mc' });
        expect(records).toBe(questions);
      } finally {
        workspace.close();
      }
    }),
    { numRuns: 60, interruptAfterTimeLimit: 20_000 },
  );
}, 60_000);
