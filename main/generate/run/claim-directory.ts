import { mkdir, open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../../../shared/errors.ts';
import { guardWrite } from '../../formats/write-atomic.ts';
import { isRunning } from '../staging.ts';

/** A dataset directory that is one run's own. */
export interface DirectoryClaim {
  release(): Promise<void>;
}

/**
 * Makes the directory this process's own until it is released or the process ends: `generation_logs/running` holds the process's number, and a number of
 * a process that is gone counts for nothing. Two runs at once would make every house twice.
 *
 * @throws AppError `generation.running` while another process writes there; `file.write-failed`.
 */
export async function claimDirectory(outDir: string): Promise<DirectoryClaim> {
  const file = path.join(outDir, 'generation_logs/running');
  await guardWrite(file, () => mkdir(path.dirname(file), { recursive: true }));
  for (let attempt = 0; !(await guardWrite(file, () => makeOnce(file))); attempt += 1) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text === '' && attempt < 20) {
      // Whoever made it is about to write its number, or has just released it.
      await wait(10);
      continue;
    }
    const owner = Number(text);
    if (owner > 0 && owner !== process.pid && isRunning(owner)) {
      const message = `Another run (process ${owner}) is writing to ${outDir}. Nothing was changed: wait for it, end it, or use another output folder (--out).`;
      throw new AppError('generation.running', message, { where: { file: outDir } });
    }
    await guardWrite(file, () => rm(file, { force: true }));
  }
  return { release: () => rm(file, { force: true }) };
}

/** False where the file is there already. */
async function makeOnce(file: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    await handle.writeFile(String(process.pid));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
