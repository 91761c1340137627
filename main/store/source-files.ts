import { sql } from 'kysely';
import type { Workspace } from './workspace.ts';

/** A file of a shard as it was when it was read. */
export interface SourceFile {
  /** Relative to the shard, with forward slashes; '' is the shard itself, where it is one file. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Hex; null for videos, which are compared by size only, and for tars, whose records are compared one by one. */
  readonly sha256: string | null;
}

/** A source file of a workspace. */
export interface StoredFile extends SourceFile {
  readonly id: number;
  readonly isComplete: boolean;
}

/** What is stored beside a file's identity. */
export interface FileOwner {
  readonly shardId: string;
  /** Null where the file is about many scenes. */
  readonly sceneId: string | null;
  readonly hasQuestions: boolean;
  readonly isComplete?: boolean;
}

const columns = ['id', 'path', 'size_bytes as sizeBytes', 'sha256', 'is_complete'] as const;
type FileRow = SourceFile & { readonly id: number; readonly is_complete: number };

function fileFromRow({ is_complete, ...row }: FileRow): StoredFile {
  return { ...row, isComplete: is_complete === 1 };
}

const upsert = `
insert into source_file (shard_id, scene_id, path, size_bytes, sha256, has_questions, is_complete) values (?, ?, ?, ?, ?, ?, ?)
on conflict (shard_id, path) do update set size_bytes = excluded.size_bytes, sha256 = excluded.sha256, is_complete = excluded.is_complete
returning id`;

/** Stores a file, or what is new about a known one (more of it was read), and returns its number. */
export function upsertSourceFile(workspace: Workspace, owner: FileOwner, file: SourceFile): number {
  const { shardId, sceneId, hasQuestions, isComplete = true } = owner;
  const values = [shardId, sceneId, file.path, file.sizeBytes, file.sha256, hasQuestions ? 1 : 0, isComplete ? 1 : 0];
  return workspace.prepareAll<{ readonly id: number }>(upsert)(...values)[0]?.id as number;
}

/** A file of a shard; null for one that is not known. */
export function sourceFileAt(workspace: Workspace, shardId: string, path: string): StoredFile | null {
  const query = workspace.db.selectFrom('source_file').select(columns).where('shard_id', '=', shardId).where('path', '=', path);
  const row = workspace.first(query);
  return row === undefined ? null : fileFromRow(row);
}

/** Every file a scene was read from, by path. */
export function sourceFilesOfScene(workspace: Workspace, sceneId: string): ReadonlyMap<string, StoredFile> {
  const rows = workspace.all(workspace.db.selectFrom('source_file').select(columns).where('scene_id', '=', sceneId));
  return new Map(rows.map((row) => [row.path, fileFromRow(row)]));
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

/** The files of questions of a shard by path; after `afterPath` where given, at most `limit`. */
export function questionFilesOfShard(
  workspace: Workspace,
  shardId: string,
  page: { readonly afterPath: string | null; readonly limit: number },
): StoredFile[] {
  let query = workspace.db
    .selectFrom('source_file')
    .select(columns)
    .where('shard_id', '=', shardId)
    .where(sql<boolean>`has_questions = 1`)
    .orderBy('path')
    .limit(page.limit);
  if (page.afterPath !== null) query = query.where('path', '>', page.afterPath);
  return workspace.all(query).map(fileFromRow);
}

/** How many files of questions a workspace has. */
export function countQuestionFiles(workspace: Workspace): number {
  const query = workspace.db.selectFrom('source_file').select(sql<number>`count(*)`.as('count')).where('has_questions', '=', 1);
  return workspace.first(query)?.count ?? 0;
}
