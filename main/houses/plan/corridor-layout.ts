import type { RandomIndex } from '../../../shared/questions/question-type.ts';
import { shuffle } from '../../../shared/questions/seeded-pick.ts';
import { partition } from './partition.ts';
import type { Piece, Rect } from './pieces.ts';
import { pickBetween, pickChance } from './plan-random.ts';
import { limitsOf } from './room-limits.ts';
import type { RoomWish } from './room-program.ts';

/** Rooms that share one place in a row: one, or a bedroom with its own bathroom. */
type Cell = readonly RoomWish[];

interface Zones {
  readonly hall: RoomWish;
  /** Along the corridor, above and below it. */
  readonly upper: readonly Cell[];
  readonly lower: readonly Cell[];
  /** At the corridor's end; may be empty. */
  readonly block: readonly RoomWish[];
}

/** Where the parts of the layout lie. The corridor runs along x, from z = 0 to `corridorDm`. */
interface Frame {
  readonly corridorDm: number;
  readonly upper: Rect;
  readonly lower: Rect;
  /** Null where all rooms lie along the corridor. */
  readonly block: Rect | null;
}

/**
 * A layout around a hallway: a corridor between two rows of rooms, living room and often the kitchen at its end. Rows may differ in
 * length and the end may stick out, so outlines are rectangles, Ls and more; the first room of a row may close the corridor, and
 * the hallway may have an arm to the outer wall for the entrance. Null where the draw does not work out.
 */
export function drawCorridorLayout(wishes: readonly RoomWish[], pick: RandomIndex): Piece[] | null {
  const zones = drawZones(wishes, pick);
  if (zones === null) return null;
  const frame = drawFrame(zones, pick);
  const foyerDm = pickChance(pick, 40) ? pickBetween(pick, 13, 16) : 0;
  const isCapped = frame.upper.x0 === frame.lower.x0 && pickChance(pick, foyerDm > 0 ? 60 : 30);
  const [first, ...others] = zones.upper;
  const upperCap = isCapped && first !== undefined ? capOf(first, frame) : null;
  const corridor: Rect = {
    x0: upperCap?.x1 ?? (pickChance(pick, 50) ? Math.min : Math.max)(frame.upper.x0, frame.lower.x0),
    z0: 0,
    x1: frame.block === null ? Math.max(frame.upper.x1, frame.lower.x1) : frame.block.x0,
    z1: frame.corridorDm,
  };
  const foyer = { owner: zones.hall.owner, widthDm: foyerDm };
  const parts = [
    [{ owner: zones.hall.owner, rect: corridor }],
    upperCap === null ? [] : fillCell(first as Cell, upperCap, pick),
    upperCap === null ? fillRow(zones.upper, frame.upper, null, pick) : fillRow(others, { ...frame.upper, x0: upperCap.x1 }, null, pick),
    fillRow(zones.lower, frame.lower, foyerDm > 0 ? foyer : null, pick),
    frame.block === null ? [] : partition(frame.block, sharesOf(zones.block), pick, 50),
  ];
  return parts.some((part) => part === null) ? null : parts.flatMap((part) => part ?? []);
}

function drawZones(wishes: readonly RoomWish[], pick: RandomIndex): Zones | null {
  const of = (type: RoomWish['roomType']): RoomWish[] => wishes.filter(({ roomType }) => roomType === type);
  const [[hall], [living], [kitchen]] = [of('Hallway'), of('LivingRoom'), of('Kitchen')];
  if (hall === undefined || living === undefined || kitchen === undefined) return null;
  const isAllAlong = wishes.length < 7 && pickChance(pick, 30);
  const isKitchenAlong = isAllAlong || pickChance(pick, 40);
  const bathrooms = of('Bathroom');
  const bedrooms = of('Bedroom');
  const ensuite = bathrooms.length > 1 && pickChance(pick, 70) ? bathrooms.pop() : undefined;
  const cells: Cell[] = [
    ...bedrooms.map((bedroom, k) => (k === 0 && ensuite !== undefined ? [bedroom, ensuite] : [bedroom])),
    ...bathrooms.map((bathroom) => [bathroom]),
    ...(isKitchenAlong ? [[kitchen]] : []),
    ...(isAllAlong ? [[living]] : []),
  ];
  const rows: [Cell[], Cell[]] = [[], []];
  for (const cell of shuffle(cells, pick)) rows[areaOf(rows[0].flat()) > areaOf(rows[1].flat()) ? 1 : 0].push(cell);
  const block = isAllAlong ? [] : isKitchenAlong ? [living] : [living, kitchen];
  return { hall, upper: shuffle(rows[0], pick), lower: shuffle(rows[1], pick), block };
}

