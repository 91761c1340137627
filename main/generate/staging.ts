import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Where a scene folder is written until it is whole: a hidden sibling whose name tells the process that writes it. */
export function stagingFolder(folder: string): string {
  return path.join(path.dirname(folder), `.${path.basename(folder)}.${process.pid}.partial`);
}

/** Removes the stages that killed runs left in a split's folder; those of processes that still run stay. */
export async function clearStages(splitFolder: string): Promise<void> {
  const names = await readdir(splitFolder).catch(() => []);
  for (const name of names) {
    const pid = /^\.\d+\.(\d+)\.partial$/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) await rm(path.join(splitFolder, name), { recursive: true, force: true });
  }
}

/** Whether a process of this number is there, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, but it runs.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
