import { recordReader } from '../records/record-reader.ts';
import type { ShardReader } from '../shard-reader.ts';
import { plainFormat } from './plain-format.ts';

/** Reads plain JSON or JSONL questions: the last resort for files that no better known format fits. */
export const plainReader: ShardReader = recordReader({
  name: 'questions',
  format: plainFormat,
  convention: 'simsv',
  what: 'plain questions ("question" and "answer", or names like them)',
  score: 0.6,
});
