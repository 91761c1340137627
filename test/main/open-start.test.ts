import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createBackend, openStart } from '../../main/index.ts';
import { aFolder, writeDataset } from '../fixtures/a-dataset.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Starts a studio as the command does and says what it opened, once the import behind it is in. */
async function start(dataDir: string, paths: readonly string[] = []) {
  const backend = createBackend({ pagesDir: path.join(root, 'dist', 'pages') });
  try {
    const { file, imported, fallbackReason } = openStart(backend, { paths, dataDir, root });
    await imported;
    const summary = (await (await backend.fetch(new Request('http://127.0.0.1/api/workspace'))).json()) as {
      counts: { questions: number };
    };
    return { file: path.basename(file), questions: summary.counts.questions, fallbackCode: fallbackReason?.code ?? null };
  } finally {
    await backend.close();
  }
}

test('the first start shows the bundled sample, later ones what was open last', async () => {
  const dataDir = path.join(aFolder(), 'home');
  expect(await start(dataDir)).toEqual({ file: 'sample.sightline', questions: 43, fallbackCode: null });
  const shard = path.join(aFolder(), 'demo');
  const { questionCount } = await writeDataset(shard);
  const opened = await start(dataDir, [shard]);
  expect(opened).toMatchObject({ file: expect.stringMatching(/^demo-\w+\.sightline$/), questions: questionCount });
  expect(await start(dataDir)).toEqual(opened);
});

test('a workspace of last time that cannot be opened gives way to the sample, and stays untouched', async () => {
  const dataDir = path.join(aFolder(), 'home');
  await start(dataDir);
  const broken = path.join(aFolder(), 'broken.sightline');
  writeFileSync(broken, 'not a workspace');
  writeFileSync(path.join(dataDir, 'last-workspace.txt'), `${broken}\n`);
  expect(await start(dataDir)).toMatchObject({ file: 'sample.sightline', fallbackCode: 'workspace.not-a-workspace' });
  expect(readFileSync(broken, 'utf8')).toBe('not a workspace');
});

test('a path that is not there is refused before anything is made', async () => {
  const dataDir = path.join(aFolder(), 'home');
  await expect(start(dataDir, ['/nowhere/at/all'])).rejects.toMatchObject({ code: 'file.missing' });
  expect(existsSync(dataDir)).toBe(false);
});
