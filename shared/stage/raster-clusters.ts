import type { CompiledStage, StageChunk } from './compiled-stage.ts';

/** A run of triangles that is culled and sorted as one: part of one instance of one chunk. */
export interface Cluster {
  readonly positions: Float32Array;
  /** RGBA of a vertex in one number, red in the lowest byte. */
  readonly colors: Uint32Array;
  readonly indices: Uint32Array;
  readonly fromIndex: number;
  readonly toIndex: number;
  /** The vertices its triangles use lie between these. */
  readonly fromVertex: number;
  readonly toVertex: number;
  readonly instanceId: number;
  /** Bounds: x, y, z of the least corner, then of the greatest. */
  readonly bounds: Float64Array;
  /** Scratch: depth of the nearest corner in the frame being drawn. */
  nearest: number;
}

/** A compiled stage in the shape the rasteriser walks through. */
export interface PreparedStage {
  readonly clusters: readonly Cluster[];
  readonly skyRgba: number;
}

/** Small enough to cull and sort floors and walls well, large enough that culling costs little. */
const maxClusterTriangles = 96;

/** Cuts a stage into clusters; done once per stage. */
export function prepareStage(stage: CompiledStage): PreparedStage {
  const [r, g, b] = stage.skyColor.map((v) => Math.round(v * 255)) as [number, number, number];
  return { clusters: stage.chunks.flatMap(clustersOf), skyRgba: packRgba(r, g, b) };
}

/** The clusters that a camera may see, nearest first. Equal distances keep the stage's order, so that the picture never depends on chance. */
export function drawOrder(stage: PreparedStage, clipFromWorld: Float64Array): Cluster[] {
  const seen: Cluster[] = [];
  for (const cluster of stage.clusters) {
    if (isOutside(cluster.bounds, clipFromWorld)) continue;
    cluster.nearest = leastOver(cluster.bounds, clipFromWorld, 0, 0);
    seen.push(cluster);
  }
  return seen.sort((a, b) => a.nearest - b.nearest);
}

/** Product of two 4 x 4 matrices stored column by column. */
export function multiply(a: readonly number[], b: readonly number[]): Float64Array {
  const product = new Float64Array(16);
  for (let column = 0; column < 4; column++) {
    for (let row = 0; row < 4; row++) {
      let sum = 0;
      for (let k = 0; k < 4; k++) sum += (a[4 * k + row] as number) * (b[4 * column + k] as number);
      product[4 * column + row] = sum;
    }
  }
  return product;
}

/** One number of a colour given in bytes; alpha is 255. */
export function packRgba(red: number, green: number, blue: number): number {
  return (red | (green << 8) | (blue << 16) | (255 << 24)) >>> 0;
}

function clustersOf(chunk: StageChunk): Cluster[] {
  const { indices, instanceIds } = chunk;
  const colors = new Uint32Array(instanceIds.length);
  for (let v = 0; v < colors.length; v++) {
    colors[v] = packRgba(chunk.colors[4 * v] as number, chunk.colors[4 * v + 1] as number, chunk.colors[4 * v + 2] as number);
  }
  const idAt = (index: number): number => instanceIds[indices[index] as number] as number;
  const clusters: Cluster[] = [];
  for (let from = 0; from < indices.length; ) {
    let to = from + 3;
    while (to < indices.length && to - from < 3 * maxClusterTriangles && idAt(to) === idAt(from)) to += 3;
    clusters.push(clusterOf(chunk, colors, from, to, idAt(from)));
    from = to;
  }
  return clusters;
}

function clusterOf(chunk: StageChunk, colors: Uint32Array, fromIndex: number, toIndex: number, instanceId: number): Cluster {
  const { positions, indices } = chunk;
  const bounds = new Float64Array([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]);
  let [fromVertex, toVertex] = [Number.POSITIVE_INFINITY, 0];
  for (let i = fromIndex; i < toIndex; i++) {
    const vertex = indices[i] as number;
    fromVertex = Math.min(fromVertex, vertex);
    toVertex = Math.max(toVertex, vertex + 1);
    for (let k = 0; k < 3; k++) {
      const value = positions[3 * vertex + k] as number;
      bounds[k] = Math.min(bounds[k] as number, value);
      bounds[k + 3] = Math.max(bounds[k + 3] as number, value);
    }
  }
  return { positions, colors, indices, fromIndex, toIndex, fromVertex, toVertex, instanceId, bounds, nearest: 0 };
}

/** True when the whole box lies beyond one side of the view (left, right, below, above) or behind the camera. */
function isOutside(bounds: Float64Array, m: Float64Array): boolean {
  if (-leastOver(bounds, m, 0, 0, -1) < 0) return true;
  for (let row = 0; row < 2; row++) {
    if (-leastOver(bounds, m, row, 1, -1) < 0 || -leastOver(bounds, m, row, -1, -1) < 0) return true;
  }
  return false;
}

/** Least value over a box of `factor * (w + sign * clip[row])`, where w is the view depth. */
function leastOver(bounds: Float64Array, m: Float64Array, row: number, sign: number, factor = 1): number {
  let least = factor * ((m[15] as number) + sign * (m[12 + row] as number));
  for (let k = 0; k < 3; k++) {
    const slope = factor * ((m[4 * k + 3] as number) + sign * (m[4 * k + row] as number));
    least += slope * (bounds[slope > 0 ? k : k + 3] as number);
  }
  return least;
}
