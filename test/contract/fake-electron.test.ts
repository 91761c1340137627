import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import type { Backend } from '../../main/index.ts';
import type { FrameBatch } from '../../shared/stage/render-job.ts';
import { app, control } from '../fakes/electron.ts';
import { aScene } from '../fixtures/a-scene.ts';
import { type LaunchedShell, shellContract } from './shell-contract.ts';

control.appPath = path.resolve(import.meta.dirname, '../..');
control.userData = mkdtempSync(path.join(os.tmpdir(), 'sightline-shell-'));

let backend: Backend;

async function launch(): Promise<LaunchedShell> {
  const tooLong = new Promise<never>((_, reject) => {
    setTimeout(reject, 10_000, new Error('main.ts never finished evaluating: does it await app.whenReady() at top level?'));
  });
  const shell = await Promise.race([import('../../electron/main.ts'), tooLong]);
  await app.becomeReady();
  backend = await shell.backendStarted;
  await vi.waitUntil(() => control.windows.size === 1, { timeout: 60_000 });
  const studio = (await [...control.windows][0]?.page()) as Page;
  await vi.waitUntil(() => studio.url().includes('studio.localhost'), { timeout: 30_000 });
  return {
    studio,
    close: async () => {
      const quit = once(app, 'quit');
      for (const window of [...control.windows]) window.destroy();
      await quit;
    },
  };
}

shellContract('the shell on a stand-in for Electron', launch, (studioPage) => {
  test('gives its scheme what media and modules need, and nothing that opens it to other sites', () => {
    expect(Object.fromEntries(control.schemes)).toEqual({
      app: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    });
    expect(control.calls.map(([name]) => name)).toContain('enableSandbox');
  });

  test('denies every permission a page may ask for', () => {
    const [, onRequest] = control.calls.find(([name]) => name === 'setPermissionRequestHandler') ?? [];
    const answers: boolean[] = [];
    (onRequest as (contents: unknown, permission: string, answer: (isGranted: boolean) => void) => void)({}, 'media', (isGranted) =>
      answers.push(isGranted),
    );
    expect(answers).toEqual([false]);
  });

  test('opens every window in a sandbox of its own', () => {
    for (const { options } of control.windows) {
      expect(options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    }
  });

  test('keeps the studio where it is', async () => {
    const studio = studioPage();
    const before = studio.url();
    await studio.evaluate(() => {
      location.href = 'http://example.invalid/';
    });
    await studio.waitForTimeout(300);
    expect(studio.url()).toBe(before);
    await studio.evaluate(() => void window.open('http://example.invalid/'));
    await expect.poll(() => studio.context().pages().length).toBe(control.windows.size);
  });

  test('answers a native dialog through an ordinary route', async () => {
    control.dialogAnswers.push({ canceled: false, filePaths: ['/data/a shard'] });
    const answer = await studioPage().evaluate(async () => {
      const body = JSON.stringify({ title: 'Open', kind: 'shard' });
      return (await fetch('/api/native/pick-files', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json();
    });
    expect(answer).toEqual({ paths: ['/data/a shard'] });
  });

  test('tells the page where a dropped file lies, and nothing else', async () => {
    const known = await studioPage().evaluate(() => {
      const bridge = (window as unknown as { sightlineShell: { pathForFile(file: File): string } }).sightlineShell;
      return { keys: Object.keys(bridge), path: bridge.pathForFile(new File(['x'], 'shard.tar')) };
    });
    expect(known).toEqual({ keys: ['pathForFile'], path: '/fake/shard.tar' });
  });

  test('records a walkthrough in a hidden window that is never throttled', async () => {
    const scene = aScene();
    const poses = Array.from({ length: 12 }, (_, i) => ({ positionM: [1.5, 0.9, 1.5] as const, yawDeg: i * 30 }));
    let frames = 0;
    let videoBytes = 0;
    const job = {
      id: 'contract',
      scene,
      poses,
      camera: { widthPx: 192, heightPx: 112, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 },
      fps: 10,
      renderer: 'auto',
    } as const;
    const report = await backend.renderQueue.enqueue(job, {
      frames: (batch: FrameBatch) => {
        frames += batch.frames.length;
      },
      video: async (_offset, bytes) => {
        videoBytes += bytes.byteLength;
      },
      reset: async () => undefined,
    });
    expect({ frames, videoBytes, renderer: report.renderer }).toEqual({ frames: 12, videoBytes: report.videoBytes, renderer: 'babylon' });
    expect(videoBytes).toBeGreaterThan(500);
    const hidden = [...control.windows].find(({ options }) => options.show === false);
    expect(hidden?.options.webPreferences).toMatchObject({ backgroundThrottling: false });
  });
});
