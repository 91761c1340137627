import { freshVsibenchLine } from '../records/fresh-records.ts';
import { recordWriter } from '../records/write-records.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { vsibenchFormat } from './vsibench-format.ts';

/** Writes VSI-Bench's `test.jsonl`. Records of another format get a record of their content; types that VSI-Bench does not have keep their own name. */
export const vsibenchWriter: ShardWriter = recordWriter({
  name: 'vsibench',
  format: vsibenchFormat,
  freshLine: (record, file) => freshVsibenchLine(record, file.shard.id),
});
