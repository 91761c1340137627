import type { CatalogueAsset } from '../catalogue.ts';
import type { Standing } from '../ledger.ts';
import type { Draft, RoomFurnisher } from '../room-furnisher.ts';
import { pointAt, type UprightBox, uprightBox } from '../upright-box.ts';

/** A seat takes this much of a table's side. */
const seatM = 0.6;

/** A dining table with chairs around it: in the room, or in a small room with one side to a wall. Null where two chairs do not fit. */
export function placeDining(f: RoomFurnisher, mostChairs: number, tries = 36): Standing | null {
  const isSmall = f.space.areaM2 < 13;
  for (let i = 0; i < tries; i++) {
    const table = f.assetOf('DiningTable', 'floor', isSmall || i > tries / 2 ? { mostWidthM: 1.25 } : {});
    const chair = f.assetOf('Chair', 'floor');
    if (table === null || chair === null) return null;
    const box = f.dice.chance(isSmall ? 0.6 : 0.2) ? atWall(f, table) : inRoom(f, table);
    if (box === null) continue;
    const seats = seatsAround(f, box, chair);
    const first: Draft[] = [{ asset: table, box, frontM: 0 }, ...seats.slice(0, 2)];
    const placed = f.place(first);
    if (placed === null) continue;
    const group = (placed[0] as Standing).group;
    for (const seat of seats.slice(2, mostChairs)) f.place([seat], group);
    return placed[0] ?? null;
  }
  return f.reject('no-place');
}

function inRoom(f: RoomFurnisher, table: CatalogueAsset): UprightBox {
  const yawDeg = f.dice.chance(0.06) ? Math.round(f.dice.between(10, 80)) : 90 * f.dice.index(2);
  return uprightBox(f.pointOnFloor(0.6), table.sizeM, yawDeg, 0);
}

function atWall(f: RoomFurnisher, table: CatalogueAsset): UprightBox | null {
  const wall = f.wallFor(table.sizeM[0] + 0.4);
  const alongM = wall === null ? null : f.alongFor(wall, table.sizeM[0] + 0.5, 0.3);
  return wall === null || alongM === null ? null : f.boxAtWall(table, wall, alongM, 0.03);
}

/** Chairs facing the table, those on opposite sides first; one in six is pushed back or turned a little. */
function seatsAround(f: RoomFurnisher, table: UprightBox, chair: CatalogueAsset): Draft[] {
  const perLongSide = Math.max(1, Math.floor((2 * table.halfX) / seatM));
  const offsets = Array.from({ length: perLongSide }, (_, i) => ((i + 0.5) / perLongSide - 0.5) * 2 * table.halfX);
  const longSides = offsets.flatMap((offM) => [seatAt(f, table, chair, 0, offM), seatAt(f, table, chair, 180, -offM)]);
  const ends = [seatAt(f, table, chair, 90, 0), seatAt(f, table, chair, 270, 0)];
  return 2 * table.halfZ < 0.7 ? longSides : [...longSides, ...ends];
}

/** A chair on the side that the table shows when turned by `sideDeg`, `offM` to that side's right. */
function seatAt(f: RoomFurnisher, table: UprightBox, chair: CatalogueAsset, sideDeg: number, offM: number): Draft {
  const halfM = sideDeg % 180 === 0 ? table.halfZ : table.halfX;
  const isAskew = f.dice.chance(0.18);
  const awayM = halfM + chair.sizeM[2] / 2 + (isAskew ? f.dice.between(0.12, 0.22) : f.dice.between(0.02, 0.06));
  const side = uprightBox([table.x, table.z], chair.sizeM, table.yawDeg + sideDeg, 0);
  const turnDeg = isAskew ? Math.round(f.dice.between(-28, 28)) : 0;
  return { asset: chair, box: uprightBox(pointAt(side, offM, awayM), chair.sizeM, table.yawDeg + sideDeg + 180 + turnDeg, 0), frontM: 0 };
}
