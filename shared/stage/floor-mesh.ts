import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import type { Room } from '../model/scene.ts';
import { neededLevels, splitCells } from './light-cells.ts';
import type { Light, MeshBuilder } from './mesh-builder.ts';
import { brightnessOf } from './room-light.ts';
import type { StageDetail } from './stage-quality.ts';
import { ceilingColor, floorLook } from './surface-colors.ts';
import { hashFromText, noiseAt } from './text-hash.ts';

/** A rectangle of a floor pattern, [x, z], with how much lighter or darker than the floor it is. */
interface Cell {
  readonly minM: PlanPoint;
  readonly maxM: PlanPoint;
  readonly tone: number;
}

const plankWidthM = 0.17;
const plankLengthM = 1.2;
const tileM = 0.34;
const ceilingCellM = 1;
/** Half of the seam between planks and of the joint between tiles, and how dark both are. */
const seams = { planks: { halfM: 0.002, tone: 0.87 }, tiles: { halfM: 0.005, tone: 0.84 } } as const;
/** An unbroken sheet below shows in the seams, and hides the hairline gaps where corners meet in the middle of another's edge. */
const underlayM = 0.004;

/** Adds a room's floor at y = 0: planks or tiles of slightly different tones, cut to the outline and as finely as the light on them asks for. */
export function addFloor(mesh: MeshBuilder, room: Room, instanceId: number, light: Light, detail: StageDetail): void {
  const { pattern, color } = floorLook(room.roomType, room.floorMaterial);
  const pieces = trapezoidsOf(room.floorPolygonM);
  const [minM, maxM] = boundsOf(room.floorPolygonM);
  const seed = hashFromText(room.id);
  const brightness = (x: number, z: number): number => brightnessOf(light([x, 0, z], [0, 1, 0], [0.75, 0.75, 0.75]));
  const { halfM, tone: seamTone } = seams[pattern];
  const cells =
    pattern === 'tiles'
      ? splitCells(tileCells(minM, maxM, seed, halfM), brightness, detail)
      : plankCells(minM, maxM, seed, halfM).flatMap((plank) => cutPlank(plank, brightness, detail));
  const toned = (tone: number): Vec3 => [color[0] * tone, color[1] * tone, color[2] * tone];
  addCells(mesh, pieces, cells, 0, 1, toned, instanceId, light);
  for (const piece of pieces) addFlat(mesh, piece, -underlayM, 1, toned(seamTone), instanceId, light);
}

/** Adds a room's ceiling at a height; it is seen only from below. */
export function addCeiling(mesh: MeshBuilder, room: Room, heightM: number, instanceId: number, light: Light): void {
  const [minM, maxM] = boundsOf(room.floorPolygonM);
  const cells = gridCells(minM, maxM, ceilingCellM);
  addCells(mesh, trapezoidsOf(room.floorPolygonM), cells, heightM, -1, () => ceilingColor, instanceId, light);
}

function addCells(
  mesh: MeshBuilder,
  pieces: readonly PlanPoint[][],
  cells: readonly Cell[],
  yM: number,
  facing: 1 | -1,
  colorOf: (tone: number) => Vec3,
  instanceId: number,
  light: Light,
): void {
  for (const cell of cells) {
    for (const piece of pieces) addFlat(mesh, clipToCell(piece, cell), yM, facing, colorOf(cell.tone), instanceId, light);
  }
}

/** A horizontal polygon; `corners` run clockwise with x to the right and z up, which faces upwards. */
function addFlat(
  mesh: MeshBuilder,
  corners: readonly PlanPoint[],
  yM: number,
  facing: 1 | -1,
  color: Vec3,
  instanceId: number,
  light: Light,
): void {
  if (corners.length < 3) return;
  const points = corners.map(([x, z]): Vec3 => [x, yM, z]);
  mesh.addPolygon(facing > 0 ? points : points.reverse(), [0, facing, 0], color, instanceId, light);
}

function tileCells(minM: PlanPoint, maxM: PlanPoint, seed: number, seamM: number): Cell[] {
  return gridCells(minM, maxM, tileM).map((cell, i) => {
    const [column, row] = [Math.round((cell.minM[0] - minM[0]) / tileM), Math.round((cell.minM[1] - minM[1]) / tileM)];
    const tone = ((column + row) % 2 === 0 ? 1.02 : 0.96) + 0.04 * (noiseAt(seed, i, 1) - 0.5);
    return { minM: [cell.minM[0] + seamM, cell.minM[1] + seamM], maxM: [cell.maxM[0] - seamM, cell.maxM[1] - seamM], tone };
  });
}

