import path from 'node:path';
import type { Hono } from 'hono';
import type { Selection } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { ImportReport } from '../formats/import-shards.ts';
import { notePlaces } from '../library/shard-places.ts';
import { resolveSelection } from '../lists/resolve-selection.ts';
import { idsOfSeqs } from '../store/list-rows.ts';
import type { Workspace } from '../store/workspace.ts';
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
    return state.runExclusively('an export', async (workspace) =>
      state.desk().exportShard({ ...request, selection: await selectedIds(state, workspace, request.selection) }),
    );
  });
  registerRoute(app, 'cancelWork', () => {
    state.desk().cancel();
    return {};
  });
}

/** A list is what this person's settings make of it, which the thread that exports does not know: it gets the questions by name. */
async function selectedIds(state: BackendState, workspace: Workspace, selection: Selection | undefined): Promise<Selection | undefined> {
  if (selection === undefined || 'ids' in selection) return selection;
  return { ids: idsOfSeqs(workspace, await resolveSelection(workspace, state.lists(), selection)) };
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
