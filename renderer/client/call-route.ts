import { problemDetailsSchema, type Route, type RouteName, type RouteOutput, type RouteRequest, routes } from '../../shared/api/index.ts';
import { ApiError } from './api-error.ts';

/** What a call carries: path parameters, and the query (GET) or JSON body (POST) before defaults are filled in. */
export interface RouteCall<N extends RouteName> {
  readonly params?: Readonly<Record<string, string>>;
  readonly input?: RouteRequest<N>;
  readonly signal?: AbortSignal;
}

/**
 * Calls one route of the table and checks its answer against the table's schema.
 * Throws {@link ApiError} for every error answer, for an answer of another shape, and when nothing answers.
 */
export async function callRoute<N extends RouteName>(name: N, call: RouteCall<N> = {}): Promise<RouteOutput<N>> {
  const route: Route = routes[name];
  const response = await send(name, call);
  if (!response.ok) throw await errorFromResponse(response);
  if (route.output === undefined) return undefined as RouteOutput<N>;
  const parsed = route.output.safeParse(await response.json());
  if (parsed.success) return parsed.data as RouteOutput<N>;
  throw new ApiError(
    'internal',
    `The backend's answer to "${name}" has an unexpected shape. Reload the page; if it stays, the two versions differ.`,
    {
      status: response.status,
      cause: parsed.error,
    },
  );
}

/** Calls a route that answers with bytes. Throws {@link ApiError} for every error answer. */
export async function fetchBytes<N extends RouteName>(name: N, call: RouteCall<N> = {}): Promise<Uint8Array> {
  const response = await send(name, call);
  if (!response.ok) throw await errorFromResponse(response);
  return new Uint8Array(await response.arrayBuffer());
}

/** Address of a route with its parameters filled in; GET input becomes the query string, absent values are left out. */
export function urlOfRoute<N extends RouteName>(name: N, call: RouteCall<N> = {}): string {
  const route: Route = routes[name];
  const path = route.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(call.params?.[key] ?? ''));
  if (route.method !== 'GET' || call.input === undefined) return path;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(call.input as object)) if (value !== undefined && value !== '') query.set(key, String(value));
  return query.size === 0 ? path : `${path}?${query}`;
}

async function send<N extends RouteName>(name: N, call: RouteCall<N>): Promise<Response> {
  const { method } = routes[name];
  const body =
    method === 'POST' && call.input !== undefined
      ? { body: JSON.stringify(call.input), headers: { 'content-type': 'application/json' } }
      : {};
  try {
    return await fetch(urlOfRoute(name, call), { method, ...body, ...(call.signal ? { signal: call.signal } : {}) });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError('internal', 'Sightline does not answer. Nothing that was saved is lost; check that it still runs, then try again.', {
      status: 0,
      cause,
    });
  }
}

async function errorFromResponse(response: Response): Promise<ApiError> {
  const parsed = problemDetailsSchema.safeParse(await response.json().catch(() => null));
  if (!parsed.success)
    return new ApiError('internal', `The backend answered ${response.status} without a reason.`, { status: response.status });
  const { code, detail, file, line, item } = parsed.data;
  const where = {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(item === undefined ? {} : { item }),
  };
  return new ApiError(code, detail, { status: response.status, where });
}
