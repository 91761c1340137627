import type { Standing } from '../ledger.ts';
import { placeOn } from '../place-on.ts';
import type { RoomFurnisher } from '../room-furnisher.ts';
import type { RoomWall } from '../room-walls.ts';

const besideM = 0.05;

/** A bed with its head to a wall, and with luck a night stand on one or both sides. Null where no bed fits. */
export function placeBed(f: RoomFurnisher, tries = 40): Standing | null {
  const widestM = f.space.areaM2 < 10.5 ? 1.2 : f.space.areaM2 < 13 ? 1.6 : 2.2;
  for (let i = 0; i < tries; i++) {
    const asset = f.assetOf('Bed', 'floor', { mostWidthM: i < tries / 2 ? widestM : 1.2 });
    const wall = f.wallFor(1.3);
    if (asset === null || wall === null) continue;
    const alongM = f.alongFor(wall, asset.sizeM[0], 0.25);
    if (alongM === null) continue;
    const bed = f.place([{ asset, box: f.boxAtWall(asset, wall, alongM) }])?.[0];
    if (bed === undefined) continue;
    addNightStands(f, bed, wall, alongM);
    return bed;
  }
  return f.reject('no-place');
}

function addNightStands(f: RoomFurnisher, bed: Standing, wall: RoomWall, alongM: number): void {
  const asset = f.assetOf('SideTable', 'floor', { use: 'night' });
  if (asset === null) return;
  const offM = bed.box.halfX + besideM + asset.sizeM[0] / 2;
  const wanted = f.dice.chance(0.4) ? [-1, 1] : f.dice.chance(0.7) ? [f.dice.chance(0.5) ? 1 : -1] : [];
  const stands = wanted.flatMap((side) => {
    const box = f.boxAtWall(asset, wall, alongM + side * offM);
    return f.place([{ asset, box, frontM: 0 }], bed.group) ?? [];
  });
  for (const stand of stands) {
    const lamp = f.assetOf('DeskLamp', 'surface');
    if (lamp !== null && f.ledger.left > 8 && f.dice.chance(0.4)) placeOn(f, stand, lamp, { front: [0.3, 0.6], tries: 4 });
  }
}
