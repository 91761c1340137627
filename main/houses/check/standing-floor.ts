import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { obstaclesFromScene } from '../../generate/walkthrough/obstacles.ts';
import { distanceToShapeM } from '../../generate/walkthrough/plan-shape.ts';

/** The places of a scene's floor where someone can stand, on a grid. */
export interface StandingFloor {
  readonly columns: number;
  readonly rows: number;
  /** Index into `Scene.rooms` per cell (row * columns + column) where one can stand; -1 elsewhere. */
  readonly roomOf: Int16Array;
}

/**
 * Where a round body fits between walls and furniture. The same obstacles as the walkthroughs', measured from each obstacle only as
 * far as it matters: a tenth of the work of measuring every distance.
 */
export function standingFloor(scene: Scene, radiusM: number, gridM: number): StandingFloor {
  const corners = scene.rooms.flatMap(({ floorPolygonM }) => floorPolygonM);
  const [xs, zs] = [corners.map(([x]) => x), corners.map(([, z]) => z)];
  const origin: PlanPoint = [Math.min(...xs), Math.min(...zs)];
  const columns = Math.ceil((Math.max(...xs) - origin[0]) / gridM - 1e-6);
  const rows = Math.ceil((Math.max(...zs) - origin[1]) / gridM - 1e-6);
  const roomOf = new Int16Array(columns * rows).fill(-1);
  const forEachNear = (low: PlanPoint, high: PlanPoint, visit: (cell: number, middle: PlanPoint) => void): void => {
    const [fromI, fromJ] = [0, 1].map((k) => Math.max(0, Math.floor(((low[k] as number) - (origin[k] as number)) / gridM))) as [
      number,
      number,
    ];
    const toI = Math.min(columns - 1, Math.floor((high[0] - origin[0]) / gridM));
    const toJ = Math.min(rows - 1, Math.floor((high[1] - origin[1]) / gridM));
    for (let j = fromJ; j <= toJ; j++) {
      for (let i = fromI; i <= toI; i++) visit(j * columns + i, [origin[0] + (i + 0.5) * gridM, origin[1] + (j + 0.5) * gridM]);
    }
  };
  scene.rooms.forEach(({ floorPolygonM }, index) => {
    const [roomXs, roomZs] = [floorPolygonM.map(([x]) => x), floorPolygonM.map(([, z]) => z)];
    forEachNear([Math.min(...roomXs), Math.min(...roomZs)], [Math.max(...roomXs), Math.max(...roomZs)], (cell, middle) => {
      if (isInsidePolygon(middle, floorPolygonM)) roomOf[cell] = index;
    });
  });
  for (const shape of obstaclesFromScene(scene)) {
    const [{ minM, maxM }, r] = [shape, radiusM];
    forEachNear([minM[0] - r, minM[1] - r], [maxM[0] + r, maxM[1] + r], (cell, middle) => {
      if ((roomOf[cell] as number) >= 0 && distanceToShapeM(middle, middle, shape) < radiusM) roomOf[cell] = -1;
    });
  }
  return { columns, rows, roomOf };
}
