import type { AssetDatabase } from '../formats/procthor/asset-database.ts';
import type { ProcthorHouse } from '../formats/procthor/house-schema.ts';

/** A house with what is known of its objects. */
export interface LoadedHouse {
  readonly house: ProcthorHouse;
  readonly assets: AssetDatabase;
}
