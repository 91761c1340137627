import { sql } from 'kysely';
import type { Decision, DecisionOperation } from '../../shared/model/decision.ts';
import type { WorkspaceTables } from './schema.ts';
import type { Workspace } from './workspace.ts';

type DecisionRow = Omit<WorkspaceTables['decision'], 'target_id'>;

const columns = ['id', 'question_id', 'question_hash', 'reviewer', 'clock', 'operation', 'payload', 'evidence', 'tool_version'] as const;

function decisionFromRow(row: DecisionRow): Decision {
  return {
    id: row.id,
    questionId: row.question_id,
    questionHash: row.question_hash,
    reviewer: row.reviewer,
    clock: row.clock,
    operation: row.operation as DecisionOperation,
    payload: JSON.parse(row.payload) as Decision['payload'],
    evidence: row.evidence === null ? null : (JSON.parse(row.evidence) as Decision['evidence']),
    toolVersion: row.tool_version,
  };
}

/** Adds a decision to the log. It can never be changed or removed. */
export function appendDecision(workspace: Workspace, decision: Decision): void {
  const target = decision.operation === 'undo' || decision.operation === 'redo' ? String(decision.payload['decisionId']) : null;
  workspace.run(
    workspace.db.insertInto('decision').values({
      id: decision.id,
      question_id: decision.questionId,
      question_hash: decision.questionHash,
      reviewer: decision.reviewer,
      clock: decision.clock,
      operation: decision.operation,
      payload: JSON.stringify(decision.payload),
      evidence: decision.evidence === null ? null : JSON.stringify(decision.evidence),
      tool_version: decision.toolVersion,
      target_id: target,
    }),
  );
}

/** Those of some decisions' ids, or clocks, that the log has already. */
export function decisionsWith(workspace: Workspace, key: 'id' | 'clock', decisions: readonly Decision[]): string[] {
  const values = JSON.stringify(decisions.map((decision) => decision[key]));
  const find = workspace.prepareAll<{ found: string }>(
    `select ${key} as found from decision where ${key} in (select value from json_each(?))`,
  );
  return find(values).map(({ found }) => found);
}

/** Decisions on one question, oldest first. */
export function decisionsOfQuestion(workspace: Workspace, questionId: string): Decision[] {
  const query = workspace.db.selectFrom('decision').select(columns).where('question_id', '=', questionId).orderBy('clock');
  return workspace.all(query).map(decisionFromRow);
}

/** Up to `limit` decisions of the whole log after a clock reading, oldest first. */
export function decisionsAfter(workspace: Workspace, clock: string, limit: number): Decision[] {
  const query = workspace.db.selectFrom('decision').select(columns).where('clock', '>', clock).orderBy('clock').limit(limit);
  return workspace.all(query).map(decisionFromRow);
}

/** How many decisions the log has. */
export function countDecisions(workspace: Workspace): number {
  return workspace.first(workspace.db.selectFrom('decision').select(sql<number>`count(*)`.as('count')))?.count ?? 0;
}

/** The latest clock reading in the log, null while it is empty. */
export function latestClock(workspace: Workspace): string | null {
  return workspace.first(workspace.db.selectFrom('decision').select('clock').orderBy('clock', 'desc').limit(1))?.clock ?? null;
}

/** What last happened to a decision: 'undo' when it was taken back; 'redo' when it was restored or never touched. */
const lastTurn = sql<string>`coalesce((select turn.operation from decision as turn where turn.target_id = decision.id order by turn.clock desc limit 1), 'redo')`;

/** The reviewer's latest decision that still stands, or null. */
export function latestStanding(workspace: Workspace, reviewer: string): Decision | null {
  const query = workspace.db
    .selectFrom('decision')
    .select(columns)
    .where('reviewer', '=', reviewer)
    .where('target_id', 'is', null)
    .where(lastTurn, '=', 'redo')
    .orderBy('clock', 'desc')
    .limit(1);
  const row = workspace.first(query);
  return row === undefined ? null : decisionFromRow(row);
}

/**
 * The decisions of a batch that an undo would take back (those that still stand), or that a redo would restore (those that the undos of this batch took
 * back, and nobody restored since), in the order in which they are to be turned.
 */
export function batchTargets(
  workspace: Workspace,
  batchId: string,
  direction: 'undo' | 'redo',
): { readonly id: string; readonly questionId: string }[] {
  const { db } = workspace;
  const ofBatch = sql<string>`json_extract(batch.payload, '$.batchId')`;
  const query =
    direction === 'undo'
      ? db
          .selectFrom('decision as batch')
          .innerJoin('decision', 'decision.id', 'batch.id')
          .where('batch.target_id', 'is', null)
          .where(lastTurn, '=', 'redo')
      : db.selectFrom('decision as batch').innerJoin('decision', 'decision.id', 'batch.target_id').where(lastTurn, '=', 'undo');
  const rows = query
    .select(['decision.id', 'decision.question_id as questionId'])
    .where(ofBatch, '=', batchId)
    .orderBy('batch.clock', 'desc');
  return workspace.all(rows);
}

/** The decision that the reviewer's latest undo took back, with that undo; null when something new was decided since. */
export function latestUndone(workspace: Workspace, reviewer: string): { readonly target: Decision; readonly undo: Decision } | null {
  const { db } = workspace;
  const newest = workspace.first(
    db
      .selectFrom('decision')
      .select('clock')
      .where('reviewer', '=', reviewer)
      .where('target_id', 'is', null)
      .orderBy('clock', 'desc')
      .limit(1),
  );
  if (newest === undefined) return null;
  const row = workspace.first(
    db
      .selectFrom('decision as undo')
      .innerJoin('decision', 'decision.id', 'undo.target_id')
      .select(columns.map((name) => `decision.${name}` as const))
      .select('undo.id as undo_id')
      .where('undo.reviewer', '=', reviewer)
      .where('undo.operation', '=', 'undo')
      .where('undo.clock', '>', newest.clock)
      .where(lastTurn, '=', 'undo')
      .orderBy('undo.clock', 'desc')
      .limit(1),
  );
  if (row === undefined) return null;
  const undo = workspace.first(db.selectFrom('decision').select(columns).where('id', '=', row.undo_id));
  return undo === undefined ? null : { target: decisionFromRow(row), undo: decisionFromRow(undo) };
}
