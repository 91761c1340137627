import { sql } from 'kysely';
import type { CheckDue } from './scenes.ts';
import type { Workspace } from './workspace.ts';

/** A scene that stage 2 of an import has not seen yet. */
export interface DueScene {
  readonly id: string;
  readonly shardId: string;
  readonly folder: string;
  readonly due: CheckDue;
}

/** The first scene in shard order that is due, of the given shards or of all; those of `except` are passed over. Null when there is none. */
export function nextDueScene(
  workspace: Workspace,
  filter: { readonly shardIds?: readonly string[]; readonly except?: ReadonlySet<string> } = {},
): DueScene | null {
  let query = workspace.db
    .selectFrom('scene')
    .select(['id', 'shard_id', 'folder', 'check_due'])
    .where('check_due', 'is not', null)
    .orderBy(sql`rowid`)
    .limit(1 + (filter.except?.size ?? 0));
  if (filter.shardIds !== undefined) query = query.where('shard_id', 'in', filter.shardIds);
  const row = workspace.all(query).find(({ id }) => !filter.except?.has(id));
  return row === undefined ? null : { id: row.id, shardId: row.shard_id, folder: row.folder, due: row.check_due as CheckDue };
}

/** How many scenes are due, of the given shards or of all. */
export function countDueScenes(workspace: Workspace, shardIds?: readonly string[]): number {
  let query = workspace.db.selectFrom('scene').select(sql<number>`count(*)`.as('count')).where('check_due', 'is not', null);
  if (shardIds !== undefined) query = query.where('shard_id', 'in', shardIds);
  return workspace.first(query)?.count ?? 0;
}
