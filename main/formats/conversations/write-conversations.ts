import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import { type ReviewedRecord, reviewedFiles } from '../../review/reviewed-files.ts';
import { countQuestions } from '../../store/question-counts.ts';
import type { ShardWriter } from '../shard-writer.ts';
import { conversationFromRecord, editedRecord, parseRecord } from '../simsv/record.ts';

/** Writes training conversations, one question each, as one JSONL file in the form SIMS-V's own formatter gives them. */
export const conversationsWriter: ShardWriter = {
  format: 'conversations',
  target: 'file',
  countRecords: countQuestions,
  async write(workspace, target, options) {
    const problems: Problem[] = [];
    let [records, done] = [0, 0];
    await target.begin('');
    for await (const file of reviewedFiles(workspace)) {
      const split = file.source.path.split('/')[0] ?? '';
      for await (const page of file.pages()) {
        if (options.signal.aborted) throw new AppError('cancelled', 'The export was interrupted; nothing was left behind.');
        const written: string[] = [];
        for (const reviewed of page) {
          if (!options.isKept(reviewed)) continue;
          try {
            const record = recordInForce(reviewed);
            const source = typeof record['source'] === 'string' ? record['source'] : file.shard.id;
            written.push(`${conversationFromRecord(record, { source, split, mode: options.answerMode })}\n`);
          } catch (error) {
            problems.push({ ...problemFromError(error), file: file.source.path, line: reviewed.line });
          }
        }
        await target.write(written.join(''));
        records += written.length;
        done += page.length;
        options.onRecords(done);
      }
    }
    return { records, problems };
  },
};

function recordInForce({ bytes, edit }: ReviewedRecord): ReturnType<typeof parseRecord> {
  const stored = bytes?.toString('utf8') ?? '';
  return parseRecord(edit === null ? stored : editedRecord(stored, { ...edit.content, recordFields: edit.recordFields }));
}
