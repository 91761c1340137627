import path from 'node:path';
import type { Hono } from 'hono';
import { AppError } from '../../shared/errors.ts';
import { exportShard } from '../formats/export-shard.ts';
import { importShards } from '../formats/import-shards.ts';
import { notePlaces } from '../library/shard-places.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/** Registers import and export; both report progress as events. */
export function registerShardRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'importShards', ({ paths }) => {
    for (const given of paths) requireAbsolute(given);
    return importIntoState(state, paths);
  });
  registerRoute(app, 'exportShard', (request) => {
    requireAbsolute(request.out);
    return state.runExclusively('an export', (workspace, signal) =>
      exportShard(workspace, request, {
        signal,
        onProgress: (progress) => state.events.send({ kind: 'export-progress', ...progress }),
      }),
    );
  });
}

/** Imports into the open workspace and tells every page. */
export function importIntoState(state: BackendState, paths: readonly string[]): ReturnType<typeof importShards> {
  return state.runExclusively('an import', async (workspace, signal) => {
    try {
      return await importShards(workspace, paths, {
        signal,
        onProgress: ({ stage: _, ...progress }) => state.events.send({ kind: 'import-progress', ...progress }),
      });
    } finally {
      notePlaces(workspace);
      state.events.send({ kind: 'workspace-changed' });
    }
  });
}

function requireAbsolute(given: string): void {
  if (!path.isAbsolute(given)) throw new AppError('input.invalid', `"${given}" is not an absolute path.`, { where: { file: given } });
}
