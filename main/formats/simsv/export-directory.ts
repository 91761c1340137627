import { AppError, type Problem } from '../../../shared/errors.ts';
import { type ReviewedFile, type ReviewedRecord, reviewedFiles } from '../../review/reviewed-files.ts';
import { reviewedWalks } from '../../review/reviewed-walks.ts';
import { countQuestions } from '../../store/question-counts.ts';
import { listShards } from '../../store/shards.ts';
import type { Workspace } from '../../store/workspace.ts';
import { nameKey } from '../member-name.ts';
import { freshSimsvLine } from '../records/fresh-records.ts';
import type { ExportTarget, ShardWriter, WriteOptions } from '../shard-writer.ts';
import { nonEmptyLines } from './read-source.ts';
import { editedRecord } from './record.ts';

/**
 * Writes the question files again as `<split>/<house>/qa_pairs_<type>__<N>.jsonl` (below a folder per shard where there are several). A line nobody edited is
 * copied byte for byte, an edited one changes only where the edit does, lines of other verdicts are left out; files stay even when they become empty.
 */
export const simsvWriter: ShardWriter = {
  format: 'simsv',
  target: 'directory',
  countRecords: countQuestions,
  async write(workspace, target, options) {
    const hasManyShards = listShards(workspace).length > 1;
    const problems: Problem[] = [];
    let [records, done] = [0, 0];
    for await (const file of reviewedFiles(workspace)) {
      if (file.shard.format !== 'simsv') continue;
      if (options.signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
      const written = await reviewedBytes(file, options, problems);
      await target.begin(hasManyShards ? `${file.shard.id}/${file.source.path}` : file.source.path);
      await target.write(written.bytes);
      records += written.kept;
      done += written.seen;
      options.onRecords(done);
    }
    const fresh = await writeFreshFiles(workspace, { target, hasManyShards, onRecords: (seen) => options.onRecords(done + seen) }, options);
    return { records: records + fresh, problems };
  },
};

/** Questions that were read in another format: one file per trajectory and type, as in a dataset, made from their content. */
async function writeFreshFiles(
  workspace: Workspace,
  into: { readonly target: ExportTarget; readonly hasManyShards: boolean; readonly onRecords: (seen: number) => void },
  { isKept, signal }: WriteOptions,
): Promise<number> {
  let [records, seen] = [0, 0];
  const taken = new Set<string>();
  for (const { shard, records: all } of reviewedWalks(workspace, ({ format }) => format !== 'simsv')) {
    if (signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
    const byTask = Map.groupBy(all.filter(isKept), ({ task }) => task);
    for (const [task, ofTask] of byTask) {
      const below = into.hasManyShards ? `${shard.id}/` : '';
      await into.target.begin(freshFile(ofTask[0] as ReviewedRecord, { task, below, taken }));
      await into.target.write(ofTask.map((record, index) => `${freshSimsvLine(record, index, shard.id)}\n`).join(''));
      records += ofTask.length;
    }
    seen += all.length;
    into.onRecords(seen);
  }
  return records;
}

/** Most characters of a name that follows from a scene or a task: 255 bytes are what file systems take. */
const longestPart = 80;

/**
 * `<split>/<house>/qa_pairs_<type>__<N>.jsonl`; a scene whose name has another depth gets one of two. Names that differ only in what a file name cannot say (or by
 * case, or far behind) are told apart by a number behind the type.
 */
function freshFile(
  { sceneFolder, trajectoryName }: ReviewedRecord,
  { task, below, taken }: { readonly task: string; readonly below: string; readonly taken: Set<string> },
): string {
  const parts = sceneFolder.split('/').filter((part) => part !== '' && part !== '.' && part !== '..');
  const house = (parts.at(-1) ?? 'unnamed').slice(0, longestPart);
  const split = parts.length > 1 ? parts.slice(0, -1).join('_').slice(0, longestPart) : 'questions';
  const plain = (name: string) => name.replace(/[^\w-]+/g, '_').slice(0, longestPart);
  const named = (n: number) => `${below}${split}/${house}/qa_pairs_${plain(task)}${n === 1 ? '' : `-${n}`}__${plain(trajectoryName)}.jsonl`;
  let n = 1;
  while (taken.has(nameKey(named(n)))) n += 1;
  taken.add(nameKey(named(n)));
  return named(n);
}

/** One file's bytes as they are to be written; lines that are no questions become problems. */
async function reviewedBytes(
  file: ReviewedFile,
  { isKept }: WriteOptions,
  problems: Problem[],
): Promise<{ readonly bytes: Buffer; readonly kept: number; readonly seen: number }> {
  const records: ReviewedRecord[] = [];
  for await (const page of file.pages()) records.push(...page);
  const bytes = await file.read(0, file.source.sizeBytes);
  const isUntouched = records.every((record) => record.edit === null && isKept(record));
  if (isUntouched && areAllLines(records, bytes)) return { bytes, kept: records.length, seen: records.length };
  const byOffset = new Map(records.map((record) => [record.byteOffset, record]));
  const pieces: Buffer[] = [];
  let [kept, isUnended] = [0, false];
  for (const { bytes: lineBytes, byteOffset, line } of nonEmptyLines(bytes)) {
    const record = byOffset.get(byteOffset);
    if (record === undefined) {
      const message = 'The line is no question of this shard and was left out of the export.';
      problems.push({ code: 'question.malformed', file: file.source.path, line, message });
      continue;
    }
    if (!isKept(record)) continue;
    // Only the very last line may lack its end.
    if (isUnended) pieces.push(Buffer.from('\n'));
    const end = byteOffset + lineBytes.length;
    const lineEnd = /^\r?\n?/.exec(bytes.toString('latin1', end, end + 2))?.[0] ?? '';
    pieces.push(lineOf(record, lineBytes), Buffer.from(lineEnd));
    isUnended = lineEnd === '';
    kept += 1;
  }
  return { bytes: Buffer.concat(pieces), kept, seen: records.length };
}

/** Whether a file is nothing but these records, one line each, one behind another: then it is written as it is. */
function areAllLines(records: readonly ReviewedRecord[], bytes: Buffer): boolean {
  let at = 0;
  for (const { byteOffset, bytes: own } of records) {
    if (byteOffset !== at || own === null) return false;
    at += own.length;
    if (bytes[at] === 0x0d) at += 1;
    if (bytes[at] === 0x0a) at += 1;
    else if (at < bytes.length) return false;
  }
  return at === bytes.length;
}

function lineOf({ edit }: ReviewedRecord, stored: Buffer): Buffer {
  if (edit === null) return stored;
  return Buffer.from(editedRecord(stored.toString('utf8'), { ...edit.content, recordFields: edit.recordFields }));
}
