import { statSync } from 'node:fs';
import { type Problem, problemFromError } from '../../../shared/errors.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { readVideosOnly } from '../records/read-record-scene.ts';
import type { ReadTrajectory, SceneReading, SceneToRead } from '../shard-reader.ts';
import { type MetaInfo, readMetaInfo } from './read-meta-info.ts';

/** The metadata read last: every scene of a shard asks for it, and it is the same files. */
let last: { readonly key: string; readonly meta: Promise<MetaInfo> } | null = null;

/** Reads scene metadata, once for many scenes; again where a file has changed. */
export function loadMetaInfo(files: readonly string[]): Promise<MetaInfo> {
  const key = files.map((file) => `${file} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs}`).join('\n');
  if (last?.key !== key) last = { key, meta: readMetaInfo(files) };
  return last.meta;
}

/** The scene of a VSI-Bench question by its key in the shard, `<dataset>/<scene>`. */
export function metaScene({ scenes }: MetaInfo, folder: string): Scene | null {
  return scenes.get(folder.slice(folder.lastIndexOf('/') + 1)) ?? null;
}

/** Stage 2 of a VSI-Bench scene: its boxes from the metadata, and the length of its video where there is one. There are no poses. */
export async function readMetaScene(shard: string, scene: SceneToRead, metaFiles: readonly string[]): Promise<SceneReading> {
  const videos = await readVideosOnly(shard, scene);
  const problems: Problem[] = [...videos.problems];
  let known: Scene | null = null;
  try {
    known = metaScene(await loadMetaInfo(metaFiles), scene.folder);
  } catch (error) {
    problems.push(problemFromError(error, { item: scene.folder }));
  }
  if (known === null) return { ...videos, problems };
  const read = new Map(videos.trajectories.map((trajectory) => [trajectory.name, trajectory]));
  const trajectories = scene.trajectories.map(({ name }): ReadTrajectory => read.get(name) ?? stillTrajectory(name));
  return { scene: { ...known, id: scene.sceneId }, files: [], trajectories, problems };
}

function stillTrajectory(name: string): ReadTrajectory {
  return { name, fps: 1, camera: null, video: null, frameCount: 0, poses: new Float64Array(), sightings: [], frameLines: null };
}
