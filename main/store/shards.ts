import { createHash } from 'node:crypto';
import path from 'node:path';
import { sql } from 'kysely';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { Workspace } from './workspace.ts';

/** An imported dataset directory. */
export interface Shard {
  /** Readable and unique in its workspace: the directory's name, with a few digits of its path where two share it. */
  readonly id: string;
  /** Absolute path. */
  readonly path: string;
  readonly format: string;
  readonly convention: ConventionName;
}

const columns = ['id', 'path', 'format', 'convention'] as const;
type ShardRow = { id: string; path: string; format: string; convention: string };

function shardFromRow(row: ShardRow): Shard {
  return { ...row, convention: row.convention as ConventionName };
}

/** All shards in the order of their first import. */
export function listShards(workspace: Workspace): Shard[] {
  return workspace.all(workspace.db.selectFrom('shard').select(columns).orderBy('imported_at_ms').orderBy('id')).map(shardFromRow);
}

/** The shard of a directory, made on its first import. */
export function shardAt(
  workspace: Workspace,
  directory: string,
  made: { readonly format: string; readonly convention: ConventionName },
): Shard {
  const known = workspace.first(workspace.db.selectFrom('shard').select(columns).where('path', '=', directory));
  if (known !== undefined) return shardFromRow(known);
  const name = path.basename(directory).replace(/[^\w.-]+/g, '-') || 'shard';
  const isTaken = workspace.first(workspace.db.selectFrom('shard').select('id').where('id', '=', name)) !== undefined;
  const suffix = createHash('sha256').update(directory).digest('hex').slice(0, 6);
  const shard: Shard = { id: isTaken ? `${name}-${suffix}` : name, path: directory, ...made };
  workspace.run(workspace.db.insertInto('shard').values({ ...shard, imported_at_ms: workspace.clock.nowMs() }));
  return shard;
}

/** Tells where a shard's files lie now. */
export function moveShard(workspace: Workspace, id: string, directory: string): void {
  workspace.run(workspace.db.updateTable('shard').set({ path: directory }).where('id', '=', id));
}

/** How many problems each shard's report has. */
export function countProblemsByShard(workspace: Workspace): ReadonlyMap<string, number> {
  const rows = workspace.all(
    workspace.db
      .selectFrom('problem')
      .select(['shard_id', sql<number>`count(*)`.as('count')])
      .groupBy('shard_id'),
  );
  return new Map(rows.map(({ shard_id, count }) => [shard_id, count]));
}
