import type { GeometryState } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { Workspace } from './workspace.ts';

/** What stage 2 of an import still has to do for a scene: read it and judge its questions, or judge the new ones by what is stored. */
export type CheckDue = 'read' | 'judge';

/** A scene's row without its content. */
export interface SceneState {
  readonly id: string;
  readonly folder: string;
  readonly hasGeometry: boolean;
  readonly checkDue: CheckDue | null;
}

/** A scene with nothing in it: what a scene is before it is read, and for good where its shard has no geometry. */
export function emptyScene(id: string): Scene {
  return { id, rooms: [], walls: [], openings: [], objects: [], ceilingHeightM: 2.7 };
}

/** Stores a scene that is not read yet; `folder` is its place in the shard ("val/000012"). */
export function insertUnreadScene(
  workspace: Workspace,
  scene: { readonly id: string; readonly shardId: string; readonly folder: string; readonly checkDue: CheckDue | null },
): void {
  const insert = workspace.prepareRun(
    'insert into scene (id, shard_id, folder, content, has_geometry, check_due) values (?, ?, ?, ?, 0, ?)',
  );
  insert(scene.id, scene.shardId, scene.folder, JSON.stringify(emptyScene(scene.id)), scene.checkDue);
}

/** Stores what was read of a scene; null: it has no usable geometry. */
export function saveGeometry(workspace: Workspace, id: string, scene: Scene | null): void {
  const row = { content: JSON.stringify(scene ?? emptyScene(id)), has_geometry: scene === null ? 0 : 1, check_due: null };
  workspace.run(workspace.db.updateTable('scene').set(row).where('id', '=', id));
}

/** Says what stage 2 has to do for a scene; null: nothing. */
export function setCheckDue(workspace: Workspace, id: string, due: CheckDue | null): void {
  workspace.run(workspace.db.updateTable('scene').set({ check_due: due }).where('id', '=', id));
}

const stateColumns = ['id', 'folder', 'has_geometry', 'check_due'] as const;
type StateRow = { readonly id: string; readonly folder: string; readonly has_geometry: number; readonly check_due: string | null };

function stateFromRow(row: StateRow): SceneState {
  return { id: row.id, folder: row.folder, hasGeometry: row.has_geometry === 1, checkDue: row.check_due as CheckDue | null };
}

/** The state of a folder's scene, or null where it is new. */
export function sceneAt(workspace: Workspace, shardId: string, folder: string): SceneState | null {
  const query = `select ${stateColumns.join(', ')} from scene where shard_id = ? and folder = ?`;
  const [row] = workspace.prepareAll<StateRow>(query)(shardId, folder);
  return row === undefined ? null : stateFromRow(row);
}

/** The state of a scene with its shard. @throws AppError `not-found`. */
export function getSceneState(workspace: Workspace, id: string): SceneState & { readonly shardId: string } {
  const row = workspace.first(workspace.db.selectFrom('scene').select(stateColumns).select('shard_id').where('id', '=', id));
  if (row === undefined) throw notFound(id);
  return { ...stateFromRow(row), shardId: row.shard_id };
}

/** Whether anything is known of a scene's boxes. */
export function geometryOf({ hasGeometry, checkDue }: Pick<SceneState, 'hasGeometry' | 'checkDue'>): GeometryState {
  if (hasGeometry) return 'known';
  return checkDue === 'read' ? 'unread' : 'none';
}

/** @throws AppError `not-found`. */
export function getScene(workspace: Workspace, id: string): Scene {
  const row = workspace.first(workspace.db.selectFrom('scene').select('content').where('id', '=', id));
  if (row === undefined) throw notFound(id);
  return JSON.parse(row.content) as Scene;
}

function notFound(id: string): AppError {
  return new AppError('not-found', `There is no scene "${id}" in this workspace.`, { where: { item: id } });
}
