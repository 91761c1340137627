import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Hono } from 'hono';
import { AppError } from '../../shared/errors.ts';
import { relinkShard } from '../library/shard-places.ts';
import type { UserFiles } from '../library/user-files.ts';
import { listProblems } from '../store/problems.ts';
import { rejectReasonsOf, setRejectReasons } from '../store/settings.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';
import { summarize } from './workspace.ts';

/** Registers what people set, where workspaces and shards lie, and the report that can be kept. */
export function registerSettingsRoutes(app: Hono, state: BackendState, files: UserFiles): void {
  registerRoute(app, 'getSettings', () => files.settings());
  registerRoute(app, 'saveSettings', (settings) => {
    state.saveSettings(settings);
    return settings;
  });
  registerRoute(app, 'setRejectReasons', ({ reasons }) => {
    setRejectReasons(state.workspace(), reasons);
    state.events.send({ kind: 'workspace-changed' });
    return { reasons: [...rejectReasonsOf(state.workspace())] };
  });
  registerRoute(app, 'listRecentWorkspaces', () => ({
    workspaces: files.recent().map((recent) => ({ ...recent, exists: existsSync(recent.file) })),
  }));
  registerRoute(app, 'relinkShard', ({ path: directory }, param) =>
    state.runExclusively('a look at a shard', async (workspace) => {
      if (!path.isAbsolute(directory)) throw new AppError('input.invalid', `"${directory}" is not an absolute path.`);
      await relinkShard(workspace, param('id'), path.resolve(directory));
      state.events.send({ kind: 'workspace-changed' });
      return summarize(state);
    }),
  );
  registerRoute(app, 'saveProblems', async ({ out }) => {
    const problems = listProblems(state.workspace());
    await writeReport(out, problems.map((problem) => `${JSON.stringify(problem)}\n`).join(''));
    return { problems: problems.length };
  });
}

/** Never over a file that is there. */
async function writeReport(out: string, text: string): Promise<void> {
  const where = { file: out };
  if (!path.isAbsolute(out)) throw new AppError('input.invalid', `"${out}" is not an absolute path.`, { where });
  try {
    await writeFile(out, text, { flag: 'wx' });
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'EEXIST')
      throw new AppError('file.exists', `${out} exists already and was left alone. Choose another name.`, { where, cause });
    throw new AppError('file.write-failed', `${out} cannot be written: ${message}. Choose another place.`, { where, cause });
  }
}
