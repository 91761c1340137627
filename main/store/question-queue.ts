import type { ExpressionBuilder } from 'kysely';
import { sql } from 'kysely';
import type { Agreement, QuestionQuery, QuestionRow } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import type { WorkspaceTables } from './schema.ts';
import type { Workspace } from './workspace.ts';

/** One page of the queue. */
export interface QuestionPage {
  readonly rows: QuestionRow[];
  /** Opaque; null on the last page. */
  readonly nextCursor: string | null;
  /** Of all pages. */
  readonly total: number;
}

/** Where a page ended: [margin, seq] of its last row. */
type Cursor = readonly [margin: number, seq: number];

type StateBuilder = ExpressionBuilder<WorkspaceTables, 'question_state'>;

/**
 * One page in shard order, or by margin with the questions nearest to another answer first (undecidable ones last). Pages by key, so that
 * a deep page costs what the first one does and decisions in between neither skip nor repeat a row.
 *
 * @throws AppError `input.invalid` for a cursor that is not ours.
 */
export function listQuestions(workspace: Workspace, query: QuestionQuery): QuestionPage {
  const isMatch = (builder: StateBuilder) => matches(builder, query);
  const total = workspace.first(workspace.db.selectFrom('question_state').select(sql<number>`count(*)`.as('total')).where(isMatch))?.total;
  // The state is read first, in order and only as far as the page goes; the narrow rest is looked up by key.
  let page = workspace.db
    .selectFrom('question_state')
    .selectAll()
    .where(isMatch)
    .limit(query.limit + 1);
  const after = query.cursor === undefined ? null : parseCursor(query.cursor);
  if (query.order === 'margin') {
    page = page.orderBy('margin_order').orderBy('seq');
    if (after !== null) page = page.where(sql<boolean>`(margin_order, seq) > (${after[0]}, ${after[1]})`);
  } else {
    page = page.orderBy('seq');
    if (after !== null) page = page.where('seq', '>', after[1]);
  }
  const found = workspace.all(
    workspace.db
      .selectFrom(page.as('state'))
      .innerJoin('question', 'question.seq', 'state.seq')
      .selectAll('state')
      .select(['question.id', 'question.trajectory_id'])
      .orderBy(query.order === 'margin' ? 'state.margin_order' : 'state.seq')
      .orderBy('state.seq'),
  );
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  const hasMore = found.length > query.limit && last !== undefined;
  return {
    rows: shown.map((row) => ({
      id: row.id,
      task: row.task,
      text: row.text,
      answer: row.answer,
      sceneId: row.scene_id,
      trajectoryId: row.trajectory_id,
      verdict: row.verdict as Verdict,
      isFlagged: row.is_flagged === 1,
      agreement: row.agreement as Agreement,
      marginScore: row.margin_score,
    })),
    nextCursor: hasMore ? cursorText([last.margin_order, last.seq]) : null,
    total: total ?? 0,
  };
}

function matches(builder: StateBuilder, query: QuestionQuery) {
  const pattern = query.text === undefined ? null : `%${query.text.replace(/[\\%_]/g, '\\$&')}%`;
  return builder.and([
    ...(query.task === undefined ? [] : [builder('task', '=', query.task)]),
    ...(query.verdict === undefined ? [] : [builder('verdict', '=', query.verdict)]),
    ...(query.scene === undefined ? [] : [builder('scene_id', '=', query.scene)]),
    ...(query.agreement === undefined ? [] : [builder('agreement', '=', query.agreement)]),
    ...(query.flagged === undefined ? [] : [builder('is_flagged', '=', query.flagged === 'true' ? 1 : 0)]),
    ...(pattern === null ? [] : [sql<boolean>`(text like ${pattern} escape '\\' or answer like ${pattern} escape '\\')`]),
  ]);
}

function cursorText(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function parseCursor(text: string): Cursor {
  try {
    const [margin, seq] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    if (typeof margin === 'number' && typeof seq === 'number') return [margin, seq];
  } catch {
    // Falls through to the one error for every unreadable cursor.
  }
  throw new AppError('input.invalid', 'The cursor is not one that a page of the queue gave. Start again from the first page.');
}
