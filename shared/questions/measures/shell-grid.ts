import type { OrientedBox } from '../../geometry/box.ts';
import type { Vec3 } from '../../geometry/vector.ts';
import { fusedMultiplyAdd } from './fused-multiply-add.ts';

/** Spacing that a grid starts from, metres. */
const stepM = 0.05;
/** Boxes whose grid would be larger have none. VSI-Bench's largest has 76,000 points. */
const maxPoints = 4_000_000;

/**
 * VSI-Bench's points of a box: a grid along the box's own axes without the core, which is the box at half its size. Whether a point
 * is kept is worked out when it is first asked for, because most never are.
 */
export interface ShellGrid {
  readonly box: OrientedBox;
  /** Positions of the layers along each axis of the box, metres from its centre, rising. */
  readonly layersM: readonly [Float64Array, Float64Array, Float64Array];
  /** By point, the third axis fastest: 0 not asked yet, 1 kept, 2 dropped. */
  readonly states: Uint8Array;
}

/** The grid of a box; null where it would be too large to hold (a sheet far thinner or a box far larger than any furniture). */
export function buildShellGrid(box: OrientedBox, spacingM: number = stepM): ShellGrid | null {
  const counts = box.sizeM.map((sizeM) => Math.ceil(sizeM / spacingM)) as [number, number, number];
  const pointCount = counts[0] * counts[1] * counts[2];
  // Written so that sizes that are no numbers end here too.
  if (!(pointCount > 0 && pointCount <= maxPoints)) return null;
  const layersM = ([0, 1, 2] as const).map((axis) => spreadLayers(box.sizeM[axis], counts[axis]));
  const grid: ShellGrid = { box, layersM: layersM as [Float64Array, Float64Array, Float64Array], states: new Uint8Array(pointCount) };
  return hasPoint(grid) ? grid : buildShellGrid(box, spacingM / 2);
}

/** World position of the point at layers `i`, `j`, `k`, to the bit as NumPy's matrix product gives it. */
export function shellPointM({ box, layersM }: ShellGrid, i: number, j: number, k: number): Vec3 {
  const [p, q, r] = [layersM[0][i] as number, layersM[1][j] as number, layersM[2][k] as number];
  const [u, v, w] = box.axes;
  return [
    fusedMultiplyAdd(r, w[0], fusedMultiplyAdd(q, v[0], p * u[0])) + box.centerM[0],
    fusedMultiplyAdd(r, w[1], fusedMultiplyAdd(q, v[1], p * u[1])) + box.centerM[1],
    fusedMultiplyAdd(r, w[2], fusedMultiplyAdd(q, v[2], p * u[2])) + box.centerM[2],
  ];
}

/** True where the point at layers `i`, `j`, `k` belongs to the grid: outside the core, and inside the box by its own world position. */
export function isKept(grid: ShellGrid, i: number, j: number, k: number): boolean {
  const [, second, third] = grid.layersM;
  const id = (i * second.length + j) * third.length + k;
  const known = grid.states[id];
  if (known !== 0) return known === 1;
  const kept = isOutsideCore(grid, i, j, k) && isInsideBox(grid.box, shellPointM(grid, i, j, k));
  grid.states[id] = kept ? 1 : 2;
  return kept;
}

/** NumPy's `linspace` from one face to the other; a single layer lies on the lower face. */
function spreadLayers(sizeM: number, count: number): Float64Array {
  const layers = new Float64Array(count).fill(-sizeM / 2);
  if (count === 1) return layers;
  const spacingM = sizeM / (count - 1);
  for (let n = 1; n < count; n++) layers[n] = n * spacingM - sizeM / 2;
  layers[count - 1] = sizeM / 2;
  return layers;
}

function isOutsideCore({ box, layersM }: ShellGrid, i: number, j: number, k: number): boolean {
  return (
    Math.abs(layersM[0][i] as number) > box.sizeM[0] / 4 ||
    Math.abs(layersM[1][j] as number) > box.sizeM[1] / 4 ||
    Math.abs(layersM[2][k] as number) > box.sizeM[2] / 4
  );
}

/**
 * Points on the faces pass or fail by the last bit of their coordinates, and half of them fail: this is why the distances of VSI-Bench
 * are about 3 cm too long, and why sums must be taken in its order. Its up is its third coordinate and ours the second.
 */
function isInsideBox({ centerM, sizeM, axes }: OrientedBox, pointM: Vec3): boolean {
  const [x, y, z] = [pointM[0] - centerM[0], pointM[1] - centerM[1], pointM[2] - centerM[2]];
  for (let axis = 0; axis < 3; axis++) {
    const direction = axes[axis] as Vec3;
    if (Math.abs(x * direction[0] + z * direction[2] + y * direction[1]) > (sizeM[axis] as number) / 2) return false;
  }
  return true;
}

function hasPoint(grid: ShellGrid): boolean {
  const [first, second, third] = grid.layersM;
  for (let i = 0; i < first.length; i++) {
    for (let j = 0; j < second.length; j++) for (let k = 0; k < third.length; k++) if (isKept(grid, i, j, k)) return true;
  }
  return false;
}
