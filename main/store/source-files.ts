import { sql } from 'kysely';
import type { Workspace } from './workspace.ts';

/** A file of a shard as it was when it was read. */
export interface SourceFile {
  /** Relative to the shard, with forward slashes. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Hex; null for videos, which are compared by size only. */
  readonly sha256: string | null;
}

/** Stores a file of a scene and returns its number. */
export function insertSourceFile(
  workspace: Workspace,
  owner: { readonly shardId: string; readonly sceneId: string },
  file: SourceFile,
): number {
  const row = { shard_id: owner.shardId, scene_id: owner.sceneId, path: file.path, size_bytes: file.sizeBytes, sha256: file.sha256 };
  return workspace.run(workspace.db.insertInto('source_file').values(row)).rowId;
}

/** Every file a scene was read from, by path. */
export function sourceFilesOfScene(workspace: Workspace, sceneId: string): ReadonlyMap<string, SourceFile> {
  const rows = workspace.all(
    workspace.db.selectFrom('source_file').select(['path', 'size_bytes as sizeBytes', 'sha256']).where('scene_id', '=', sceneId),
  );
  return new Map(rows.map((row) => [row.path, row]));
}

/** Every file a shard was read from, by path. */
export function filesOfShard(workspace: Workspace, shardId: string): readonly SourceFile[] {
  return workspace.all(
    workspace.db
      .selectFrom('source_file')
      .select(['path', 'size_bytes as sizeBytes', 'sha256'])
      .where('shard_id', '=', shardId)
      .orderBy('path'),
  );
}

/** The question files of a shard, in shard order, with their numbers. */
export function questionFilesOfShard(workspace: Workspace, shardId: string): (SourceFile & { readonly id: number })[] {
  const query = workspace.db
    .selectFrom('source_file')
    .select(['id', 'path', 'size_bytes as sizeBytes', 'sha256'])
    .where('shard_id', '=', shardId)
    .where(sql<boolean>`path glob '*/qa_pairs_*.jsonl'`)
    .orderBy('path');
  return workspace.all(query);
}
