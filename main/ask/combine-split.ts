import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Problem, problemFromError } from '../../shared/errors.ts';
import { openError } from '../formats/procthor/open-error.ts';
import { memberSpans } from '../formats/simsv/json-members.ts';
import { readSceneFolder } from '../formats/simsv/read-scene-folder.ts';
import { nonEmptyLines } from '../formats/simsv/read-source.ts';
import { textFromUtf8 } from '../formats/text-from-utf8.ts';
import { openAtomicFile } from '../formats/write-atomic.ts';

/** Name of a split's file with all of its questions. */
export const combinedName = 'combined_qa_pairs.jsonl';

/** A question's line with what it is sorted by, and the text around its number. */
interface CombinedLine {
  readonly head: string;
  readonly tail: string;
  readonly filename: string;
  readonly task: string;
  readonly type: string;
  readonly id: number;
}

/**
 * Writes a split's `combined_qa_pairs.jsonl` anew: the records of all of its question files (whatever their types), "<split>/" before their file name,
 * sorted by file name, task, type and id, and numbered anew. One scene is in memory at a time. A line that is no record is a problem and is left
 * out. Every other byte of a line stays.
 *
 * @param folders - the split's scenes ("val/000012").
 * @throws AppError `file.write-failed`, leaving the old file.
 */
export async function combineSplit(
  directory: string,
  split: string,
  folders: readonly string[],
): Promise<{ readonly records: number; readonly problems: readonly Problem[] }> {
  const target = await openAtomicFile(path.join(directory, split, combinedName));
  const problems: Problem[] = [];
  let records = 0;
  try {
    // File names sort as their folders do, so that scene after scene is the whole order.
    for (const folder of [...folders].sort((a, b) => compareText(`${a}/`, `${b}/`))) {
      const lines = await linesOfScene(directory, folder, problems);
      lines.sort(compareLines);
      await target.write(lines.map(({ head, tail }) => `${head}${records++}${tail}\n`).join(''));
    }
    await target.commit();
  } catch (error) {
    await target.discard();
    throw error;
  }
  return { records, problems };
}

async function linesOfScene(directory: string, folder: string, problems: Problem[]): Promise<CombinedLine[]> {
  const { scene } = await readSceneFolder(directory, folder);
  const split = folder.split('/')[0] as string;
  const lines: CombinedLine[] = [];
  for (const { name } of scene.questionFiles) {
    const file = `${folder}/${name}`;
    for (const { bytes, line } of nonEmptyLines(readSmallFile(directory, file))) {
      try {
        lines.push(combinedLine(textFromUtf8(bytes), split));
      } catch (error) {
        const message = `The line is no question record (${problemFromError(error).message}); ${combinedName} is without it.`;
        problems.push({ code: 'question.malformed', file, line, message });
      }
    }
  }
  return lines;
}

/** At once rather than asynchronously: there are hundreds of these files, and a round through the thread pool costs more than reading one. */
function readSmallFile(directory: string, file: string): Buffer {
  try {
    return readFileSync(path.join(directory, ...file.split('/')));
  } catch (cause) {
    throw openError(file, cause);
  }
}

/** Throws where the line is no JSON object with a number and a file name. */
function combinedLine(line: string, split: string): CombinedLine {
  const { filename: stored, task, type, id } = JSON.parse(line) as Readonly<Record<string, unknown>>;
  const spans = memberSpans(line);
  const [number, name] = [spans.get('idx'), spans.get('filename')];
  if (typeof stored !== 'string' || name === undefined) throw new TypeError('it has no "filename"');
  if (number === undefined) throw new TypeError('it has no "idx"');
  const filename = stored.startsWith(`${split}/`) ? stored : `${split}/${stored}`;
  const quoted = filename === stored ? line.slice(name.start, name.end) : JSON.stringify(filename);
  const isNumberFirst = number.start < name.start;
  const head = isNumberFirst ? line.slice(0, number.start) : line.slice(0, name.start) + quoted + line.slice(name.end, number.start);
  const tail = isNumberFirst ? line.slice(number.end, name.start) + quoted + line.slice(name.end) : line.slice(number.end);
  return { head, tail, filename, task: String(task), type: String(type), id: typeof id === 'number' ? id : 0 };
}

function compareLines(a: CombinedLine, b: CombinedLine): number {
  return compareText(a.filename, b.filename) || compareText(a.task, b.task) || compareText(a.type, b.type) || a.id - b.id;
}

/** By UTF-16 units, as Python orders plain names; `localeCompare` would put small letters before capitals. */
function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
