import { freshVideoR1Line } from '../records/fresh-records.ts';
import { recordWriter } from '../records/write-records.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { videoR1Format } from './video-r1-format.ts';

/** Writes the records of Video-R1 and Spatial-MLLM: a JSON array where that was read, else one record per line. */
export const videoR1Writer: ShardWriter = recordWriter({ name: 'video-r1', format: videoR1Format, freshLine: freshVideoR1Line });
