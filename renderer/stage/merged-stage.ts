import type { Vec3 } from '../../shared/geometry/vector.ts';
import type { CompiledStage } from '../../shared/stage/compiled-stage.ts';
import { drawOrder, prepareStage } from '../../shared/stage/raster-clusters.ts';
import { hiddenBehindWalls, wallOccluders } from './wall-occluders.ts';

/** All chunks of a stage in one set of vertex arrays, so that a frame needs one draw call per pass. */
export interface MergedStage {
  /** xyz per vertex. */
  readonly positions: Float32Array;
  /** RGBA per vertex, 0-255. */
  readonly colors: Uint8Array;
  /** One number per vertex. */
  readonly instanceIds: Float32Array;
  readonly indexCount: number;
  /**
   * Indices of what a camera may see, nearest first, sorted as the software rasteriser does it: all but what is off screen or behind a
   * wall. On software WebGL half the time of a frame goes into triangles, seen or not, so that this more than pays for the upload
   * (leaving out back faces as well was measured to gain nothing). The array is a view that the next call overwrites.
   */
  visibleIndices(clipFromWorld: Float64Array, eyeM: Vec3): Uint32Array;
}

/** Merges a stage; done once per recording. */
export function mergeStage(stage: CompiledStage): MergedStage {
  const vertexCount = stage.chunks.reduce((sum, chunk) => sum + chunk.instanceIds.length, 0);
  const indexCount = stage.chunks.reduce((sum, chunk) => sum + chunk.indices.length, 0);
  const positions = new Float32Array(vertexCount * 3);
  const colors = new Uint8Array(vertexCount * 4);
  const instanceIds = new Float32Array(vertexCount);
  /** By the chunk's index array, which its clusters share: the chunk's indices in the merged vertices. */
  const mergedIndices = new Map<Uint32Array, Uint32Array>();
  let vertex = 0;
  for (const chunk of stage.chunks) {
    const firstVertex = vertex;
    positions.set(chunk.positions, firstVertex * 3);
    colors.set(chunk.colors, firstVertex * 4);
    instanceIds.set(chunk.instanceIds, firstVertex);
    mergedIndices.set(
      chunk.indices,
      chunk.indices.map((index) => index + firstVertex),
    );
    vertex += chunk.instanceIds.length;
  }

  const prepared = prepareStage(stage);
  const occluders = wallOccluders(stage);
  const visible = new Uint32Array(indexCount);
  return {
    positions,
    colors,
    instanceIds,
    indexCount,
    visibleIndices(clipFromWorld, eyeM) {
      const isHidden = hiddenBehindWalls(occluders, eyeM);
      let count = 0;
      for (const { indices, fromIndex, toIndex, bounds } of drawOrder(prepared, clipFromWorld)) {
        if (isHidden(bounds)) continue;
        visible.set((mergedIndices.get(indices) as Uint32Array).subarray(fromIndex, toIndex), count);
        count += toIndex - fromIndex;
      }
      return visible.subarray(0, count);
    },
  };
}