/** Planks along the longer side, each row shifted by its own amount, each plank with its own tone. */
function plankCells(minM: PlanPoint, maxM: PlanPoint, seed: number, seamM: number): Cell[] {
  const isAlongX = maxM[0] - minM[0] >= maxM[1] - minM[1];
  const [along, across] = isAlongX ? ([0, 1] as const) : ([1, 0] as const);
  const point = (a: number, b: number): PlanPoint => (isAlongX ? [a, b] : [b, a]);
  const cells: Cell[] = [];
  for (let row = 0; minM[across] + row * plankWidthM < maxM[across]; row++) {
    const acrossM = minM[across] + row * plankWidthM;
    const shiftM = noiseAt(seed, row, 7) * plankLengthM;
    for (let plank = 0; minM[along] - shiftM + plank * plankLengthM < maxM[along]; plank++) {
      // The floor's light is only known within its bounds.
      const startM = Math.max(minM[along], minM[along] - shiftM + plank * plankLengthM + seamM);
      const endM = Math.min(maxM[along], minM[along] - shiftM + (plank + 1) * plankLengthM - seamM);
      const tone = 0.92 + 0.14 * noiseAt(seed, row, plank + 100);
      if (endM > startM) cells.push({ minM: point(startM, acrossM + seamM), maxM: point(endM, acrossM + plankWidthM - seamM), tone });
    }
  }
  return cells;
}

/** A plank in as few pieces along its length as its light allows. */
function cutPlank(plank: Cell, brightness: (x: number, z: number) => number, { leastCellM, lightTolerance }: StageDetail): Cell[] {
  const { minM, maxM } = plank;
  const along = maxM[0] - minM[0] >= maxM[1] - minM[1] ? 0 : 1;
  const lengthM = maxM[along] - minM[along];
  const count = Math.max(1, Math.round(lengthM / leastCellM));
  const steps = Array.from({ length: count + 1 }, (_, i) => minM[along] + (i * lengthM) / count);
  const at = (a: number): number[] =>
    along === 0 ? [brightness(a, minM[1]), brightness(a, maxM[1])] : [brightness(minM[0], a), brightness(maxM[0], a)];
  const kept = neededLevels(steps, at, lightTolerance);
  return kept.slice(1).map((to, i) => {
    const from = kept[i] as number;
    return along === 0
      ? { ...plank, minM: [from, minM[1]] as PlanPoint, maxM: [to, maxM[1]] as PlanPoint }
      : { ...plank, minM: [minM[0], from] as PlanPoint, maxM: [maxM[0], to] as PlanPoint };
  });
}

function gridCells(minM: PlanPoint, maxM: PlanPoint, sideM: number): Cell[] {
  const cells: Cell[] = [];
  for (let x = minM[0]; x < maxM[0]; x += sideM) {
    for (let z = minM[1]; z < maxM[1]; z += sideM) cells.push({ minM: [x, z], maxM: [x + sideM, z + sideM], tone: 1 });
  }
  return cells;
}

/** A polygon of either winding as trapezoids with level (constant z) sides, each clockwise with x to the right and z up. */
function trapezoidsOf(points: readonly PlanPoint[]): PlanPoint[][] {
  const levels = [...new Set(points.map(([, z]) => z))].sort((a, b) => a - b);
  return levels.slice(1).flatMap((high, i) => {
    const low = levels[i] as number;
    const sides = edgesAcross(points, low, high);
    return sides.flatMap((left, k) => {
      const right = sides[k + 1];
      if (k % 2 === 1 || right === undefined) return [];
      return [
        [
          [left.lowX, low],
          [left.highX, high],
          [right.highX, high],
          [right.lowX, low],
        ] as PlanPoint[],
      ];
    });
  });
}

/** The outline's edges that cross a level band, from left to right, with their x at its lower and upper rim. */
function edgesAcross(points: readonly PlanPoint[], low: number, high: number): { lowX: number; highX: number }[] {
  return points
    .flatMap((a, i) => {
      const b = points[(i + 1) % points.length] as PlanPoint;
      if (Math.min(a[1], b[1]) > low || Math.max(a[1], b[1]) < high || a[1] === b[1]) return [];
      const xAt = (z: number): number => a[0] + ((z - a[1]) / (b[1] - a[1])) * (b[0] - a[0]);
      return [{ lowX: xAt(low), highX: xAt(high) }];
    })
    .sort((a, b) => a.lowX + a.highX - b.lowX - b.highX);
}

/** Sutherland-Hodgman against the four sides of a cell; empty when nothing is left. */
function clipToCell(piece: readonly PlanPoint[], cell: Cell): PlanPoint[] {
  let corners = [...piece];
  for (const axis of [0, 1] as const) {
    corners = clipAt(corners, axis, cell.minM[axis], 1);
    corners = clipAt(corners, axis, cell.maxM[axis], -1);
  }
  return corners;
}

function clipAt(corners: readonly PlanPoint[], axis: 0 | 1, limit: number, sign: 1 | -1): PlanPoint[] {
  const other = axis === 0 ? 1 : 0;
  return corners.flatMap((a, i) => {
    const b = corners[(i + 1) % corners.length] as PlanPoint;
    const [da, db] = [sign * (a[axis] - limit), sign * (b[axis] - limit)];
    const kept: PlanPoint[] = da >= 0 ? [a] : [];
    if ((da > 0 && db < 0) || (da < 0 && db > 0)) {
      const cut = a[other] + (da / (da - db)) * (b[other] - a[other]);
      kept.push(axis === 0 ? [limit, cut] : [cut, limit]);
    }
    return kept;
  });
}

function boundsOf(points: readonly PlanPoint[]): [minM: PlanPoint, maxM: PlanPoint] {
  const [xs, zs] = [points.map(([x]) => x), points.map(([, z]) => z)];
  return [
    [Math.min(...xs), Math.min(...zs)],
    [Math.max(...xs), Math.max(...zs)],
  ];
}
