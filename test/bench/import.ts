import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { importShards } from '../../main/formats/import-shards.ts';
import { openWorkspace } from '../../main/store/open-workspace.ts';
import { writeDataset } from '../fixtures/a-dataset.ts';
import { referenceData } from '../fixtures/reference-data.ts';
import { type BenchEntry, rateEntry } from './measure.ts';

/** Questions and frames a second that an import indexes, every answer derived on the way, into a fresh workspace on disk. */
export async function benchImport(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  try {
    let shard = referenceData('simsv-peer', 'dataset');
    if (shard === null) {
      shard = path.join(folder, 'dataset');
      await writeDataset(shard);
    }
    const questionRates: number[] = [];
    const frameRates: number[] = [];
    for (let i = 0; i < 4; i++) {
      const workspace = openWorkspace(path.join(folder, `bench-${i}.sightline`), { create: true });
      const startMs = performance.now();
      const { questions, frames } = await importShards(workspace, [shard]);
      const seconds = (performance.now() - startMs) / 1000;
      workspace.close();
      questionRates.push(questions / seconds);
      frameRates.push(frames / seconds);
    }
    return { 'import.questions': rateEntry(questionRates, 'questions/s'), 'import.frames': rateEntry(frameRates, 'frames/s') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
