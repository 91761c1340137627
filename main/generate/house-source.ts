import path from 'node:path';
import { AppError, type Place } from '../../shared/errors.ts';
import { readHouses } from '../formats/procthor/read-houses.ts';
import { isHouseFinished, isSceneComplete, sceneFolder } from '../formats/simsv/write-scene.ts';
import type { GenerateSettings } from './generate-settings.ts';
import { countHouses, openHouseInputs } from './house-inputs.ts';
import type { LoadedHouse } from './loaded-house.ts';
import { houseSeed } from './mix-seeds.ts';
import { catalogueFiles, makeProceduralHouse, refuseImpossibleHouses } from './procedural-houses.ts';

/** A house that a worker may take up. */
export interface HouseCandidate {
  readonly houseIndex: number;
  /** Where its scene goes. */
  readonly folder: string;
  /** Name of the house's folder; of the file where it holds no house. */
  readonly name: string;
  /** The file it comes from and its 1-based line there; nothing for a house of our own. */
  readonly place: Place;
  /** The seed of a house of our own. */
  readonly seed: number | null;
  /** Reads or makes it; null where an earlier run finished it. Throws what makes it unusable. */
  load(): Promise<LoadedHouse | null>;
}

/** Where the houses of a run come from. */
export interface HouseSource {
  /** The houses in order, numbered through. */
  readonly candidates: AsyncGenerator<HouseCandidate, void>;
  /** How many there are. Null once `signal` is aborted. */
  count(signal: AbortSignal): Promise<number | null>;
  /** What belongs beside the houses, once per dataset: text by path below its directory. */
  readonly companions: ReadonlyMap<string, string>;
}

/**
 * Opens house files, or prepares to make houses, without writing anything. Throws where that cannot work at all: files and asset databases that
 * cannot be read, and settings that no house fits (`input.invalid`).
 */
export async function openHouseSource(settings: GenerateSettings): Promise<HouseSource> {
  if (settings.procedural !== null) return proceduralSource(settings, settings.procedural);
  const inputs = await openHouseInputs(settings);
  return {
    candidates: housesOfFiles(settings, inputs),
    count: (signal) => countHouses(inputs, settings.limit, signal),
    companions: new Map(),
  };
}

function proceduralSource(settings: GenerateSettings, procedural: NonNullable<GenerateSettings['procedural']>): HouseSource {
  refuseImpossibleHouses(settings);
  const { rooms, objects } = procedural;
  const count = Math.min(procedural.count, settings.limit ?? procedural.count);
  async function* candidates(): AsyncGenerator<HouseCandidate, void> {
    for (let houseIndex = 0; houseIndex < count; houseIndex += 1) {
      const folder = sceneFolder(settings.outDir, settings.split, houseIndex);
      const seed = houseSeed(settings.seed, houseIndex);
      // The guard of settings answers for what is in a finished folder, so that a rerun need not make the house again to see.
      const load = async () => (isSceneComplete(folder) ? null : makeProceduralHouse({ seed, rooms, objects }));
      yield { houseIndex, folder, name: path.basename(folder), place: {}, seed, load };
    }
  }
  return { candidates: candidates(), count: async () => count, companions: catalogueFiles() };
}

async function* housesOfFiles(
  { outDir, split, limit }: GenerateSettings,
  inputs: Awaited<ReturnType<typeof openHouseInputs>>,
): AsyncGenerator<HouseCandidate, void> {
  let houseIndex = 0;
  for (const { file, assets } of inputs) {
    const first = houseIndex;
    for await (const entry of readHouses(file)) {
      if (limit !== null && houseIndex >= limit) return;
      const folder = sceneFolder(outDir, split, houseIndex);
      const load = async () => {
        if ('problem' in entry) throw new AppError(entry.problem.code, entry.problem.message, { where: entry.problem });
        return (await isHouseFinished(folder, entry.house.source)) ? null : { house: entry.house, assets };
      };
      const place = entry.line === null ? { file } : { file, line: entry.line };
      yield { houseIndex, folder, name: path.basename(folder), place, seed: null, load };
      houseIndex += 1;
    }
    if (houseIndex === first) {
      const folder = sceneFolder(outDir, split, houseIndex);
      yield { houseIndex, folder, name: path.basename(file), place: { file }, seed: null, load: () => Promise.reject(noHouse(file)) };
    }
  }
}

function noHouse(file: string): AppError {
  return new AppError('house.invalid', `There is no house in ${file}. The other files are not affected.`);
}
