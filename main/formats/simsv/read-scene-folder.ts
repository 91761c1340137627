import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../shared/errors.ts';
import { linkStaysInside } from '../shard-place.ts';

/** Names of one trajectory's files in a scene folder. */
export interface TrajectoryFiles {
  readonly name: string;
  readonly annotations: string;
  /** Null when there is no RGB video. */
  readonly video: string | null;
}

/** What lies in a scene folder, sorted out by trajectory. */
export interface SceneFolder {
  /** Relative to the shard: "val/000012". */
  readonly folder: string;
  /** All file names. */
  readonly names: ReadonlySet<string>;
  readonly trajectories: readonly TrajectoryFiles[];
  readonly questionFiles: readonly { readonly name: string; readonly trajectoryName: string }[];
}

/** Current and legacy stem of the RGB video. */
const videoPattern = /^(?:rgb|raw_navigation_camera)__(.+)\.mp4$/;
const annotationsPattern = /^offline_annos__(.+)\.jsonl$/;

/** Whether a folder's names look like a SIMS-V scene's. */
export function isSceneFolder(names: Iterable<string>): boolean {
  return [...names].some((name) => name === 'spatial_metadata.json' || name === 'house_spec.json' || annotationsPattern.test(name));
}

/**
 * Lists a scene folder. Number N of a trajectory is any text that its annotations' name carries; two RGB names for one N, a video without
 * annotations and questions without a trajectory are problems, and what they concern is left out.
 */
export async function readSceneFolder(shard: string, folder: string): Promise<SceneListing> {
  return sceneFromEntries(shard, folder, readdirSync(path.join(shard, ...folder.split('/')), { withFileTypes: true }));
}

/** What lies in a scene folder, and what is wrong with it. */
export interface SceneListing {
  readonly scene: SceneFolder;
  readonly problems: Problem[];
}

/** {@link readSceneFolder} of a folder that is listed already. */
export function sceneFromEntries(shard: string, folder: string, entries: readonly Dirent[]): SceneListing {
  const problems: Problem[] = [];
  const names = readableNames({ shard, folder, entries }, problems);
  const videos = Map.groupBy(
    names.filter((name) => videoPattern.test(name)),
    (name) => videoPattern.exec(name)?.[1] ?? '',
  );
  const trajectories: TrajectoryFiles[] = [];
  const refused = new Set<string>();
  for (const annotations of names) {
    const name = annotationsPattern.exec(annotations)?.[1];
    if (name === undefined) continue;
    const found = videos.get(name) ?? [];
    videos.delete(name);
    if (found.length > 1) {
      refused.add(name);
      const message = `Trajectory ${name} has two RGB videos (${found.join(', ')}), so it is unclear which one its questions are about. It is left out: remove one and import again.`;
      problems.push({ code: 'dataset.ambiguous-video', file: `${folder}/${found[1]}`, message });
      continue;
    }
    if (found.length === 0) {
      const message = `Trajectory ${name} has no RGB video. Its questions can be reviewed on the map.`;
      problems.push({ code: 'dataset.missing-video', file: `${folder}/rgb__${name}.mp4`, message });
    }
    trajectories.push({ name, annotations, video: found[0] ?? null });
  }
  for (const [name, found] of videos) {
    const message = `The video has no offline_annos__${name}.jsonl beside it, so nothing is known about its frames. It is left out.`;
    problems.push({ code: 'dataset.incomplete-scene', file: `${folder}/${found[0]}`, message });
  }
  const questionFiles = sortQuestionFiles({ folder, names, trajectories, refused, problems });
  return { scene: { folder, names: new Set(names), trajectories, questionFiles }, problems };
}

/** The names of files that can be opened without harm: a pipe would never end, and a link may lead anywhere. Those that would have been read are problems. */
function readableNames(
  { shard, folder, entries }: { readonly shard: string; readonly folder: string; readonly entries: readonly Dirent[] },
  problems: Problem[],
): string[] {
  const place = path.join(shard, ...folder.split('/'));
  const sorted = entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.flatMap((entry) => {
    const { name } = entry;
    if (entry.isFile() || (entry.isSymbolicLink() && linkStaysInside(shard, path.join(place, name)))) return [name];
    if (wantedPattern.test(name)) {
      const what = entry.isSymbolicLink() ? 'a link that leads out of the shard, or nowhere' : 'no regular file';
      problems.push({
        code: 'input.unsupported',
        file: `${folder}/${name}`,
        message: `It is ${what}. It is not opened, as if it were not there.`,
      });
    }
    return [];
  });
}

/** Names that a reader opens. */
const wantedPattern =
  /^(?:(?:rgb|raw_navigation_camera)__.+\.mp4|(?:offline_annos|qa_pairs_.+|sightline_frames)__.+\.jsonl|spatial_metadata\.json|house_spec\.json|sightline_scene\.json)$/;

function sortQuestionFiles(scene: {
  folder: string;
  names: readonly string[];
  trajectories: readonly TrajectoryFiles[];
  refused: ReadonlySet<string>;
  problems: Problem[];
}): SceneFolder['questionFiles'] {
  const isOf = (file: string, trajectory: string) => file.endsWith(`__${trajectory}.jsonl`);
  return scene.names
    .filter((name) => /^qa_pairs_.+__.+\.jsonl$/.test(name))
    .flatMap((name) => {
      // N itself may hold underscores, so the known ones decide; the longest that fits.
      const owner = scene.trajectories.filter((trajectory) => isOf(name, trajectory.name)).sort((a, b) => b.name.length - a.name.length)[0];
      if (owner !== undefined) return [{ name, trajectoryName: owner.name }];
      const isOfRefused = [...scene.refused].some((refused) => isOf(name, refused));
      if (!isOfRefused) {
        const message =
          'These questions belong to no trajectory of the scene: there are no annotations of their number. They are left out.';
        scene.problems.push({ code: 'dataset.incomplete-scene', file: `${scene.folder}/${name}`, message });
      }
      return [];
    });
}
