import path from 'node:path';
import { sql } from 'kysely';
import type { Agreement, GeometryState, QuestionContent } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { QuestionListing } from '../../shared/findings/find-in-question.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import type { DecisionTrace } from '../review/decision-trace.ts';
import { type EditOutcome, type QuestionState, untouchedState } from '../review/fold-decisions.ts';
import { columnsFromListing, listingFromColumns, objectsColumn } from './listing-columns.ts';
import { type CheckDue, geometryOf } from './scenes.ts';
import type { Workspace } from './workspace.ts';

/** Where a question's record lies in its shard. */
export interface QuestionSource {
  readonly sourceFileId: number;
  readonly byteOffset: number;
  /** Without the line's end; 0 where a record has no bytes of its own. */
  readonly byteLength: number;
  /** 1-based line, row or sample. */
  readonly line: number;
  /** Which question of its record, from 0. */
  readonly part: number;
}

/** A question to store. */
export interface NewQuestion extends QuestionSource {
  readonly id: string;
  readonly sceneId: string;
  readonly trajectoryId: string;
  readonly task: string;
  /** SHA-256 of its bytes, hex. */
  readonly contentHash: string;
  readonly stored: QuestionContent;
  readonly agreement: Agreement;
  readonly marginScore: number | null;
  readonly listing: QuestionListing;
}

/** A stored question with its place, without its decisions. */
export interface QuestionRecord extends NewQuestion {
  readonly seq: number;
  /** Relative to the shard; the shard's own name where that is one file. */
  readonly sourcePath: string;
  readonly convention: string;
  readonly geometry: GeometryState;
  readonly verdict: Verdict;
  readonly isFlagged: boolean;
  /** Content after an edit; null while the stored one stands. */
  readonly edited: QuestionContent | null;
  /** Identity of the content in force: what a decision must be about. */
  readonly currentHash: string;
  readonly currentAgreement: Agreement;
  readonly currentMarginScore: number | null;
}

/**
 * Stores questions in shard order, in the caller's transaction. Those whose id is known already are left alone.
 *
 * @returns the questions that were known.
 */
export function insertQuestions(workspace: Workspace, questions: readonly NewQuestion[]): readonly NewQuestion[] {
  const insert = workspace.prepareRun(
    `insert into question (seq, id, scene_id, trajectory_id, task, source_file_id, byte_offset, byte_length, line, part, content_hash, stored, agreement, objects)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do nothing`,
  );
  const first = workspace.prepareAll<{ readonly seq: number | null }>('select max(seq) as seq from question')()[0]?.seq ?? 0;
  const escaped: { readonly seq: number; readonly stored: QuestionContent }[] = [];
  let seq = first;
  const known = questions.filter((q) => {
    const [json, objects] = [JSON.stringify(q.stored), objectsColumn(q.listing)];
    const about = [seq + 1, q.id, q.sceneId, q.trajectoryId, q.task];
    if (insert(...about, q.sourceFileId, q.byteOffset, q.byteLength, q.line, q.part, q.contentHash, json, q.agreement, objects) === 0)
      return true;
    seq += 1;
    if (json.includes('\\u')) escaped.push({ seq, stored: q.stored });
    return false;
  });
  insertStates(workspace, first, escaped);
  workspace.prepareRun("update verdict_count set count = count + ? where verdict = 'undecided'")(seq - first);
  return known;
}

/** The states of all questions after one, in a single statement, which takes half the time of one for each. */
function insertStates(
  workspace: Workspace,
  after: number,
  escaped: readonly { readonly seq: number; readonly stored: QuestionContent }[],
): void {
  workspace.prepareRun(
    `insert into question_state (seq, scene_id, task, text, answer, content_hash, agreement, objects)
     select seq, scene_id, task, stored ->> '$.text', stored ->> '$.answer', content_hash, agreement, objects from question where seq > ? order by seq`,
  )(after);
  // SQLite's JSON ends a text at a NUL, and knows halves of surrogate pairs in its own way.
  const correct = workspace.prepareRun('update question_state set text = ?, answer = ? where seq = ?');
  for (const { seq, stored } of escaped) correct(stored.text, stored.answer, seq);
}

