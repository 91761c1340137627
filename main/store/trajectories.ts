import type { FrameSightings, TrajectoryDetail } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { CameraIntrinsics, SightingSummary } from '../../shared/model/trajectory.ts';
import type { BytePlace } from '../formats/shard-place.ts';
import type { FrameLines, IndexedTrajectory, ReadTrajectory } from '../formats/shard-reader.ts';
import { packFrameLines, unpackFrameLines } from './pack-frame-lines.ts';
import { type SightingTuple, unpackSightings } from './pack-sightings.ts';
import type { Workspace } from './workspace.ts';

/** Frames a second of a video that does not say, which is SIMS-V's rate. */
const defaultFps = 10;

const upsert = `
insert into trajectory (id, scene_id, name, fps, frame_count, video_path, video_offset, video_length, poses) values (?, ?, ?, ?, 0, ?, ?, ?, x'')
on conflict (id) do update set video_path = excluded.video_path, video_offset = excluded.video_offset, video_length = excluded.video_length
where video_path is null`;

/** Stores a trajectory that is not read yet; one that is known keeps what it has, and gets a video where it had none. Returns its id. */
export function upsertTrajectory(workspace: Workspace, sceneId: string, { name, video, fps }: IndexedTrajectory): string {
  const id = `${sceneId}:${name}`;
  const { video_path, video_offset, video_length } = videoColumns(video);
  workspace.prepareRun(upsert)(id, sceneId, name, fps ?? defaultFps, video_path, video_offset, video_length);
  return id;
}

/** Stores what was read of a trajectory, its sighting summaries included. */
export function saveReadTrajectory(workspace: Workspace, id: string, read: ReadTrajectory): void {
  const row = {
    fps: read.fps,
    frame_count: read.frameCount,
    camera: read.camera === null ? null : JSON.stringify(read.camera),
    poses: new Uint8Array(read.poses.buffer, read.poses.byteOffset, read.poses.byteLength),
    ...videoColumns(read.video),
    ...packFrameLines(read.frameLines),
  };
  workspace.run(workspace.db.updateTable('trajectory').set(row).where('id', '=', id));
  workspace.run(workspace.db.deleteFrom('sighting').where('trajectory_id', '=', id));
  workspace.run(workspace.db.deleteFrom('frame').where('trajectory_id', '=', id));
  workspace.insertAll(
    'sighting',
    read.sightings.map((summary) => ({
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

function videoColumns(video: BytePlace | null) {
  return { video_path: video?.file ?? null, video_offset: video?.offset ?? null, video_length: video?.length ?? null };
}

/** Columns that say where a video lies. */
export type VideoRow = { readonly video_path: string | null; readonly video_offset: number | null; readonly video_length: number | null };

/** The place of a trajectory's video, null where it has none. */
export function videoFromRow({ video_path, video_offset, video_length }: VideoRow): BytePlace | null {
  if (video_path === null) return null;
  const isWhole = video_offset === null || video_length === null;
  return { file: video_path, ...(isWhole ? {} : { offset: video_offset, length: video_length }) };
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

/** The trajectories of a scene with their videos, in the order of their import. */
export function trajectoriesOfScene(
  workspace: Workspace,
  sceneId: string,
): { readonly id: string; readonly name: string; readonly video: BytePlace | null }[] {
  const rows = workspace.all(
    workspace.db
      .selectFrom('trajectory')
      .select(['id', 'name', 'video_path', 'video_offset', 'video_length'])
      .where('scene_id', '=', sceneId)
      .orderBy('id'),
  );
  return rows.map((row) => ({ id: row.id, name: row.name, video: videoFromRow(row) }));
}

/** The shard of a trajectory and where the lines of its frames lie in it. @throws AppError `not-found`. */
export function frameLinesOf(
  workspace: Workspace,
  id: string,
): { readonly sceneId: string; readonly frameCount: number; readonly lines: FrameLines | null } & ShardOf {
  const row = rowOf(workspace, id);
  return { sceneId: row.scene_id, frameCount: row.frame_count, lines: unpackFrameLines(row), ...shardOf(workspace, row.scene_id) };
}

/** The place of a trajectory's video and its shard. @throws AppError `not-found`, `dataset.missing-video` where there is none. */
export function videoOf(workspace: Workspace, id: string): { readonly place: BytePlace } & ShardOf {
  const row = rowOf(workspace, id);
  const place = videoFromRow(row);
  if (place === null) {
    throw new AppError('dataset.missing-video', `Trajectory "${id}" has no video; it can be reviewed on the map.`, { where: { item: id } });
  }
  return { place, ...shardOf(workspace, row.scene_id) };
}

/** Where a trajectory's files lie: its shard, its scene's folder in it, and the N of its file names. @throws AppError `not-found`. */
export function placeOfTrajectory(
  workspace: Workspace,
  id: string,
): { readonly shardPath: string; readonly folder: string; readonly name: string } {
  const { scene_id, name } = rowOf(workspace, id);
  const scene = workspace.first(workspace.db.selectFrom('scene').select('folder').where('id', '=', scene_id));
  return { shardPath: shardOf(workspace, scene_id).shardPath, folder: scene?.folder ?? '', name };
}

/** Frames as version 1 of the workspace copied them: none in a trajectory that was imported since. */
export function copiedFrames(workspace: Workspace, id: string, { start, count }: { readonly start: number; readonly count: number }) {
  const query = workspace.db
    .selectFrom('frame')
    .select(['frame', 'sightings'])
    .where('trajectory_id', '=', id)
    .where('frame', '>=', start)
    .where('frame', '<', start + count);
  const frames = Array.from({ length: count }, (): SightingTuple[] => []);
  for (const row of workspace.all(query)) frames[row.frame - start] = unpackSightings(row.sightings);
  return frames satisfies FrameSightings['frames'];
}

interface ShardOf {
  readonly shardPath: string;
  readonly format: string;
}

function shardOf(workspace: Workspace, sceneId: string): ShardOf {
  const row = workspace.first(
    workspace.db
      .selectFrom('scene')
      .innerJoin('shard', 'shard.id', 'scene.shard_id')
      .select(['shard.path', 'shard.format'])
      .where('scene.id', '=', sceneId),
  );
  return { shardPath: row?.path ?? '', format: row?.format ?? '' };
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
