import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { reviewedFiles } from '../../review/reviewed-files.ts';
import { countQuestions } from '../../store/question-counts.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { conversationFromRecord, editedRecord, parseRecord } from '../simsv/record.ts';
import { openAtomicFile } from '../write-atomic.ts';

/** Writes training conversations, one question each, as one JSONL file in the form SIMS-V's own formatter gives them. */
export const conversationsWriter: ShardWriter = {
  format: 'conversations',
  countRecords: countQuestions,
  async write(workspace, out, options) {
    const problems: Problem[] = [];
    const target = await openAtomicFile(out);
    let [records, done] = [0, 0];
    try {
      for await (const { shard, path, lines, problems: found } of reviewedFiles(workspace)) {
        if (options.signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
        problems.push(...found);
        const split = path.split('/')[0] ?? '';
        const written: string[] = [];
        for (const { bytes, line, verdict, edit } of lines) {
          if (!options.verdicts.has(verdict)) continue;
          const stored = bytes.toString('utf8');
          const record = parseRecord(edit === null ? stored : editedRecord(stored, { ...edit.content, recordFields: edit.recordFields }));
          const source = typeof record['source'] === 'string' ? record['source'] : shard.id;
          try {
            written.push(`${conversationFromRecord(record, { source, split, mode: options.answerMode })}\n`);
          } catch (error) {
            problems.push({ ...problemFromError(error), file: path, line });
          }
        }
        await target.write(written.join(''));
        records += written.length;
        done += lines.length;
        options.onRecords(done);
      }
      await target.commit();
    } catch (error) {
      await target.discard();
      throw error;
    }
    return { records, files: 1, problems };
  },
};
