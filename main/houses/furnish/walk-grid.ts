import { distanceToSegmentM, isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import { distanceToBoxM, type UprightBox } from './upright-box.ts';

const cellM = 0.1;
/**
 * Clearance of a cell that counts as free: the agent's radius of 0.2 m and a little more, so that a walk along neighbouring
 * cells never comes closer than the radius, however a checker lays its own grid.
 */
const clearanceM = 0.26;

/** The floor of one room as cells that an agent can or cannot stand on; bodies come and go. */
export class WalkGrid {
  /** Cells free in the empty room. */
  readonly emptyCount: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly minX: number;
  private readonly minZ: number;
  /** How many walls and bodies block each cell. */
  private readonly blocked: Uint8Array;
  private reached: Uint8Array;
  private readonly queue: Int32Array;

  /** `solidEdges` are the pieces of the outline that no door opens. */
  constructor(outline: readonly PlanPoint[], solidEdges: readonly (readonly [PlanPoint, PlanPoint])[]) {
    const [xs, zs] = [outline.map(([x]) => x), outline.map(([, z]) => z)];
    [this.minX, this.minZ] = [Math.min(...xs), Math.min(...zs)];
    this.columns = Math.max(1, Math.ceil((Math.max(...xs) - this.minX) / cellM - 1e-6));
    this.rows = Math.max(1, Math.ceil((Math.max(...zs) - this.minZ) / cellM - 1e-6));
    this.blocked = new Uint8Array(this.columns * this.rows);
    this.reached = new Uint8Array(this.columns * this.rows);
    this.queue = new Int32Array(this.columns * this.rows);
    let count = 0;
    for (let cell = 0; cell < this.blocked.length; cell++) {
      const point = this.centerOf(cell);
      const isFree = isInsidePolygon(point, outline) && solidEdges.every(([a, b]) => distanceToSegmentM(point, a, b) >= clearanceM);
      if (isFree) count++;
      else this.blocked[cell] = 1;
    }
    this.emptyCount = count;
  }

  /** Blocks the cells around a body, or frees them again. */
  change(body: UprightBox, by: 1 | -1): void {
    this.visitNear(body, clearanceM, (cell) => {
      this.blocked[cell] = (this.blocked[cell] as number) + by;
    });
  }

  /** How much can be walked to from the first of the points, and whether all points can (within a step of them). Kept for {@link isReachable}. */
  flood(points: readonly PlanPoint[]): { readonly reachedCount: number; readonly freeCount: number; readonly reachesAll: boolean } {
    this.reached.fill(0);
    const freeCount = this.blocked.reduce((count, value) => count + (value === 0 ? 1 : 0), 0);
    const start = points[0] === undefined ? this.blocked.indexOf(0) : this.freeNear(points[0]);
    if (start < 0) return { reachedCount: 0, freeCount, reachesAll: false };
    const reachedCount = this.spread(start);
    const reachesAll = points.every((point) => this.reached[this.freeNear(point)] === 1);
    return { reachedCount, freeCount, reachesAll };
  }

  /** Whether the last flood came within `reachM` of a body. */
  isReachable(body: UprightBox, reachM: number): boolean {
    let isNear = false;
    this.visitNear(body, reachM, (cell) => {
      if (this.reached[cell] === 1) isNear = true;
    });
    return isNear;
  }

  private spread(start: number): number {
    const { columns, rows, queue, reached, blocked } = this;
    let [head, tail] = [0, 0];
    const visit = (cell: number) => {
      if (reached[cell] === 1 || (blocked[cell] as number) > 0) return;
      reached[cell] = 1;
      queue[tail++] = cell;
    };
    visit(start);
    while (head < tail) {
      const cell = queue[head++] as number;
      const column = cell % columns;
      if (column > 0) visit(cell - 1);
      if (column < columns - 1) visit(cell + 1);
      if (cell >= columns) visit(cell - columns);
      if (cell < (rows - 1) * columns) visit(cell + columns);
    }
    return tail;
  }

  /** The free cell nearest to a point, at most a step away; -1 where there is none. */
  private freeNear([x, z]: PlanPoint): number {
    const [column, row] = [Math.floor((x - this.minX) / cellM), Math.floor((z - this.minZ) / cellM)];
    let [best, bestM] = [-1, 0.22];
    for (let j = Math.max(0, row - 2); j <= Math.min(this.rows - 1, row + 2); j++) {
      for (let i = Math.max(0, column - 2); i <= Math.min(this.columns - 1, column + 2); i++) {
        const cell = j * this.columns + i;
        const [cx, cz] = this.centerOf(cell);
        const distanceM = Math.hypot(cx - x, cz - z);
        if (this.blocked[cell] === 0 && distanceM < bestM) [best, bestM] = [cell, distanceM];
      }
    }
    return best;
  }

  private visitNear(body: UprightBox, reachM: number, visit: (cell: number) => void): void {
    const spanX = Math.abs(body.cos) * body.halfX + Math.abs(body.sin) * body.halfZ + reachM;
    const spanZ = Math.abs(body.sin) * body.halfX + Math.abs(body.cos) * body.halfZ + reachM;
    const firstRow = Math.max(0, Math.floor((body.z - spanZ - this.minZ) / cellM));
    const lastRow = Math.min(this.rows - 1, Math.floor((body.z + spanZ - this.minZ) / cellM));
    const firstColumn = Math.max(0, Math.floor((body.x - spanX - this.minX) / cellM));
    const lastColumn = Math.min(this.columns - 1, Math.floor((body.x + spanX - this.minX) / cellM));
    for (let row = firstRow; row <= lastRow; row++) {
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = row * this.columns + column;
        if (distanceToBoxM(body, this.centerOf(cell)) < reachM) visit(cell);
      }
    }
  }

  private centerOf(cell: number): PlanPoint {
    return [this.minX + ((cell % this.columns) + 0.5) * cellM, this.minZ + (Math.floor(cell / this.columns) + 0.5) * cellM];
  }
}
