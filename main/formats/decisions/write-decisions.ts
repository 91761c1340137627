import { AppError } from '../../../shared/errors.ts';
import { countDecisions, decisionsAfter } from '../../store/decisions.ts';
import type { ShardWriter } from '../shard-writer.ts';

const pageSize = 1000;

/** Writes the whole decision log as JSONL, one decision per line in the order of their clocks, whatever the verdicts. */
export const decisionsWriter: ShardWriter = {
  format: 'decisions',
  target: 'file',
  countRecords: countDecisions,
  async write(workspace, target, options) {
    let records = 0;
    await target.begin('');
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
    return { records, problems: [] };
  },
};
