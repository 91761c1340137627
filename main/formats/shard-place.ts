import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

/**
 * A run of bytes of a shard: a whole file, or a part of one (a member of a tar, a line of a JSONL). Nothing is ever unpacked: whoever wants the bytes
 * reads them there.
 */
export interface BytePlace {
  /** Relative to the shard, with forward slashes; '' is the shard itself, where that is one file. */
  readonly file: string;
  /** First byte. Absent together with `length`: the whole file. */
  readonly offset?: number;
  readonly length?: number;
}

/** Absolute path of a file of a shard; `relative` as in {@link BytePlace}. */
export function shardFile(shard: string, relative: string): string {
  return relative === '' ? shard : path.join(shard, ...relative.split('/'));
}

/**
 * Absolute path of a file that a shard names, once it is sure that it is one: a regular file below the shard, not reached through `..`, an absolute name,
 * or a link that leads elsewhere. Folders may be linked in (large datasets are put together so); the file itself must lie where the folder's listing says.
 *
 * @throws AppError `file.missing`, `input.unsupported` (a name that leads out of the shard, a device, a pipe, a linked file).
 */
export async function safeShardFile(shard: string, relative: string): Promise<string> {
  const where = { file: relative };
  const parts = relative === '' ? [] : relative.split('/');
  if (path.isAbsolute(relative) || parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) {
    throw new AppError('input.unsupported', `"${relative}" leads out of the shard and is not opened.`, { where });
  }
  const file = shardFile(shard, relative);
  const found = await lstat(file).catch(() => null);
  if (found === null) throw new AppError('file.missing', `${relative} is not there.`, { where });
  if (found.isSymbolicLink()) {
    const [target, root] = await Promise.all([realpath(file).catch(() => ''), realpath(shard)]);
    if (target !== root && !target.startsWith(root + path.sep)) {
      throw new AppError('input.unsupported', `${relative} is a link that leads out of the shard and is not followed.`, { where });
    }
    return target;
  }
  if (!found.isFile()) throw new AppError('input.unsupported', `${relative} is no regular file and is not opened.`, { where });
  return file;
}
