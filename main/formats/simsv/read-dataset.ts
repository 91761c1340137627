import { type Dirent, readdirSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError, type Problem } from '../../../shared/errors.ts';
import type { IndexPiece, IndexSink, KnownScene, ShardReader } from '../shard-reader.ts';
import { SmallFileReader } from '../small-file-reader.ts';
import { type FolderTarget, indexScene } from './index-scene.ts';
import { readConvention } from './read-constants.ts';
import { readFrames } from './read-frames.ts';
import { readScene } from './read-scene.ts';
import { isSceneFolder } from './read-scene-folder.ts';

/** Reads SIMS-V dataset directories, `<split>/<house>/…`: the official code's and our own. */
export const simsvReader: ShardReader = {
  format: 'simsv',

  async detect(shard) {
    const expected = 'a SIMS-V dataset directory has <split>/<house>/ folders with offline_annos__N.jsonl and spatial_metadata.json';
    // The first will do: there may be thousands.
    const first = await sceneFolders(shard)
      .next()
      .catch(() => null);
    if (first === null || first.done) return { score: 0, why: expected };
    return { score: 1, why: `it has scene folders (<split>/<house>/) like ${first.value}` };
  },

  async index(shard, sink, { signal }) {
    const folders: string[] = [];
    for await (const folder of houseFolders(shard)) folders.push(folder);
    const [shardName, reader] = [path.basename(shard), new SmallFileReader()];
    sink.begin({ convention: await readConvention(shard), total: folders.length });
    for (const folder of folders) {
      if (signal.aborted)
        throw new AppError('cancelled', 'The import was interrupted. Scenes imported so far are kept; import again to continue.');
      const entries = entriesOf(path.join(shard, folder));
      if (isSceneFolder(entries.map(({ name }) => name))) {
        sink.put(pieceOf({ shard, shardName, folder, entries, reader }, sink));
        sink.advance(folder);
        await nextTurn();
      } else sink.advance(folder);
    }
  },

  readScene: (shard, { folder, sceneId }) => readScene({ shard, shardName: path.basename(shard), folder, sceneId }),
  readFrames,
};

/** A scene that cannot even be listed is a problem of its own. */
function pieceOf(target: FolderTarget, sink: IndexSink): IndexPiece {
  const known: KnownScene | null = sink.knownScene(target.folder);
  try {
    return indexScene(target, known);
  } catch (cause) {
    const message = `The folder cannot be read (${(cause as Error).message}). It is left out; the other scenes are not affected.`;
    const problem: Problem = { code: 'file.unreadable', file: target.folder, message };
    return { scope: target.folder, scenes: [], files: [], phase: known === null ? 'read' : 'recheck', problems: [problem] };
  }
}

/** Every `<split>/<house>` below the directory that holds a scene, in order. */
export async function listSceneFolders(directory: string): Promise<string[]> {
  const found: string[] = [];
  for await (const folder of sceneFolders(directory)) found.push(folder);
  return found;
}

async function* sceneFolders(directory: string): AsyncGenerator<string> {
  for await (const folder of houseFolders(directory)) {
    if (isSceneFolder(entriesOf(path.join(directory, folder)).map(({ name }) => name))) yield folder;
  }
}

/** Every `<split>/<house>`, whatever it holds. */
async function* houseFolders(directory: string): AsyncGenerator<string> {
  for (const split of await subfolders(directory)) {
    for (const house of await subfolders(path.join(directory, split))) yield `${split}/${house}`;
  }
}

/** At once: a listing takes less than waiting for it. Of a folder that nobody may look into there are none. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

async function subfolders(directory: string): Promise<string[]> {
  const entries = (await readdir(directory, { withFileTypes: true })).filter(({ name }) => !name.startsWith('.'));
  // Follows links: large datasets are often put together from linked scenes.
  const isFolder = async (name: string) => (await stat(path.join(directory, name)).catch(() => null))?.isDirectory() ?? false;
  const kept = await Promise.all(
    entries.map(async (entry) => (entry.isDirectory() || (entry.isSymbolicLink() && (await isFolder(entry.name))) ? [entry.name] : [])),
  );
  return kept.flat().sort();
}
