import { stat } from 'node:fs/promises';
import { AppError } from '../../shared/errors.ts';
import { type AssetDatabase, findAssetDatabase, readAssetDatabase } from '../formats/procthor/asset-database.ts';
import { openError } from '../formats/procthor/open-error.ts';
import { readHouses, refuseOtherName } from '../formats/procthor/read-houses.ts';
import { readLines } from '../formats/procthor/read-lines.ts';
import type { GenerateSettings } from './generate-settings.ts';

/** A house file with the database that sizes its objects. */
export interface HouseInput {
  readonly file: string;
  readonly assets: AssetDatabase;
}

/**
 * Looks at every house file and opens its asset database before anything is made, so that a mistyped name never costs a half-done run. Files that share
 * a database share one copy. Throws `file.missing`, `file.unreadable`, `file.malformed`, `input.unsupported`, `house.no-assets`.
 */
export async function openHouseInputs({
  houseFiles,
  assetsDir,
}: Pick<GenerateSettings, 'houseFiles' | 'assetsDir'>): Promise<HouseInput[]> {
  const databases = new Map<string, AssetDatabase>();
  const inputs: HouseInput[] = [];
  for (const file of houseFiles) {
    await refuseNoHouseFile(file);
    const databaseFile = findAssetDatabase({ besideFile: file, ...(assetsDir === null ? {} : { dir: assetsDir }) });
    const assets = databases.get(databaseFile) ?? (await readAssetDatabase(databaseFile));
    databases.set(databaseFile, assets);
    inputs.push({ file, assets });
  }
  return inputs;
}

/** How many houses the files hold, at most `limit`, without looking into them; null once `signal` is aborted. */
export async function countHouses(inputs: readonly HouseInput[], limit: number | null, signal: AbortSignal): Promise<number | null> {
  let count = 0;
  for (const { file } of inputs) {
    // A document is read whole to be counted; lines need not be parsed.
    const entries = file.endsWith('.json') ? readHouses(file) : readLines(file);
    for await (const entry of entries) {
      if (signal.aborted) return null;
      if (!('text' in entry) || entry.problem !== undefined || entry.text.trim() !== '') count += 1;
      if (limit !== null && count >= limit) return count;
    }
  }
  return count;
}

async function refuseNoHouseFile(file: string): Promise<void> {
  const where = { file };
  const found = await stat(file).catch((cause: unknown) => {
    throw openError(file, cause);
  });
  if (found.isDirectory()) throw new AppError('file.unreadable', `${file} is a folder; --houses takes files.`, { where });
  refuseOtherName(file);
  if (found.size === 0) throw new AppError('file.malformed', `${file} is empty: there is no house in it. Fetch the file again.`, { where });
}
