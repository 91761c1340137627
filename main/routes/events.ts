import type { Hono } from 'hono';
import { routes } from '../../shared/api/index.ts';
import type { BackendState } from './backend-state.ts';

/** Registers the one event stream of a page. */
export function registerEventRoutes(app: Hono, state: BackendState): void {
  app.get(routes.events.path, () => {
    const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };
    return new Response(state.events.connect(), { headers });
  });
}
