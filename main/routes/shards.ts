import path from 'node:path';
import type { Hono } from 'hono';
import { AppError } from '../../shared/errors.ts';
import type { ImportReport } from '../formats/import-shards.ts';
import { notePlaces } from '../library/shard-places.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/** Registers import and export; both report progress as events. */
export function registerShardRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'importShards', ({ paths, format }) => {
    for (const given of paths) requireAbsolute(given);
    return importIntoState(state, paths, format);
  });
  registerRoute(app, 'exportShard', (request) => {
    requireAbsolute(request.out);
    return state.runExclusively('an export', () => state.desk().exportShard(request));
  });
  registerRoute(app, 'cancelWork', () => {
    state.desk().cancel();
    return {};
  });
}

/** Lists shards in the open workspace and tells every page; their scenes are then read in the background. */
export function importIntoState(state: BackendState, paths: readonly string[], format = 'auto'): Promise<ImportReport> {
  return state.runExclusively('an import', async (workspace) => {
    try {
      return await state.desk().importPaths(paths, format);
    } finally {
      notePlaces(workspace);
      state.events.send({ kind: 'workspace-changed' });
    }
  });
}

function requireAbsolute(given: string): void {
  if (!path.isAbsolute(given)) throw new AppError('input.invalid', `"${given}" is not an absolute path.`, { where: { file: given } });
}
