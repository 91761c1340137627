import { open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { vsibenchRecordSchema } from './read-questions.ts';

/** Where a VSI-Bench release lies. */
export interface VsibenchFiles {
  readonly questionFiles: readonly string[];
  readonly metaFiles: readonly string[];
}

/** What was found, or what was looked for in vain. */
export interface VsibenchDetection {
  readonly files: VsibenchFiles | null;
  readonly why: string;
}

const wanted =
  'VSI-Bench has a test.jsonl (records with id, dataset, scene_name, question_type, question, ground_truth) with *_meta_info_*.json files beside it or in a folder meta_info';

/**
 * Finds VSI-Bench's questions and scene metadata: `given` is a question file, or a directory with one in it or in a folder of it. Of several question files
 * `test.jsonl` alone is taken (the others are subsets of it). Metadata may lie beside the questions, in a folder there, or in a folder beside that.
 */
export async function findVsibenchFiles(given: string): Promise<VsibenchDetection> {
  const questionFiles = await findQuestionFiles(given);
  const [first] = questionFiles;
  if (first === undefined) return { files: null, why: wanted };
  const metaFiles = await findMetaFiles(given, first);
  if (metaFiles.length > 0) {
    const why = `${questionFiles.length} VSI-Bench question file${questionFiles.length === 1 ? '' : 's'} and ${metaFiles.length} meta_info files`;
    return { files: { questionFiles, metaFiles }, why };
  }
  return { files: null, why: `${first} holds VSI-Bench questions but no *_meta_info_*.json was found beside it; ${wanted}` };
}

/** The scene metadata that belongs to a question file: beside it, in a folder there, or in a folder `meta_info` beside that; empty where there is none. */
export async function findMetaFiles(given: string, first: string): Promise<string[]> {
  const around = [...new Set([path.dirname(first), ...((await isDirectory(given)) ? [given] : []), path.dirname(path.dirname(first))])];
  for (const directory of around) {
    // A folder far above may hold anything: there, only one called meta_info counts.
    const isNear = directory !== path.dirname(path.dirname(first)) || directory === given;
    const folders = isNear ? [directory, ...(await subfolders(directory))] : [path.join(directory, 'meta_info')];
    for (const folder of folders) {
      const metaFiles = (await listFiles(folder)).filter((file) => /_meta_info_.*\.json$/.test(path.basename(file)));
      if (metaFiles.length > 0) return metaFiles;
    }
  }
  return [];
}

/** VSI-Bench's question files at a path; empty where there are none. */
export async function findQuestionFiles(given: string): Promise<string[]> {
  if (!(await isDirectory(given))) return (await isQuestionFile(given)) ? [given] : [];
  for (const folder of [given, ...(await subfolders(given))]) {
    const candidates = (await listFiles(folder)).filter((file) => file.endsWith('.jsonl'));
    const found: string[] = [];
    for (const file of candidates) if (await isQuestionFile(file)) found.push(file);
    const whole = found.find((file) => path.basename(file) === 'test.jsonl');
    if (whole !== undefined) return [whole];
    if (found.length > 0) return found;
  }
  return [];
}

/** Whether one of the first lines is a VSI-Bench record: the very first may be the broken one. */
async function isQuestionFile(file: string): Promise<boolean> {
  if (!file.endsWith('.jsonl')) return false;
  const handle = await open(file).catch(() => null);
  if (handle === null) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(1 << 16), 0, 1 << 16, 0);
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n').slice(0, 5);
    return lines.some(isRecord);
  } finally {
    await handle.close();
  }
}

function isRecord(line: string): boolean {
  try {
    return vsibenchRecordSchema.safeParse(JSON.parse(line)).success;
  } catch {
    return false;
  }
}

async function isDirectory(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isDirectory() ?? false;
}

async function listFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.sort().map((name) => path.join(folder, name));
}

async function subfolders(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const file of await listFiles(folder)) if (!path.basename(file).startsWith('.') && (await isDirectory(file))) found.push(file);
  return found;
}
