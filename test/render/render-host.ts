import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import { build } from 'vite';
import { systemClock } from '../../main/ports/clock.ts';
import { createChromiumPages } from '../../main/render/chromium-pages.ts';
import { createRenderPool } from '../../main/render/render-pool.ts';
import { createRenderQueue, type RenderQueue } from '../../main/render/render-queue.ts';
import { registerRenderRoutes } from '../../main/routes/render.ts';
import { AppError } from '../../shared/errors.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** A queue whose jobs a real Chromium page records. */
export interface RenderHost {
  readonly queue: RenderQueue;
  /** Address of an empty page on the host's origin, with painter-probe.ts under /assets/probe.js. */
  readonly probeUrl: string;
  /** Address of an empty page with one of the further scripts. */
  urlOf(script: string): string;
  close(): Promise<void>;
}

/**
 * Builds the render page as it stands into a temporary folder, serves it beside the render routes, and keeps one page at work.
 *
 * @param scripts - files of further scripts for pages on the same origin, by name.
 */
export async function startRenderHost(scripts: Readonly<Record<string, string>> = {}): Promise<RenderHost> {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'sightline-render-'));
  await build({
    root: path.join(root, 'renderer'),
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      chunkSizeWarningLimit: 2000,
      rolldownOptions: {
        input: { render: path.join(root, 'renderer/render.html'), probe: path.join(import.meta.dirname, 'painter-probe.ts'), ...scripts },
        output: { entryFileNames: 'assets/[name].js' },
      },
    },
  });
  const queue = createRenderQueue({ clock: systemClock });
  const app = new Hono();
  registerRenderRoutes(app, queue);
  app.onError((error, c) => {
    const code = error instanceof AppError ? error.code : 'internal';
    return c.json({ type: 'about:blank', title: code, status: 400, detail: error.message, code }, 400, {
      'content-type': 'application/problem+json',
    });
  });
  app.get('/render', async (c) => c.html(await readFile(path.join(outDir, 'render.html'), 'utf8')));
  app.get('/script/:name', (c) =>
    c.html(`<!doctype html><title>script</title><script type="module" src="/assets/${c.req.param('name')}.js"></script>`),
  );
  app.get('/assets/:name', async (c) => {
    const script = await readFile(path.join(outDir, 'assets', path.basename(c.req.param('name'))));
    return c.body(new Uint8Array(script), 200, { 'content-type': 'text/javascript' });
  });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pool = createRenderPool({ queue, pages: createChromiumPages({ renderUrl: `${origin}/render` }), clock: systemClock });
  return {
    queue,
    probeUrl: `${origin}/script/probe`,
    urlOf: (script) => `${origin}/script/${script}`,
    async close() {
      queue.close();
      await pool.close();
      server.closeAllConnections();
      server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
