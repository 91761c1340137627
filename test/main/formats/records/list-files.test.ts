import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { listFiles } from '../../../../main/formats/records/list-files.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';

it('a folder of a file per sample is imported whole, however many there are; a look at it ends', async () => {
  const folder = aFolder();
  const count = 20_050;
  for (let n = 0; n < count; n += 1) {
    const below = path.join(folder, String(n % 50));
    if (n < 50) mkdirSync(below);
    writeFileSync(path.join(below, `${n}.json`), '');
  }
  expect((await listFiles(folder, ['.json'], 'import')).length).toBe(count);
  expect((await listFiles(folder, ['.json'], 'look')).length).toBe(20_000);
});
