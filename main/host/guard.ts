import { timingSafeEqual } from 'node:crypto';

/** A web-standard handler, as `createBackend().fetch`. */
export type FetchHandler = (request: Request) => Promise<Response>;

function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function refuse(detail: string): Response {
  const body = JSON.stringify({ type: 'about:blank', title: 'Refused', status: 403, detail, code: 'auth.refused' });
  return new Response(body, {
    status: 403,
    headers: {
      'content-type': 'application/problem+json',
      'content-length': String(Buffer.byteLength(body)),
      'x-content-type-options': 'nosniff',
    },
  });
}

function cookieOf(request: Request, name: string): string | null {
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}

/**
 * Lets only our own pages through to the backend on loopback. Checks the Host header (DNS rebinding), the Origin header of requests that have one
 * (other sites), and the launch token: given once as `?token=`, kept as a strict same-site cookie afterwards, or sent as `Authorization: Bearer`.
 *
 * @param port - of the loopback server; part of the cookie's name because browsers share cookies between ports.
 * @returns a handler that answers 403 `auth.refused`, a redirect that drops the token from the address bar, or the backend's answer.
 */
export function guardLoopback(fetch: FetchHandler, options: { readonly port: () => number; readonly token: string }): FetchHandler {
  return async (request) => {
    const port = options.port();
    const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
    const url = new URL(request.url);
    const host = request.headers.get('host') ?? url.host;
    if (!hosts.includes(host)) return refuse(`This server answers only at ${hosts[0]}, not at "${host}".`);
    // Cookies are shared between ports: a page of another local server may not use ours, but a link to the studio may be followed.
    const site = request.headers.get('sec-fetch-site');
    const isFollowedLink = request.headers.get('sec-fetch-mode') === 'navigate' && request.method === 'GET';
    if ((site === 'same-site' || site === 'cross-site') && !isFollowedLink) return refuse('Requests from other sites are not answered.');
    const origin = request.headers.get('origin');
    if (origin !== null && !hosts.some((own) => origin === `http://${own}`)) return refuse('Requests from other sites are not answered.');

    const cookieName = `sightline-${port}`;
    const offered = url.searchParams.get('token');
    if (offered !== null && isSameSecret(offered, options.token)) {
      url.searchParams.delete('token');
      const headers = {
        location: `${url.pathname}${url.search}`,
        'set-cookie': `${cookieName}=${options.token}; HttpOnly; SameSite=Strict; Path=/`,
        'content-length': '0',
      };
      return new Response(null, { status: 302, headers });
    }
    const bearer = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
    const known = cookieOf(request, cookieName) ?? bearer ?? '';
    if (!isSameSecret(known, options.token))
      return refuse("Open the address that Sightline printed when it started: it carries this session's token.");
    const response = await fetch(request);
    response.headers.set('cross-origin-resource-policy', 'same-origin');
    return response;
  };
}
