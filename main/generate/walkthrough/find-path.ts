import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { FreeSpace } from './free-space.ts';
import { sideNeighbours } from './free-space.ts';
import { MinHeap } from './min-heap.ts';

/** One straight piece of a path: its end, and the clearance the walker should keep on the way there. */
export interface Leg {
  readonly endM: PlanPoint;
  readonly clearanceM: number;
}

/** Grid clearances are of cell centres; a straight line between them may come this much closer. */
const gridSlackM = 0.03;
/** Beyond this distance to obstacles a shortcut is as good as a detour. */
const comfortM = 0.5;

/**
 * The path from one cell to another that stays away from obstacles where it can: tries the clearances in order, then pulls the cells
 * straight. Null where even the smallest clearance lets nobody through.
 */
export function findPath(space: FreeSpace, fromCell: number, toCell: number, clearancesM: readonly number[]): Leg[] | null {
  for (const clearanceM of clearancesM) {
    const cells = searchCells(space, fromCell, toCell, clearanceM);
    if (cells !== null) return straighten(space, cells);
  }
  return null;
}

/** Dijkstra over cells with at least the clearance. A metre costs clearance^-3, so narrow places are passed only when they must be (SIMS-V's weight). */
function searchCells(space: FreeSpace, fromCell: number, toCell: number, leastM: number): number[] | null {
  const isOpen = (cell: number) => (space.clearanceM[cell] as number) >= leastM;
  if (!isOpen(fromCell) || !isOpen(toCell)) return null;
  const cost = new Float64Array(space.clearanceM.length).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(cost.length).fill(-1);
  const frontier = new MinHeap();
  cost[fromCell] = 0;
  frontier.push(fromCell, 0);
  for (let cell = frontier.pop(); cell !== null; cell = frontier.pop()) {
    if (cell === toCell) return cellsBack(cameFrom, toCell);
    const here = cost[cell] as number;
    for (const { next, lengthM } of moves(space, cell, isOpen)) {
      const there = here + lengthM / (space.clearanceM[next] as number) ** 3;
      if (there >= (cost[next] as number)) continue;
      cost[next] = there;
      cameFrom[next] = cell;
      frontier.push(next, there);
    }
  }
  return null;
}

function* moves(space: FreeSpace, cell: number, isOpen: (cell: number) => boolean): Generator<{ next: number; lengthM: number }> {
  const sides = sideNeighbours(space, cell).filter(isOpen);
  for (const next of sides) yield { next, lengthM: 1 };
  // A diagonal only where both cells beside it are open, so that no corner is cut.
  for (const vertical of sides.filter((next) => Math.abs(next - cell) === space.columns)) {
    for (const horizontal of sides.filter((next) => Math.abs(next - cell) === 1)) {
      const next = vertical + horizontal - cell;
      if (isOpen(next)) yield { next, lengthM: Math.SQRT2 };
    }
  }
}

function cellsBack(cameFrom: Int32Array, toCell: number): number[] {
  const cells: number[] = [];
  for (let cell = toCell; cell >= 0; cell = cameFrom[cell] as number) cells.push(cell);
  return cells.reverse();
}

/** Greedy string pulling that never trades away clearance the cells had, up to a comfortable distance. */
function straighten(space: FreeSpace, cells: readonly number[]): Leg[] {
  const legs: Leg[] = [];
  let from = 0;
  while (from < cells.length - 1) {
    let end = from + 1;
    let leastM = Math.min(cellClearance(space, cells[from]), cellClearance(space, cells[end]));
    for (let next = end + 1; next < cells.length; next++) {
      const wantedM = Math.min(leastM, cellClearance(space, cells[next]), comfortM);
      if (lineClearance(space, cells[from], cells[next]) < wantedM - gridSlackM) break;
      [end, leastM] = [next, wantedM];
    }
    legs.push({ endM: space.centerOf(cells[end] as number), clearanceM: lineClearance(space, cells[from], cells[end]) });
    from = end;
  }
  return legs;
}

function cellClearance(space: FreeSpace, cell: number | undefined): number {
  return space.clearanceM[cell as number] as number;
}

function lineClearance(space: FreeSpace, from: number | undefined, to: number | undefined): number {
  return space.clearanceAlongM(space.centerOf(from as number), space.centerOf(to as number));
}
