import { freshPlainRecord, videoNameOf } from '../records/fresh-records.ts';
import { recordWriter } from '../records/write-records.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { plainFormat } from './plain-format.ts';

/** Writes plain JSON questions with their verdicts. */
export const plainWriter: ShardWriter = recordWriter({
  name: 'questions',
  format: plainFormat,
  freshLine: (record) => JSON.stringify(freshPlainRecord(record, videoNameOf(record))),
});
