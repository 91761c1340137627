import { type CatalogueAsset, catalogueType } from './catalogue.ts';
import { hangTowel } from './groups/bathroom.ts';
import { placeBed } from './groups/bed.ts';
import { placeDesk } from './groups/desk.ts';
import { placeDining } from './groups/dining.ts';
import { placeScreen } from './groups/sofa.ts';
import type { Standing } from './ledger.ts';
import { placeOn } from './place-on.ts';
import { hang, placeSwitch } from './place-on-wall.ts';
import type { RoomFurnisher } from './room-furnisher.ts';

/** How often something that may be turned is. */
const turnedShare = 0.45;

/** Tries to place one object of a type where the type belongs, with what it is arranged with. */
export function placeType(f: RoomFurnisher, objectType: string): Standing | null {
  switch (objectType) {
    case 'Bed':
      return placeBed(f, 14);
    case 'Desk':
      return placeDesk(f);
    case 'DiningTable':
      return placeDining(f, 4, 14);
    case 'TVStand':
      return placeScreen(f);
    case 'TowelHolder':
    case 'HandTowelHolder':
      return hangTowel(f, objectType);
    default:
      return placeSingle(f, objectType);
  }
}

function placeSingle(f: RoomFurnisher, objectType: string): Standing | null {
  const { spot } = catalogueType(objectType);
  if (spot === undefined) {
    const asset = f.assetOf(objectType, 'wall', objectType === 'Mirror' ? { use: 'tall' } : {});
    if (asset === null) return null;
    if (objectType === 'LightSwitch') return placeSwitch(f, asset);
    return objectType === 'Shelf' ? hangShelf(f, asset) : hang(f, asset);
  }
  const use = objectType === 'SideTable' && f.space.room.roomType === 'Hallway' ? { use: 'console' } : {};
  const asset = f.assetOf(objectType, 'floor', f.space.areaM2 < 7 && objectType !== 'SideTable' ? { mostWidthM: 0.9 } : use);
  if (asset === null) return null;
  switch (spot) {
    case 'wall':
      return f.againstWall(asset, { tries: 14 });
    case 'corner':
      return f.inCorner(asset, { isAskew: isTurned(f, objectType) }) ?? f.againstWall(asset, { tries: 6, gapM: 0.04 });
    case 'free': {
      if (isTurned(f, objectType)) return f.anywhere(asset, { yawDeg: 5 * f.dice.index(72), tries: 16 });
      return f.dice.chance(0.5) ? f.againstWall(asset, { tries: 12, gapM: f.dice.between(0.05, 0.3) }) : f.anywhere(asset, { tries: 14 });
    }
  }
}

/** A shelf on the wall, with something on it. */
function hangShelf(f: RoomFurnisher, asset: CatalogueAsset): Standing | null {
  const shelf = hang(f, asset);
  if (shelf === null) return null;
  for (let i = f.dice.index(2); i < 2; i++) {
    const load = f.dice.weighted(Object.entries(catalogueType('Shelf').receives?.types ?? {}), ([, weight]) => weight);
    const small = load === undefined ? null : f.assetOf(load[0], 'surface');
    if (small !== null) placeOn(f, shelf, small, { turnDeg: small.sizeM[2] > small.sizeM[0] ? 90 : 0, tries: 12 });
  }
  return shelf;
}

/** Armchairs stand across corners as often as anything is turned; what has a back for the wall is not. */
function isTurned(f: RoomFurnisher, objectType: string): boolean {
  const { isTurnable = false } = catalogueType(objectType);
  return (isTurnable || objectType === 'ArmChair' || objectType === 'Chair') && f.dice.chance(turnedShare);
}
