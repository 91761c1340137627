import { AppError, type Problem, problemFromError } from '../../shared/errors.ts';
import { openAssetDatabase } from '../formats/procthor/asset-database.ts';
import { readHouses } from '../formats/procthor/read-houses.ts';
import { isSceneComplete, sceneFolder } from '../formats/simsv/write-scene.ts';
import { generateHouse, type HouseOutcome } from './generate-house.ts';
import type { GenerateSettings } from './generate-settings.ts';
import type { Recorder } from './recorder.ts';
import { guardSettings } from './settings-guard.ts';

/** What a run did. */
export interface GenerateResult {
  readonly houses: number;
  /** Houses refused or failed; each has a problem that says why. */
  readonly failed: number;
  /** Houses an earlier run had finished; they are counted in `houses`, their frames and questions are not. */
  readonly skipped: number;
  readonly frames: number;
  readonly questions: number;
  readonly seconds: number;
  readonly problems: readonly Problem[];
}

/** How far a run is. */
export interface GenerateProgress {
  readonly housesDone: number;
  readonly framesDone: number;
  readonly label: string;
}

/**
 * Turns houses into a SIMS-V dataset directory. A house that cannot be used or fails is a problem and the rest goes on; a house is a folder that appears
 * only when it is whole, so a rerun continues where an interrupted one stopped. Refuses a directory made with other settings (`input.invalid`).
 */
export async function generateDataset(
  settings: GenerateSettings,
  recorder: Recorder,
  options: { readonly signal: AbortSignal; readonly onProgress?: (progress: GenerateProgress) => void },
): Promise<GenerateResult> {
  const startMs = performance.now();
  await guardSettings(settings);
  const problems: Problem[] = [];
  const totals = { houses: 0, failed: 0, skipped: 0, frames: 0, questions: 0 };
  const report = (label: string) => options.onProgress?.({ housesDone: totals.houses + totals.failed, framesDone: totals.frames, label });

  const settle = (index: number, outcome: HouseOutcome | 'skipped' | AppError) => {
    if (outcome === 'skipped') {
      totals.houses += 1;
      totals.skipped += 1;
    } else if (outcome instanceof AppError) {
      totals.failed += 1;
      problems.push(problemFromError(outcome, { item: houseName(index) }));
    } else {
      totals.houses += 1;
      totals.frames += outcome.frames;
      totals.questions += outcome.questions;
      problems.push(...outcome.problems);
    }
    report(houseName(index));
  };

  const running = new Set<Promise<void>>();
  for await (const { index, work } of housesOf(settings, recorder, options.signal)) {
    const job = work().then(
      (outcome) => settle(index, outcome),
      (error: unknown) => {
        if (options.signal.aborted) return;
        // A missing browser or a full disk would fail every house alike: that ends the run. The rest is this house's own trouble.
        if (error instanceof AppError && endsTheRun(error)) throw error;
        settle(
          index,
          error instanceof AppError ? error : new AppError('internal', `${houseName(index)} failed: ${String(error)}`, { cause: error }),
        );
      },
    );
    const tracked: Promise<void> = job.finally(() => running.delete(tracked));
    running.add(tracked);
    tracked.catch(() => undefined);
    if (running.size >= settings.workers) await Promise.race(running);
  }
  await Promise.all(running);
  options.signal.throwIfAborted();
  return { ...totals, seconds: Math.round((performance.now() - startMs) / 10) / 100, problems };
}

function endsTheRun(error: AppError): boolean {
  return error.code === 'render.no-page' || error.code === 'file.write-failed';
}

function houseName(index: number): string {
  return String(index).padStart(6, '0');
}

interface HouseWork {
  readonly index: number;
  readonly work: () => Promise<HouseOutcome | 'skipped'>;
}

/** The houses of all input files in order, numbered through, as work that has not begun. */
async function* housesOf(settings: GenerateSettings, recorder: Recorder, signal: AbortSignal): AsyncGenerator<HouseWork> {
  let index = 0;
  for (const file of settings.houseFiles) {
    const assets = await openAssetDatabase({ besideFile: file, ...(settings.assetsDir === null ? {} : { dir: settings.assetsDir }) });
    for await (const entry of readHouses(file)) {
      if (signal.aborted || (settings.limit !== null && index >= settings.limit)) return;
      const house = index++;
      const folder = sceneFolder(settings.outDir, settings.split, house);
      yield {
        index: house,
        work: async () => {
          if ('problem' in entry) throw new AppError(entry.problem.code, entry.problem.message, { where: entry.problem });
          if (isSceneComplete(folder)) return 'skipped';
          return generateHouse({
            house: entry.house,
            houseIndex: house,
            file,
            line: entry.line,
            folder,
            assets,
            settings,
            recorder,
            signal,
          });
        },
      };
    }
  }
}
