import type { Vec3 } from '../../../shared/geometry/vector.ts';
import { hashFromText, noiseAt } from '../../../shared/stage/text-hash.ts';
import type { Asset, AssetDatabase } from '../../formats/procthor/asset-database.ts';
import { type OpeningAsset, openingAssets } from '../plan/opening-assets.ts';
import { fixtureCatalogue } from './catalogue-fixtures.ts';
import { furnitureCatalogue } from './catalogue-furniture.ts';
import { smallCatalogue } from './catalogue-small.ts';
import type { CatalogueTable, CatalogueType, Design, Stand } from './catalogue-type.ts';

/** Our own furniture: all AI2-THOR object types but doors and windows, which belong to the plan, and a few of its receptacles' parts (stove burners, mirrors, bathtubs…), by type. */
export const catalogue: CatalogueTable = { ...furnitureCatalogue, ...fixtureCatalogue, ...smallCatalogue };

/** One thing that can be placed; its size never varies, so that a house needs only its id. */
export interface CatalogueAsset extends Asset {
  /** "sightline_Sofa_2": our prefix, type and running number. Doors and windows have the names that plans give them. */
  readonly assetId: string;
  readonly stands: Stand;
  /** See {@link Design.use}; null where the type's designs all serve alike. */
  readonly use: string | null;
}

/** Depth of the frames of doors and windows, which stand on both sides of a wall. */
const frameDepthM = 0.14;

const assetsByType: ReadonlyMap<string, readonly CatalogueAsset[]> = new Map([
  ...Object.entries(catalogue).map(([objectType, { designs }]) => [objectType, assetsOfType(objectType, designs)] as const),
  ...Map.groupBy(openingAssets.map(assetOfOpening), ({ objectType }) => objectType),
]);

const assetsById: ReadonlyMap<string, CatalogueAsset> = new Map([...assetsByType.values()].flat().map((asset) => [asset.assetId, asset]));

/** What the catalogue says of a type. Only for types that are in it: rules name them literally. */
export function catalogueType(objectType: string): CatalogueType {
  const found = catalogue[objectType];
  if (found === undefined) throw new RangeError(`The catalogue has no type ${objectType}.`);
  return found;
}

/** The assets of a type that are carried in the given way, or all of them. */
export function assetsOf(objectType: string, stands?: Stand, use?: string): readonly CatalogueAsset[] {
  const assets = assetsByType.get(objectType) ?? [];
  return assets.filter((asset) => (stands === undefined || asset.stands === stands) && (use === undefined || asset.use === use));
}

/** The catalogue as an asset database: what a reader of our houses joins asset ids with. */
export const catalogueAssets: AssetDatabase = { file: "Sightline's own catalogue", find: (assetId) => assetsById.get(assetId) ?? null };

/** One entry of an `asset-database.json`. */
export interface AssetRecord {
  readonly assetId: string;
  readonly objectType: string;
  readonly boundingBox: { readonly x: number; readonly y: number; readonly z: number };
}

/** The catalogue in the layout of AI2-THOR's `asset-database.json`, to be written beside houses that use it. */
export function catalogueDatabaseJson(): Record<string, AssetRecord[]> {
  const records = [...assetsByType].map(([objectType, assets]) => [
    objectType,
    assets.map(({ assetId, sizeM: [x, y, z] }): AssetRecord => ({ assetId, objectType, boundingBox: { x, y, z } })),
  ]);
  return Object.fromEntries(records);
}

function assetsOfType(objectType: string, designs: readonly Design[]): CatalogueAsset[] {
  const assets: CatalogueAsset[] = [];
  let number = 0;
  for (const design of designs) {
    for (let made = 0; made < design.count; ) {
      number++;
      const assetId = `sightline_${objectType}_${number}`;
      if (!showsAsMeant(assetId, design)) continue;
      assets.push({ assetId, objectType, sizeM: sizeOf(assetId, design), stands: design.stands, use: design.use ?? null });
      made++;
    }
  }
  return assets;
}

function assetOfOpening({ assetId, objectType, widthCm, heightCm }: OpeningAsset): CatalogueAsset {
  return { assetId, objectType, sizeM: [widthCm / 100, heightCm / 100, frameDepthM], stands: 'wall', use: null };
}

/** Forms are chosen by the hash of the asset id, and a tall sink's even ones stand on a column: those cannot be part of a kitchen run. */
function showsAsMeant(assetId: string, { use }: Design): boolean {
  return use !== 'kitchen' || hashFromText(assetId) % 2 === 1;
}

/** The design's size with the asset's own deviation; square designs stay square, so that round tables and bins stay round. */
function sizeOf(assetId: string, { sizeM, spread }: Design): Vec3 {
  const seed = hashFromText(assetId);
  const [x, y, z] = sizeM.map((lengthM, axis) => roundM(lengthM * (1 + spread * (2 * noiseAt(seed, axis, 1) - 1)))) as [
    number,
    number,
    number,
  ];
  return [x, y, sizeM[0] === sizeM[2] ? x : z];
}

/** To the millimetre, but never to nothing. */
function roundM(lengthM: number): number {
  return Math.max(0.004, Math.round(lengthM * 1000) / 1000);
}
