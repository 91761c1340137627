import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { MaskFacts } from '../../../shared/api/index.ts';
import { AppError } from '../../../shared/errors.ts';
import { safeShardFile } from '../shard-place.ts';
import { instancesFileName } from '../simsv/write-instances.ts';
import { type FramePack, openFramePack } from './open-frame-pack.ts';

/** Where a trajectory's files lie: the shard's absolute path, its scene's folder in it, and the N of its file names. */
export interface TrajectoryPlace {
  readonly shardPath: string;
  readonly folder: string;
  readonly name: string;
}

/** Masks hold 16 bits per pixel. */
const largestId = 0xffff;
const instancesSchema = z.object({
  instances: z.array(z.object({ id: z.number().int().min(1).max(largestId), objectId: z.string() })),
});

/** What is known of a trajectory's stored masks; null where it has none (or where they lie inside an archive, which is not read). */
export async function maskFactsOf(place: TrajectoryPlace): Promise<MaskFacts | null> {
  const pack = await openMasks(place);
  if (pack === null) return null;
  const { frameCount, widthPx, heightPx } = pack;
  await pack.close();
  return { frameCount, widthPx, heightPx, objectIds: await objectIdsOf(place) };
}

/**
 * The mask runs of one frame (see shared/stage/modalities/mask-runs.ts).
 * @throws AppError `not-found` where there are no masks or no such frame, `file.malformed` where they are damaged.
 */
export async function maskRunsOf(place: TrajectoryPlace, frame: number): Promise<Uint8Array> {
  const pack = await openMasks(place);
  if (pack === null || frame >= pack.frameCount) {
    await pack?.close();
    throw new AppError('not-found', `There is no mask of frame ${frame}.`, { where: { item: place.name } });
  }
  try {
    return await pack.readEncoded(frame);
  } finally {
    await pack.close();
  }
}

async function openMasks({ shardPath, folder, name }: TrajectoryPlace): Promise<FramePack | null> {
  const file = await safeShardFile(shardPath, `${folder}/masks__${name}.slf`).catch(() => null);
  if (file === null) return null;
  const pack = await openFramePack(file);
  if (pack.kind === 'masks') return pack;
  await pack.close();
  throw new AppError('file.malformed', `${file} holds ${pack.kind}, not masks.`, { where: { file } });
}

/** Object ids by mask id, position = id - 1; null where the shard does not say, and the scene's own order counts. */
async function objectIdsOf({ shardPath, folder }: TrajectoryPlace): Promise<string[] | null> {
  try {
    const file = await safeShardFile(shardPath, `${folder}/${instancesFileName}`);
    const { instances } = instancesSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    const ids: string[] = [];
    for (const { id, objectId } of instances) ids[id - 1] = objectId;
    return Array.from(ids, (id) => id ?? '');
  } catch {
    return null;
  }
}
