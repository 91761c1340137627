import type { PlanPoint } from '../geometry/vector.ts';
import type { StageDetail } from './stage-quality.ts';

/**
 * The first, the last and those of the levels between them that a straight blend of their kept neighbours does not reproduce within a
 * tolerance: where nothing happens to the light, one long face does as well as many short ones. `at` gives the brightness at one level,
 * at any number of places.
 */
export function neededLevels(levels: readonly number[], at: (level: number) => readonly number[], tolerance: number): number[] {
  const values = levels.map(at);
  const kept = [levels[0] as number];
  let from = 0;
  for (let to = 2; to < levels.length; to++) {
    if (isStraight(levels, values, from, to, tolerance)) continue;
    from = to - 1;
    kept.push(levels[from] as number);
  }
  if (levels.length > 1) kept.push(levels.at(-1) as number);
  return kept;
}

function isStraight(
  levels: readonly number[],
  values: readonly (readonly number[])[],
  from: number,
  to: number,
  tolerance: number,
): boolean {
  const [a, b] = [levels[from] as number, levels[to] as number];
  for (let i = from + 1; i < to; i++) {
    const t = ((levels[i] as number) - a) / (b - a);
    for (const [k, value] of (values[i] as readonly number[]).entries()) {
      const [start, end] = [values[from]?.[k] as number, values[to]?.[k] as number];
      if (Math.abs(start + (end - start) * t - value) > tolerance) return false;
    }
  }
  return true;
}

/** Cells cut into quarters while the light inside differs from a blend of its corners, down to the least size. */
export function splitCells<T extends { readonly minM: PlanPoint; readonly maxM: PlanPoint }>(
  cells: readonly T[],
  brightness: (x: number, z: number) => number,
  detail: StageDetail,
): T[] {
  return cells.flatMap((cell) => {
    const { minM, maxM } = cell;
    const [x, z] = [(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2];
    if (Math.min(maxM[0] - minM[0], maxM[1] - minM[1]) < 2 * detail.leastCellM) return [cell];
    const corners = [
      brightness(minM[0], minM[1]),
      brightness(maxM[0], minM[1]),
      brightness(maxM[0], maxM[1]),
      brightness(minM[0], maxM[1]),
    ];
    const [a, b, c, d] = corners as [number, number, number, number];
    const errors = [
      brightness(x, z) - (a + b + c + d) / 4,
      brightness(x, minM[1]) - (a + b) / 2,
      brightness(maxM[0], z) - (b + c) / 2,
      brightness(x, maxM[1]) - (c + d) / 2,
      brightness(minM[0], z) - (d + a) / 2,
    ];
    if (errors.every((error) => Math.abs(error) <= detail.lightTolerance)) return [cell];
    const part = (from: PlanPoint, to: PlanPoint): T => ({ ...cell, minM: from, maxM: to });
    const parts = [part(minM, [x, z]), part([x, minM[1]], [maxM[0], z]), part([minM[0], z], [x, maxM[1]]), part([x, z], maxM)];
    return splitCells(parts, brightness, detail);
  });
}
