import { type Problem, problemFromError } from '../../../shared/errors.ts';
import type { ReadQuestion, ReadQuestionFile } from '../shard-reader.ts';
import { nonEmptyLines, type ReadSource, sha256Of } from './read-source.ts';
import { contentFromRecord, parseRecordForReading } from './record.ts';

/**
 * The questions of a `qa_pairs_<type>__N.jsonl`. A line that is no question is a problem and the rest goes on; an empty file has none. Ids follow from
 * the dataset's name, the file and the line's bytes, so they are the same on every machine and after every import.
 *
 * @param shardName - stands in for the dataset's name where a record has no `source`.
 */
export function questionsFromFile(
  { source, bytes }: ReadSource,
  trajectoryName: string,
  shardName: string,
): { readonly file: ReadQuestionFile; readonly problems: readonly Problem[] } {
  const questions: ReadQuestion[] = [];
  const problems: Problem[] = [];
  const copies = new Map<string, number>();
  for (const { bytes: lineBytes, byteOffset, line } of nonEmptyLines(bytes)) {
    try {
      const record = parseRecordForReading(lineBytes);
      const contentHash = sha256Of(lineBytes);
      const copy = copies.get(contentHash) ?? 0;
      copies.set(contentHash, copy + 1);
      const datasetName = typeof record['source'] === 'string' ? record['source'] : shardName;
      const id = sha256Of([datasetName, source.path, contentHash, copy].join('\0')).slice(0, 32);
      const task = String(record['task']);
      questions.push({ id, task, content: contentFromRecord(record), contentHash, byteOffset, byteLength: lineBytes.length, line });
    } catch (error) {
      problems.push({ ...problemFromError(error), file: source.path, line });
    }
  }
  return { file: { file: source, trajectoryName, questions }, problems };
}
