import { sql } from 'kysely';
import { type Verdict, verdicts } from '../../shared/model/decision.ts';
import type { Workspace } from './workspace.ts';

/** All questions of the workspace. */
export function countQuestions(workspace: Workspace): number {
  return workspace.first(workspace.db.selectFrom('question').select(sql<number>`count(*)`.as('count')))?.count ?? 0;
}

/** Questions per verdict, zeros included. */
export function countByVerdict(workspace: Workspace): Record<Verdict, number> {
  const query = workspace.db.selectFrom('verdict_count').selectAll();
  const counts = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict, count } of workspace.all(query)) counts[verdict as Verdict] = count;
  return counts;
}

/** Questions per task, of the given shards or of all, by name. */
export function countByTask(workspace: Workspace, shardIds?: readonly string[]): Record<string, number> {
  let query = workspace.db
    .selectFrom('question_state')
    .select(['task', sql<number>`count(*)`.as('count')])
    .groupBy('task')
    .orderBy('task');
  if (shardIds !== undefined) {
    query = query.where('scene_id', 'in', workspace.db.selectFrom('scene').select('id').where('shard_id', 'in', shardIds));
  }
  return Object.fromEntries(workspace.all(query).map(({ task, count }) => [task, count]));
}
