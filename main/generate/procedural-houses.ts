import { AppError } from '../../shared/errors.ts';
import { catalogueAssets, catalogueDatabaseJson } from '../houses/furnish/catalogue.ts';
import { procthorFromPlanned } from '../houses/house-json.ts';
import type { HouseSettings } from '../houses/house-plan.ts';
import { makeHouse } from '../houses/make-house.ts';
import type { GenerateSettings } from './generate-settings.ts';
import type { LoadedHouse } from './loaded-house.ts';
import { houseSeed } from './mix-seeds.ts';

/** Houses that are tried before settings are called impossible; one alone may just be unlucky. */
const mostTries = 3;

/** Makes a house of our own. Throws `input.invalid` where what was asked for does not fit into it, `house.invalid` where none was found for this seed. */
export function makeProceduralHouse(settings: HouseSettings): LoadedHouse {
  return { house: procthorFromPlanned(makeHouse(settings)), assets: catalogueAssets };
}

/** Tries the first houses of a run. Throws `input.invalid`, saying what fits, where none of them can be as asked for. */
export function refuseImpossibleHouses({ seed, procedural }: Pick<GenerateSettings, 'seed' | 'procedural'>): void {
  if (procedural === null) return;
  const { count, rooms, objects } = procedural;
  let refusal: AppError | null = null;
  for (let houseIndex = 0; houseIndex < Math.min(count, mostTries); houseIndex += 1) {
    try {
      makeHouse({ seed: houseSeed(seed, houseIndex), rooms, objects });
      return;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      // A house that just did not come out is reported when its turn comes.
      if (error.code !== 'input.invalid') return;
      refusal ??= error;
    }
  }
  if (refusal !== null) throw refusal;
}

/** The catalogue beside the houses, so that `--houses <their house_spec.json> --assets <its folder>` reads them again. */
export function catalogueFiles(): ReadonlyMap<string, string> {
  return new Map([['asset_databases/asset-database.json', `${JSON.stringify(catalogueDatabaseJson())}\n`]]);
}
