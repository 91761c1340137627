import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { obstaclesFromScene } from './obstacles.ts';
import { distanceToShapeM, type PlanShape } from './plan-shape.ts';

/** Distances beyond this are all the same to a walker. */
const farM = 1;
/** Obstacles are looked up by square blocks of this side. */
const blockM = 1;

/** A scene's floor as a grid of square cells, with the distance from each cell's centre to the nearest obstacle. */
export interface FreeSpace {
  readonly columns: number;
  readonly rows: number;
  /** Index into `Scene.rooms` per cell, -1 off every floor. Cell = row * columns + column. */
  readonly roomOf: Int16Array;
  /** Metres per cell, 0 on an obstacle, at most 1. */
  readonly clearanceM: Float32Array;
  /** Plan centre of a cell. */
  centerOf(cell: number): PlanPoint;
  /** The cell that holds a plan point; -1 outside the grid. */
  cellAt(point: PlanPoint): number;
  /**
   * Which cells hang together for somebody who keeps a clearance: cells with equal numbers do, 0 are too close to something. Diagonals add
   * nothing, for they need the cells beside them.
   */
  areasAt(clearanceM: number): Int32Array;
  /** Exact distance from the straight line between two points to the nearest obstacle, at most 1 m. */
  clearanceAlongM(from: PlanPoint, to: PlanPoint): number;
}

/** Lays the grid over all rooms and measures it against walls and furniture. */
export function freeSpaceFromScene(scene: Scene, gridM: number): FreeSpace {
  const near = obstacleBlocks(obstaclesFromScene(scene));
  const corners = scene.rooms.flatMap((room) => room.floorPolygonM);
  const [minX, minZ] = [Math.min(...corners.map(([x]) => x)), Math.min(...corners.map(([, z]) => z))];
  const columns = Math.ceil((Math.max(...corners.map(([x]) => x)) - minX) / gridM);
  const rows = Math.ceil((Math.max(...corners.map(([, z]) => z)) - minZ) / gridM);
  const centerOf = (cell: number): PlanPoint => [
    minX + ((cell % columns) + 0.5) * gridM,
    minZ + (Math.floor(cell / columns) + 0.5) * gridM,
  ];
  const cellAt = ([x, z]: PlanPoint): number => {
    const [column, row] = [Math.floor((x - minX) / gridM), Math.floor((z - minZ) / gridM)];
    return column >= 0 && row >= 0 && column < columns && row < rows ? row * columns + column : -1;
  };
  const roomOf = new Int16Array(columns * rows);
  const clearanceM = new Float32Array(columns * rows);
  for (let cell = 0; cell < roomOf.length; cell++) {
    const center = centerOf(cell);
    const room = scene.rooms.findIndex(({ floorPolygonM }) => isInsidePolygon(center, floorPolygonM));
    roomOf[cell] = room;
    clearanceM[cell] = room < 0 ? 0 : clearanceAlong(center, center, near(center, center));
  }
  const areas = new Map<number, Int32Array>();
  return {
    columns,
    rows,
    roomOf,
    clearanceM,
    centerOf,
    cellAt,
    areasAt: (leastM) =>
      areas.get(leastM) ?? (areas.set(leastM, labelAreas({ columns, rows, clearanceM }, leastM)).get(leastM) as Int32Array),
    clearanceAlongM: (from, to) => clearanceAlong(from, to, near(from, to)),
  };
}

/** All obstacles that may be within reach of a line: those around its block where it stays in one, else all. */
function obstacleBlocks(obstacles: readonly PlanShape[]): (from: PlanPoint, to: PlanPoint) => readonly PlanShape[] {
  const blocks = new Map<string, readonly PlanShape[]>();
  return (from, to) => {
    const [column, row] = [Math.floor(from[0] / blockM), Math.floor(from[1] / blockM)];
    if (Math.floor(to[0] / blockM) !== column || Math.floor(to[1] / blockM) !== row) return obstacles;
    const key = `${column} ${row}`;
    const known = blocks.get(key);
    if (known !== undefined) return known;
    const found = obstacles.filter(
      ({ minM, maxM }) =>
        minM[0] - (column + 1) * blockM < farM &&
        column * blockM - maxM[0] < farM &&
        minM[1] - (row + 1) * blockM < farM &&
        row * blockM - maxM[1] < farM,
    );
    blocks.set(key, found);
    return found;
  };
}

function labelAreas(space: Pick<FreeSpace, 'columns' | 'rows' | 'clearanceM'>, leastM: number): Int32Array {
  const areas = new Int32Array(space.clearanceM.length);
  const isOpen = (cell: number) => areas[cell] === 0 && (space.clearanceM[cell] as number) >= leastM;
  let count = 0;
  for (let start = 0; start < areas.length; start++) {
    if (!isOpen(start)) continue;
    count += 1;
    areas[start] = count;
    const open = [start];
    for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
      for (const next of sideNeighbours(space, cell)) {
        if (!isOpen(next)) continue;
        areas[next] = count;
        open.push(next);
      }
    }
  }
  return areas;
}

/** The cells that share a side with a cell. */
export function sideNeighbours({ columns, rows }: Pick<FreeSpace, 'columns' | 'rows'>, cell: number): number[] {
  const [column, row] = [cell % columns, Math.floor(cell / columns)];
  const neighbours: number[] = [];
  if (column > 0) neighbours.push(cell - 1);
  if (column < columns - 1) neighbours.push(cell + 1);
  if (row > 0) neighbours.push(cell - columns);
  if (row < rows - 1) neighbours.push(cell + columns);
  return neighbours;
}

function clearanceAlong(from: PlanPoint, to: PlanPoint, obstacles: readonly PlanShape[]): number {
  let nearestM = farM;
  const [minX, maxX] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
  const [minZ, maxZ] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
  for (const shape of obstacles) {
    if (shape.minM[0] - maxX >= nearestM || minX - shape.maxM[0] >= nearestM) continue;
    if (shape.minM[1] - maxZ >= nearestM || minZ - shape.maxM[1] >= nearestM) continue;
    nearestM = Math.min(nearestM, distanceToShapeM(from, to, shape));
  }
  return nearestM;
}
