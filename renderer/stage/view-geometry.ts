import type { CompiledStage, StageInstance } from '../../shared/stage/compiled-stage.ts';

/** Runs of the index array of a {@link ViewGeometry}, as first index and number of indices. */
export type IndexRun = readonly [first: number, count: number];

/** A stage in one set of vertex arrays, its triangles sorted by what a view shows or leaves out. */
export interface ViewGeometry {
  /** xyz per vertex. */
  readonly positions: Float32Array;
  /** RGBA per vertex, 0-255. */
  readonly colors: Uint8Array;
  /** Per vertex. */
  readonly instanceIds: Uint16Array;
  readonly indices: Uint32Array;
  /** Floors, objects, doors, windows. */
  readonly solid: IndexRun;
  readonly walls: IndexRun;
  readonly ceilings: IndexRun;
}

/** A colour laid over an instance, and how much of it there is (0 none, 1 nothing but it). */
export interface Tint {
  readonly rgb: readonly [red: number, green: number, blue: number];
  readonly strength: number;
}

/** Merges a stage for {@link createStageView}. */
export function viewGeometryOf(stage: CompiledStage): ViewGeometry {
  const vertexCount = stage.chunks.reduce((sum, { instanceIds }) => sum + instanceIds.length, 0);
  const positions = new Float32Array(3 * vertexCount);
  const colors = new Uint8Array(4 * vertexCount);
  const instanceIds = new Uint16Array(vertexCount);
  const runs: Record<'solid' | 'walls' | 'ceilings', number[]> = { solid: [], walls: [], ceilings: [] };
  let first = 0;
  for (const chunk of stage.chunks) {
    positions.set(chunk.positions, 3 * first);
    colors.set(chunk.colors, 4 * first);
    instanceIds.set(chunk.instanceIds, first);
    for (let i = 0; i < chunk.indices.length; i += 3) {
      const id = chunk.instanceIds[chunk.indices[i] as number] as number;
      const run = runs[runOf(stage.instances[id - 1]?.kind)];
      for (let k = 0; k < 3; k++) run.push(first + (chunk.indices[i + k] as number));
    }
    first += chunk.instanceIds.length;
  }
  const { solid, walls, ceilings } = runs;
  return {
    positions,
    colors,
    instanceIds,
    indices: Uint32Array.from(solid.concat(walls, ceilings)),
    solid: [0, solid.length],
    walls: [solid.length, walls.length],
    ceilings: [solid.length + walls.length, ceilings.length],
  };
}

/** The colours of a geometry with some instances tinted, by instance id. */
export function tintedColors({ colors, instanceIds }: ViewGeometry, tints: ReadonlyMap<number, Tint>): Uint8Array {
  const tinted = colors.slice();
  for (let vertex = 0; vertex < instanceIds.length; vertex++) {
    const tint = tints.get(instanceIds[vertex] as number);
    if (tint === undefined) continue;
    for (const k of [0, 1, 2] as const) {
      const at = 4 * vertex + k;
      tinted[at] = Math.round((tinted[at] as number) * (1 - tint.strength) + tint.rgb[k] * tint.strength);
    }
  }
  return tinted;
}

function runOf(kind: StageInstance['kind'] | undefined): 'solid' | 'walls' | 'ceilings' {
  return kind === 'wall' ? 'walls' : kind === 'ceiling' ? 'ceilings' : 'solid';
}