function drawFrame(zones: Zones, pick: RandomIndex): Frame {
  const corridorDm = pickBetween(pick, 12, 15);
  const [upperDm2, lowerDm2, blockDm2] = [areaOf(zones.upper.flat()), areaOf(zones.lower.flat()), areaOf(zones.block)];
  const depthDm = pickBetween(pick, 28, 42);
  const isHalf = zones.block.length === 1 && pickChance(pick, 75);
  const lengthDm = isHalf ? Math.round(lowerDm2 / depthDm) : Math.round((upperDm2 + lowerDm2) / (2 * depthDm));
  const notchDm = pickChance(pick, 35) ? pickBetween(pick, 12, 26) : 0;
  const [upperNotchDm, lowerNotchDm] = pickChance(pick, 50) ? [notchDm, 0] : [0, notchDm];
  const lowerDepthDm = Math.round(lowerDm2 / Math.max(1, lengthDm - lowerNotchDm));
  // A living room alone at the end takes the corridor's and the lower row's depth; the upper row then runs on above it.
  const blockLengthDm = blockDm2 === 0 ? 0 : Math.round(blockDm2 / (isHalf ? lowerDepthDm + corridorDm : 2 * depthDm + corridorDm));
  const upperEndDm = isHalf ? lengthDm + blockLengthDm : lengthDm;
  const upperDepthDm = Math.round(upperDm2 / Math.max(1, upperEndDm - upperNotchDm));
  const jutDm = pickChance(pick, 35) ? pickBetween(pick, 8, 24) : 0;
  const isJuttingIn = pickChance(pick, 40);
  const blockTopDm = isHalf ? corridorDm : corridorDm + upperDepthDm + (isJuttingIn ? -jutDm : 0);
  const blockBottomDm = -lowerDepthDm - (isJuttingIn ? 0 : jutDm);
  const blockWidthDm = Math.round(blockDm2 / (blockTopDm - blockBottomDm));
  return {
    corridorDm,
    upper: { x0: upperNotchDm, x1: isHalf ? lengthDm + blockWidthDm : lengthDm, z0: corridorDm, z1: corridorDm + upperDepthDm },
    lower: { x0: lowerNotchDm, x1: lengthDm, z0: -lowerDepthDm, z1: 0 },
    block: blockDm2 === 0 ? null : { x0: lengthDm, x1: lengthDm + blockWidthDm, z0: blockBottomDm, z1: blockTopDm },
  };
}

/** The place of a row's first cell when it also closes the corridor's end. */
function capOf(cell: Cell, { upper }: Frame): Rect {
  return { x0: upper.x0, x1: upper.x0 + Math.round(areaOf(cell) / upper.z1), z0: 0, z1: upper.z1 };
}

/** Cells side by side, as wide as their areas ask for; the foyer's arm of the hallway lies between two of them or at an end. */
function fillRow(
  cells: readonly Cell[],
  row: Rect,
  foyer: { readonly owner: number; readonly widthDm: number } | null,
  pick: RandomIndex,
): Piece[] | null {
  const foyerAt = foyer === null ? -1 : pick(cells.length + 1);
  const freeDm = row.x1 - row.x0 - (foyer?.widthDm ?? 0);
  const rowDm2 = areaOf(cells.flat());
  const pieces: Piece[] = [];
  let [x, doneDm2] = [row.x0, 0];
  for (let k = 0; k <= cells.length; k++) {
    const startDm = x;
    if (k === foyerAt && foyer !== null) {
      x += foyer.widthDm;
      pieces.push({ owner: foyer.owner, rect: { ...row, x0: startDm, x1: x } });
    }
    const cell = cells[k];
    if (cell === undefined) continue;
    doneDm2 += areaOf(cell);
    const endDm = row.x0 + Math.round((freeDm * doneDm2) / rowDm2) + (foyerAt >= 0 && foyerAt <= k ? (foyer?.widthDm ?? 0) : 0);
    const filled = endDm > x ? fillCell(cell, { ...row, x0: x, x1: endDm }, pick) : null;
    if (filled === null) return null;
    pieces.push(...filled);
    x = endDm;
  }
  return pieces;
}

function fillCell(cell: Cell, rect: Rect, pick: RandomIndex): Piece[] | null {
  return partition(rect, sharesOf(cell), pick, 60);
}

function sharesOf(rooms: readonly RoomWish[]): { owner: number; areaDm2: number; minSideDm: number }[] {
  return rooms.map(({ owner, roomType, areaDm2 }) => ({ owner, areaDm2, minSideDm: limitsOf(roomType, 9).minArmDm }));
}

function areaOf(rooms: readonly RoomWish[]): number {
  return rooms.reduce((sum, { areaDm2 }) => sum + areaDm2, 0);
}