const recordsPerPage = 1000;

/** Where the records of a file lie, in order. */
export function* recordsOfFile(
  workspace: Workspace,
  sourceFileId: number,
): Generator<{ readonly byteOffset: number; readonly byteLength: number; readonly contentHash: string }> {
  const page = workspace.prepareAll<{ line: number; byteOffset: number; byteLength: number; contentHash: string }>(
    `select distinct line, byte_offset as byteOffset, byte_length as byteLength, content_hash as contentHash from question
     where source_file_id = ? and line > ? order by line limit ${recordsPerPage}`,
  );
  for (let after = 0; ; ) {
    const rows = page(sourceFileId, after);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < recordsPerPage) return;
    after = last.line;
  }
}

/** How many of some questions are stored as questions of another file than the given one. */
export function countInOtherFiles(workspace: Workspace, questions: readonly { readonly id: string }[], sourceFileId: number): number {
  const count = workspace.prepareAll<{ readonly count: number }>(
    'select count(*) as count from question where id in (select value from json_each(?)) and source_file_id <> ?',
  );
  return count(JSON.stringify(questions.map(({ id }) => id)), sourceFileId)[0]?.count ?? 0;
}

/** A question that nobody has judged yet. */
export interface UncheckedQuestion {
  readonly seq: number;
  readonly trajectoryId: string;
  readonly task: string;
  readonly stored: QuestionContent;
}

/** The unchecked questions of a scene, and those that were judged before anybody looked for findings; in shard order. */
export function uncheckedQuestions(workspace: Workspace, sceneId: string): UncheckedQuestion[] {
  const rows = workspace.all(
    workspace.db
      .selectFrom('question_state as state')
      .innerJoin('question', 'question.seq', 'state.seq')
      .select(['question.seq', 'question.trajectory_id', 'question.task', 'question.stored'])
      .where('state.scene_id', '=', sceneId)
      .where(sql<boolean>`(question.agreement = 'unchecked' or question.findings is null)`)
      .orderBy('state.seq'),
  );
  return rows.map(({ seq, trajectory_id, task, stored }) => ({ seq, trajectoryId: trajectory_id, task, stored: JSON.parse(stored) }));
}

/** What the formula says of a stored question. */
export interface Judged {
  readonly seq: number;
  readonly agreement: Agreement;
  readonly marginScore: number | null;
  readonly listing: QuestionListing;
}

/** Stores what the formula says of stored questions; the state of one that was edited meanwhile keeps the edit's. */
export function saveJudgements(workspace: Workspace, judged: readonly Judged[]): void {
  const columns = 'agreement = ?, margin_score = ?, findings = ?, objects = ?, rooms = ?';
  const update = workspace.prepareRun(`update question set ${columns} where seq = ?`);
  const updateState = workspace.prepareRun(`update question_state set ${columns} where seq = ? and edited is null`);
  for (const { seq, agreement, marginScore, listing } of judged) {
    const { findings, objects, rooms } = columnsFromListing(listing);
    update(agreement, marginScore, findings, objects, rooms, seq);
    updateState(agreement, marginScore, findings, objects, rooms, seq);
  }
}

/** Makes the undecidable questions of a scene unchecked again: its geometry has come. */
export function recheckUndecidable(workspace: Workspace, sceneId: string): void {
  const ofScene = 'select seq from question_state where scene_id = ?';
  workspace.prepareRun(`update question set agreement = 'unchecked' where agreement = 'undecidable' and seq in (${ofScene})`)(sceneId);
  workspace.prepareRun(
    "update question_state set agreement = 'unchecked' where agreement = 'undecidable' and edited is null and scene_id = ?",
  )(sceneId);
}

