import { AppError } from '../../../shared/errors.ts';
import { countDecisions, decisionsAfter } from '../../store/decisions.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { openAtomicFile } from '../write-atomic.ts';

const pageSize = 1000;

/** Writes the whole decision log as JSONL, one decision per line in the order of their clocks, whatever the verdicts. */
export const decisionsWriter: ShardWriter = {
  format: 'decisions',
  countRecords: countDecisions,
  async write(workspace, out, options) {
    const target = await openAtomicFile(out);
    let records = 0;
    try {
      for (let clock = ''; ; ) {
        if (options.signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
        const page = decisionsAfter(workspace, clock, pageSize);
        await target.write(page.map((decision) => `${JSON.stringify(decision)}\n`).join(''));
        records += page.length;
        options.onRecords(records);
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) break;
        clock = last.clock;
      }
      await target.commit();
    } catch (error) {
      await target.discard();
      throw error;
    }
    return { records, files: 1, problems: [] };
  },
};
