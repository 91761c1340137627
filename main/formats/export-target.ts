import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { ExportTarget } from './shard-writer.ts';
import { syncFolder, writeError } from './write-atomic.ts';

/** One file of an export. */
export interface WrittenFile {
  /** Relative to the target; '' for a target that is a file. */
  readonly path: string;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/** A target that is being written. Until `finish` only a hidden `.<name>.partial` beside it exists. */
export interface OpenTarget extends ExportTarget {
  /** Gives the target its name. */
  finish(): Promise<readonly WrittenFile[]>;
  /** Forgets everything written; may be called at any time. */
  discard(): void;
}

/**
 * Begins an export; the folder of `out` is there. A directory's files are not each waited for until they are on the disk: tens of thousands of small ones
 * would take minutes, an export can be made again, and the manifest says what belongs to it.
 *
 * @throws AppError `file.write-failed`, as every method does; nothing is left then.
 */
export function openExportTarget(out: string, kind: 'directory' | 'file'): OpenTarget {
  const partial = path.join(path.dirname(out), `.${path.basename(out)}.partial`);
  const files: WrittenFile[] = [];
  const folders = new Set<string>();
  const begun = new Set<string>();
  let open: OpenFile | null = null;
  const discard = () => {
    if (open !== null) closeSync(open.handle);
    open = null;
    rmSync(partial, { recursive: true, force: true });
  };
  const guard = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      discard();
      throw cause instanceof AppError ? cause : writeError(out, cause);
    }
  };
  const endFile = (isSynced: boolean) => {
    if (open === null) return;
    if (isSynced) fsyncSync(open.handle);
    closeSync(open.handle);
    files.push({ path: open.path, bytes: open.bytes, sha256: open.hash.digest('hex') });
    open = null;
  };
  guard(() => {
    rmSync(partial, { recursive: true, force: true });
    if (kind === 'directory') mkdirSync(partial);
  });
  return {
    discard,
    begin: async (relative) =>
      guard(() => {
        endFile(false);
        if (begun.has(relative)) throw new AppError('internal', `A writer began "${relative}" twice. Nothing was written.`);
        begun.add(relative);
        const file = fileBelow(partial, kind, relative);
        const folder = path.dirname(file);
        if (kind === 'directory' && !folders.has(folder)) mkdirSync(folder, { recursive: true });
        folders.add(folder);
        open = { path: relative, handle: openSync(file, 'w'), bytes: 0, hash: createHash('sha256') };
      }),
    write: async (data) =>
      guard(() => {
        if (open === null) throw new AppError('internal', 'A writer must begin a file before it writes.');
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        for (let at = 0; at < bytes.length; ) at += writeSync(open.handle, bytes, at);
        open.bytes += bytes.length;
        open.hash.update(bytes);
      }),
    finish: async () => {
      guard(() => {
        endFile(kind === 'file');
        renameSync(partial, out);
      });
      await syncFolder(path.dirname(out));
      return files;
    },
  };
}

interface OpenFile {
  readonly path: string;
  readonly handle: number;
  readonly hash: Hash;
  bytes: number;
}

/** Where a file of the target goes. A name from a shard never leads out of it. */
function fileBelow(partial: string, kind: 'directory' | 'file', relative: string): string {
  if (kind === 'file') return partial;
  const parts = relative.split('/');
  if (
    relative === '' ||
    path.isAbsolute(relative) ||
    parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))
  ) {
    throw new AppError('input.unsupported', `The export has no place for a file named "${relative}". Nothing was written.`);
  }
  return path.join(partial, ...parts);
}
