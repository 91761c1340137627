import { type Dirent, readFileSync, statSync } from 'node:fs';
import type { Problem } from '../../../shared/errors.ts';
import { shardFile } from '../shard-place.ts';
import type { IndexedQuestionFile, IndexedTrajectory, IndexPiece, KnownFile, KnownScene } from '../shard-reader.ts';
import type { SmallFileReader } from '../small-file-reader.ts';
import { questionsFromFile } from './read-questions.ts';
import { type SceneFolder, sceneFromEntries } from './read-scene-folder.ts';
import { type ReadSource, requireSaneSize, sha256Of } from './read-source.ts';

const smallFileBytes = 4 * 1024 * 1024;

/** Which scene folder to look at. */
export interface FolderTarget {
  /** Absolute path of the dataset directory. */
  readonly shard: string;
  readonly shardName: string;
  /** Relative to it: "val/000012". */
  readonly folder: string;
  /** What the folder holds. */
  readonly entries: readonly Dirent[];
  /** Reads the files of questions. */
  readonly reader: SmallFileReader;
}

/**
 * Stage 1 of one scene folder: its trajectories, videos and questions. Of a known one, what is new; files that are no longer what was imported are
 * reported, and what was imported of them stays.
 */
export function indexScene(target: FolderTarget, known: KnownScene | null): IndexPiece {
  const { scene: folder, problems } = sceneFromEntries(target.shard, target.folder, target.entries);
  if (known === null) return { scope: target.folder, phase: 'read', ...wholePiece(target, folder, problems) };
  const changed = changedFiles(target, known);
  if (changed.length === 0 && hasGrown(folder, known)) {
    return { scope: target.folder, phase: 'read', isGrown: true, ...wholePiece(target, folder, problems, known) };
  }
  const files = questionFiles(target, folder, { problems: changed, known });
  return { scope: target.folder, phase: 'recheck', scenes: [], files, problems: changed };
}

function wholePiece(
  target: FolderTarget,
  folder: SceneFolder,
  problems: Problem[],
  known: KnownScene | null = null,
): Pick<IndexPiece, 'scenes' | 'files' | 'problems'> {
  const trajectories = folder.trajectories.map(
    ({ name, video }): IndexedTrajectory => ({ name, video: video === null ? null : { file: `${folder.folder}/${video}` } }),
  );
  const files = questionFiles(target, folder, { problems, known });
  return { scenes: [{ folder: folder.folder, hasGeometry: true, trajectories }], files, problems };
}

/** Read at once and not in turns: there are dozens of small files per scene, and waiting for each costs more than reading it. */
function questionFiles(
  { shard, shardName, reader }: FolderTarget,
  folder: SceneFolder,
  { problems, known }: { readonly problems: Problem[]; readonly known: KnownScene | null },
): IndexedQuestionFile[] {
  return folder.questionFiles.flatMap(({ name, trajectoryName }) => {
    const path = `${folder.folder}/${name}`;
    if (known?.files.has(path)) return [];
    const source = readAtOnce(reader, { shard, path }, problems);
    if (source === null) return [];
    const { file, problems: found } = questionsFromFile(source, { sceneFolder: folder.folder, trajectoryName, shardName });
    problems.push(...found);
    return [file];
  });
}

function readAtOnce(
  reader: SmallFileReader,
  { shard, path }: { readonly shard: string; readonly path: string },
  problems: Problem[],
): ReadSource | null {
  try {
    const place = shardFile(shard, path);
    let bytes = reader.read(place, smallFileBytes);
    if (bytes.length > smallFileBytes) {
      requireSaneSize(statSync(place).size);
      bytes = readFileSync(place);
    }
    return { bytes, source: { path, sizeBytes: bytes.length, sha256: sha256Of(bytes) } };
  } catch (error) {
    problems.push({ code: 'file.unreadable', file: path, message: `${path} cannot be read: ${(error as Error).message}.` });
    return null;
  }
}

/** True when a trajectory, or the video of one, has come since the scene was imported, or the scene could not be read then. */
function hasGrown(folder: SceneFolder, known: KnownScene): boolean {
  const isKnown = (name: string) => known.files.has(`${folder.folder}/${name}`);
  return (
    !known.hasGeometry || folder.trajectories.some(({ annotations, video }) => !isKnown(annotations) || (video !== null && !isKnown(video)))
  );
}

function changedFiles({ shard }: FolderTarget, known: KnownScene): Problem[] {
  const message =
    'The file is gone or differs from what was imported. What was imported and decided is kept; restore the file, or import the new state into another workspace.';
  return [...known.files.values()]
    .filter((file) => !isUnchanged(shard, file))
    .map(({ path }): Problem => ({ code: 'shard.changed', file: path, message }));
}

function isUnchanged(shard: string, { path, sizeBytes, sha256 }: KnownFile): boolean {
  try {
    const file = shardFile(shard, path);
    return statSync(file).size === sizeBytes && (sha256 === null || sha256Of(readFileSync(file)) === sha256);
  } catch {
    return false;
  }
}
