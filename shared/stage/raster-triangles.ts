/** Triangles of the current frame in screen space; number 0 is never used. */
export interface TriangleStore {
  /** Number of the next triangle. */
  count: number;
  /** x, y (pixels, y down) and 1 / depth of three corners. */
  screen: Float64Array;
  /** Packed colours of three corners. */
  colors: Uint32Array;
  ids: Uint16Array;
  /** Colour planes once a pixel needed them: value at corner 0 and slopes along x and y, for red, green and blue over depth. */
  planes: Float64Array;
  hasPlanes: Uint8Array;
  /** Makes room for one more triangle. */
  reserve(): void;
}

/** An empty store, which grows as needed. */
export function createTriangleStore(): TriangleStore {
  let capacity = 0;
  const store: TriangleStore = {
    count: 1,
    screen: new Float64Array(0),
    colors: new Uint32Array(0),
    ids: new Uint16Array(0),
    planes: new Float64Array(0),
    hasPlanes: new Uint8Array(0),
    reserve() {
      if (store.count < capacity) return;
      capacity = Math.max(4096, 2 * capacity);
      const [screen, colors, ids] = [new Float64Array(capacity * 9), new Uint32Array(capacity * 3), new Uint16Array(capacity)];
      screen.set(store.screen);
      colors.set(store.colors);
      ids.set(store.ids);
      Object.assign(store, { screen, colors, ids, planes: new Float64Array(capacity * 9), hasPlanes: new Uint8Array(capacity) });
    },
  };
  store.reserve();
  return store;
}

/** Writes a corner of the next triangle; it counts only once it is committed. */
export function putCorner({ count, screen, colors }: TriangleStore, corner: number, x: number, y: number, z: number, color: number): void {
  const o = count * 9 + corner * 3;
  screen[o] = x;
  screen[o + 1] = y;
  screen[o + 2] = z;
  colors[count * 3 + corner] = color;
}

/** False when the next triangle is a back face or covers no pixel centre of the image. */
export function isVisible({ count, screen: s }: TriangleStore, widthPx: number, heightPx: number): boolean {
  const o = count * 9;
  const ax = s[o]!;
  const ay = s[o + 1]!;
  const bx = s[o + 3]!;
  const by = s[o + 4]!;
  const cx = s[o + 6]!;
  const cy = s[o + 7]!;
  if ((bx - ax) * (cy - ay) - (cx - ax) * (by - ay) <= 0) return false;
  const low = Math.min(ay, by, cy);
  const high = Math.max(ay, by, cy);
  if (high <= 0.5 || low > heightPx - 0.5 || Math.ceil(low - 0.5) >= Math.ceil(high - 0.5)) return false;
  const left = Math.min(ax, bx, cx);
  const right = Math.max(ax, bx, cx);
  return right > 0.5 && left <= widthPx - 0.5 && Math.ceil(left - 0.5) < Math.ceil(right - 0.5);
}

/** Takes the next triangle into the frame and returns its number. */
export function commit(triangles: TriangleStore, instanceId: number): number {
  triangles.ids[triangles.count] = instanceId;
  triangles.hasPlanes[triangles.count] = 0;
  return triangles.count++;
}
