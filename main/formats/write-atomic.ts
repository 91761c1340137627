import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
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

/** Writes of {@link writeFilesAtomically} at a time: Node has four threads for the disk, and whoever reads meanwhile needs some of them. */
const writeLanes = 2;

/**
 * Writes files side by side into one folder: each appears whole or not at all, and none does before all of their bytes are on the disk. Made for many small
 * files: the folder is made durable once. Throws `file.write-failed`.
 */
export async function writeFilesAtomically(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  if (files.size === 0) return;
  const temporary = (name: string) => path.join(folder, `.${name}.partial`);
  await guardWrite(folder, () => mkdir(folder, { recursive: true }));
  try {
    await forEachFile(folder, files, (name, data) => writeFile(temporary(name), data, { flush: data.length > 0 }));
    await forEachFile(folder, files, (name) => rename(temporary(name), path.join(folder, name)));
    await syncFolder(folder);
  } catch (error) {
    await Promise.all([...files.keys()].map((name) => rm(temporary(name), { force: true }).catch(() => undefined)));
    throw error;
  }
}

/** Ends when all lanes have: after a failure nothing is at work on any file any more. */
async function forEachFile<T>(
  folder: string,
  files: ReadonlyMap<string, T>,
  work: (name: string, data: T) => Promise<void>,
): Promise<void> {
  const queue = files.entries();
  const runLane = async () => {
    for (const [name, data] of queue) await guardWrite(path.join(folder, name), () => work(name, data));
  };
  const lanes = await Promise.allSettled(Array.from({ length: writeLanes }, runLane));
  const failed = lanes.find((lane) => lane.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** Runs work on the disk for `file`; what the disk refuses becomes `file.write-failed`, and the caller leaves nothing half-written behind. */
export async function guardWrite<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const message = `${file} could not be written: ${reasonOf(cause)}. Nothing half-written was left behind; make room or choose another folder, then run again.`;
    throw new AppError('file.write-failed', message, { where: { file }, cause });
  }
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
