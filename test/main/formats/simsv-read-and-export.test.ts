import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportShard } from '../../../main/formats/export-shard.ts';
import { importShards } from '../../../main/formats/import-shards.ts';
import { openWorkspace } from '../../../main/store/open-workspace.ts';
import type { Workspace } from '../../../main/store/workspace.ts';
import { answerModes } from '../../../shared/api/index.ts';
import { aFolder } from '../../fixtures/a-dataset.ts';
import { referenceData } from '../../fixtures/reference-data.ts';

const dataset = referenceData('simsv-peer', 'dataset');

describe.skipIf(dataset === null)("the official code's dataset, imported and exported untouched", () => {
  const shard = dataset as string;
  const folder = aFolder();
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = openWorkspace(path.join(folder, 'peer.sightline'), { create: true });
    await importShards(workspace, [shard]);
  });
  afterAll(() => workspace.close());

  test('has every question file with every byte', async () => {
    const out = path.join(folder, 'corrected');
    await exportShard(workspace, { format: 'simsv', out, answerMode: 'mc' });
    const files = globSync('val/*/qa_pairs_*.jsonl', { cwd: shard }).sort();
    expect(globSync('**/*.*', { cwd: out }).sort()).toEqual(files);
    const isSame = (file: string) => readFileSync(path.join(out, file)).equals(readFileSync(path.join(shard, file)));
    expect(files.filter((file) => !isSame(file))).toEqual([]);
  });

  test.each(answerModes)('has every conversation that the official formatter makes of it (%s)', async (answerMode) => {
    const out = path.join(folder, `${answerMode}.jsonl`);
    await exportShard(workspace, { format: 'conversations', out, answerMode });
    const lines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');
    const official = globSync(`qas/val/rgb/mt1_*_${answerMode}.jsonl`, { cwd: shard })
      .filter((file) => answerMode !== 'mc' || !file.endsWith('_mc_direct.jsonl'))
      .flatMap((file) => lines(path.join(shard, file)));
    expect(lines(out).sort()).toEqual(official.sort());
  });
});
