import { sql } from 'kysely';
import type { Agreement, QuestionRow } from '../../shared/api/index.ts';
import { withCloseCallBelow } from '../../shared/findings/close-call.ts';
import { findingsFromBits } from '../../shared/findings/finding-kinds.ts';
import type { Verdict } from '../../shared/model/decision.ts';
import type { ListTuple } from '../lists/question-columns.ts';
import { namesFromColumn } from './listing-columns.ts';
import type { Workspace } from './workspace.ts';

const tupleColumns = [
  'seq',
  'scene_id',
  'task',
  'verdict',
  'agreement',
  sql<number>`is_flagged + 2 * (edited is not null) + 4 * has_comment`.as('flags'),
  'margin_score',
  'findings',
  'reviewer',
  'reject_reason',
  'changed_at_ms',
  'disagreement',
  'objects',
  'rooms',
] as const;

/** What lists need of up to `limit` questions after a `seq`, in shard order. */
export function listTuplesAfter(workspace: Workspace, seq: number, limit: number): ListTuple[] {
  const query = workspace.db.selectFrom('question_state').select(tupleColumns).where('seq', '>', seq).orderBy('seq').limit(limit);
  return workspace.tuples(query) as unknown as ListTuple[];
}

/** What lists need of one question. */
export function listTupleOf(workspace: Workspace, seq: number): ListTuple | undefined {
  const query = workspace.db.selectFrom('question_state').select(tupleColumns).where('seq', '=', seq);
  return (workspace.tuples(query) as unknown as ListTuple[])[0];
}

/** Wording and answer, as they stand, of up to `limit` questions with `after < seq <= to`, in shard order. */
export function textTuplesAfter(
  workspace: Workspace,
  after: number,
  to: number,
  limit: number,
): [seq: number, text: string, answer: string][] {
  const query = workspace.db.selectFrom('question_state').select(['seq', 'text', 'answer']).where('seq', '>', after).where('seq', '<=', to);
  return workspace.tuples(query.orderBy('seq').limit(limit)) as [number, string, string][];
}

/** The largest `seq` of all questions; 0 without any. */
export function lastSeqOf(workspace: Workspace): number {
  return workspace.first(workspace.db.selectFrom('question_state').select(sql<number>`coalesce(max(seq), 0)`.as('seq')))?.seq ?? 0;
}

/** The `seq` of a question, or null. */
export function seqOfQuestion(workspace: Workspace, id: string): number | null {
  return workspace.first(workspace.db.selectFrom('question').select('seq').where('id', '=', id))?.seq ?? null;
}

/** Ids of questions, in the order of `seqs`. */
export function idsOfSeqs(workspace: Workspace, seqs: readonly number[]): string[] {
  const rows = workspace.all(workspace.db.selectFrom('question').select(['seq', 'id']).where('seq', 'in', inJson(seqs)));
  const ids = new Map(rows.map(({ seq, id }) => [seq, id]));
  return seqs.flatMap((seq) => ids.get(seq) ?? []);
}

/** Whole rows of lists, in the order of `seqs`; margin scores below `closeCallScore` are close calls. */
export function questionRowsOf(workspace: Workspace, seqs: readonly number[], closeCallScore: number): QuestionRow[] {
  if (seqs.length === 0) return [];
  const found = workspace.all(
    workspace.db
      .selectFrom('question_state')
      .innerJoin('question', 'question.seq', 'question_state.seq')
      .select(['question.id', 'question.trajectory_id'])
      .selectAll('question_state')
      .where('question_state.seq', 'in', inJson(seqs)),
  );
  const rows = new Map(
    found.map((row): [number, QuestionRow] => [
      row.seq,
      {
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
        findings: findingsFromBits(withCloseCallBelow(row.findings ?? 0, row.margin_score, closeCallScore)),
        objects: namesFromColumn(row.objects),
        rooms: namesFromColumn(row.rooms),
        reviewer: row.reviewer,
        rejectReason: row.reject_reason,
        hasComment: row.has_comment === 1,
        isEdited: row.edited !== null,
        changedAtMs: row.changed_at_ms,
      },
    ]),
  );
  return seqs.flatMap((seq) => rows.get(seq) ?? []);
}

/** Numbers as one parameter, so that a statement serves any number of them. */
function inJson(seqs: readonly number[]) {
  return sql<number>`(select value from json_each(${JSON.stringify(seqs)}))`;
}
