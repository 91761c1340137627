import { recordReader } from '../records/record-reader.ts';
import type { ShardReader } from '../shard-reader.ts';
import { videoR1Format } from './video-r1-format.ts';

/** Reads the JSON of Video-R1 and Spatial-MLLM. */
export const videoR1Reader: ShardReader = recordReader({
  name: 'video-r1',
  format: videoR1Format,
  convention: 'vsibench',
  what: 'Video-R1 or Spatial-MLLM problems ("problem", "problem_type", "solution", "path")',
  score: 0.8,
});
