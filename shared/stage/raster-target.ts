import { createOcclusionTiles } from './occlusion-tiles.ts';
import type { Cluster } from './raster-clusters.ts';
import { shadeRun } from './raster-shade.ts';
import { createTriangleStore } from './raster-triangles.ts';
import { createVertexStore, emitTriangles } from './raster-vertices.ts';

/** After so many clusters there is enough on the screen for the first look at what it hides; later looks are ever rarer. */
const firstRefresh = 20;

/** Buffers of one image size, and the two steps that fill them: triangles first, then one shading of every pixel. */
export interface RasterTarget {
  readonly image: { readonly rgba: Uint8Array; readonly ids: Uint16Array; readonly depthM: Float32Array };
  /** Empties the buffers before a frame. */
  clear(): void;
  /** Draws the front faces of a cluster: per pixel, which triangle is nearest. */
  drawCluster(cluster: Cluster, clipFromWorld: Float64Array, nearM: number): void;
  /** Turns the nearest triangles into ids, depth and, where asked for, colour. */
  resolve(skyRgba: number, isColored: boolean): void;
}

/**
 * Creates the buffers. A pixel belongs to a triangle when its centre lies inside, or on a left or top edge, so that
 * neighbouring triangles leave no gap and share no pixel. Colour is interpolated with perspective.
 */
export function createRasterTarget(widthPx: number, heightPx: number): RasterTarget {
  const size = widthPx * heightPx;
  const rgba = new Uint8Array(size * 4);
  const rgba32 = new Uint32Array(rgba.buffer);
  const ids = new Uint16Array(size);
  const depthM = new Float32Array(size);
  /** 1 / view depth of the nearest surface; 0 = nothing. */
  const inverseDepth = new Float32Array(size);
  /** Which triangle of the frame is nearest; 0 = none. */
  const nearestTriangle = new Uint32Array(size);
  const triangles = createTriangleStore();
  const vertices = createVertexStore(widthPx, heightPx);
  const tiles = createOcclusionTiles(widthPx, heightPx);
  let drawnClusters = 0;
  let nextRefresh = 0;

  /** Scan conversion of a stored triangle, between edges that are computed from their upper end so that both neighbours get the same numbers. */
  function fill(triangle: number): void {
    const { screen: s, ids: triangleIds } = triangles;
    const id = triangleIds[triangle]!;
    const o = triangle * 9;
    // Plain variables instead of destructured tuples: this runs tens of thousands of times per frame.
    let x0 = s[o]!;
    let y0 = s[o + 1]!;
    let x1 = s[o + 3]!;
    let y1 = s[o + 4]!;
    let x2 = s[o + 6]!;
    let y2 = s[o + 7]!;
    const px = x0;
    const py = y0;
    const pz = s[o + 2]!;
    const area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
    const dz1 = s[o + 5]! - pz;
    const dz2 = s[o + 8]! - pz;
    const slopeX = (dz1 * (y2 - y0) - dz2 * (y1 - y0)) / area;
    const slopeY = ((x1 - x0) * dz2 - (x2 - x0) * dz1) / area;
    let swap: number;
    if (y1 < y0) {
      swap = x0;
      x0 = x1;
      x1 = swap;
      swap = y0;
      y0 = y1;
      y1 = swap;
    }
    if (y2 < y1) {
      swap = x1;
      x1 = x2;
      x2 = swap;
      swap = y1;
      y1 = y2;
      y2 = swap;
      if (y1 < y0) {
        swap = x0;
        x0 = x1;
        x1 = swap;
        swap = y0;
        y0 = y1;
        y1 = swap;
      }
    }
    const top = Math.max(0, Math.ceil(y0 - 0.5));
    const bottom = Math.min(heightPx, Math.ceil(y2 - 0.5));
    const slope02 = (x2 - x0) / (y2 - y0);
    const slope01 = y1 > y0 ? (x1 - x0) / (y1 - y0) : 0;
    const slope12 = y2 > y1 ? (x2 - x1) / (y2 - y1) : 0;
    for (let y = top; y < bottom; y++) {
      const centre = y + 0.5;
      let from = x0 + (centre - y0) * slope02;
      let to = centre < y1 ? x0 + (centre - y0) * slope01 : x1 + (centre - y1) * slope12;
      if (from > to) {
        swap = from;
        from = to;
        to = swap;
      }
      const left = Math.max(0, Math.ceil(from - 0.5));
      const right = Math.min(widthPx, Math.ceil(to - 0.5));
      let z = pz + (left + 0.5 - px) * slopeX + (centre - py) * slopeY;
      const end = y * widthPx + right;
      for (let pixel = y * widthPx + left; pixel < end; pixel++) {
        const stored = Math.fround(z);
        const before = inverseDepth[pixel]!;
        // Ties along the edge where two walls meet go to the lower id, so that the order of drawing decides nothing.
        if (stored > before || (stored === before && id < triangleIds[nearestTriangle[pixel]!]!)) {
          inverseDepth[pixel] = stored;
          nearestTriangle[pixel] = triangle;
        }
        z += slopeX;
      }
    }
  }

  return {
    image: { rgba, ids, depthM },
    clear() {
      inverseDepth.fill(0);
      nearestTriangle.fill(0);
      triangles.count = 1;
      tiles.clear();
      drawnClusters = 0;
      nextRefresh = firstRefresh;
    },
    drawCluster(cluster, clipFromWorld, nearM) {
      if (tiles.isHidden(cluster, clipFromWorld, nearM)) return;
      vertices.project(cluster, clipFromWorld, nearM);
      emitTriangles(cluster, vertices, triangles, nearM, widthPx, heightPx, fill);
      if (++drawnClusters < nextRefresh) return;
      tiles.refresh(inverseDepth);
      nextRefresh = Math.ceil(nextRefresh * 1.6);
    },
    resolve(skyRgba, isColored) {
      for (let pixel = 0; pixel < size; ) {
        const triangle = nearestTriangle[pixel]!;
        const rowStart = pixel - (pixel % widthPx);
        const id = triangle === 0 ? 0 : triangles.ids[triangle]!;
        let end = pixel;
        do {
          ids[end] = id;
          depthM[end] = triangle === 0 ? 0 : 1 / inverseDepth[end]!;
          end++;
        } while (end < rowStart + widthPx && nearestTriangle[end] === triangle);
        if (isColored) {
          if (triangle !== 0) shadeRun(triangles, triangle, pixel, end, rowStart, widthPx, depthM, rgba32);
          else rgba32.fill(skyRgba, pixel, end);
        }
        pixel = end;
      }
    },
  };
}
