import path from 'node:path';
import { AppError, type Place, type Problem, problemFromError } from '../../shared/errors.ts';
import { readHouses } from '../formats/procthor/read-houses.ts';
import { isHouseFinished, sceneFolder } from '../formats/simsv/write-scene.ts';
import { type HouseOutcome, type HouseTask, planHouse, recordHouse } from './generate-house.ts';
import type { GenerateSettings } from './generate-settings.ts';
import { type HouseInput, openHouseInputs } from './house-inputs.ts';
import type { Recorder } from './recorder.ts';
import { guardSettings } from './settings-guard.ts';
import { clearStages } from './staging.ts';

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
 * only when it is whole, so a rerun continues where an interrupted one stopped. Refuses before anything is written: house files and asset databases that
 * cannot be read, and a directory made with other settings (`input.invalid`).
 */
export async function generateDataset(
  settings: GenerateSettings,
  recorder: Recorder,
  options: { readonly signal: AbortSignal; readonly onProgress?: (progress: GenerateProgress) => void },
): Promise<GenerateResult> {
  const startMs = performance.now();
  const inputs = await openHouseInputs(settings);
  const writeSettings = await guardSettings(settings);
  await clearStages(path.join(settings.outDir, settings.split));
  const problems: Problem[] = [];
  const totals = { houses: 0, failed: 0, skipped: 0, frames: 0, questions: 0 };

  const settle = ({ name, place }: HouseWork, outcome: HouseOutcome | 'finished before' | AppError) => {
    const found = outcome === 'finished before' ? [] : outcome instanceof AppError ? [problemFromError(outcome)] : outcome.problems;
    problems.push(
      ...found.map((problem) => ({ ...place, ...problem, item: [...new Set([name, problem.item])].filter(Boolean).join(' ') })),
    );
    if (outcome instanceof AppError) totals.failed += 1;
    else totals.houses += 1;
    if (outcome === 'finished before') totals.skipped += 1;
    else if (!(outcome instanceof AppError)) {
      totals.frames += outcome.frames;
      totals.questions += outcome.questions;
    }
    options.onProgress?.({ housesDone: totals.houses + totals.failed, framesDone: totals.frames, label: name });
  };

  const running = new Set<Promise<void>>();
  const ended = new AbortController();
  let fatal: unknown = null;
  const endRun = (error: unknown) => {
    fatal ??= error;
    ended.abort();
  };
  const signal = AbortSignal.any([options.signal, ended.signal]);
  try {
    for await (const house of housesOf({ settings, inputs, recorder, writeSettings, signal })) {
      const work = house.work().then(
        (outcome) => settle(house, outcome),
        (error: unknown) => {
          if (signal.aborted) return;
          // A missing browser or a full disk would fail every house alike: that ends the run. The rest is this house's own trouble.
          if (error instanceof AppError && endsTheRun(error)) endRun(error);
          else
            settle(
              house,
              error instanceof AppError ? error : new AppError('internal', `The house failed: ${String(error)}`, { cause: error }),
            );
        },
      );
      const tracked: Promise<void> = work.finally(() => running.delete(tracked));
      running.add(tracked);
      if (running.size >= settings.workers) await Promise.race(running);
    }
  } catch (error) {
    endRun(error);
  }
  await Promise.all(running);
  options.signal.throwIfAborted();
  // What was finished before stays; with nothing finished the error is all there is to say.
  if (fatal !== null && !(fatal instanceof AppError && totals.houses > 0)) throw fatal;
  if (fatal instanceof AppError) problems.push(problemFromError(fatal));
  return { ...totals, seconds: Math.round((performance.now() - startMs) / 10) / 100, problems };
}

function endsTheRun(error: AppError): boolean {
  return error.code === 'render.no-page' || error.code === 'file.write-failed';
}

interface HouseWork {
  /** Name of the house's folder; of the file where it holds no house. */
  readonly name: string;
  /** Where the house stands. */
  readonly place: Place;
  readonly work: () => Promise<HouseOutcome | 'finished before'>;
}

interface HouseSource extends Pick<HouseTask, 'settings' | 'recorder' | 'signal'> {
  readonly inputs: readonly HouseInput[];
  /** To be called before a house writes anything. */
  readonly writeSettings: () => Promise<void>;
}

/** The houses of all input files in order, numbered through, as work that has not begun. */
async function* housesOf({ settings, inputs, recorder, writeSettings, signal }: HouseSource): AsyncGenerator<HouseWork> {
  let index = 0;
  for (const { file, assets } of inputs) {
    const first = index;
    for await (const entry of readHouses(file)) {
      if (signal.aborted || (settings.limit !== null && index >= settings.limit)) return;
      const houseIndex = index++;
      const folder = sceneFolder(settings.outDir, settings.split, houseIndex);
      const work = async () => {
        if ('problem' in entry) throw new AppError(entry.problem.code, entry.problem.message, { where: entry.problem });
        if (await isHouseFinished(folder, entry.house.source)) return 'finished before';
        const task = { house: entry.house, houseIndex, file, line: entry.line, folder, assets, settings, recorder, signal };
        const plan = planHouse(task);
        await writeSettings();
        return recordHouse(task, plan);
      };
      yield { name: path.basename(folder), place: placeOf(file, entry.line), work };
    }
    if (index === first) yield { name: path.basename(file), place: placeOf(file, null), work: () => Promise.reject(noHouse(file)) };
  }
}

function placeOf(file: string, line: number | null): Place {
  return line === null ? { file } : { file, line };
}

function noHouse(file: string): AppError {
  return new AppError('house.invalid', `There is no house in ${file}. The other files are not affected.`);
}
