import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { expect, test } from 'vitest';
import { chromiumArguments, chromiumExecutable } from '../fakes/chromium.ts';
import { type LaunchedShell, shellContract } from './shell-contract.ts';

const root = path.resolve(import.meta.dirname, '../..');
let address = '';

async function launch(): Promise<LaunchedShell> {
  const env = { ...process.env, SIGHTLINE_HOME: mkdtempSync(path.join(os.tmpdir(), 'sightline-home-')) };
  const server = spawn(process.execPath, ['bin/sightline.mjs', 'serve', '--no-open', '--json'], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  address = (JSON.parse(line) as { url: string }).url;
  const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: chromiumArguments });
  const studio = await browser.newPage();
  await studio.goto(address);
  return {
    studio,
    close: async () => {
      await browser.close();
      server.kill('SIGINT');
      const [code] = (await once(server, 'exit')) as [number | null];
      expect(code).toBe(0);
    },
  };
}

/** Status of a plain request with headers a browser would not let a page choose. */
function statusOf(headers: Record<string, string>): Promise<number | undefined> {
  const { port } = new URL(address);
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: '/api/workspace', headers }, (response) => resolve(response.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

shellContract('the browser host', launch, (studioPage) => {
  test('drops the launch token from the address bar', () => {
    expect(studioPage().url()).not.toContain('token');
  });

  test('refuses whoever has no token, comes from another site, or asks by another name', async () => {
    const token = new URL(address).searchParams.get('token') ?? '';
    const { host } = new URL(address);
    expect(await statusOf({})).toBe(403);
    expect(await statusOf({ authorization: `Bearer ${token}`, origin: 'http://example.invalid' })).toBe(403);
    expect(await statusOf({ authorization: `Bearer ${token}`, host: 'example.invalid' })).toBe(403);
    expect(await statusOf({ authorization: `Bearer ${token}`, host })).toBe(200);
  });

  test('says that native dialogs are not there', async () => {
    const answer = await studioPage().evaluate(async () => {
      const body = JSON.stringify({ title: 'Open', kind: 'shard' });
      const response = await fetch('/api/native/pick-files', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return { status: response.status, code: (await response.json()).code };
    });
    expect(answer).toEqual({ status: 501, code: 'native.unavailable' });
  });
});
