import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createBackend } from '../../main/index.ts';
import type { DecisionResult, QuestionDetail } from '../../shared/api/index.ts';
import { writeDataset } from '../fixtures/a-dataset.ts';
import { referenceData } from '../fixtures/reference-data.ts';
import { type BenchEntry, latencyEntry } from './measure.ts';

const decisions = 200;

/** From the decision's request to its durable answer and the next question's detail, through `backend.fetch`, on a real file with synchronous=FULL. */
export async function benchDecision(): Promise<Record<string, BenchEntry>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sightline-bench-'));
  const backend = createBackend({ pagesDir: folder });
  const ask = async <T>(url: string, body?: unknown): Promise<T> => {
    const init = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return (await backend.fetch(new Request(`http://127.0.0.1${url}`, init))).json() as Promise<T>;
  };
  try {
    let shard = referenceData('simsv-peer', 'dataset');
    if (shard === null) {
      shard = path.join(folder, 'dataset');
      await writeDataset(shard);
    }
    backend.openWorkspaceFile(path.join(folder, 'bench.sightline'));
    await backend.importPaths([shard]);
    const { rows } = await ask<{ rows: { id: string }[] }>(`/api/questions?limit=${decisions + 1}`);
    const samplesMs: number[] = [];
    for (let i = 0; i + 1 < rows.length; i++) {
      const detail = await ask<QuestionDetail>(`/api/questions/${rows[i]?.id}`);
      const evidence = { frame: 0, isFrameExact: true, dwellMs: 1000 };
      const startMs = performance.now();
      await ask<DecisionResult>(`/api/questions/${detail.id}/decisions`, {
        operation: 'approve',
        expectedHash: detail.contentHash,
        evidence,
      });
      await ask<QuestionDetail>(`/api/questions/${rows[i + 1]?.id}`);
      samplesMs.push(performance.now() - startMs);
    }
    return { 'decision.durable-and-next': latencyEntry(samplesMs, 50) };
  } finally {
    await backend.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
