import { sql } from 'kysely';
import type { Agreement, QuestionContent } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { QuestionListing } from '../../shared/findings/find-in-question.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import type { DecisionTrace } from '../review/decision-trace.ts';
import { type EditOutcome, type QuestionState, untouchedState } from '../review/fold-decisions.ts';
import { columnsFromListing, listingFromColumns } from './listing-columns.ts';
import type { Workspace } from './workspace.ts';

/** Where a question's bytes lie in its shard. */
export interface QuestionSource {
  readonly sourceFileId: number;
  readonly byteOffset: number;
  /** Without the line's end. */
  readonly byteLength: number;
  /** 1-based. */
  readonly line: number;
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
  /** Relative to the shard. */
  readonly sourcePath: string;
  readonly convention: string;
  readonly verdict: Verdict;
  readonly isFlagged: boolean;
  /** Content after an edit; null while the stored one stands. */
  readonly edited: QuestionContent | null;
  /** Identity of the content in force: what a decision must be about. */
  readonly currentHash: string;
  readonly currentAgreement: Agreement;
  readonly currentMarginScore: number | null;
}

/** Stores questions in shard order. Those whose id is known already are left alone; returns how many were. */
export function insertQuestions(workspace: Workspace, questions: readonly NewQuestion[]): number {
  const known = new Set(
    knownIds(
      workspace,
      questions.map(({ id }) => id),
    ),
  );
  const fresh = questions.filter(({ id }) => !known.has(id));
  const last = workspace.first(workspace.db.selectFrom('question').select(sql<number>`coalesce(max(seq), 0)`.as('seq')))?.seq ?? 0;
  workspace.insertAll(
    'question',
    fresh.map((question, index) => rowFromQuestion(question, last + 1 + index)),
  );
  workspace.insertAll(
    'question_state',
    fresh.map((question, index) => ({
      seq: last + 1 + index,
      scene_id: question.sceneId,
      task: question.task,
      text: question.stored.text,
      answer: question.stored.answer,
      content_hash: question.contentHash,
      agreement: question.agreement,
      margin_score: question.marginScore,
      verdict: 'undecided',
      is_flagged: 0,
      has_comment: 0,
      ...columnsFromListing(question.listing),
    })),
  );
  const { db } = workspace;
  workspace.run(
    db
      .updateTable('verdict_count')
      .set({ count: sql`count + ${fresh.length}` })
      .where('verdict', '=', 'undecided'),
  );
  return questions.length - fresh.length;
}

function rowFromQuestion(question: NewQuestion, seq: number) {
  return {
    seq,
    id: question.id,
    scene_id: question.sceneId,
    trajectory_id: question.trajectoryId,
    task: question.task,
    source_file_id: question.sourceFileId,
    byte_offset: question.byteOffset,
    byte_length: question.byteLength,
    line: question.line,
    content_hash: question.contentHash,
    stored: JSON.stringify(question.stored),
    agreement: question.agreement,
    margin_score: question.marginScore,
    ...columnsFromListing(question.listing),
  };
}

function knownIds(workspace: Workspace, ids: readonly string[]): string[] {
  const known: string[] = [];
  for (let start = 0; start < ids.length; start += 1000) {
    const query = workspace.db
      .selectFrom('question')
      .select('id')
      .where('id', 'in', ids.slice(start, start + 1000));
    known.push(...workspace.all(query).map(({ id }) => id));
  }
  return known;
}

/** @throws AppError `not-found`. */
export function getQuestionRecord(workspace: Workspace, id: string): QuestionRecord {
  const row = workspace.first(
    workspace.db
      .selectFrom('question')
      .innerJoin('question_state', 'question_state.seq', 'question.seq')
      .innerJoin('source_file', 'source_file.id', 'question.source_file_id')
      .innerJoin('shard', 'shard.id', 'source_file.shard_id')
      .selectAll('question')
      .select(['source_file.path as source_path', 'shard.convention', 'question_state.verdict', 'question_state.is_flagged'])
      .select(['question_state.edited', 'question_state.content_hash as current_hash', 'question_state.agreement as current_agreement'])
      .select('question_state.margin_score as current_margin_score')
      .where('question.id', '=', id),
  );
  if (row === undefined) throw new AppError('not-found', `There is no question "${id}" in this workspace.`, { where: { item: id } });
  return {
    id,
    seq: row.seq,
    sceneId: row.scene_id,
    trajectoryId: row.trajectory_id,
    task: row.task,
    sourceFileId: row.source_file_id,
    sourcePath: row.source_path,
    byteOffset: row.byte_offset,
    byteLength: row.byte_length,
    line: row.line,
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

/** The questions of one file with what was decided about them, in file order. */
export function questionsOfFile(
  workspace: Workspace,
  sourceFileId: number,
): { readonly byteOffset: number; readonly verdict: Verdict; readonly edit: EditOutcome | null }[] {
  const rows = workspace.all(
    workspace.db
      .selectFrom('question')
      .innerJoin('question_state', 'question_state.seq', 'question.seq')
      .select(['question.byte_offset', 'question_state.verdict', 'question_state.edited'])
      .where('question.source_file_id', '=', sourceFileId)
      .orderBy('question.byte_offset'),
  );
  return rows.map(({ byte_offset, verdict, edited }) => ({
    byteOffset: byte_offset,
    verdict: verdict as Verdict,
    edit: edited === null ? null : (JSON.parse(edited) as EditOutcome),
  }));
}
