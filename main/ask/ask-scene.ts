import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../shared/errors.ts';
import { sceneSidecarName } from '../../shared/model/sidecar.ts';
import { memberSpans } from '../formats/simsv/json-members.ts';
import { readScene } from '../formats/simsv/read-scene.ts';
import { readSceneFolder } from '../formats/simsv/read-scene-folder.ts';
import { askTrajectory, type QuestionTask } from '../generate/write-questions.ts';

/** One scene to ask about. */
export interface SceneTask {
  /** Absolute path of the dataset directory. */
  readonly directory: string;
  /** Relative to it: "val/000012". */
  readonly folder: string;
  readonly settings: QuestionTask['settings'];
}

/** What a scene's questions are. */
export interface AskedScene {
  /** Absolute path of the scene folder. */
  readonly place: string;
  /** Files to write there, by name; none where the scene could not be read: then its question files are to stay as they are. */
  readonly files: ReadonlyMap<string, string>;
  readonly isRead: boolean;
  readonly trajectories: number;
  /** Questions by task. */
  readonly byType: ReadonlyMap<string, number>;
  readonly problems: readonly Problem[];
}

/** Asks about every trajectory of a scene, from its files, and writes nothing. */
export async function askScene({ directory, folder, settings }: SceneTask): Promise<AskedScene> {
  const target = { shard: directory, shardName: path.basename(directory), folder, sceneId: path.posix.basename(folder) };
  const [read, listed] = await Promise.all([readScene(target, 'seen'), readSceneFolder(directory, folder)]);
  const problems = [...listed.problems, ...read.problems];
  const place = path.join(directory, ...folder.split('/'));
  const byType = new Map<string, number>();
  const files = new Map<string, string>();
  if (read.scene === null) return { place, files, isRead: false, trajectories: 0, byType, problems: problems.map(withFate) };
  for (const { name, frameCount, sightings, fps, video } of read.trajectories) {
    const view = { scene: read.scene, sightings, frameCount, fps };
    const named = video === null ? {} : { video: path.posix.basename(video.file) };
    for (const file of askTrajectory({ view, sceneId: target.sceneId, trajectory: name, ...named, settings })) {
      files.set(file.name, file.text);
      byType.set(file.task, (byType.get(file.task) ?? 0) + file.count);
    }
  }
  const sidecar = await sidecarWithConvention(path.join(place, sceneSidecarName), settings.convention);
  if (sidecar !== null) files.set(sceneSidecarName, sidecar);
  return { place, files, isRead: true, trajectories: read.trajectories.length, byType, problems };
}

/** What the reader says of a scene it cannot use ends with that; here it also means that the old questions are still there. */
function withFate(problem: Problem, index: number, { length }: { readonly length: number }): Problem {
  return index < length - 1 ? problem : { ...problem, message: `${problem.message} Its questions stay as they were.` };
}

/** Our sidecar naming another convention; null where there is none, or it names this one already. */
async function sidecarWithConvention(file: string, convention: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { convention: named } = JSON.parse(text) as { readonly convention?: unknown };
    const span = memberSpans(text).get('convention');
    if (span === undefined || named === convention) return null;
    return text.slice(0, span.start) + JSON.stringify(convention) + text.slice(span.end);
  } catch {
    // The reader has reported it as broken.
    return null;
  }
}
