import { placesOfTrajectories, questionsByWalk, reviewedRowsOf } from '../store/reviewed-rows.ts';
import { listShards, type Shard } from '../store/shards.ts';
import type { Workspace } from '../store/workspace.ts';
import { RecordOfRow, type ReviewedRecord, storedReader } from './reviewed-files.ts';

/** The questions about one trajectory, whatever files they came from. Their bytes are not read: `bytes` is null. */
export interface ReviewedWalk {
  readonly shard: Shard;
  readonly records: readonly ReviewedRecord[];
}

/** Every trajectory that has questions, in the order of the import, one at a time in memory. `isWanted` leaves out whole shards. */
export function* reviewedWalks(workspace: Workspace, isWanted: (shard: Shard) => boolean = () => true): Generator<ReviewedWalk> {
  const shards = new Map(
    listShards(workspace)
      .filter(isWanted)
      .map((shard) => [shard.id, shard]),
  );
  const placeOf = placesOfTrajectories(workspace);
  const { seqs, walks } = questionsByWalk(workspace, [...shards.keys()]);
  let start = 0;
  for (const { shardId, end } of walks) {
    const rows = reviewedRowsOf(workspace, [...seqs.subarray(start, end)]);
    const storedOf = storedReader(workspace, rows);
    const records = rows.map((row) => new RecordOfRow(row, placeOf(row.trajectory_id), { bytes: null, storedOf }));
    yield { shard: shards.get(shardId) as Shard, records };
    start = end;
  }
}
