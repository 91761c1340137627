import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type Problem } from '../../../shared/errors.ts';
import type { ConventionName } from '../../../shared/questions/conventions/index.ts';
import type { SourceFile } from '../../store/source-files.ts';
import type { ReadOptions, ShardReader, ShardSink } from '../shard-reader.ts';
import { readConvention } from './read-constants.ts';
import { readQuestionFiles, readScene, type SceneTarget } from './read-scene.ts';
import { isSceneFolder, readSceneFolder, type SceneFolder } from './read-scene-folder.ts';
import { readSource } from './read-source.ts';

/** Reads SIMS-V dataset directories, `<split>/<house>/…`: the official code's and our own. */
export const simsvReader: ShardReader = {
  format: 'simsv',

  async detect(directory) {
    const expected = 'a SIMS-V dataset directory has <split>/<house>/ folders with offline_annos__N.jsonl and spatial_metadata.json';
    const folders = await listSceneFolders(directory);
    return folders.length > 0 ? { score: 1, why: `${folders.length} scene folders` } : { score: 0, why: expected };
  },

  async read(directory, sink, { signal }: ReadOptions) {
    const folders = await listSceneFolders(directory);
    const convention: ConventionName = await readConvention(directory);
    sink.begin({ convention, sceneCount: folders.length });
    for (const folder of folders) {
      if (signal.aborted)
        throw new AppError('cancelled', 'The import was interrupted. Scenes imported so far are kept; import again to continue.');
      const target = { shard: directory, shardName: path.basename(directory), folder, sceneId: sink.sceneId(folder) };
      const known = sink.knownFiles(folder);
      if (known !== null) await recheckScene(target, known, sink);
      else {
        const { scene, problems } = await readScene(target);
        sink.scene(folder, scene, problems);
      }
    }
  },
};

/** Every `<split>/<house>` below the directory that holds a scene, in order. */
export async function listSceneFolders(directory: string): Promise<string[]> {
  const found: string[] = [];
  for (const split of await subfolders(directory)) {
    for (const house of await subfolders(path.join(directory, split))) {
      if (isSceneFolder(await readdir(path.join(directory, split, house)))) found.push(`${split}/${house}`);
    }
  }
  return found;
}

async function subfolders(directory: string): Promise<string[]> {
  const names = (await readdir(directory)).filter((name) => !name.startsWith('.')).sort();
  const found = await Promise.all(names.map(async (name) => ((await isFolder(path.join(directory, name))) ? [name] : [])));
  return found.flat();
}

/** Follows links: large datasets are often put together from linked scenes. */
async function isFolder(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isDirectory() ?? false;
}

/** Compares a known scene with what lies there now. Changed files are reported and what was imported stays; new question files are read. */
async function recheckScene(target: SceneTarget, known: ReadonlyMap<string, SourceFile>, sink: ShardSink): Promise<void> {
  const problems: Problem[] = [];
  for (const file of known.values()) {
    if (await isUnchanged(target.shard, file)) continue;
    const message =
      'The file is gone or differs from what was imported. What was imported and decided is kept; restore the file, or import the new state into another workspace.';
    problems.push({ code: 'shard.changed', file: file.path, message });
  }
  const { scene: folder } = await readSceneFolder(target.shard, target.folder);
  if (problems.length === 0 && hasGrown(folder, known)) {
    const again = await readScene(target);
    if (again.scene !== null) sink.grow(target.folder, again.scene, again.problems);
    else sink.recheck(target.folder, [], again.problems);
    return;
  }
  const isNew = ({ name }: { readonly name: string }) => !known.has(`${target.folder}/${name}`);
  const added = { ...folder, questionFiles: folder.questionFiles.filter(isNew) };
  const trajectories = new Set(folder.trajectories.map(({ name }) => name));
  sink.recheck(target.folder, await readQuestionFiles(target, added, { problems }, trajectories), problems);
}

/** True when a trajectory, or the video of one, has come since the scene was imported. */
function hasGrown(folder: SceneFolder, known: ReadonlyMap<string, SourceFile>): boolean {
  const isKnown = (name: string) => known.has(`${folder.folder}/${name}`);
  return folder.trajectories.some(({ annotations, video }) => !isKnown(annotations) || (video !== null && !isKnown(video)));
}

async function isUnchanged(shard: string, file: SourceFile): Promise<boolean> {
  try {
    const { size } = await stat(path.join(shard, ...file.path.split('/')));
    if (size !== file.sizeBytes) return false;
    return file.sha256 === null || (await readSource(shard, file.path)).source.sha256 === file.sha256;
  } catch {
    return false;
  }
}
