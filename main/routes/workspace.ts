import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Hono } from 'hono';
import { sql } from 'kysely';
import type { WorkspaceSummary } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { defaultRejectReasons, verdicts } from '../../shared/model/decision.ts';
import { listProblems } from '../store/problems.ts';
import { countByTask, countByVerdict } from '../store/question-counts.ts';
import { rejectReasonsOf, reviewerOf, setReviewer } from '../store/settings.ts';
import { countProblemsByShard, listShards } from '../store/shards.ts';
import type { Workspace } from '../store/workspace.ts';
import { toolVersion } from '../tool-version.ts';
import type { BackendState } from './backend-state.ts';
import { registerRoute } from './register-route.ts';

/** Registers what concerns the workspace as a whole. */
export function registerWorkspaceRoutes(app: Hono, state: BackendState): void {
  registerRoute(app, 'getWorkspace', () => summarize(state));
  registerRoute(app, 'openWorkspace', ({ file }) => {
    if (!path.isAbsolute(file)) throw new AppError('input.invalid', `"${file}" is not an absolute path.`);
    state.open(file);
    return summarize(state);
  });
  registerRoute(app, 'setReviewer', ({ name }) => {
    setReviewer(state.workspace(), name);
    state.events.send({ kind: 'workspace-changed' });
    return summarize(state);
  });
  registerRoute(app, 'getProblems', () => ({ problems: listProblems(state.workspace()) }));
}

/** The open workspace in numbers; all zero while none is open. */
export function summarize(state: BackendState): WorkspaceSummary {
  const workspace = state.openedWorkspace;
  if (workspace === null) {
    const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as WorkspaceSummary['byVerdict'];
    const counts = { scenes: 0, trajectories: 0, frames: 0, questions: 0 };
    return { isOpen: false, file: null, reviewer: '', toolVersion, counts, byTask: {}, byVerdict: none, shards: [], ...unopened };
  }
  const problems = countProblemsByShard(workspace);
  const byVerdict = countByVerdict(workspace);
  return {
    isOpen: true,
    file: workspace.file,
    reviewer: reviewerOf(workspace),
    toolVersion,
    counts: { ...countContent(workspace), questions: Object.values(byVerdict).reduce((sum, count) => sum + count, 0) },
    byTask: countByTask(workspace),
    byVerdict,
    isSample: state.isSample,
    work: state.work,
    rejectReasons: [...rejectReasonsOf(workspace)],
    shards: listShards(workspace).map((shard) => ({
      ...shard,
      isReachable: existsSync(shard.path),
      problems: problems.get(shard.id) ?? 0,
    })),
  };
}

const unopened = { work: null, isSample: false, rejectReasons: [...defaultRejectReasons] };

function countContent(workspace: Workspace): { scenes: number; trajectories: number; frames: number } {
  const { db } = workspace;
  const scenes = workspace.first(db.selectFrom('scene').select(sql<number>`count(*)`.as('count')))?.count ?? 0;
  const walked = workspace.first(
    db.selectFrom('trajectory').select([sql<number>`count(*)`.as('count'), sql<number>`coalesce(sum(frame_count), 0)`.as('frames')]),
  );
  return { scenes, trajectories: walked?.count ?? 0, frames: walked?.frames ?? 0 };
}
