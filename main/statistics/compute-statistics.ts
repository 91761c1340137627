import { sql } from 'kysely';
import type { Statistics } from '../../shared/api/index.ts';
import { withCloseCallBelow } from '../../shared/findings/close-call.ts';
import { findingsFromBits } from '../../shared/findings/finding-kinds.ts';
import { type Verdict, verdicts } from '../../shared/model/decision.ts';
import { rejectReasonsOf } from '../store/settings.ts';
import type { Workspace } from '../store/workspace.ts';
import { answerStatistics } from './answer-statistics.ts';
import { paceStatistics } from './pace-statistics.ts';
import type { StatisticsRequest } from './statistics-request.ts';

/** Where a workspace stands, counted from its tables: about a second for 200,000 questions, so that hosts run it beside the main loop. */
export function computeStatistics(workspace: Workspace, request: StatisticsRequest): Statistics {
  const byTask = countVerdicts(workspace);
  const byVerdict = emptyVerdicts();
  for (const { byVerdict: ofTask } of byTask) for (const verdict of verdicts) byVerdict[verdict] += ofTask[verdict];
  const questions = verdicts.reduce((sum, verdict) => sum + byVerdict[verdict], 0);
  return {
    questions,
    reviewed: questions - byVerdict.undecided,
    byVerdict,
    byAgreement: Object.fromEntries(countBy(workspace, 'agreement')),
    tasks: byTask,
    rejectReasons: countReasons(workspace),
    ...answerStatistics(workspace),
    ...countMargins(workspace),
    findings: countFindings(workspace, request.closeCallScore),
    scenes: countScenes(workspace),
    ...paceStatistics(workspace, request),
  };
}

function emptyVerdicts(): Record<Verdict, number> {
  return Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
}

const counted = sql<number>`count(*)`.as('count');

function countVerdicts(workspace: Workspace): Statistics['tasks'] {
  const rows = workspace.all(workspace.db.selectFrom('question_state').select(['task', 'verdict', counted]).groupBy(['task', 'verdict']));
  const tasks = new Map<string, Record<Verdict, number>>();
  for (const { task, verdict, count } of rows) {
    const byVerdict = tasks.get(task) ?? emptyVerdicts();
    byVerdict[verdict as Verdict] = count;
    tasks.set(task, byVerdict);
  }
  return [...tasks].map(([task, byVerdict]) => ({ task, byVerdict })).sort((a, b) => (a.task < b.task ? -1 : 1));
}

function countBy(workspace: Workspace, column: 'agreement' | 'reject_reason'): [string, number][] {
  const query = workspace.db.selectFrom('question_state').select([column, counted]).where(column, 'is not', null).groupBy(column);
  return workspace.all(query.orderBy('count', 'desc')).map((row) => [String(row[column]), row.count]);
}

function countReasons(workspace: Workspace): Statistics['rejectReasons'] {
  const labels = new Map(rejectReasonsOf(workspace).map(({ id, label }) => [id, label]));
  return countBy(workspace, 'reject_reason').map(([reason, count]) => ({ reason, label: labels.get(reason) ?? reason, count }));
}

function countMargins(workspace: Workspace): Pick<Statistics, 'margins' | 'withoutMargin'> {
  const tenth = sql<number | null>`min(9, cast(margin_score * 10 as integer))`.as('tenth');
  const margins = new Array<number>(10).fill(0);
  let withoutMargin = 0;
  for (const row of workspace.all(workspace.db.selectFrom('question_state').select([tenth, counted]).groupBy('tenth'))) {
    if (row.tenth === null) withoutMargin = row.count;
    else margins[row.tenth] = row.count;
  }
  return { margins, withoutMargin };
}

function countFindings(workspace: Workspace, closeCallScore: number): Statistics['findings'] {
  const totals = new Map<string, number>();
  // One margin score of each side, which stands for all of its side.
  const isSmall = sql<number | null>`margin_score < ${closeCallScore}`.as('is_small');
  const query = workspace.db
    .selectFrom('question_state')
    .select(['findings', isSmall, sql<number | null>`min(margin_score)`.as('score'), counted])
    .groupBy(['findings', 'is_small']);
  for (const { findings, score, count } of workspace.all(query))
    for (const finding of findingsFromBits(withCloseCallBelow(findings ?? 0, score, closeCallScore)))
      totals.set(finding, (totals.get(finding) ?? 0) + count);
  return [...totals].map(([finding, count]) => ({ finding, count })).sort((a, b) => b.count - a.count);
}

function countScenes(workspace: Workspace): Statistics['scenes'] {
  const query = workspace.db
    .selectFrom('question_state')
    .select(['scene_id as scene', sql<number>`count(*)`.as('questions'), sql<number>`sum(verdict <> 'undecided')`.as('reviewed')])
    .groupBy('scene_id')
    .orderBy(sql`min(seq)`);
  return workspace.all(query);
}
