/** Neighbouring markers that share one target. */
export interface MarkerCluster<T> {
  readonly items: readonly T[];
  readonly fromPx: number;
  readonly toPx: number;
}

/** Groups markers, sorted by place, so that the targets of two groups (their span plus `targetPx`) never overlap. */
export function clusterMarkers<T>(sorted: readonly T[], placePx: (item: T) => number, targetPx: number): MarkerCluster<T>[] {
  const clusters: { items: T[]; fromPx: number; toPx: number }[] = [];
  for (const item of sorted) {
    const at = placePx(item);
    const last = clusters.at(-1);
    if (last !== undefined && at - last.toPx < targetPx) {
      last.items.push(item);
      last.toPx = at;
    } else clusters.push({ items: [item], fromPx: at, toPx: at });
  }
  return clusters;
}
