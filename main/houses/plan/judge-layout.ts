import { type CellPlan, traceOutline, type WallRun } from './cell-plan.ts';
import { limitsOf, type RoomLimits } from './room-limits.ts';
import type { RoomWish } from './room-program.ts';

/** Why a layout is no house; the keys of a plan's count of given-up draws. */
export type LayoutFlaw = 'outline' | 'shape' | 'area' | 'narrow' | 'stretched' | 'windowless';

/** Edges of an outline are at least this long: shorter ones look like mistakes. */
const shortestEdgeDm = 6;
/** Rooms to live in have an outer wall of at least this length, for a window. */
const windowWallDm = 16;

/** What is wrong with a layout, or null where every room can be built as wished. */
export function judgeLayout(cells: CellPlan, runs: readonly WallRun[], wishes: readonly RoomWish[]): LayoutFlaw | null {
  const outline = traceOutline(cells, (owner) => owner >= 0);
  if (outline === null || shortestEdgeOf(outline) < shortestEdgeDm || hasSlit(cells)) return 'outline';
  for (const wish of wishes) {
    const flaw = judgeRoom(cells, runs, wish, limitsOf(wish.roomType, wishes.length));
    if (flaw !== null) return flaw;
  }
  return null;
}

function judgeRoom(cells: CellPlan, runs: readonly WallRun[], { owner, roomType }: RoomWish, limits: RoomLimits): LayoutFlaw | null {
  const outline = traceOutline(cells, (other) => other === owner);
  if (outline === null || shortestEdgeOf(outline) < shortestEdgeDm || outline.length > 8) return 'shape';
  const areaM2 = areaDm2Of(cells, owner) / 100;
  if (areaM2 < limits.areaM2[0] || areaM2 > limits.areaM2[1]) return 'area';
  if (thinnestDm(cells, owner) < limits.minArmDm || neckDm(outline) < limits.minArmDm) return 'narrow';
  if (roomType !== 'Hallway') {
    const [short, long] = largestRectangle(cells, owner);
    if (short < limits.minWidthDm) return 'narrow';
    if (long > limits.maxAspect * short) return 'stretched';
    if ((short * long) / 100 < 0.6 * areaM2) return 'shape';
  }
  if (roomType === 'Bathroom' || roomType === 'Hallway') return null;
  const isLit = runs.some((run) => isOuterRunOf(run, owner) && run.toDm - run.fromDm >= windowWallDm);
  return isLit ? null : 'windowless';
}

/** Whether a run lies between a room and the outside. */
export function isOuterRunOf({ before, after }: WallRun, owner: number): boolean {
  return (before === owner && after < 0) || (after === owner && before < 0);
}

function areaDm2Of(cells: CellPlan, owner: number): number {
  let area = 0;
  forEachCellOf(cells, owner, (i, j) => {
    area += sideDm(cells.xs, i, i) * sideDm(cells.zs, j, j);
  });
  return area;
}

/** The least over the room's cells of the shorter straight way through the cell from wall to wall. */
function thinnestDm(cells: CellPlan, owner: number): number {
  let thinnest = Number.POSITIVE_INFINITY;
  forEachCellOf(cells, owner, (i, j) => {
    const along = spanOf((k) => cells.ownerAt(k, j) === owner, i);
    const up = spanOf((k) => cells.ownerAt(i, k) === owner, j);
    thinnest = Math.min(thinnest, sideDm(cells.xs, ...along), sideDm(cells.zs, ...up));
  });
  return thinnest;
}

/** The least distance between two corners that point into the room: what is left between them where two parts of it barely touch. */
function neckDm(outline: readonly (readonly [number, number])[]): number {
  const inward = outline.filter(([x, z], k) => {
    const [px, pz] = outline.at(k - 1) as readonly [number, number];
    const [nx, nz] = outline[(k + 1) % outline.length] as readonly [number, number];
    return (x - px) * (nz - z) - (z - pz) * (nx - x) < 0;
  });
  const distances = inward.flatMap(([x, z], k) => inward.slice(k + 1).map(([ox, oz]) => Math.hypot(ox - x, oz - z)));
  return Math.min(...distances, Number.POSITIVE_INFINITY);
}

/** Short and long side of the room's largest rectangle. */
function largestRectangle(cells: CellPlan, owner: number): [shortDm: number, longDm: number] {
  let best: [number, number] = [0, 0];
  forEachCellOf(cells, owner, (i, j) => {
    let lastJ = Number.POSITIVE_INFINITY;
    for (let right = i; cells.ownerAt(right, j) === owner; right++) {
      let top = j;
      while (top < lastJ && cells.ownerAt(right, top + 1) === owner) top++;
      lastJ = top;
      const sides = [sideDm(cells.xs, i, right), sideDm(cells.zs, j, top)] as const;
      if (sides[0] * sides[1] > best[0] * best[1]) best = [Math.min(...sides), Math.max(...sides)];
    }
  });
  return best;
}

/** Whether somewhere outside two walls face each other across less than a metre. */
function hasSlit(cells: CellPlan): boolean {
  const { xs, zs, ownerAt } = cells;
  for (let j = 0; j + 1 < zs.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) {
      if (ownerAt(i, j) >= 0) continue;
      const along = outsideSpan((k) => ownerAt(k, j), i, xs.length - 2);
      const up = outsideSpan((k) => ownerAt(i, k), j, zs.length - 2);
      if ((along !== null && sideDm(xs, ...along) < 10) || (up !== null && sideDm(zs, ...up) < 10)) return true;
    }
  }
  return false;
}

/** The run of outside cells around `at`, or null where it is open to one side. */
function outsideSpan(ownerAt: (k: number) => number, at: number, last: number): [number, number] | null {
  const [low, high] = spanOf((k) => k >= 0 && k <= last && ownerAt(k) < 0, at);
  return low === 0 || high === last ? null : [low, high];
}

function spanOf(isInside: (k: number) => boolean, at: number): [low: number, high: number] {
  let [low, high] = [at, at];
  while (isInside(low - 1)) low--;
  while (isInside(high + 1)) high++;
  return [low, high];
}

/** Length of the cells `low` to `high`, both included. */
function sideDm(ends: readonly number[], low: number, high: number): number {
  return (ends[high + 1] as number) - (ends[low] as number);
}

function forEachCellOf(cells: CellPlan, owner: number, visit: (i: number, j: number) => void): void {
  for (let j = 0; j + 1 < cells.zs.length; j++) {
    for (let i = 0; i + 1 < cells.xs.length; i++) if (cells.ownerAt(i, j) === owner) visit(i, j);
  }
}

function shortestEdgeOf(outline: readonly (readonly [number, number])[]): number {
  return Math.min(
    ...outline.map(([x, z], k) => {
      const [nx, nz] = outline[(k + 1) % outline.length] as readonly [number, number];
      return Math.abs(nx - x) + Math.abs(nz - z);
    }),
  );
}