/** @throws AppError `not-found`. */
export function getQuestionRecord(workspace: Workspace, id: string): QuestionRecord {
  const question = findQuestionRecord(workspace, id);
  if (question !== null) return question;
  throw new AppError('not-found', `There is no question "${id}" in this workspace.`, { where: { item: id } });
}

/** A question by its id; null where the workspace does not hold it. */
export function findQuestionRecord(workspace: Workspace, id: string): QuestionRecord | null {
  const row = workspace.first(
    workspace.db
      .selectFrom('question')
      .innerJoin('question_state', 'question_state.seq', 'question.seq')
      .innerJoin('source_file', 'source_file.id', 'question.source_file_id')
      .innerJoin('shard', 'shard.id', 'source_file.shard_id')
      .innerJoin('scene', 'scene.id', 'question.scene_id')
      .selectAll('question')
      .select(['scene.has_geometry', 'scene.check_due'])
      .select([
        'source_file.path as source_path',
        'shard.path as shard_path',
        'shard.convention',
        'question_state.verdict',
        'question_state.is_flagged',
      ])
      .select(['question_state.edited', 'question_state.content_hash as current_hash', 'question_state.agreement as current_agreement'])
      .select('question_state.margin_score as current_margin_score')
      .where('question.id', '=', id),
  );
  if (row === undefined) return null;
  return {
    id,
    seq: row.seq,
    sceneId: row.scene_id,
    trajectoryId: row.trajectory_id,
    task: row.task,
    sourceFileId: row.source_file_id,
    sourcePath: row.source_path === '' ? path.basename(row.shard_path) : row.source_path,
    byteOffset: row.byte_offset,
    byteLength: row.byte_length,
    line: row.line,
    part: row.part,
    geometry: geometryOf({ hasGeometry: row.has_geometry === 1, checkDue: row.check_due as CheckDue | null }),
    contentHash: row.content_hash,
    stored: JSON.parse(row.stored) as QuestionContent,
    agreement: row.agreement as Agreement,
    marginScore: row.margin_score,
    listing: listingFromColumns(row),
    convention: row.convention,
    verdict: row.verdict as Verdict,
    isFlagged: row.is_flagged === 1,
    edited: row.edited === null ? null : (JSON.parse(row.edited) as EditOutcome).content,
    currentHash: row.current_hash,
    currentAgreement: row.current_agreement as Agreement,
    currentMarginScore: row.current_margin_score,
  };
}

/** Writes where a question stands and who brought it there; to be called in the transaction that appends the decision. */
export function saveQuestionState(workspace: Workspace, question: QuestionRecord, state: QuestionState, trace: DecisionTrace): void {
  const { edit } = state;
  const content = edit?.content ?? question.stored;
  const row = {
    verdict: state.verdict,
    is_flagged: state.isFlagged ? 1 : 0,
    text: content.text,
    answer: content.answer,
    edited: edit === null ? null : JSON.stringify(edit),
    content_hash: state.contentHash,
    agreement: edit?.agreement ?? question.agreement,
    margin_score: edit === null ? question.marginScore : edit.marginScore,
    ...columnsFromListing(edit?.listing ?? question.listing),
    reviewer: trace.reviewer,
    reject_reason: trace.rejectReason,
    has_comment: trace.hasComment ? 1 : 0,
    changed_at_ms: trace.changedAtMs,
  };
  workspace.run(workspace.db.updateTable('question_state').set(row).where('seq', '=', question.seq));
}

/** The cached state of a question, as {@link saveQuestionState} wrote it. */
export function readQuestionState(workspace: Workspace, question: QuestionRecord): QuestionState {
  const row = workspace.first(workspace.db.selectFrom('question_state').selectAll().where('seq', '=', question.seq));
  if (row === undefined) return untouchedState(question.contentHash);
  const edit = row.edited === null ? null : (JSON.parse(row.edited) as EditOutcome);
  return { verdict: row.verdict as Verdict, isFlagged: row.is_flagged === 1, edit, contentHash: row.content_hash };
}
