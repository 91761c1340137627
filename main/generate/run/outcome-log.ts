import { type FileHandle, mkdir, open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { guardWrite, writeRepeatableFiles } from '../../formats/write-atomic.ts';
import { countOutcomes, type OutcomeCounts, recordFromLine } from './count-outcomes.ts';
import type { HouseRecord } from './run-events.ts';

/** SIMS-V's columns. */
const tableHead = 'task_type_str\ttime_taken\tsplit\thouse_index\trepeats\tnum_saved_trajectories\tretries\n';

/** `generation_logs/` of a dataset: what became of every house in every run. */
export interface OutcomeLog {
  /** Adds a house. What a killed process has added stays, whole. Throws `file.write-failed`. */
  add(record: HouseRecord): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the logs of a dataset directory to add to them: `outcomes.jsonl` (a {@link HouseRecord} per line), and SIMS-V's `logs.tsv` (a line per house
 * that was worked on) and `metrics.json` (totals over all runs). Throws `file.write-failed`.
 */
export async function openOutcomeLog(outDir: string, { trajectories }: { readonly trajectories: number }): Promise<OutcomeLog> {
  const folder = path.join(outDir, 'generation_logs');
  const outcomesFile = path.join(folder, 'outcomes.jsonl');
  const tableFile = path.join(folder, 'logs.tsv');
  await guardWrite(folder, () => mkdir(folder, { recursive: true }));
  const counts = await readCounts(outcomesFile);
  const outcomes = await openToAppend(outcomesFile, '');
  const table = await openToAppend(tableFile, tableHead);
  let tail: Promise<void> = Promise.resolve();

  const write = async (record: HouseRecord) => {
    await guardWrite(outcomesFile, async () => {
      await outcomes.appendFile(`${JSON.stringify(record)}\n`);
      await outcomes.datasync();
    });
    if (record.outcome !== 'skipped') await guardWrite(tableFile, () => table.appendFile(tableLine(record, trajectories)));
    countOutcomes(counts, record);
    writeRepeatableFiles(folder, new Map([['metrics.json', `${JSON.stringify(counts)}\n`]]));
  };
  return {
    add(record) {
      const added = tail.then(() => write(record));
      tail = added.catch(() => undefined);
      return added;
    },
    async close() {
      await tail;
      await outcomes.close();
      await table.close();
    },
  };
}

/** A line that a crash cut off stays as it is; the next one begins on a line of its own. */
async function openToAppend(file: string, head: string): Promise<FileHandle> {
  return guardWrite(file, async () => {
    const handle = await open(file, 'a+');
    const { size } = await stat(file);
    if (size === 0) await handle.appendFile(head);
    else {
      const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
      if (buffer[0] !== 0x0a) await handle.appendFile('\n');
    }
    return handle;
  });
}

async function readCounts(file: string): Promise<OutcomeCounts> {
  const counts: OutcomeCounts = {
    success: 0,
    failure: 0,
    crashed: 0,
    already_processed: 0,
    planner_failures: 0,
    planner_successes: 0,
  };
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const record = recordFromLine(line);
    if (record !== null) countOutcomes(counts, record);
  }
  return counts;
}

function tableLine({ index, split, seconds, outcome, walks, attempts }: HouseRecord, trajectories: number): string {
  const saved = outcome === 'done' ? walks : 0;
  const columns = ['HouseWalkthrough', seconds.toFixed(1), split, index, trajectories, saved, Math.max(0, attempts - 1)];
  return `${columns.join('\t')}\n`;
}
