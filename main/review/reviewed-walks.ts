import { placesOfTrajectories, questionsByWalk, reviewedRowsOf } from '../store/reviewed-rows.ts';
import { listShards, type Shard } from '../store/shards.ts';
import type { Workspace } from '../store/workspace.ts';
import { type ReviewedRecord, recordFromRow } from './reviewed-files.ts';

/** The questions about one trajectory, whatever files they came from. Their bytes are not read: `bytes` is null. */
export interface ReviewedWalk {
  readonly shard: Shard;
  readonly records: readonly ReviewedRecord[];
}

/** Every trajectory that has questions, in the order of the import, one at a time in memory. */
export function* reviewedWalks(workspace: Workspace): Generator<ReviewedWalk> {
  const shards = new Map(listShards(workspace).map((shard) => [shard.id, shard]));
  const placeOf = placesOfTrajectories(workspace);
  const all = questionsByWalk(workspace);
  for (let start = 0; start < all.length; ) {
    const first = all[start] as (typeof all)[number];
    let end = start;
    while (all[end]?.trajectoryId === first.trajectoryId) end += 1;
    const shard = shards.get(first.shardId);
    const rows = reviewedRowsOf(
      workspace,
      all.slice(start, end).map(({ seq }) => seq),
    );
    if (shard !== undefined) yield { shard, records: rows.map((row) => recordFromRow(row, placeOf(row.trajectory_id), null)) };
    start = end;
  }
}
