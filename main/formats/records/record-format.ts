import type { QuestionContent } from '../../../shared/api/index.ts';

/** A question as a record of some format tells it. */
export interface FoundQuestion {
  /** In SIMS-V's or VSI-Bench's words where the registry knows it, else the record's own. */
  readonly task: string;
  readonly content: QuestionContent;
  readonly about: QuestionSubject;
}

/** What a record says its question is about. */
export interface QuestionSubject {
  /** Key of the scene in the shard: "val/000012", "scannet/scene0011_00". */
  readonly scene: string;
  /** Name of the trajectory in the scene; "0" where a format has one per scene. */
  readonly trajectory: string;
  /** The video's path as the record gives it, cleaned; null where it gives none that may be opened. */
  readonly video: string | null;
}

/** An edited question of a record. */
export type QuestionEdit = Pick<QuestionContent, 'text' | 'answer' | 'options' | 'letter'>;

/** What becomes of the questions of one record: by their part, from 0. Those that are not named stay. */
export interface RecordChanges {
  readonly edits: ReadonlyMap<number, QuestionEdit>;
  readonly dropped: ReadonlySet<number>;
}

/** Any JSON object. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** How questions lie in the records of one format; records are JSON objects, wherever they are stored. */
export interface RecordFormat {
  /** Whether a record of a file looks like this format's; decides detection. */
  isRecord(record: JsonObject): boolean;
  /** Its questions, in order. @throws AppError `question.malformed`. */
  questions(record: JsonObject): FoundQuestion[];
  /** The record's JSON text with changes; every other byte stays. Only called where something changes and something stays. */
  changed(text: string, changes: RecordChanges): string;
}
