import type { Vec3 } from '../../../shared/geometry/vector.ts';
import type { Part } from '../../../shared/stage/compiled-stage.ts';
import { furnitureParts } from '../../../shared/stage/furniture/furniture.ts';
import { hashFromText } from '../../../shared/stage/text-hash.ts';
import type { CatalogueAsset } from './catalogue.ts';

/** What an asset looks like from the front and from above: the colour that takes most of the view. */
interface Finish {
  readonly front: Vec3;
  readonly top: Vec3;
}

/** A worktop counts less than the doors below it. */
const topWeight = 0.4;

const known = new Map<string, Finish>();

/** How much two assets differ in colour: 0 for the same finish, up to about 2. */
function finishDifference(a: CatalogueAsset, b: CatalogueAsset): number {
  const [first, second] = [finishOf(a), finishOf(b)];
  return colorDistance(first.front, second.front) + topWeight * colorDistance(first.top, second.top);
}

/** Of some assets the one whose finish is nearest to another's; null of none. */
export function bestMatch(assets: readonly CatalogueAsset[], to: CatalogueAsset): CatalogueAsset | null {
  let [best, least]: [CatalogueAsset | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const asset of assets) {
    const difference = finishDifference(asset, to);
    if (difference < least) [best, least] = [asset, difference];
  }
  return best;
}

function finishOf({ assetId, objectType, sizeM }: CatalogueAsset): Finish {
  const found = known.get(assetId);
  if (found !== undefined) return found;
  const { parts } = furnitureParts(objectType, sizeM, hashFromText(assetId));
  const highM = 0.4 * sizeM[1];
  const finish: Finish = {
    front: mainColor(parts, ([x, y]) => x * y),
    top: mainColor(
      parts.filter(({ centerM }) => centerM[1] > highM),
      ([x, , z]) => x * z,
    ),
  };
  known.set(assetId, finish);
  return finish;
}

function mainColor(parts: readonly Part[], areaOf: (sizeM: Vec3) => number): Vec3 {
  const areas = new Map<string, { readonly color: Vec3; areaM2: number }>();
  for (const { color, sizeM } of parts) {
    const share = areas.get(color.join()) ?? { color, areaM2: 0 };
    share.areaM2 += areaOf(sizeM);
    areas.set(color.join(), share);
  }
  const [main] = [...areas.values()].sort((a, b) => b.areaM2 - a.areaM2);
  return main?.color ?? [0, 0, 0];
}

function colorDistance(a: Vec3, b: Vec3): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
