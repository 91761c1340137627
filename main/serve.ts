import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '../shared/errors.ts';
import { type FetchHandler, guardLoopback } from './host/guard.ts';

/** A backend on loopback. */
export interface LoopbackHost {
  readonly port: number;
  /** Address without a token, ending in "/". */
  readonly origin: string;
  /** Address of a page with the launch token, which is good as long as this host runs: `urlOf('/render')`. */
  urlOf(path: string): string;
  /** Stops listening and drops open connections. */
  close(): Promise<void>;
}

/**
 * Serves a backend to plain browsers on 127.0.0.1, behind {@link guardLoopback}.
 *
 * @param port - 0 takes any free port. A port in use rejects with `input.invalid`.
 */
export async function serveOnLoopback(fetch: FetchHandler, options: { readonly port?: number } = {}): Promise<LoopbackHost> {
  const token = randomBytes(24).toString('base64url');
  let port = options.port ?? 0;
  const server = createAdaptorServer({ fetch: guardLoopback(fetch, { port: () => port, token }), overrideGlobalObjects: false }) as Server;
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new AppError(
      'input.invalid',
      `Port ${port} cannot be used (${(cause as Error).message}). Choose another with --port, or leave it out.`,
      { cause },
    );
  }
  port = (server.address() as AddressInfo).port;
  const origin = `http://127.0.0.1:${port}/`;
  return {
    port,
    origin,
    urlOf: (path) => {
      const url = new URL(path, origin);
      url.searchParams.set('token', token);
      return url.href;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
