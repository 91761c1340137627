import type { Standing } from '../ledger.ts';
import { placeOn } from '../place-on.ts';
import type { RoomFurnisher } from '../room-furnisher.ts';
import { pointAt, uprightBox } from '../upright-box.ts';

/** A desk against a wall with a chair before it, mostly with a laptop or a lamp. */
export function placeDesk(f: RoomFurnisher, tries = 16): Standing | null {
  for (let i = 0; i < tries; i++) {
    const [desk, chair] = [f.assetOf('Desk', 'floor'), f.assetOf('Chair', 'floor')];
    const wall = f.wallFor(1.2);
    const alongM = desk === null || wall === null ? null : f.alongFor(wall, desk.sizeM[0], 0.55);
    if (desk === null || chair === null || wall === null || alongM === null) continue;
    const deskBox = f.boxAtWall(desk, wall, alongM);
    const seatAt = pointAt(deskBox, f.dice.between(-0.05, 0.15), deskBox.halfZ + chair.sizeM[2] / 2 + f.dice.between(0.03, 0.1));
    const turnDeg = f.dice.chance(0.22) ? Math.round(f.dice.between(-30, 30)) : 0;
    const chairBox = uprightBox(seatAt, chair.sizeM, deskBox.yawDeg + 180 + turnDeg, 0);
    const placed = f.place([
      { asset: desk, box: deskBox },
      { asset: chair, box: chairBox, frontM: 0 },
    ])?.[0];
    if (placed === undefined) continue;
    equip(f, placed);
    return placed;
  }
  return f.reject('no-place');
}

function equip(f: RoomFurnisher, desk: Standing): void {
  const screen = f.assetOf(f.dice.chance(0.85) ? 'Laptop' : 'Desktop', 'surface');
  if (screen !== null && f.ledger.left > 0 && f.dice.chance(0.75))
    placeOn(f, desk, screen, { right: [0.4, 0.6], front: [0.3, 0.75], tries: 10 });
  const lamp = f.assetOf('DeskLamp', 'surface');
  const side = f.dice.chance(0.5) ? ([0.1, 0.25] as const) : ([0.75, 0.9] as const);
  if (lamp !== null && f.ledger.left > 0 && f.dice.chance(0.5)) placeOn(f, desk, lamp, { right: side, front: [0.2, 0.5], tries: 6 });
}
