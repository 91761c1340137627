import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { appliancesFurniture } from './appliances.ts';
import { bathroomFurniture } from './bathroom.ts';
import { bedsFurniture } from './beds.ts';
import { decorFurniture } from './decor.ts';
import { fillBox } from './fill-box.ts';
import { foodFurniture } from './food.ts';
import { genericFurniture } from './generic.ts';
import { formTypeOf } from './label-forms.ts';
import { lampsFurniture } from './lamps.ts';
import { officeFurniture } from './office.ts';
import { otherVariant } from './palette.ts';
import { screensFurniture } from './screens.ts';
import { seatingFurniture } from './seating.ts';
import { smallThingsFurniture } from './small-things.ts';
import { storageFurniture } from './storage.ts';
import { tablesFurniture } from './tables.ts';
import { tablewareFurniture } from './tableware.ts';

const families: readonly Readonly<Record<string, FurnitureProxy>>[] = [
  seatingFurniture,
  tablesFurniture,
  bedsFurniture,
  storageFurniture,
  appliancesFurniture,
  bathroomFurniture,
  screensFurniture,
  lampsFurniture,
  decorFurniture,
  officeFurniture,
  tablewareFurniture,
  foodFurniture,
  smallThingsFurniture,
];

const proxies: ReadonlyMap<string, FurnitureProxy> = new Map(families.flatMap((family) => Object.entries(family)));

/** The AI2-THOR types that have a form of their own, alphabetical. */
export const furnitureTypes: readonly string[] = [...proxies.keys()].sort();

/** An object as drawn. */
export interface FurnitureForm {
  /** In the object's own frame, metres; their joint bounds are the box of the asked size about the origin. */
  readonly parts: readonly Part[];
  /** True where the type has no form of its own and got the plain chest. */
  readonly isGeneric: boolean;
}

/** The parts of an object of `sizeM` (full extents x, y, z, metres). Deterministic: equal type, size and variant (any integer) give equal parts. */
export function furnitureParts(objectType: string, sizeM: Vec3, variant: number): FurnitureForm {
  const proxy = proxies.get(formTypeOf(objectType));
  // In odd proportions (a chair 5 mm high) a part between two others can come out with no extent: it is left out.
  const solid = (proxy ?? genericFurniture)(sizeM, variant).filter((part) => part.sizeM.every((lengthM) => lengthM > 0));
  return { parts: fillBox(solid, sizeM).map((part) => ({ ...part, color: tinted(part.color, variant) })), isGeneric: proxy === undefined };
}

/** No two assets come out of quite the same dye: a little lighter or darker, a little warmer or cooler. */
function tinted(color: Vec3, variant: number): Vec3 {
  const tone = 0.94 + (0.12 * (otherVariant(variant, 91) % 101)) / 100;
  const warmth = 0.05 * ((otherVariant(variant, 92) % 101) / 100 - 0.5);
  return [Math.min(1, color[0] * tone * (1 + warmth)), Math.min(1, color[1] * tone), Math.min(1, color[2] * tone * (1 - warmth))];
}
