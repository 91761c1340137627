import { sql } from 'kysely';
import type { Pace, Statistics } from '../../shared/api/index.ts';
import type { Workspace } from '../store/workspace.ts';
import type { StatisticsRequest } from './statistics-request.ts';

const mostDays = 30;

/** One verdict that somebody gave. `dwellMs` is null where it was one of many at once. */
interface Given {
  readonly reviewer: string;
  readonly day: string;
  readonly dwellMs: number | null;
  readonly task: string;
}

/** How fast people decide, from what their decisions say of the time the question was on screen. The reviewer's own figures are apart from all others. */
export function paceStatistics(workspace: Workspace, request: StatisticsRequest): Pick<Statistics, 'own' | 'others'> {
  const given = readVerdicts(workspace);
  const own = paceOf(
    request.reviewer,
    given.filter(({ reviewer }) => reviewer === request.reviewer),
  );
  const rest = given.filter(({ reviewer }) => reviewer !== request.reviewer);
  if (!request.areOthersNamed) return { own, others: rest.length === 0 ? [] : [paceOf(null, rest)] };
  const names = [...new Set(rest.map(({ reviewer }) => reviewer))].sort();
  return {
    own,
    others: names.map((name) =>
      paceOf(
        name,
        rest.filter(({ reviewer }) => reviewer === name),
      ),
    ),
  };
}

function readVerdicts(workspace: Workspace): Given[] {
  const query = workspace.db
    .selectFrom('decision')
    .leftJoin('question', 'question.id', 'decision.question_id')
    .select([
      'decision.reviewer',
      'decision.clock',
      sql<number | null>`decision.evidence ->> '$.dwellMs'`.as('dwellMs'),
      sql<string>`coalesce(question.task, '')`.as('task'),
    ])
    .where('decision.operation', 'in', ['approve', 'reject', 'edit', 'skip'])
    .orderBy('decision.clock');
  return workspace.all(query).map(({ reviewer, clock, dwellMs, task }) => ({ reviewer, day: dayOf(clock), dwellMs, task }));
}

function paceOf(reviewer: string | null, given: readonly Given[]): Pace {
  const single = given.filter(({ dwellMs }) => dwellMs !== null);
  const days = new Map<string, number>();
  for (const { day } of single) days.set(day, (days.get(day) ?? 0) + 1);
  const tasks = Map.groupBy(single, ({ task }) => task);
  return {
    reviewer,
    decisions: single.length,
    inBulk: given.length - single.length,
    medianMs: quantileMs(single, 0.5),
    p90Ms: quantileMs(single, 0.9),
    days: [...days].map(([day, decisions]) => ({ day, decisions })).slice(-mostDays),
    byTask: [...tasks]
      .map(([task, ofTask]) => ({ task, decisions: ofTask.length, medianMs: quantileMs(ofTask, 0.5) ?? 0 }))
      .sort((a, b) => (a.task < b.task ? -1 : 1)),
  };
}

function quantileMs(given: readonly Given[], share: number): number | null {
  const sorted = given.flatMap(({ dwellMs }) => dwellMs ?? []).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null;
}

/** The day of a clock reading on this machine: 2026-03-01. */
function dayOf(clock: string): string {
  const date = new Date(Number(clock.split('-')[0]));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
