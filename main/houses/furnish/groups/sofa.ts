import { type PlanPoint, wrapDegrees } from '../../../../shared/geometry/vector.ts';
import type { Standing } from '../ledger.ts';
import { placeOn } from '../place-on.ts';
import type { RoomFurnisher } from '../room-furnisher.ts';
import { pointOnWall, type RoomWall } from '../room-walls.ts';
import { pointAt, type UprightBox, uprightBox } from '../upright-box.ts';

/** Between a screen's stand and the sofa that faces it. */
const viewM: readonly [number, number] = [1.6, 3.3];
/** Behind a sofa in the middle of a room. */
const passageM = 0.75;

/** A sofa facing a television on its stand, with a coffee table between them; else a sofa alone against a wall. */
export function placeSofaGroup(f: RoomFurnisher, tries = 40): Standing | null {
  for (let i = 0; i < tries && f.ledger.left >= 3; i++) {
    const sofa = facingPair(f);
    if (sofa === null) continue;
    addCoffeeTable(f, sofa);
    return sofa;
  }
  for (let i = 0; i < 4; i++) {
    const asset = f.assetOf('Sofa', 'floor', { mostWidthM: 2.2 });
    const sofa = asset === null ? null : f.againstWall(asset, { tries: 12, endShare: 0.3 });
    if (sofa === null) continue;
    if (f.ledger.left > 4) addCoffeeTable(f, sofa);
    return sofa;
  }
  return null;
}

/** A stand with its television against a wall: where a sofa or bed looks, else anywhere. */
export function placeScreen(f: RoomFurnisher, tries = 12): Standing | null {
  const asset = f.assetOf('TVStand', 'floor');
  if (asset === null) return null;
  const seat = f.standing.find(({ asset: { objectType } }) => objectType === 'Sofa' || objectType === 'Bed');
  const opposite = seat === undefined ? null : f.space.walls.find((wall) => Math.abs(wrapDegrees(wall.yawDeg - seat.box.yawDeg)) === 180);
  for (let i = 0; i < 5 && seat !== undefined && opposite != null; i++) {
    const [dx, dz] = [seat.box.x - opposite.startM[0], seat.box.z - opposite.startM[1]];
    const alongM = dx * opposite.alongX + dz * opposite.alongZ + f.dice.between(-0.1, 0.1) * i;
    const stand = f.place([{ asset, box: f.boxAtWall(asset, opposite, alongM) }])?.[0];
    if (stand !== undefined) return switchOn(f, stand);
  }
  const stand = f.againstWall(asset, { tries, endShare: 0.4 });
  return stand === null ? null : switchOn(f, stand);
}

function facingPair(f: RoomFurnisher): Standing | null {
  const [stand, sofa] = [f.assetOf('TVStand', 'floor'), f.assetOf('Sofa', 'floor', { mostWidthM: f.space.areaM2 < 17 ? 2.2 : 3 })];
  const wall = f.wallFor(1.8);
  const alongM = stand === null || wall === null ? null : f.alongFor(wall, Math.max(stand.sizeM[0], sofa?.sizeM[0] ?? 0) + 0.1, 0.2);
  if (stand === null || sofa === null || wall === null || alongM === null) return null;
  const standBox = f.boxAtWall(stand, wall, alongM);
  const freeM = depthBefore(f, wall, alongM) - 2 * standBox.halfZ - sofa.sizeM[2] - 0.05;
  const isAtWall = freeM >= viewM[0] && freeM <= viewM[1];
  const awayM = isAtWall ? freeM - f.dice.between(0.01, 0.05) : f.dice.between(1.9, 2.7);
  if (!isAtWall && freeM - awayM < passageM) return null;
  const offM = f.dice.between(-0.12, 0.12);
  const sofaBox = uprightBox(pointAt(standBox, offM, standBox.halfZ + awayM + sofa.sizeM[2] / 2), sofa.sizeM, standBox.yawDeg + 180, 0);
  const placed = f.place([
    { asset: sofa, box: sofaBox },
    { asset: stand, box: standBox },
  ]);
  if (placed === null) return null;
  switchOn(f, placed[1] as Standing);
  return placed[0] as Standing;
}

function switchOn(f: RoomFurnisher, stand: Standing): Standing {
  const television = f.assetOf('Television', 'surface', { mostWidthM: stand.asset.sizeM[0] - 0.04 });
  if (television !== null) placeOn(f, stand, television, { right: [0.48, 0.52], front: [0.45, 0.55], tries: 8 });
  return stand;
}

/** A low table before the sofa and, about half of the time, an armchair at the side of it. */
function addCoffeeTable(f: RoomFurnisher, sofa: Standing): void {
  const asset = f.assetOf('CoffeeTable', 'floor');
  if (asset === null || f.dice.chance(0.15)) return;
  const isCorner = sofa.asset.sizeM[2] > 1.4;
  // A corner sofa's chaise is at its left: the table stands before the bench.
  const at = pointAt(
    sofa.box,
    isCorner ? 0.3 : f.dice.between(-0.1, 0.1),
    sofa.box.halfZ + f.dice.between(0.34, 0.45) + asset.sizeM[2] / 2,
  );
  const table = f.place([{ asset, box: uprightBox(at, asset.sizeM, sofa.box.yawDeg, 0) }], sofa.group)?.[0];
  if (f.dice.chance(0.6)) addArmChair(f, sofa, table?.box ?? uprightBox(at, asset.sizeM, sofa.box.yawDeg, 0));
}

function addArmChair(f: RoomFurnisher, sofa: Standing, middle: UprightBox): void {
  const asset = f.assetOf('ArmChair', 'floor');
  if (asset === null) return;
  for (const side of f.dice.chance(0.5) ? [1, -1] : [-1, 1]) {
    const turnDeg = f.dice.chance(0.6) ? Math.round(f.dice.between(10, 40)) : 0;
    const at = pointAt(middle, side * (middle.halfX + 0.45 + asset.sizeM[2] / 2), f.dice.between(-0.1, 0.25));
    const box = uprightBox(at, asset.sizeM, sofa.box.yawDeg - side * (90 + turnDeg), 0);
    if (f.place([{ asset, box, frontM: 0 }], sofa.group) !== null) return;
  }
}

/** From a place on a wall straight ahead to the next wall of the room. */
function depthBefore(f: RoomFurnisher, wall: RoomWall, alongM: number): number {
  const from = pointOnWall(wall, alongM, 0.001);
  const [nx, nz] = [-wall.alongZ, wall.alongX];
  const { outlineM } = f.space.room;
  const depths = outlineM.flatMap((a, i) => {
    const b = outlineM[(i + 1) % outlineM.length] as PlanPoint;
    const side = (p: PlanPoint) => (p[0] - from[0]) * wall.alongX + (p[1] - from[1]) * wall.alongZ;
    const depth = (p: PlanPoint) => (p[0] - from[0]) * nx + (p[1] - from[1]) * nz;
    return side(a) * side(b) < 0 && depth(a) > 0.01 ? [depth(a)] : [];
  });
  return Math.min(...depths, 20);
}
