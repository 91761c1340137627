import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { placeAbove, safeShardFile } from '../shard-place.ts';
import type { FrameLines, LineRuns, ReadTrajectory, SceneReading, SceneToRead } from '../shard-reader.ts';
import { simsvReader } from '../simsv/read-dataset.ts';
import { readVideoFacts } from '../simsv/read-video.ts';
import { SubjectFinder } from './subject-finder.ts';

/** Stage 2 of a scene that records name: the SIMS-V scene folder of that name where one lies beside the videos, else only the videos' lengths. */
export async function readRecordScene(shard: string, scene: SceneToRead, signal: AbortSignal): Promise<SceneReading> {
  const folder = new SubjectFinder(shard).sceneFolder(scene.folder);
  if (folder === null || simsvReader.readScene === undefined) return readVideosOnly(shard, scene);
  const reading = await simsvReader.readScene(folder.root, scene, { signal });
  const above = (name: string) => placeAbove(folder.levels, name);
  const wanted = new Map(scene.trajectories.map(({ name, video }) => [name, video]));
  return {
    ...reading,
    files: reading.files.map((file) => ({ ...file, path: above(file.path) })),
    trajectories: reading.trajectories.flatMap((trajectory): ReadTrajectory[] => {
      if (!wanted.has(trajectory.name)) return [];
      const { video, frameLines } = trajectory;
      const ours = video === null ? null : { ...video, file: above(video.file) };
      return [{ ...trajectory, video: ours, frameLines: frameLines === null ? null : movedLines(frameLines, above) }];
    }),
  };
}

function movedLines({ annotations, bounds }: FrameLines, above: (name: string) => string): FrameLines {
  const moved = ({ place, starts }: LineRuns): LineRuns => ({ place: { ...place, file: above(place.file) }, starts });
  return { annotations: moved(annotations), bounds: bounds === null ? null : moved(bounds) };
}

/** A scene without geometry: every video's length and rate from its index. One that cannot be played is a problem. */
export async function readVideosOnly(shard: string, { trajectories }: SceneToRead): Promise<SceneReading> {
  const problems: Problem[] = [];
  const read: ReadTrajectory[] = [];
  for (const { name, video } of trajectories) {
    const nothing = { name, fps: 1, camera: null, video: null, frameCount: 0, poses: new Float64Array(), sightings: [], frameLines: null };
    if (video === null) continue;
    try {
      await safeShardFile(shard, video.file);
      const { frameCount, fps } = await readVideoFacts(shard, video);
      read.push({ ...nothing, fps, video, frameCount });
    } catch (error) {
      problems.push(error instanceof AppError ? problemFromError(error) : problemFromError(error, { file: video.file }));
      read.push(nothing);
    }
  }
  return { scene: null, files: [], trajectories: read, problems };
}
