import { lstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

/**
 * A run of bytes of a shard: a whole file, or a part of one (a member of a tar, a line of a JSONL). Nothing is ever unpacked: whoever wants the bytes
 * reads them there.
 */
export interface BytePlace {
  /**
   * Relative to the shard, with forward slashes; '' is the shard itself, where that is one file. `above:2//val/000001/rgb__0.mp4` lies below the folder two
   * levels above it: files of questions name videos from a root that is not theirs (see {@link placeAbove}).
   */
  readonly file: string;
  /** First byte. Absent together with `length`: the whole file. */
  readonly offset?: number;
  readonly length?: number;
}

/** Absolute path of a file of a shard; `relative` as in {@link BytePlace}. */
export function shardFile(shard: string, relative: string): string {
  const { root, name } = rootOf(shard, relative);
  return name === '' ? root : path.join(root, ...name.split('/'));
}

/** Names a file below a folder that is `levels` above the shard: 1 is the folder in which the shard lies. Only readers make such names, never records. */
export function placeAbove(levels: number, name: string): string {
  return levels === 0 ? name : `above:${levels}//${name}`;
}

/** A name without its root, to show. */
export function shownName(relative: string): string {
  return abovePattern.exec(relative)?.[2] ?? relative;
}

/** No other name has an empty part, so none can pass for one of these. */
const abovePattern = /^above:([1-9])\/\/(.*)$/s;

function rootOf(shard: string, relative: string): { readonly root: string; readonly name: string } {
  const [, levels, name] = abovePattern.exec(relative) ?? [];
  if (levels === undefined || name === undefined) return { root: shard, name: relative };
  return { root: path.resolve(shard, ...Array.from({ length: Number(levels) }, () => '..')), name };
}

/**
 * Absolute path of a file that a shard names, once it is sure that it is one: a regular file below the shard, not reached through `..`, an absolute name,
 * or a link that leads elsewhere. Folders may be linked in (large datasets are put together so); the file itself must lie where the folder's listing says.
 *
 * @throws AppError `file.missing`, `input.unsupported` (a name that leads out of the shard, a device, a pipe, a linked file).
 */
export async function safeShardFile(shard: string, relative: string): Promise<string> {
  return safeShardFileNow(shard, relative);
}

/** As {@link safeShardFile}, for whoever looks at tens of thousands of files one after another. */
export function safeShardFileNow(shard: string, relative: string): string {
  const where = { file: relative };
  const { root: base, name } = rootOf(shard, relative);
  const parts = name === '' ? [] : name.split('/');
  if (path.isAbsolute(name) || parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) {
    throw new AppError('input.unsupported', `"${relative}" leads out of the shard and is not opened.`, { where });
  }
  const file = shardFile(base, name);
  const found = statsOf(file);
  if (found === null) throw new AppError('file.missing', `${relative} is not there.`, { where });
  // The shard itself was named by a person, as a link or not.
  if (found.isSymbolicLink() && (name === '' || linkStaysInside(base, file))) return file;
  if (found.isSymbolicLink()) {
    throw new AppError('input.unsupported', `${relative} is a link that leads out of the shard and is not followed.`, { where });
  }
  if (!found.isFile()) throw new AppError('input.unsupported', `${relative} is no regular file and is not opened.`, { where });
  return file;
}

function statsOf(file: string): Stats | null {
  try {
    return lstatSync(file);
  } catch {
    return null;
  }
}

/**
 * Whether a link in a shard leads to a regular file of the shard. The cache of the Hugging Face hub counts as part of it: there a snapshot is nothing but links
 * into the `blobs` folder beside it.
 */
export function linkStaysInside(shard: string, link: string): boolean {
  try {
    const [target, root] = [realpathSync(link), realpathSync(shard)];
    const roots = [root, ...(path.basename(path.dirname(root)) === 'snapshots' ? [path.resolve(root, '../../blobs')] : [])];
    return statSync(target).isFile() && roots.some((inside) => target.startsWith(inside + path.sep));
  } catch {
    return false;
  }
}
