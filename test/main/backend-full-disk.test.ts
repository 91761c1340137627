import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { aReviewBackend } from '../fixtures/a-backend.ts';

const root = path.resolve(import.meta.dirname, '../..');

describe('an export that cannot be written', () => {
  test('beyond a folder that is a file says so and leaves nothing', async () => {
    const { backend, folder, codeOf } = await aReviewBackend();
    writeFileSync(path.join(folder, 'a-file'), '');
    for (const format of ['simsv', 'conversations', 'decisions']) {
      expect(await codeOf('POST', '/api/export', { format, out: path.join(folder, 'a-file', 'out') })).toBe('file.write-failed');
    }
    await backend.close();
    expect(readdirSync(folder).sort()).toEqual(['a-file', 'demo', 'test.sightline']);
  });

  // A limit on file sizes stands in for a full disk: the kernel cuts writes short in the same place.
  test.skipIf(process.platform === 'win32')('to its end leaves nothing half-written and loses nothing', async () => {
    const { backend, folder, workspaceFile } = await aReviewBackend({ scenes: 4, perVideo: 12 });
    await backend.close();
    const out = path.join(folder, 'train.jsonl');
    const command = `ulimit -f 48; "${process.execPath}" bin/sightline.mjs export --json --workspace "${workspaceFile}" --format conversations --out "${out}"`;
    const run = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' });
    expect(JSON.parse(run.stdout).problems).toMatchObject([{ code: 'file.write-failed' }]);
    expect(run.status).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(['demo', 'test.sightline']);
  });
});
