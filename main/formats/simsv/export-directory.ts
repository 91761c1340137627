import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError, type Problem } from '../../../shared/errors.ts';
import { type ReviewedFile, reviewedFiles } from '../../review/reviewed-files.ts';
import { countQuestions } from '../../store/question-counts.ts';
import { listShards } from '../../store/shards.ts';
import type { ShardWriter, WriteOptions } from '../shard-writer.ts';
import { guardWrite, syncFolder, writeFileAtomically } from '../write-atomic.ts';
import { editedRecord } from './record.ts';

/**
 * Writes the question files again as `<split>/<house>/qa_pairs_<type>__<N>.jsonl` (below a folder per shard where there are several). A line nobody edited is
 * copied byte for byte, an edited one changes only where the edit does, lines of other verdicts are left out; files stay even when they become empty.
 */
export const simsvWriter: ShardWriter = {
  format: 'simsv',
  countRecords: countQuestions,
  async write(workspace, out, options) {
    const partial = path.join(path.dirname(out), `.${path.basename(out)}.partial`);
    const hasManyShards = listShards(workspace).length > 1;
    const problems: Problem[] = [];
    let [records, files, done] = [0, 0, 0];
    await guardWrite(out, () => rm(partial, { recursive: true, force: true }));
    await guardWrite(out, () => mkdir(partial));
    try {
      for await (const file of reviewedFiles(workspace)) {
        if (options.signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
        const { bytes, count } = writeReviewed(file, options);
        const folder = hasManyShards ? path.join(partial, file.shard.id) : partial;
        await writeFileAtomically(path.join(folder, ...file.path.split('/')), bytes);
        problems.push(...file.problems);
        records += count;
        files += 1;
        done += file.lines.length;
        options.onRecords(done);
      }
      await guardWrite(out, () => rename(partial, out));
      await syncFolder(path.dirname(out));
    } catch (error) {
      await rm(partial, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
    return { records, files, problems };
  },
};

function writeReviewed({ lines }: ReviewedFile, { verdicts }: WriteOptions): { readonly bytes: Buffer; readonly count: number } {
  const kept = lines.filter(({ verdict }) => verdicts.has(verdict));
  const pieces = kept.flatMap(({ bytes, lineEnd, edit }, index) => {
    const line =
      edit === null ? bytes : Buffer.from(editedRecord(bytes.toString('utf8'), { ...edit.content, recordFields: edit.recordFields }));
    // Only the very last line may lack its end.
    const end = lineEnd === '' && index < kept.length - 1 ? '\n' : lineEnd;
    return [line, Buffer.from(end)];
  });
  return { bytes: Buffer.concat(pieces), count: kept.length };
}
