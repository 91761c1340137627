import type { Hono } from 'hono';
import { AppError } from '../../shared/errors.ts';
import type { NativePort } from '../ports/native.ts';
import { registerRoute } from './register-route.ts';

/** Registers what only a desktop host can do; without the port each answers 501 and the page lets one type a path. */
export function registerNativeRoutes(app: Hono, native: NativePort | null): void {
  const port = (): NativePort => {
    if (native === null) throw new AppError('native.unavailable', 'A browser has no system dialogs here. Type the path instead.');
    return native;
  };
  registerRoute(app, 'pickFiles', async (options) => ({ paths: [...(await port().pickFiles(options))] }));
  registerRoute(app, 'pickSaveTarget', async (options) => ({ path: await port().pickSaveTarget(options) }));
  registerRoute(app, 'revealFile', async ({ path }) => {
    await port().reveal(path);
    return {};
  });
}
