import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { expect, test } from 'vitest';
import { shellContract } from './shell-contract.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Electron's executable where its binary was downloaded; the npm package alone brings only types. */
function installedElectron(): string | null {
  if (process.env['ELECTRON_PATH']) return process.env['ELECTRON_PATH'];
  const folder = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  return existsSync(pathFile) ? path.join(folder, 'dist', readFileSync(pathFile, 'utf8').trim()) : null;
}

const executablePath = installedElectron();
if (executablePath === null) {
  test.runIf(process.env['REQUIRE_ELECTRON'] === '1')('Electron is there', () =>
    expect.fail('REQUIRE_ELECTRON=1, but there is no Electron binary'),
  );
  test('is skipped in Electron itself, and says why', () => {
    console.info('skipped: no Electron binary here (npx install-electron, or ELECTRON_PATH=…); the same contract ran on the stand-in');
  });
} else {
  shellContract('Electron itself', async () => {
    const userData = mkdtempSync(path.join(os.tmpdir(), 'sightline-electron-'));
    const shell = await _electron.launch({ executablePath, args: [root, `--user-data-dir=${userData}`, '--enable-unsafe-swiftshader'] });
    return { studio: await shell.firstWindow(), close: () => shell.close() };
  });
}
