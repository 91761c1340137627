import { open } from 'node:fs/promises';
import { safeShardFile } from './shard-place.ts';
import type { LineRuns } from './shard-reader.ts';

/**
 * Lines `start` to `start + count - 1` of a file of a shard, their ends included, read in one piece. Fewer where there are fewer, and empty ones where the
 * file has become shorter since it was imported.
 */
export async function readLines(shard: string, { place, starts }: LineRuns, start: number, count: number): Promise<Buffer[]> {
  const end = Math.min(start + count, starts.length - 1);
  if (start >= end) return [];
  const [from, to] = [starts[start] as number, starts[end] as number];
  const bytes = Buffer.alloc(to - from);
  const handle = await open(await safeShardFile(shard, place.file));
  try {
    await handle.read(bytes, 0, bytes.length, (place.offset ?? 0) + from);
  } finally {
    await handle.close();
  }
  return Array.from({ length: end - start }, (_, k) =>
    bytes.subarray((starts[start + k] as number) - from, (starts[start + k + 1] as number) - from),
  );
}
