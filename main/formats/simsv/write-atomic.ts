import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';

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
  const handle = await guarded(file, async () => {
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
      await guarded(file, work);
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

async function guarded<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const isFull = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC';
    const reason = isFull ? 'the disk is full' : cause instanceof Error ? cause.message : String(cause);
    const message = `${file} could not be written: ${reason}. Nothing half-written was left behind; make room or choose another folder, then run again.`;
    throw new AppError('file.write-failed', message, { where: { file }, cause });
  }
}

async function syncFolder(folder: string): Promise<void> {
  // The new name itself must survive a power cut; some systems cannot open folders, and there the rename has to do.
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
