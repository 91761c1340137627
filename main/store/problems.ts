import type { ErrorCode, Problem } from '../../shared/errors.ts';
import type { Workspace } from './workspace.ts';

/** What a problem belongs to, and which look at it found it (see the `problem` table). */
export interface ProblemScope {
  readonly shardId: string;
  /** A scene's folder or a file of questions; null: the shard as a whole. */
  readonly scope: string | null;
  readonly phase: 'read' | 'recheck' | 'check';
}

/** Replaces what was known of one scope. */
export function replaceProblems(workspace: Workspace, scope: ProblemScope, problems: readonly Problem[]): void {
  const forget = workspace.prepareRun('delete from problem where shard_id = ? and scene_folder is ? and phase = ?');
  forget(scope.shardId, scope.scope, scope.phase);
  addProblems(workspace, scope, problems);
}

/** Adds to what is known of one scope. */
export function addProblems(workspace: Workspace, scope: ProblemScope, problems: readonly Problem[]): void {
  workspace.insertAll(
    'problem',
    problems.map(({ file, line, item, code, message }) => ({
      shard_id: scope.shardId,
      scene_folder: scope.scope,
      phase: scope.phase,
      file: file ?? null,
      line: line ?? null,
      item: item ?? null,
      code,
      message,
    })),
  );
}

/** The problem report of the given shards, or of all, in the order of finding. */
export function listProblems(workspace: Workspace, shardIds?: readonly string[]): Problem[] {
  let query = workspace.db
    .selectFrom('problem')
    .select(['file', 'line', 'item', 'code', 'message'])
    .orderBy('shard_id')
    .orderBy('scene_folder')
    .orderBy('id');
  if (shardIds !== undefined) query = query.where('shard_id', 'in', shardIds);
  return workspace.all(query).map(({ file, line, item, code, message }) => ({
    ...(file === null ? {} : { file }),
    ...(line === null ? {} : { line }),
    ...(item === null ? {} : { item }),
    code: code as ErrorCode,
    message,
  }));
}
