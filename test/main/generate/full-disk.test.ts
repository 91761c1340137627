import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { aFolder } from '../../fixtures/a-dataset.ts';

const root = path.resolve(import.meta.dirname, '../../..');

/** Runs the command under a limit on file sizes, which stands in for a full disk: the kernel cuts writes short in the same place. */
function generate(out: string, kibibytes: number | null) {
  const houses = '--count 2 --rooms 4 --objects 30-40 --size 64x64 --max-steps 200';
  const command = `"${process.execPath}" bin/sightline.mjs generate --json ${houses} --out "${out}"`;
  const run = spawnSync('bash', ['-c', kibibytes === null ? command : `ulimit -f ${kibibytes}; ${command}`], {
    cwd: root,
    encoding: 'utf8',
    // Counts come from plain Node, so that no browser is needed; the missing video is one problem of every run.
    env: { ...process.env, SIGHTLINE_CHROMIUM: '/nowhere' },
  });
  const { problems, ...counts } = JSON.parse(run.stdout);
  return { status: run.status, counts, codes: problems.map(({ code }: { readonly code: string }) => code) };
}

test.skipIf(process.platform === 'win32')(
  'a disk that is full in the middle of a house is said, leaves nothing half-written, and the run goes on once there is room',
  () => {
    const out = path.join(aFolder(), 'made');
    const { status, codes } = generate(out, 120);
    expect({ status, codes }).toEqual({ status: 2, codes: ['file.write-failed'] });
    expect(readdirSync(path.join(out, 'val'))).toEqual([]);
    expect(existsSync(path.join(out, 'constants.yaml'))).toBe(true);
    expect(generate(out, null)).toMatchObject({ status: 1, counts: { houses: 2, failed: 0 }, codes: ['render.no-encoder'] });
    expect(readdirSync(path.join(out, 'val'))).toEqual(['000000', '000001']);
  },
);
