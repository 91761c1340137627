import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { parseRange } from '../../main/routes/parse-range.ts';

/** Serves the player's test page and the videos of a folder. */
export interface PlayerHost {
  readonly pageUrl: string;
  urlOf(video: string): string;
  close(): Promise<void>;
}

/** Builds the page and serves it on loopback beside the files of `folder`, with byte ranges. */
export async function startPlayerHost(folder: string): Promise<PlayerHost> {
  const outDir = await mkdtemp(path.join(os.tmpdir(), 'sightline-player-'));
  await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome140',
      chunkSizeWarningLimit: 2000,
      lib: { entry: path.join(import.meta.dirname, 'player-page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  });
  const script = await readFile(path.join(outDir, 'page.js'));
  const server = createServer(async (request, response) => {
    // A query makes the browser take it for another file, of which it has nothing cached.
    const name = decodeURIComponent((request.url ?? '/').replace(/\?.*$/, '').slice(1));
    if (name === '')
      return void response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>player</title><script type="module" src="/page.js"></script>');
    if (name === 'page.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(script);
    const file = path.join(folder, path.basename(name));
    const size = (await stat(file).catch(() => null))?.size;
    if (size === undefined) return void response.writeHead(404).end();
    const type = file.endsWith('.webm') ? 'video/webm' : file.endsWith('.mkv') ? 'video/x-matroska' : 'video/mp4';
    const range = parseRange(request.headers.range ?? null, size);
    if (range === 'unsatisfiable') return void response.writeHead(416, { 'content-range': `bytes */${size}` }).end();
    const { start, end } = range ?? { start: 0, end: size - 1 };
    const headers: Record<string, string> = { 'content-type': type, 'accept-ranges': 'bytes', 'content-length': String(end - start + 1) };
    if (range !== null) headers['content-range'] = `bytes ${start}-${end}/${size}`;
    response.writeHead(range === null ? 200 : 206, headers);
    if (end < start) return void response.end();
    createReadStream(file, { start, end }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    pageUrl: `${origin}/`,
    urlOf: (video) => `${origin}/${encodeURIComponent(video)}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
