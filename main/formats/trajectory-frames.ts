import type { FrameSightings } from '../../shared/api/index.ts';
import type { Sighting } from '../../shared/model/trajectory.ts';
import type { SightingTuple } from '../store/pack-sightings.ts';
import { getScene } from '../store/scenes.ts';
import { copiedFrames, frameLinesOf } from '../store/trajectories.ts';
import type { Workspace } from '../store/workspace.ts';
import { readerNamed } from './shard-readers.ts';

/**
 * Sightings of frames `start` to `start + count - 1`, cut at the trajectory's end, read from their lines in the shard (or from the rows of an old
 * workspace). Frames whose lines cannot be read see nothing.
 *
 * @throws AppError `not-found`; `file.missing` where the shard is away.
 */
export async function getFrames(workspace: Workspace, id: string, start: number, count: number): Promise<FrameSightings> {
  const { sceneId, frameCount, lines, shardPath, format } = frameLinesOf(workspace, id);
  const wanted = Math.max(0, Math.min(count, frameCount - start));
  const reader = readerNamed(format);
  if (lines === null || reader?.readFrames === undefined) return { start, frames: copiedFrames(workspace, id, { start, count: wanted }) };
  const objectIds = getScene(workspace, sceneId).objects.map((object) => object.id);
  const frames = await reader.readFrames(shardPath, { ...lines, objectIds, start, count: wanted });
  return { start, frames: frames.map((sightings) => sightings.map(tupleFrom)) };
}

function tupleFrom({ objectIndex, pixels, fraction, box2dPx }: Sighting): SightingTuple {
  const [left, top, right, bottom] = box2dPx ?? [-1, -1, -1, -1];
  return [objectIndex, pixels, fraction, left, top, right, bottom];
}
