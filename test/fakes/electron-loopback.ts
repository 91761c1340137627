import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';

/** A handler as given to `protocol.handle`. */
export type SchemeHandler = (request: Request) => Response | Promise<Response>;

/**
 * Plays the part of Electron's custom scheme: `app://host/path` is served as `http://host.localhost:port/path`, and the handler sees the `app:` URL,
 * with the quirks of Electron's own adapter (headers collapse to one value, no abort signal, a missing content type becomes text/html,
 * a thrown error or `Response.error()` is a network error, another host's fetch is refused).
 */
export class SchemeServer {
  readonly #handlerOf: () => SchemeHandler | undefined;
  readonly #log: (message: string) => void;
  #server: Server | undefined;
  #port = 0;

  constructor(handlerOf: () => SchemeHandler | undefined, log: (message: string) => void) {
    this.#handlerOf = handlerOf;
    this.#log = log;
  }

  async listen(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response)).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  /** `app://studio/x` as the address that Chromium can open. */
  httpFromApp(url: string): string {
    const parsed = new URL(url);
    if (parsed.protocol !== 'app:') return url;
    return `http://${parsed.host}.localhost:${this.#port}${parsed.pathname}${parsed.search}${parsed.hash}`;
  }

  /** The reverse of {@link httpFromApp}; other addresses stay. */
  appFromHttp(url: string): string {
    return url.replace(new RegExp(`^http://([\\w-]+)\\.localhost:${this.#port}`), 'app://$1');
  }

  async #answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    try {
      const response = await this.#handlerOf()?.(this.#requestFrom(incoming));
      if (response === undefined || response.type === 'error') return void outgoing.destroy();
      const headers: Record<string, string> = { 'content-type': 'text/html', ...Object.fromEntries(response.headers) };
      outgoing.writeHead(response.status, headers);
      if (response.body === null) outgoing.end();
      else await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
    } catch (error) {
      this.#log(String(error));
      outgoing.destroy();
    }
  }

  #requestFrom(incoming: IncomingMessage): Request {
    const host = (incoming.headers.host ?? '').replace(/\.localhost:\d+$/, '');
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) {
      if (value !== undefined && name !== 'host' && name !== 'connection') headers.set(name, this.appFromHttp(String(value)));
    }
    const origin = headers.get('origin');
    if (origin !== null && origin !== `app://${host}`)
      throw new Error(`cross-origin request from ${origin}: the scheme is not corsEnabled`);
    const method = incoming.method ?? 'GET';
    const body = method === 'GET' || method === 'HEAD' ? {} : { body: Readable.toWeb(incoming) as BodyInit, duplex: 'half' };
    return new Request(`app://${host}${incoming.url}`, { method, headers, ...body } as RequestInit);
  }
}
