import type { Cluster } from './raster-clusters.ts';
import { commit, isVisible, putCorner, type TriangleStore } from './raster-triangles.ts';

/** Vertices of the cluster being drawn, in clip and in screen space. */
export interface VertexStore {
  /** x, y and depth before the division. */
  clip: Float64Array;
  /** x, y (pixels, y down) and 1 / depth; 1 / depth is -1 for a vertex too near or behind. */
  screen: Float64Array;
  /** Replaces the vertices by those of a cluster. */
  project(cluster: Cluster, clipFromWorld: Float64Array, nearM: number): void;
}

/** An empty store for images of one size, which grows as needed. */
export function createVertexStore(widthPx: number, heightPx: number): VertexStore {
  const [halfWidth, halfHeight] = [widthPx / 2, heightPx / 2];
  const store: VertexStore = {
    clip: new Float64Array(0),
    screen: new Float64Array(0),
    project({ positions, fromVertex, toVertex }, m, nearM) {
      const needed = (toVertex - fromVertex) * 3;
      if (store.clip.length < needed) {
        store.clip = new Float64Array(2 * needed);
        store.screen = new Float64Array(2 * needed);
      }
      const { clip, screen } = store;
      const [m0, m4, m8, m12] = [m[0]!, m[4]!, m[8]!, m[12]!];
      const [m1, m5, m9, m13] = [m[1]!, m[5]!, m[9]!, m[13]!];
      const [m3, m7, m11, m15] = [m[3]!, m[7]!, m[11]!, m[15]!];
      let from = fromVertex * 3;
      for (let k = 0; k < needed; k += 3, from += 3) {
        const x = positions[from]!;
        const y = positions[from + 1]!;
        const z = positions[from + 2]!;
        const clipX = m0 * x + m4 * y + m8 * z + m12;
        const clipY = m1 * x + m5 * y + m9 * z + m13;
        const w = m3 * x + m7 * y + m11 * z + m15;
        clip[k] = clipX;
        clip[k + 1] = clipY;
        clip[k + 2] = w;
        if (w > nearM) {
          const inverse = 1 / w;
          screen[k] = halfWidth + clipX * inverse * halfWidth;
          screen[k + 1] = halfHeight - clipY * inverse * halfHeight;
          screen[k + 2] = inverse;
        } else screen[k + 2] = -1;
      }
    },
  };
  return store;
}

/** Stores the front faces of a cluster that touch the image, cut at the near plane, and fills each. */
export function emitTriangles(
  cluster: Cluster,
  vertices: VertexStore,
  triangles: TriangleStore,
  nearM: number,
  widthPx: number,
  heightPx: number,
  fill: (triangle: number) => void,
): void {
  const { indices, colors, instanceId, fromIndex, toIndex, fromVertex } = cluster;
  const { screen } = vertices;
  for (let i = fromIndex; i < toIndex; i += 3) {
    const va = indices[i]!;
    const vb = indices[i + 1]!;
    const vc = indices[i + 2]!;
    const a = (va - fromVertex) * 3;
    const b = (vb - fromVertex) * 3;
    const c = (vc - fromVertex) * 3;
    const tooNear = Number(screen[a + 2]! < 0) + Number(screen[b + 2]! < 0) + Number(screen[c + 2]! < 0);
    if (tooNear === 3) continue;
    triangles.reserve();
    if (tooNear === 0) {
      putCorner(triangles, 0, screen[a]!, screen[a + 1]!, screen[a + 2]!, colors[va]!);
      putCorner(triangles, 1, screen[b]!, screen[b + 1]!, screen[b + 2]!, colors[vb]!);
      putCorner(triangles, 2, screen[c]!, screen[c + 1]!, screen[c + 2]!, colors[vc]!);
      if (isVisible(triangles, widthPx, heightPx)) fill(commit(triangles, instanceId));
      continue;
    }
    const polygon = clipNear(vertices.clip, [a, b, c], [colors[va]!, colors[vb]!, colors[vc]!], nearM, widthPx, heightPx);
    for (let k = 2; k < polygon.length; k++) {
      triangles.reserve();
      [0, k - 1, k].forEach((from, corner) => {
        const { x, y, z, color } = polygon[from]!;
        putCorner(triangles, corner, x, y, z, color);
      });
      if (isVisible(triangles, widthPx, heightPx)) fill(commit(triangles, instanceId));
    }
  }
}

interface ScreenCorner {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly color: number;
}

/** The part of a triangle beyond the near plane, as a polygon in screen space. */
function clipNear(
  clip: Float64Array,
  corners: readonly [number, number, number],
  colors: readonly [number, number, number],
  nearM: number,
  widthPx: number,
  heightPx: number,
): ScreenCorner[] {
  const toScreen = (x: number, y: number, w: number, color: number): ScreenCorner => ({
    x: widthPx / 2 + (x / w) * (widthPx / 2),
    y: heightPx / 2 - (y / w) * (heightPx / 2),
    z: 1 / w,
    color,
  });
  const kept: ScreenCorner[] = [];
  for (let k = 0; k < 3; k++) {
    const next = (k + 1) % 3;
    const [here, there] = [corners[k]!, corners[next]!];
    const isHere = clip[here + 2]! > nearM;
    if (isHere) kept.push(toScreen(clip[here]!, clip[here + 1]!, clip[here + 2]!, colors[k]!));
    if (isHere === clip[there + 2]! > nearM) continue;
    // Always cut from the visible end, so that both triangles of an edge get the same corner.
    const [inner, outer] = isHere ? [here, there] : [there, here];
    const t = (clip[inner + 2]! - nearM) / (clip[inner + 2]! - clip[outer + 2]!);
    const x = clip[inner]! + (clip[outer]! - clip[inner]!) * t;
    const y = clip[inner + 1]! + (clip[outer + 1]! - clip[inner + 1]!) * t;
    kept.push(toScreen(x, y, nearM, mixColors(isHere ? colors[k]! : colors[next]!, isHere ? colors[next]! : colors[k]!, t)));
  }
  return kept;
}

function mixColors(from: number, to: number, t: number): number {
  let mixed = 255 << 24;
  for (let shift = 0; shift < 24; shift += 8) {
    const [a, b] = [(from >>> shift) & 255, (to >>> shift) & 255];
    mixed |= Math.round(a + (b - a) * t) << shift;
  }
  return mixed >>> 0;
}
