import { existsSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import type { Vec3 } from '../../../shared/geometry/vector.ts';
import { openError } from './open-error.ts';

/** What the database says of one asset. `sizeM` is the full box in the asset's own frame (x right, y up, z front). */
export interface Asset {
  readonly objectType: string;
  readonly sizeM: Vec3;
}

/** AI2-THOR's asset database: a house names only asset ids, the types and sizes are here. */
export interface AssetDatabase {
  /** The file it was read from. */
  readonly file: string;
  /** Null for an id that the database does not know. */
  find(assetId: string): Asset | null;
}

const fileName = 'asset-database.json';

// Sizes are only checked when a house uses the asset: one odd entry must not cost the other thousands.
const databaseSchema = z.record(
  z.string(),
  z.array(
    z.looseObject({
      assetId: z.string(),
      objectType: z.string().optional(),
      boundingBox: z.looseObject({ x: z.number(), y: z.number(), z: z.number() }).nullish(),
    }),
  ),
);

/**
 * Opens the database in `dir` (a folder, or the file itself); without `dir` looks beside the house file and in `asset_databases/` and
 * `assets/` beside it and beside its parent folder. Throws `house.no-assets` where none is found, `file.malformed` where it is broken.
 */
export async function openAssetDatabase(options: { readonly dir?: string; readonly besideFile: string }): Promise<AssetDatabase> {
  return readAssetDatabase(findAssetDatabase(options));
}

/** Reads a database file. Throws `file.malformed` where it is broken. */
export async function readAssetDatabase(file: string): Promise<AssetDatabase> {
  const assets = new Map<string, Asset>();
  for (const [type, entries] of Object.entries(await parseDatabase(file))) {
    for (const { assetId, objectType, boundingBox } of entries) {
      const sizeM: Vec3 = boundingBox == null ? [0, 0, 0] : [boundingBox.x, boundingBox.y, boundingBox.z];
      assets.set(assetId, { objectType: objectType ?? type, sizeM });
    }
  }
  return { file, find: (assetId) => assets.get(assetId) ?? null };
}

/** The file that {@link openAssetDatabase} would read. Throws `house.no-assets`. */
export function findAssetDatabase({ dir, besideFile }: { readonly dir?: string; readonly besideFile: string }): string {
  const places = dir === undefined ? placesBeside(besideFile) : [dir, path.join(dir, fileName)];
  const found = places.find((place) => existsSync(place) && statSync(place).isFile());
  if (found !== undefined) return found;
  const looked = dir === undefined ? `beside ${besideFile}` : `in ${dir}`;
  const advice = `Give the folder that holds AI2-THOR's ${fileName} with --assets DIR, or put the file beside the houses.`;
  throw new AppError('house.no-assets', `No ${fileName} was found ${looked}; without it the sizes of the objects are unknown. ${advice}`, {
    where: { file: besideFile },
  });
}

function placesBeside(file: string): string[] {
  const folder = path.dirname(path.resolve(file));
  return [folder, path.dirname(folder)].flatMap((base) => ['.', 'asset_databases', 'assets'].map((sub) => path.join(base, sub, fileName)));
}

async function parseDatabase(file: string): Promise<z.infer<typeof databaseSchema>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw openError(file, cause);
  }
  try {
    return databaseSchema.parse(JSON.parse(text));
  } catch (cause) {
    const message = `${file} is not an AI2-THOR asset database: expected lists of { assetId, objectType, boundingBox } by type.`;
    throw new AppError('file.malformed', message, { where: { file }, cause });
  }
}
