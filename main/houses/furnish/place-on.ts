import { type CatalogueAsset, catalogueType } from './catalogue.ts';
import type { Standing } from './ledger.ts';
import type { RoomFurnisher } from './room-furnisher.ts';
import { type SupportLevel, supportCellM, supportLevels } from './support-surfaces.ts';
import { ownFromPlan, planCorners, pointAt, type UprightBox, uprightBox } from './upright-box.ts';

/** Nothing is put higher than this: nobody would see it. */
const highestM = 1.75;
/** A shelf board narrower than this is left to what is drawn on it. */
const leastBoardM2 = 0.035;

/** Where on its carrier something goes. */
export interface OnTop {
  /** Part of the carrier's width and depth for the object's middle, 0 (left, back) to 1; default all. */
  readonly right?: readonly [from: number, to: number];
  readonly front?: readonly [from: number, to: number];
  /** Yaw against the carrier's; default the same. */
  readonly turnDeg?: number;
  readonly tries?: number;
}

/** Tries to stand an asset on top of (or on a board of) what stands already; null where no level holds it or others are in the way. */
export function placeOn(f: RoomFurnisher, parent: Standing, asset: CatalogueAsset, where: OnTop = {}): Standing | null {
  const { right = [0, 1], front = [0, 1], turnDeg = 0, tries = 12 } = where;
  const levels = usableLevels(parent.asset).filter(({ heightM }) => parent.box.bottomM + heightM < highestM);
  for (let i = 0; i < tries; i++) {
    const level = f.dice.weighted(levels, ({ areaM2 }) => areaM2);
    if (level === undefined) break;
    const { halfX, halfZ, yawDeg, bottomM } = parent.box;
    const at = pointAt(parent.box, halfX * (2 * f.dice.between(...right) - 1), halfZ * (2 * f.dice.between(...front) - 1));
    const box = uprightBox(at, asset.sizeM, yawDeg + turnDeg, bottomM + level.heightM);
    if (!isSupported(box, asset.sizeM[1], parent.box, level)) continue;
    const placed = f.place([{ asset, box, parent }], parent.group);
    if (placed !== null) return placed[0] ?? null;
  }
  return f.reject('no-support');
}

/** The levels of an asset's form that its type is said to receive things on. */
export function usableLevels(asset: CatalogueAsset): readonly SupportLevel[] {
  const kind = catalogueType(asset.objectType).receives?.levels;
  if (kind === undefined) return [];
  const levels = supportLevels(asset);
  if (kind === 'boards') return levels.filter(({ areaM2 }) => areaM2 >= leastBoardM2);
  const open = levels.filter(({ isOpen }) => isOpen);
  const widest = open.reduce<SupportLevel | null>((best, level) => (best === null || level.areaM2 > best.areaM2 ? level : best), null);
  if (kind === 'seat') return widest === null ? [] : [widest];
  return open.filter(({ heightM, areaM2 }) => heightM > 0.6 * asset.sizeM[1] && areaM2 > 0.02);
}

/** Whether the level carries the whole footprint and leaves room for the height. */
function isSupported(box: UprightBox, heightM: number, parent: UprightBox, { columns, rows, headroomM }: SupportLevel): boolean {
  const corners = planCorners(box).map((corner) => ownFromPlan(parent, corner));
  const cellOf = (offM: number, halfM: number, count: number): number => Math.floor(((offM + halfM) / (2 * halfM)) * count);
  const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
  const [firstX, lastX] = [cellOf(Math.min(...xs), parent.halfX, columns), cellOf(Math.max(...xs), parent.halfX, columns)];
  const [firstZ, lastZ] = [cellOf(Math.min(...zs), parent.halfZ, rows), cellOf(Math.max(...zs), parent.halfZ, rows)];
  const own = { ...box, halfX: box.halfX + supportCellM / 2, halfZ: box.halfZ + supportCellM / 2 };
  for (let j = firstZ; j <= lastZ; j++) {
    for (let i = firstX; i <= lastX; i++) {
      const at = pointAt(parent, ((i + 0.5) / columns - 0.5) * 2 * parent.halfX, ((j + 0.5) / rows - 0.5) * 2 * parent.halfZ);
      const [right, front] = ownFromPlan(own, at);
      if (Math.abs(right) > own.halfX || Math.abs(front) > own.halfZ) continue;
      if (i < 0 || j < 0 || i >= columns || j >= rows) return false;
      if ((headroomM[j * columns + i] as number) < heightM + 0.008) return false;
    }
  }
  return true;
}
