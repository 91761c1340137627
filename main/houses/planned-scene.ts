import type { Problem } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { Asset, AssetDatabase } from '../formats/procthor/asset-database.ts';
import { houseSchema } from '../formats/procthor/house-schema.ts';
import { sceneFromHouse } from '../formats/procthor/scene-from-house.ts';
import type { PlannedHouse } from './house-plan.ts';
import { openingAssets } from './plan/opening-assets.ts';
import { structureJson } from './structure-json.ts';

/** The scene that our reader makes of a house once it is a file, and what the reader found wrong with it. */
export function sceneFromPlanned(house: PlannedHouse, sceneId = 'planned'): { scene: Scene; problems: Problem[] } {
  const source = structureJson(house);
  return sceneFromHouse({ source, parsed: houseSchema.parse(source) }, assetsOfPlanned(house), sceneId);
}

/** An asset database of exactly what a house uses: its objects at their own sizes, and all doors and windows of the catalogue. */
export function assetsOfPlanned({ objects }: Pick<PlannedHouse, 'objects'>): AssetDatabase {
  const assets = new Map<string, Asset>(
    openingAssets.map(({ assetId, objectType, widthCm, heightCm }) => [
      assetId,
      { objectType, sizeM: [widthCm / 100, heightCm / 100, 0.14] },
    ]),
  );
  for (const { assetId, objectType, sizeM } of objects) assets.set(assetId, { objectType, sizeM });
  return { file: 'the procedural catalogue', find: (assetId) => assets.get(assetId) ?? null };
}
