import path from 'node:path';
import type { FrameSightings, TrajectoryDetail } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { CameraIntrinsics, SightingSummary } from '../../shared/model/trajectory.ts';
import type { ReadTrajectory } from '../formats/shard-reader.ts';
import { packSightings, type SightingTuple, unpackSightings } from './pack-sightings.ts';
import type { Workspace } from './workspace.ts';

/** A trajectory to store: as a reader found it, with its place. */
export interface NewTrajectory extends ReadTrajectory {
  readonly id: string;
  readonly sceneId: string;
}

/** Stores a trajectory with its frames and sighting summaries. Frames without sightings have no row. */
export function insertTrajectory(workspace: Workspace, trajectory: NewTrajectory): void {
  const { id, frames } = trajectory;
  const poses = new Float64Array(frames.flatMap(({ pose }) => [pose.positionM[0], pose.positionM[2], pose.yawDeg]));
  workspace.run(
    workspace.db.insertInto('trajectory').values({
      id,
      scene_id: trajectory.sceneId,
      name: trajectory.name,
      fps: trajectory.fps,
      frame_count: frames.length,
      camera: trajectory.camera === null ? null : JSON.stringify(trajectory.camera),
      video_path: trajectory.videoPath,
      poses: new Uint8Array(poses.buffer),
    }),
  );
  const seen = frames.filter(({ sightings }) => sightings.length > 0);
  workspace.insertAll(
    'frame',
    seen.map(({ index, sightings }) => ({ trajectory_id: id, frame: index, sightings: packSightings(sightings) })),
  );
  workspace.insertAll(
    'sighting',
    trajectory.sightings.map((summary) => ({
      trajectory_id: id,
      object_index: summary.objectIndex,
      first_visible_frame: summary.firstVisibleFrame,
      last_visible_frame: summary.lastVisibleFrame,
      best_frame: summary.bestFrame,
      peak_fraction: summary.peakFraction,
      first_salient_frame: summary.firstSalientFrame,
      salient_frame_count: summary.salientFrameCount,
      visible_frame_count: summary.visibleFrameCount,
    })),
  );
}

/** Gives a trajectory the video that was missing when it was stored; one that has a video keeps it. */
export function addVideo(workspace: Workspace, id: string, { videoPath, fps }: { readonly videoPath: string; readonly fps: number }): void {
  workspace.run(
    workspace.db.updateTable('trajectory').set({ video_path: videoPath, fps }).where('id', '=', id).where('video_path', 'is', null),
  );
}

/** A trajectory without its frames. @throws AppError `not-found`. */
export function getTrajectory(workspace: Workspace, id: string): TrajectoryDetail {
  const row = rowOf(workspace, id);
  return {
    id,
    sceneId: row.scene_id,
    name: row.name,
    frameCount: row.frame_count,
    fps: row.fps,
    camera: row.camera === null ? null : (JSON.parse(row.camera) as CameraIntrinsics),
    videoUrl: row.video_path === null ? null : `/media/trajectories/${encodeURIComponent(id)}/video`,
    videoFile: row.video_path,
    poses: [...posesFromBlob(row.poses)],
    sightings: sightingsOf(workspace, id),
  };
}

/** Name and length of a trajectory with its sighting summaries: what a derivation needs beside the scene. */
export function getSightings(
  workspace: Workspace,
  id: string,
): { readonly sceneId: string; readonly fps: number; readonly frameCount: number; readonly sightings: SightingSummary[] } {
  const row = rowOf(workspace, id);
  return { sceneId: row.scene_id, fps: row.fps, frameCount: row.frame_count, sightings: sightingsOf(workspace, id) };
}

/** The trajectories of a scene: name to id. */
export function trajectoryIdsOfScene(workspace: Workspace, sceneId: string): ReadonlyMap<string, string> {
  const rows = workspace.all(workspace.db.selectFrom('trajectory').select(['id', 'name']).where('scene_id', '=', sceneId));
  return new Map(rows.map(({ id, name }) => [name, id]));
}

/** Sightings of frames `start` to `start + count - 1`, cut at the trajectory's end. @throws AppError `not-found`. */
export function getFrames(workspace: Workspace, id: string, start: number, count: number): FrameSightings {
  const { frame_count } = rowOf(workspace, id);
  const query = workspace.db
    .selectFrom('frame')
    .select(['frame', 'sightings'])
    .where('trajectory_id', '=', id)
    .where('frame', '>=', start)
    .where('frame', '<', start + count);
  const frames = Array.from({ length: Math.max(0, Math.min(count, frame_count - start)) }, (): SightingTuple[] => []);
  for (const row of workspace.all(query)) frames[row.frame - start] = unpackSightings(row.sightings);
  return { start, frames };
}

/** Absolute path of a trajectory's video. @throws AppError `not-found`, `dataset.missing-video` where the shard has none. */
export function videoFileOf(workspace: Workspace, id: string): string {
  const { video_path, scene_id } = rowOf(workspace, id);
  if (video_path === null) {
    throw new AppError('dataset.missing-video', `Trajectory "${id}" has no video; it can be reviewed on the map.`, { where: { item: id } });
  }
  const shard = workspace.first(
    workspace.db.selectFrom('scene').innerJoin('shard', 'shard.id', 'scene.shard_id').select('shard.path').where('scene.id', '=', scene_id),
  );
  return path.join(shard?.path ?? '', ...video_path.split('/'));
}

function rowOf(workspace: Workspace, id: string) {
  const row = workspace.first(workspace.db.selectFrom('trajectory').selectAll().where('id', '=', id));
  if (row === undefined) throw new AppError('not-found', `There is no trajectory "${id}" in this workspace.`, { where: { item: id } });
  return row;
}

function posesFromBlob(bytes: Uint8Array): Float64Array {
  // Copied, because a blob may start at an address that doubles cannot.
  return new Float64Array(new Uint8Array(bytes).buffer);
}

function sightingsOf(workspace: Workspace, id: string): SightingSummary[] {
  return workspace.all(
    workspace.db
      .selectFrom('sighting')
      .select([
        'object_index as objectIndex',
        'first_visible_frame as firstVisibleFrame',
        'last_visible_frame as lastVisibleFrame',
        'best_frame as bestFrame',
        'peak_fraction as peakFraction',
        'first_salient_frame as firstSalientFrame',
        'salient_frame_count as salientFrameCount',
        'visible_frame_count as visibleFrameCount',
      ])
      .where('trajectory_id', '=', id)
      .orderBy('object_index'),
  );
}
