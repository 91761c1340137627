import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import { shardFile } from '../formats/shard-place.ts';
import { readSetting, writeSetting } from '../store/settings.ts';
import { listShards, moveShard } from '../store/shards.ts';
import { filesOfShard } from '../store/source-files.ts';
import type { Workspace } from '../store/workspace.ts';

const placesKey = 'shard-places';
/** Files named in a refusal. */
const namedAtMost = 3;

/**
 * Finds the shards again that are not where they were: seen from the workspace's folder they may still lie in the same place (both were moved together). Only a
 * folder whose files have the remembered sizes is taken. Notes for the next time where those that are there lie.
 *
 * @returns ids of the shards that were found in a new place.
 */
export function settleShards(workspace: Workspace): readonly string[] {
  const folder = path.dirname(workspace.file);
  const places = readPlaces(workspace);
  const found: string[] = [];
  for (const shard of listShards(workspace)) {
    const relative = places[shard.id];
    if (!existsSync(shard.path) && relative !== undefined) {
      const there = path.resolve(folder, relative);
      if (existsSync(there) && haveSizesChanged(workspace, shard.id, there).length === 0) {
        moveShard(workspace, shard.id, there);
        found.push(shard.id);
      }
    }
  }
  notePlaces(workspace);
  return found;
}

/** Notes where the shards lie, seen from the workspace's folder. */
export function notePlaces(workspace: Workspace): void {
  const folder = path.dirname(workspace.file);
  const before = readPlaces(workspace);
  const places = { ...before };
  for (const shard of listShards(workspace)) if (existsSync(shard.path)) places[shard.id] = path.relative(folder, shard.path);
  if (JSON.stringify(places) !== JSON.stringify(before)) writeSetting(workspace, placesKey, JSON.stringify(places));
}

/**
 * Tells a workspace where a shard lies now, after a look at every file that was read: sizes, and hashes where they are known.
 *
 * @throws AppError `not-found` for an unknown shard; `file.missing`; `shard.changed` where the folder holds something else. Nothing is changed then.
 */
export async function relinkShard(workspace: Workspace, shardId: string, directory: string): Promise<void> {
  const shard = listShards(workspace).find(({ id }) => id === shardId);
  if (shard === undefined)
    throw new AppError('not-found', `There is no shard "${shardId}" in this workspace.`, { where: { item: shardId } });
  const where = { file: directory };
  if (!existsSync(directory)) throw new AppError('file.missing', `There is nothing at ${directory}.`, { where });
  const other = listShards(workspace).find(({ id, path: taken }) => id !== shardId && taken === directory);
  if (other !== undefined) throw new AppError('shard.changed', `${directory} is the place of the shard ${other.id}.`, { where });
  const changed = haveSizesChanged(workspace, shardId, directory);
  if (changed.length === 0) {
    for (const file of filesOfShard(workspace, shardId)) {
      if (file.sha256 !== null && (await sha256OfFile(shardFile(directory, file.path))) !== file.sha256) changed.push(file.path);
    }
  }
  if (changed.length > 0) throw notTheSame(shardId, directory, changed);
  moveShard(workspace, shardId, directory);
  notePlaces(workspace);
}

function readPlaces(workspace: Workspace): Record<string, string> {
  return JSON.parse(readSetting(workspace, placesKey) ?? '{}') as Record<string, string>;
}

function haveSizesChanged(workspace: Workspace, shardId: string, directory: string): string[] {
  return filesOfShard(workspace, shardId).flatMap(({ path: relative, sizeBytes }) => {
    const stats = statSync(shardFile(directory, relative), { throwIfNoEntry: false });
    return stats?.size === sizeBytes ? [] : [relative];
  });
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function notTheSame(shardId: string, directory: string, changed: readonly string[]): AppError {
  const named = changed.slice(0, namedAtMost).join(', ');
  const more = changed.length > namedAtMost ? ` and ${changed.length - namedAtMost} more` : '';
  const message = `${directory} is not the shard ${shardId}: ${named}${more} ${changed.length === 1 ? 'is' : 'are'} missing or different. Nothing was changed; choose the folder that was imported.`;
  return new AppError('shard.changed', message, { where: { file: directory } });
}
