import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Hono } from 'hono';
import { AppError } from '../../shared/errors.ts';

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.map': 'application/json',
};

/** Registers the built pages and their assets. */
export function registerPageRoutes(app: Hono, pagesDir: string): void {
  app.get('/', () => pageResponse(pagesDir, 'studio.html'));
  app.get('/render', () => pageResponse(pagesDir, 'render.html'));
  app.get('/assets/*', async (context) => {
    const name = decodedName(context.req.path.slice('/assets/'.length));
    const folder = path.join(pagesDir, 'assets');
    const file = path.join(folder, name);
    if (!file.startsWith(folder + path.sep)) throw notFound(name);
    const bytes = await readFile(file).catch(() => null);
    if (bytes === null) throw notFound(name);
    const type = contentTypes[path.extname(file)] ?? 'application/octet-stream';
    // The name holds a hash of the content.
    return new Response(bytes, {
      headers: { 'content-type': type, 'content-length': String(bytes.byteLength), 'cache-control': 'public, max-age=31536000, immutable' },
    });
  });
}

function decodedName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    throw notFound(name);
  }
}

async function pageResponse(pagesDir: string, name: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const html = await readFile(path.join(pagesDir, name), 'utf8').catch(() => null);
  const body = Buffer.from(html === null ? missingPage : html.replaceAll('__CSP_NONCE__', nonce));
  return new Response(body, {
    status: html === null ? 503 : 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-length': String(body.byteLength),
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    },
  });
}

function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function notFound(name: string): AppError {
  return new AppError('not-found', `There is no asset "${name}".`);
}

const missingPage = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Sightline</title>
<main><h1>The pages are not built yet</h1><p>Run <code>npm run build</code> in the project, then reload.</p></main></html>
`;
