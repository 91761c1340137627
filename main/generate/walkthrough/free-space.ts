import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { obstaclesFromScene } from './obstacles.ts';
import { distanceToShapeM, type PlanShape } from './plan-shape.ts';

/** Distances beyond this are all the same to a walker. */
const farM = 1;

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
  /** Exact distance from the straight line between two points to the nearest obstacle, at most 1 m. */
  clearanceAlongM(from: PlanPoint, to: PlanPoint): number;
}

/** Lays the grid over all rooms and measures it against walls and furniture. */
export function freeSpaceFromScene(scene: Scene, gridM: number): FreeSpace {
  const obstacles = obstaclesFromScene(scene);
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
    clearanceM[cell] = room < 0 ? 0 : clearanceAlong(center, center, obstacles);
  }
  return { columns, rows, roomOf, clearanceM, centerOf, cellAt, clearanceAlongM: (from, to) => clearanceAlong(from, to, obstacles) };
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
