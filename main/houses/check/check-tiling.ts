import { isInsidePolygon, polygonAreaM2 } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { PlannedRoom } from '../house-plan.ts';
import type { HouseProblem } from './house-problem.ts';
import { touchM } from './plan-overlap.ts';

/** Between walls of one house that face each other outside lies at least a way to pass; less is a gap in the plan. */
const narrowestYardM = 0.5;

/**
 * Whether the rooms are orthogonal outlines that cover the house once: no overlap, no hole and no slit between them that is wider
 * than a centimetre.
 */
export function checkTiling(rooms: readonly PlannedRoom[]): HouseProblem[] {
  const crooked = rooms.filter((room) => !isOrthogonal(room.outlineM));
  if (crooked.length > 0 || rooms.length === 0) {
    return crooked.map(({ id }) => ({
      kind: 'room-outline',
      items: [id],
      message: `The outline of ${id} is not a floor with right angles.`,
    }));
  }
  const xs = sortedUnique(rooms.flatMap(({ outlineM }) => outlineM.map(([x]) => x)));
  const zs = sortedUnique(rooms.flatMap(({ outlineM }) => outlineM.map(([, z]) => z)));
  const cells = zs.slice(1).map((top, j) =>
    xs.slice(1).map((right, i) => {
      const middle: PlanPoint = [((xs[i] as number) + right) / 2, ((zs[j] as number) + top) / 2];
      return rooms.filter(({ outlineM }) => isInsidePolygon(middle, outlineM)).map(({ id }) => id);
    }),
  );
  return [...overlaps(cells, xs, zs), ...gaps(cells, xs, zs)];
}

function isOrthogonal(outlineM: readonly PlanPoint[]): boolean {
  const isStraight = outlineM.every(([x, z], k) => {
    const [nx, nz] = outlineM[(k + 1) % outlineM.length] as PlanPoint;
    return Math.abs(nx - x) < 1e-6 !== Math.abs(nz - z) < 1e-6;
  });
  return isStraight && outlineM.length >= 4 && polygonAreaM2(outlineM) > 0.01;
}

type Cells = readonly (readonly (readonly string[])[])[];

function overlaps(cells: Cells, xs: readonly number[], zs: readonly number[]): HouseProblem[] {
  const found = new Map<string, number>();
  cells.forEach((row, j) => {
    row.forEach((ids, i) => {
      const [width, depth] = [sideM(xs, i, i), sideM(zs, j, j)];
      if (ids.length > 1 && width > touchM && depth > touchM) found.set(ids.join(), (found.get(ids.join()) ?? 0) + width * depth);
    });
  });
  return [...found].map(([ids, areaM2]) => ({
    kind: 'rooms-overlap',
    items: ids.split(','),
    message: `${ids.split(',').join(' and ')} share ${areaM2.toFixed(2)} m2 of floor.`,
  }));
}

/** Places without a room that are shut in, or that are slits between rooms. */
function gaps(cells: Cells, xs: readonly number[], zs: readonly number[]): HouseProblem[] {
  const isEmpty = (i: number, j: number): boolean => cells[j]?.[i]?.length === 0;
  const outside = new Set<string>();
  const queue: [number, number][] = [];
  const reach = (i: number, j: number): void => {
    const isRing = i === -1 || j === -1 || i === xs.length - 1 || j === zs.length - 1;
    const isOnPlan = i >= -1 && j >= -1 && i < xs.length && j < zs.length;
    if (!isOnPlan || outside.has(`${i},${j}`) || !(isRing || isEmpty(i, j))) return;
    outside.add(`${i},${j}`);
    queue.push([i, j]);
  };
  reach(-1, -1);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const [i, j] = next;
    for (const [di, dj] of [
      [1, 0],
      [-1, 0],
      [0, 1],
      [0, -1],
    ] as const)
      reach(i + di, j + dj);
  }
  const problems: HouseProblem[] = [];
  cells.forEach((row, j) => {
    row.forEach((ids, i) => {
      if (ids.length > 0) return;
      const widthM = gapM((k) => (k < 0 || k > row.length - 1 ? null : isEmpty(k, j)), xs, i);
      const depthM = gapM((k) => (k < 0 || k > cells.length - 1 ? null : isEmpty(i, k)), zs, j);
      const leastM = Math.min(widthM, depthM);
      const isShutIn = !outside.has(`${i},${j}`);
      if (leastM <= touchM || !(isShutIn || leastM < narrowestYardM)) return;
      const at = `${((xs[i] as number) + sideM(xs, i, i) / 2).toFixed(2)}, ${((zs[j] as number) + sideM(zs, j, j) / 2).toFixed(2)}`;
      problems.push({
        kind: 'rooms-gap',
        items: [],
        message: `No room covers the plan around x, z = ${at}: a gap of ${leastM.toFixed(2)} m.`,
      });
    });
  });
  return problems;
}

/** Width of the empty run around `at` between two rooms; infinite where it is open to the outside. `isEmpty` is null off the plan. */
function gapM(isEmpty: (k: number) => boolean | null, ends: readonly number[], at: number): number {
  let [low, high] = [at, at];
  while (isEmpty(low - 1) === true) low--;
  while (isEmpty(high + 1) === true) high++;
  return isEmpty(low - 1) === null || isEmpty(high + 1) === null ? Number.POSITIVE_INFINITY : sideM(ends, low, high);
}

function sideM(ends: readonly number[], low: number, high: number): number {
  return (ends[high + 1] as number) - (ends[low] as number);
}

function sortedUnique(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
