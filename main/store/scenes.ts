import { AppError } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { Workspace } from './workspace.ts';

/** Stores a scene; `folder` is its place in the shard ("val/000012"). */
export function insertScene(workspace: Workspace, owner: { readonly shardId: string; readonly folder: string }, scene: Scene): void {
  const row = { id: scene.id, shard_id: owner.shardId, folder: owner.folder, content: JSON.stringify(scene) };
  workspace.run(workspace.db.insertInto('scene').values(row));
}

/** The id of an imported folder's scene, or null. */
export function sceneIdAt(workspace: Workspace, shardId: string, folder: string): string | null {
  const query = workspace.db.selectFrom('scene').select('id').where('shard_id', '=', shardId).where('folder', '=', folder);
  return workspace.first(query)?.id ?? null;
}

/** @throws AppError `not-found`. */
export function getScene(workspace: Workspace, id: string): Scene {
  const row = workspace.first(workspace.db.selectFrom('scene').select('content').where('id', '=', id));
  if (row === undefined) throw new AppError('not-found', `There is no scene "${id}" in this workspace.`, { where: { item: id } });
  return JSON.parse(row.content) as Scene;
}
