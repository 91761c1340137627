import type { Cluster } from './raster-clusters.ts';

/** A coarse, cautious summary of a depth buffer; see {@link createOcclusionTiles}. */
export interface OcclusionTiles {
  /** Forgets everything before a frame. */
  clear(): void;
  /** Reads the depth buffer (1 / depth, 0 = nothing) anew. */
  refresh(inverseDepth: Float32Array): void;
  /** True only when no triangle of the cluster can show: it never changes the picture. */
  isHidden(cluster: Cluster, clipFromWorld: Float64Array, nearM: number): boolean;
}

const tilePx = 16;

/**
 * Keeps, per tile of 16 x 16 pixels, how far the farthest pixel is. Most of what is in view lies behind a wall: skipping it
 * whole is what makes a house as quick to draw as a room.
 */
export function createOcclusionTiles(widthPx: number, heightPx: number): OcclusionTiles {
  const columns = Math.ceil(widthPx / tilePx);
  const rows = Math.ceil(heightPx / tilePx);
  const farthest = new Float32Array(columns * rows);

  return {
    clear() {
      farthest.fill(0);
    },
    refresh(inverseDepth) {
      farthest.fill(Number.POSITIVE_INFINITY);
      for (let y = 0; y < heightPx; y++) {
        const firstTile = Math.floor(y / tilePx) * columns;
        for (let column = 0; column < columns; column++) {
          const end = y * widthPx + Math.min(widthPx, (column + 1) * tilePx);
          let least = farthest[firstTile + column]!;
          for (let pixel = y * widthPx + column * tilePx; pixel < end; pixel++) {
            if (inverseDepth[pixel]! < least) least = inverseDepth[pixel]!;
          }
          farthest[firstTile + column] = least;
        }
      }
    },
    isHidden({ bounds, nearest }, m, nearM) {
      if (nearest <= nearM) return false;
      let [left, right, top, bottom] = [widthPx, 0, heightPx, 0];
      for (let corner = 0; corner < 8; corner++) {
        const x = bounds[corner & 1 ? 3 : 0]!;
        const y = bounds[corner & 2 ? 4 : 1]!;
        const z = bounds[corner & 4 ? 5 : 2]!;
        const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
        const screenX = (widthPx / 2) * (1 + (m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w);
        const screenY = (heightPx / 2) * (1 - (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w);
        if (screenX < left) left = screenX;
        if (screenX > right) right = screenX;
        if (screenY < top) top = screenY;
        if (screenY > bottom) bottom = screenY;
      }
      const lastColumn = Math.min(columns - 1, Math.floor(right / tilePx));
      const lastRow = Math.min(rows - 1, Math.floor(bottom / tilePx));
      // The depth buffer is single precision: a margin keeps rounding from hiding what touches a surface.
      const needed = (1 / nearest) * (1 + 1e-5);
      for (let row = Math.max(0, Math.floor(top / tilePx)); row <= lastRow; row++) {
        for (let column = Math.max(0, Math.floor(left / tilePx)); column <= lastColumn; column++) {
          if (farthest[row * columns + column]! < needed) return false;
        }
      }
      return true;
    },
  };
}
