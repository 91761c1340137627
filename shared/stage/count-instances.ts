import type { VisibleInstance } from './render-job.ts';

/**
 * What an id image shows: one entry per instance id above 0, in growing order of id, with its pixel count and the inclusive
 * bounds left, top, right, bottom. `ids` holds the image row by row from the top; longer buffers are read only up to its size.
 */
export function countInstances(ids: Uint16Array, widthPx: number, heightPx: number): VisibleInstance[] {
  const tallies = new Map<number, VisibleInstance>();
  let lastId = 0;
  let tally: VisibleInstance | undefined;
  for (let y = 0; y < heightPx; y++) {
    const end = (y + 1) * widthPx;
    let start = end - widthPx;
    // Neighbouring pixels mostly agree, so whole runs are counted at once.
    while (start < end) {
      const id = ids[start] as number;
      let next = start + 1;
      while (next < end && ids[next] === id) next++;
      if (id !== 0) {
        if (id !== lastId || tally === undefined) {
          lastId = id;
          tally = tallies.get(id);
        }
        const left = start - (end - widthPx);
        const right = left + next - start - 1;
        if (tally === undefined) {
          tally = [id, next - start, left, y, right, y];
          tallies.set(id, tally);
        } else {
          tally[1] += next - start;
          if (left < tally[2]) tally[2] = left;
          if (right > tally[4]) tally[4] = right;
          tally[5] = y;
        }
      }
      start = next;
    }
  }
  return [...tallies.values()].sort((a, b) => a[0] - b[0]);
}
