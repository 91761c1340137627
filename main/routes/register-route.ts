import type { Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Route, type RouteInput, type RouteName, type RouteOutput, routes } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';

/** Largest JSON body taken. */
const maxBodyBytes = 1024 * 1024;

/** Answers a JSON route; `param` gives a path parameter, decoded. */
export type RouteHandler<N extends RouteName> = (
  input: RouteInput<N>,
  param: (name: string) => string,
) => RouteOutput<N> | Promise<RouteOutput<N>>;

/**
 * Serves one JSON route of the table: method and path come from there, input is validated by its schema (`input.invalid`), the handler's answer is
 * sent as JSON. Errors are thrown, for the app's error handler to render.
 */
export function registerRoute<N extends RouteName>(app: Hono, name: N, handle: RouteHandler<N>): void {
  const route: Route = routes[name];
  app.on(route.method, route.path, async (context) => {
    const input = (await readInput(context, route)) as RouteInput<N>;
    const answer = await handle(input, (key) => context.req.param(key) ?? '');
    return jsonResponse(200, 'application/json', answer);
  });
}

/** A JSON answer with its length, so that every host can stream it. */
export function jsonResponse(status: ContentfulStatusCode, contentType: string, value: unknown): Response {
  const body = Buffer.from(JSON.stringify(value));
  return new Response(body, { status, headers: { 'content-type': contentType, 'content-length': String(body.byteLength) } });
}

async function readInput(context: Context, route: Route): Promise<unknown> {
  if (route.input === undefined) return undefined;
  const raw = route.method === 'GET' ? context.req.query() : await readJson(context);
  const parsed = route.input.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = issue?.path.join('.') || (route.method === 'GET' ? 'the query' : 'the body');
  throw new AppError('input.invalid', `The request to ${route.path} is wrong at "${place}": ${issue?.message}.`, { cause: parsed.error });
}

async function readJson(context: Context): Promise<unknown> {
  const tooLong = () => new AppError('input.invalid', `A request may have at most ${maxBodyBytes} bytes.`);
  if (Number(context.req.header('content-length') ?? 0) > maxBodyBytes) throw tooLong();
  const bytes = await context.req.arrayBuffer();
  if (bytes.byteLength > maxBodyBytes) throw tooLong();
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new AppError('input.invalid', `The body of the request to ${context.req.path} is not JSON.`, { cause });
  }
}
