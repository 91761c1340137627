import { isAscii } from 'node:buffer';
import { type Problem, problemFromError } from '../../../shared/errors.ts';
import { bidiMessage, findBidiControls } from '../find-bidi-controls.ts';
import { questionId } from '../question-id.ts';
import type { IndexedQuestion, IndexedQuestionFile } from '../shard-reader.ts';
import { nonEmptyLines, type ReadSource, sha256Of } from './read-source.ts';
import { contentFromRecord, parseRecordForReading } from './record.ts';

/** What a file of questions is about. */
export interface QuestionOwner {
  /** "val/000012". */
  readonly sceneFolder: string;
  readonly trajectoryName: string;
  /** Stands in for the dataset's name where a record has no `source`. */
  readonly shardName: string;
}

/**
 * The questions of a `qa_pairs_<type>__N.jsonl`. A line that is no question is a problem and the rest goes on; an empty file has none. Ids follow from
 * the dataset's name, the file and the line's bytes, so they are the same on every machine and after every import.
 */
export function questionsFromFile(
  { source, bytes }: ReadSource,
  owner: QuestionOwner,
): { readonly file: IndexedQuestionFile; readonly problems: readonly Problem[] } {
  const { sceneFolder, trajectoryName, shardName } = owner;
  const questions: IndexedQuestion[] = [];
  const problems: Problem[] = [];
  const copies = new Map<string, number>();
  // Where every byte is a character, places are the same in both, and one text serves all lines.
  const text = isAscii(bytes) ? bytes.toString('latin1') : null;
  for (const { bytes: lineBytes, byteOffset, line } of nonEmptyLines(bytes)) {
    try {
      const record = parseRecordForReading(text === null ? lineBytes : text.slice(byteOffset, byteOffset + lineBytes.length));
      const contentHash = sha256Of(lineBytes);
      const copy = copies.get(contentHash) ?? 0;
      copies.set(contentHash, copy + 1);
      const datasetName = typeof record['source'] === 'string' ? record['source'] : shardName;
      const id = questionId(datasetName, source.path, contentHash, copy);
      const place = { byteOffset, byteLength: lineBytes.length, line };
      const content = contentFromRecord(record);
      const controls = findBidiControls([content.text, content.answer, ...content.options.map((option) => option.text)].join('\n'));
      if (controls.length > 0) problems.push({ code: 'question.malformed', file: source.path, line, message: bidiMessage(controls) });
      questions.push({ id, sceneFolder, trajectoryName, task: String(record['task']), content, contentHash, ...place });
    } catch (error) {
      problems.push({ ...problemFromError(error), file: source.path, line });
    }
  }
  return { file: { file: source, sceneFolder, isComplete: true, questions }, problems };
}
