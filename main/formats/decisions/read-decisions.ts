import { AppError } from '../../../shared/errors.ts';
import { decisionSchema } from '../../../shared/model/decision.ts';
import { listFiles } from '../records/list-files.ts';
import { sniffRecords } from '../records/sniff-records.ts';
import type { ShardReader } from '../shard-reader.ts';

/** The name of the format: an import hands such files to `mergeDecisions`, because they hold no shard but what was decided about one. */
export const decisionsFormat = 'decisions';

/** Recognises our decision logs. */
export const decisionsReader: ShardReader = {
  format: decisionsFormat,

  async detect(shard) {
    const isFile = (await listFiles(shard, ['.jsonl'], 'look')).includes('');
    const records = isFile ? await sniffRecords(shard) : [];
    const count = records.filter((record) => decisionSchema.safeParse(record).success).length;
    if (count > 0 && count * 2 >= records.length) return { score: 0.98, why: 'it is a log of decisions' };
    return { score: 0, why: 'a log of decisions is JSONL as export --format decisions writes it' };
  },

  async index() {
    throw new AppError('internal', 'A log of decisions is merged, not indexed.');
  },
};
