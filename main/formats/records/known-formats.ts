import type { ConventionName } from '../../../shared/questions/conventions/index.ts';
import { conversationFormat } from '../conversations/conversation-format.ts';
import { plainFormat } from '../plain/plain-format.ts';
import { videoR1Format } from '../video-r1/video-r1-format.ts';
import { vsibenchFormat } from '../vsibench/vsibench-format.ts';
import type { JsonObject, RecordFormat } from './record-format.ts';

/** A format of records, whatever they are stored in. */
export interface KnownFormat {
  readonly name: 'conversations' | 'vsibench' | 'video-r1' | 'questions';
  readonly format: RecordFormat;
  readonly convention: ConventionName;
}

/** The special ones first. */
export const knownFormats: readonly KnownFormat[] = [
  { name: 'conversations', format: conversationFormat, convention: 'simsv' },
  { name: 'vsibench', format: vsibenchFormat, convention: 'vsibench' },
  { name: 'video-r1', format: videoR1Format, convention: 'vsibench' },
  { name: 'questions', format: plainFormat, convention: 'simsv' },
];

/** The format of a record; null where it is a question of none. */
export function formatOf(record: JsonObject): KnownFormat | null {
  return knownFormats.find(({ format }) => format.isRecord(record)) ?? null;
}

/** Formats told by the names of columns, for files whose rows all have the same. */
export function formatOfColumns(columns: readonly string[]): KnownFormat | null {
  const has = (...names: readonly string[]) => names.every((name) => columns.includes(name));
  const [conversations, vsibench, videoR1, plain] = knownFormats as [KnownFormat, KnownFormat, KnownFormat, KnownFormat];
  if (has('conversations')) return conversations;
  if (has('scene_name', 'question_type', 'ground_truth', 'question')) return vsibench;
  if (has('problem', 'problem_type', 'solution')) return videoR1;
  return plain.format.isRecord(Object.fromEntries(columns.map((name) => [name, '']))) ? plain : null;
}
