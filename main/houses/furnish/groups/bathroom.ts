import type { Standing } from '../ledger.ts';
import { hangAt, heightFor, wallBehind } from '../place-on-wall.ts';
import type { RoomFurnisher } from '../room-furnisher.ts';
import { pointOnWall } from '../room-walls.ts';
import { uprightBox } from '../upright-box.ts';
import { addFaucet } from './kitchen.ts';

/** A towel hangs from the rail, a little off the wall. */
const towelGapM = 0.04;
/** Rooms below this have a shower elsewhere. */
const bathtubAreaM2 = 4.4;

/** Bathtub (where there is room), toilet, and a sink with its mirror. Whether toilet and sink both found a place. */
export function placeBathroom(f: RoomFurnisher): boolean {
  const hasTub = f.space.areaM2 >= bathtubAreaM2 && f.ledger.left > 6 && f.dice.chance(0.85);
  for (let i = 0; i < 8; i++) {
    if (f.attempt(() => placeFixtures(f, hasTub && i < 3))) return true;
  }
  return false;
}

function placeFixtures(f: RoomFurnisher, withTub: boolean): boolean {
  const tub = withTub ? f.assetOf('Bathtub', 'floor') : null;
  const bath = tub === null ? null : f.againstWall(tub, { tries: 14, endShare: 1 });
  if (withTub && bath === null) return false;
  const toilet = placeFixture(f, 'Toilet');
  const sink = placeFixture(f, 'Sink', 'bath');
  if (toilet === null || sink === null) return false;
  addFaucet(f, sink, 'bath');
  if (f.ledger.left > 4 && f.dice.chance(0.8)) hangAbove(f, sink, 'Mirror', 1.14, 'basin');
  if (bath !== null && f.ledger.left > 6 && f.dice.chance(0.7)) hangAbove(f, bath, 'ShowerHead', 1, undefined, -0.3);
  if (f.ledger.left > 6 && f.dice.chance(0.5)) hangPaper(f, toilet);
  return true;
}

function placeFixture(f: RoomFurnisher, objectType: 'Toilet' | 'Sink', use?: string): Standing | null {
  for (let i = 0; i < 6; i++) {
    const asset = f.assetOf(objectType, 'floor', {
      ...(use === undefined ? {} : { use }),
      ...(i > 2 && objectType === 'Sink' ? { mostWidthM: 0.65 } : {}),
    });
    const placed = asset === null ? null : f.againstWall(asset, { tries: 16, endShare: 0.5 });
    if (placed !== null) return placed;
  }
  return null;
}

/** Hangs something on the wall behind a fixture, `share` of its half width from its middle. */
function hangAbove(f: RoomFurnisher, below: Standing, objectType: string, bottomM: number, use?: string, share = 0): void {
  const asset = f.assetOf(objectType, 'wall', use === undefined ? {} : { use });
  const spot = wallBehind(f, below);
  if (asset === null || spot === null) return;
  hangAt(f, asset, spot.wall, spot.alongM + share * 2 * below.box.halfX, bottomM);
}

/** A holder within reach of who sits on the toilet: on the wall behind, to one side. */
function hangPaper(f: RoomFurnisher, toilet: Standing): void {
  const [asset, spot] = [f.assetOf('ToiletPaperHanger', 'wall'), wallBehind(f, toilet)];
  if (asset === null || spot === null) return;
  for (const side of f.dice.chance(0.5) ? [1, -1] : [-1, 1]) {
    const alongM = spot.alongM + side * (toilet.box.halfX + 0.16 + asset.sizeM[0] / 2);
    if (hangAt(f, asset, spot.wall, alongM, heightFor(f, asset)) !== null) return;
  }
}

/** A holder on a wall with its towel hanging from the rail. */
export function hangTowel(f: RoomFurnisher, holderType: 'TowelHolder' | 'HandTowelHolder'): Standing | null {
  const [holder, towel] = [f.assetOf(holderType, 'wall'), f.assetOf(holderType === 'TowelHolder' ? 'Towel' : 'HandTowel', 'wall')];
  if (holder === null || towel === null) return null;
  for (let i = 0; i < 10; i++) {
    const wall = f.wallFor(holder.sizeM[0] + 0.3);
    if (wall === null) break;
    const alongM = f.dice.between(holder.sizeM[0] / 2 + 0.1, wall.lengthM - holder.sizeM[0] / 2 - 0.1);
    const rail = hangAt(f, holder, wall, alongM, heightFor(f, holder));
    if (rail === null) continue;
    const at = pointOnWall(wall, alongM, towelGapM + towel.sizeM[2] / 2);
    f.place([{ asset: towel, box: uprightBox(at, towel.sizeM, wall.yawDeg, rail.box.bottomM - towel.sizeM[1] - 0.003) }], rail.group);
    return rail;
  }
  return f.reject('no-place');
}
