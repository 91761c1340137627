import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { FreeSpace } from './free-space.ts';
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
  const { clearanceM, columns } = space;
  const isOpen = (cell: number) => (clearanceM[cell] as number) >= leastM;
  const areas = space.areasAt(leastM);
  if (areas[fromCell] === 0 || areas[fromCell] !== areas[toCell]) return null;
  const cost = new Float64Array(clearanceM.length).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(cost.length).fill(-1);
  const isSettled = new Uint8Array(cost.length);
  const frontier = new MinHeap();
  cost[fromCell] = 0;
  frontier.push(fromCell, 0);
  for (let cell = frontier.pop(); cell !== null; cell = frontier.pop()) {
    if (cell === toCell) return cellsBack(cameFrom, toCell);
    // The heap may hold a cell more than once; its first and cheapest time has told its neighbours all there is to tell.
    if (isSettled[cell] === 1) continue;
    isSettled[cell] = 1;
    const [from, here] = [cell, cost[cell] as number];
    const reach = (next: number, lengthM: number): void => {
      const there = here + lengthM / (clearanceM[next] as number) ** 3;
      if (there >= (cost[next] as number)) return;
      cost[next] = there;
      cameFrom[next] = from;
      frontier.push(next, there);
    };
    const column = cell % columns;
    const [left, right] = [column > 0 && isOpen(cell - 1), column < columns - 1 && isOpen(cell + 1)];
    const [below, above] = [cell >= columns && isOpen(cell - columns), cell + columns < cost.length && isOpen(cell + columns)];
    if (left) reach(cell - 1, 1);
    if (right) reach(cell + 1, 1);
    if (below) reach(cell - columns, 1);
    if (above) reach(cell + columns, 1);
    // A diagonal only where both cells beside it are open, so that no corner is cut.
    if (below && left && isOpen(cell - columns - 1)) reach(cell - columns - 1, Math.SQRT2);
    if (below && right && isOpen(cell - columns + 1)) reach(cell - columns + 1, Math.SQRT2);
    if (above && left && isOpen(cell + columns - 1)) reach(cell + columns - 1, Math.SQRT2);
    if (above && right && isOpen(cell + columns + 1)) reach(cell + columns + 1, Math.SQRT2);
  }
  return null;
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
