import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
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

/** A target that is being written. Until `commit` only a hidden `.<name>.partial` beside it exists. */
export interface OpenTarget extends ExportTarget {
  /** Ends the last file; nothing can be written any more. */
  end(): void;
  /** Gives the target its name. Throws `file.exists` where something has got that name meanwhile. */
  commit(): Promise<void>;
  /** Forgets everything written; may be called at any time. */
  discard(): void;
}

/**
 * Begins an export; the folder of `out` is there. A directory's files are not each waited for until they are on the disk: tens of thousands of small ones
 * would take minutes, an export can be made again, and the manifest says what belongs to it.
 *
 * @param onFile - hears of each file once it is ended: what is known of tens of thousands of files is not kept here.
 * @throws AppError `file.write-failed`, as every method does; nothing is left then.
 */
export function openExportTarget(out: string, kind: 'directory' | 'file', onFile: (file: WrittenFile) => void): OpenTarget {
  const partial = path.join(path.dirname(out), `.${path.basename(out)}.partial`);
  let lastFolder = '';
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
    const { path: written, bytes, hash } = open;
    open = null;
    onFile({ path: written, bytes, sha256: hash.digest('hex') });
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
        const file = fileBelow(partial, kind, relative);
        const folder = path.dirname(file);
        if (kind === 'directory' && folder !== lastFolder) mkdirSync(folder, { recursive: true });
        lastFolder = folder;
        open = { path: relative, handle: openNewFile(file, relative), bytes: 0, hash: createHash('sha256') };
      }),
    write: async (data) =>
      guard(() => {
        if (open === null) throw new AppError('internal', 'A writer must begin a file before it writes.');
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        for (let at = 0; at < bytes.length; ) at += writeSync(open.handle, bytes, at);
        open.bytes += bytes.length;
        open.hash.update(bytes);
      }),
    end: () => guard(() => endFile(kind === 'file')),
    commit: async () => {
      guard(() => {
        refuseExisting(out);
        renameSync(partial, out);
      });
      await syncFolder(path.dirname(out));
    },
  };
}

/** An export never replaces anything, a link that leads nowhere included. @throws AppError `file.exists`. */
export function refuseExisting(file: string): void {
  if (!isThere(file)) return;
  throw new AppError('file.exists', `${file} exists already and was left alone. Choose another name, or remove it first.`, {
    where: { file },
  });
}

function isThere(file: string): boolean {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Where nobody may look nobody can write either, and that says so.
    return false;
  }
}

/** A writer that begins a file twice would lose the first half. */
function openNewFile(file: string, relative: string): number {
  try {
    return openSync(file, 'wx');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    throw new AppError('internal', `A writer began "${relative}" twice. Nothing was written.`, { cause });
  }
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
