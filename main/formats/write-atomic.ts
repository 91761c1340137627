import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';

/** A file that comes into being as a whole: until `commit` only a hidden temporary file in the same folder exists. */
export interface AtomicFile {
  /** Appends; on failure the temporary file is gone. */
  write(data: string | Uint8Array): Promise<void>;
  /** Makes everything written durable and gives it its name, replacing an older file. */
  commit(): Promise<void>;
  /** Forgets everything written. May be called at any time, also after a failure. */
  discard(): Promise<void>;
}

/** Begins a file, its folder included. Every method throws `file.write-failed` naming the file when the disk refuses. */
export async function openAtomicFile(file: string): Promise<AtomicFile> {
  const temporary = path.join(path.dirname(file), `.${path.basename(file)}.partial`);
  const handle = await guardWrite(file, async () => {
    await mkdir(path.dirname(file), { recursive: true });
    return open(temporary, 'w');
  });
  let isOpen = true;
  const close = async () => {
    if (isOpen) await handle.close();
    isOpen = false;
  };
  const discard = async () => {
    await close().catch(() => undefined);
    await rm(temporary, { force: true });
  };
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await guardWrite(file, work);
    } catch (error) {
      await discard().catch(() => undefined);
      throw error;
    }
  };
  return {
    write: (data) => attempt(() => handle.writeFile(data)),
    commit: () =>
      attempt(async () => {
        await handle.sync();
        await close();
        await rename(temporary, file);
        await syncFolder(path.dirname(file));
      }),
    discard,
  };
}

/** Writes a whole file or nothing. Throws `file.write-failed`. */
export async function writeFileAtomically(file: string, data: string | Uint8Array): Promise<void> {
  const target = await openAtomicFile(file);
  await target.write(data);
  await target.commit();
}

/**
 * Writes files into one folder that can be had again from their source: each appears whole or not at all, whenever this process ends, but the disk is not
 * waited for: a power cut may lose the latest ones. Hundreds of small files would otherwise spend nearly all of the time waiting. A file that says the same
 * already is left alone. Throws `file.write-failed`.
 */
export function writeRepeatableFiles(folder: string, files: ReadonlyMap<string, string>): void {
  const temporary = (name: string) => path.join(folder, `.${name}.partial`);
  const changed = [...files].filter(([name, data]) => !holdsText(path.join(folder, name), data));
  let current = folder;
  try {
    mkdirSync(folder, { recursive: true });
    for (const [name, data] of changed) {
      current = path.join(folder, name);
      writeFileSync(temporary(name), data);
    }
    for (const [name] of changed) {
      current = path.join(folder, name);
      renameSync(temporary(name), current);
    }
  } catch (cause) {
    for (const [name] of changed) rmSync(temporary(name), { force: true });
    throw writeError(current, cause);
  }
}

function holdsText(file: string, text: string): boolean {
  try {
    // Most files that differ do so in size.
    const stored = statSync(file, { throwIfNoEntry: false });
    return stored?.size === Buffer.byteLength(text) && readFileSync(file, 'utf8') === text;
  } catch {
    return false;
  }
}

/** Runs work on the disk for `file`; what the disk refuses becomes `file.write-failed`, and the caller leaves nothing half-written behind. */
export async function guardWrite<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw writeError(file, cause);
  }
}

/** What the disk refused for `file`, as `file.write-failed` with a reason that a person understands. */
export function writeError(file: string, cause: unknown): AppError {
  const message = `${file} could not be written: ${reasonOf(cause)}. Nothing half-written was left behind; make room or choose another folder, then run again.`;
  return new AppError('file.write-failed', message, { where: { file }, cause });
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EROFS: 'the disk is read-only',
  EACCES: 'the folder may not be written to',
  EPERM: 'the folder may not be written to',
  ENOTDIR: 'a file is where its folder should be',
  EEXIST: 'a file is where its folder should be',
  // What making a folder answers where its parent cannot be made, on a read-only disk for instance.
  ENOENT: 'its folder is not there and cannot be made',
};

function reasonOf(cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  return reasons[code ?? ''] ?? message;
}

/** Makes a new name in a folder survive a power cut. Some systems cannot open folders; there the rename has to do. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
