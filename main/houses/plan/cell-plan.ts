import type { Piece } from './pieces.ts';

/** A layout on the coarsest grid that keeps all its edges: cell (i, j) spans `xs[i]` to `xs[i + 1]` and `zs[j]` to `zs[j + 1]`, in decimetres. */
export interface CellPlan {
  readonly xs: readonly number[];
  readonly zs: readonly number[];
  /** Index of the room that owns the cell; -1 outside the house and outside the grid. */
  ownerAt(i: number, j: number): number;
}

/** A straight run of wall with the same room along each side. */
export interface WallRun {
  /** 'x' for a run along the x axis, at z = `lineDm`; 'z' for one along the z axis, at x = `lineDm`. */
  readonly axis: 'x' | 'z';
  readonly lineDm: number;
  readonly fromDm: number;
  readonly toDm: number;
  /** Owner on the side of the larger coordinate (above an x run, right of a z run); -1 outside. */
  readonly after: number;
  /** Owner on the side of the smaller coordinate; -1 outside. */
  readonly before: number;
}

/** The cells of a layout. Pieces must not overlap. */
export function cellPlanFromPieces(pieces: readonly Piece[]): CellPlan {
  const xs = sortedUnique(pieces.flatMap(({ rect }) => [rect.x0, rect.x1]));
  const zs = sortedUnique(pieces.flatMap(({ rect }) => [rect.z0, rect.z1]));
  const [columns, rows] = [xs.length - 1, zs.length - 1];
  const owners = new Int8Array(columns * rows).fill(-1);
  for (const { owner, rect } of pieces) {
    for (let j = zs.indexOf(rect.z0); j < zs.indexOf(rect.z1); j++) {
      for (let i = xs.indexOf(rect.x0); i < xs.indexOf(rect.x1); i++) owners[j * columns + i] = owner;
    }
  }
  const ownerAt = (i: number, j: number): number =>
    i < 0 || j < 0 || i >= columns || j >= rows ? -1 : (owners[j * columns + i] as number);
  return { xs, zs, ownerAt };
}

/** All straight runs between two rooms, and between a room and the outside. */
export function wallRuns(cells: CellPlan): WallRun[] {
  const { xs, zs, ownerAt } = cells;
  return [
    ...zs.flatMap((lineDm, j) =>
      runsAlong(xs, (i) => ({ axis: 'x', lineDm, fromDm: 0, toDm: 0, before: ownerAt(i, j - 1), after: ownerAt(i, j) })),
    ),
    ...xs.flatMap((lineDm, i) =>
      runsAlong(zs, (j) => ({ axis: 'z', lineDm, fromDm: 0, toDm: 0, before: ownerAt(i - 1, j), after: ownerAt(i, j) })),
    ),
  ];
}

function runsAlong(ends: readonly number[], sidesAt: (k: number) => WallRun): WallRun[] {
  const runs: WallRun[] = [];
  for (let k = 0; k + 1 < ends.length; k++) {
    const run = { ...sidesAt(k), fromDm: ends[k] as number, toDm: ends[k + 1] as number };
    if (run.before === run.after) continue;
    const last = runs.at(-1);
    if (last !== undefined && last.toDm === run.fromDm && last.before === run.before && last.after === run.after)
      runs[runs.length - 1] = { ...last, toDm: run.toDm };
    else runs.push(run);
  }
  return runs;
}

/**
 * Outline of the cells whose owner passes, counter-clockwise with x right and z up, in decimetres and without collinear points.
 * Null where it is not one simple loop: nothing there, apart, with a hole, or pinched to a point.
 */
export function traceOutline(cells: CellPlan, isMember: (owner: number) => boolean): [x: number, z: number][] | null {
  const next = new Map<string, readonly [number, number]>();
  for (const { axis, lineDm, fromDm, toDm, before, after } of cellEdges(cells)) {
    if (isMember(before) === isMember(after)) continue;
    const [low, high] =
      axis === 'x'
        ? ([
            [fromDm, lineDm],
            [toDm, lineDm],
          ] as const)
        : ([
            [lineDm, fromDm],
            [lineDm, toDm],
          ] as const);
    // The members stay on the left: above an x edge walked to the right, left of a z edge walked up.
    const isForward = axis === 'x' ? isMember(after) : isMember(before);
    const [start, end] = isForward ? [low, high] : [high, low];
    if (next.has(start.join())) return null;
    next.set(start.join(), end);
  }
  const loop: [number, number][] = [];
  const first = next.keys().next().value;
  for (let key = first; key !== undefined && (loop.length === 0 || key !== first); ) {
    const point = next.get(key);
    if (point === undefined || loop.length > next.size) return null;
    loop.push([point[0], point[1]]);
    key = point.join();
  }
  return loop.length === next.size && loop.length > 3 ? withoutCollinear(loop) : null;
}

function cellEdges(cells: CellPlan): WallRun[] {
  const { xs, zs, ownerAt } = cells;
  const edges: WallRun[] = [];
  for (let j = 0; j < zs.length; j++) {
    for (let i = 0; i < xs.length; i++) {
      const [x, z] = [xs[i] as number, zs[j] as number];
      const after = ownerAt(i, j);
      if (i + 1 < xs.length) edges.push({ axis: 'x', lineDm: z, fromDm: x, toDm: xs[i + 1] as number, before: ownerAt(i, j - 1), after });
      if (j + 1 < zs.length) edges.push({ axis: 'z', lineDm: x, fromDm: z, toDm: zs[j + 1] as number, before: ownerAt(i - 1, j), after });
    }
  }
  return edges;
}

function withoutCollinear(loop: readonly [number, number][]): [number, number][] {
  return loop.filter(([x, z], k) => {
    const [px, pz] = loop.at(k - 1) as [number, number];
    const [nx, nz] = loop[(k + 1) % loop.length] as [number, number];
    return !((px === x && x === nx) || (pz === z && z === nz));
  });
}

function sortedUnique(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
