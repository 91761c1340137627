import { sql } from 'kysely';
import type { Statistics } from '../../shared/api/index.ts';
import type { Workspace } from '../store/workspace.ts';

/** Answers shown per type; numbers and lists have many more. */
const mostAnswers = 12;

type Counts = Map<string, { stored: number; current: number }>;

/** Answers and right letters, as the shards have them and as an export would have them now. */
export function answerStatistics(workspace: Workspace): Pick<Statistics, 'answers' | 'letters'> {
  const rows = workspace.all(
    workspace.db
      .selectFrom('question_state as state')
      .innerJoin('question', 'question.seq', 'state.seq')
      .select([
        'state.task',
        sql<string>`question.stored ->> '$.answer'`.as('stored'),
        sql<string | null>`question.stored ->> '$.letter'`.as('storedLetter'),
        'state.answer as current',
        sql<string | null>`coalesce(state.edited ->> '$.content.letter', question.stored ->> '$.letter')`.as('currentLetter'),
        sql<number>`state.verdict <> 'rejected'`.as('isKept'),
        sql<number>`count(*)`.as('count'),
      ])
      .groupBy(['state.task', 'stored', 'storedLetter', 'current', 'currentLetter', 'isKept']),
  );
  const letters: Counts = new Map();
  const tasks = new Map<string, Counts>();
  for (const row of rows) {
    const answers = tasks.get(row.task) ?? new Map();
    tasks.set(row.task, answers);
    add(answers, row.stored, 'stored', row.count);
    if (row.storedLetter !== null) add(letters, row.storedLetter, 'stored', row.count);
    if (row.isKept === 0) continue;
    add(answers, row.current, 'current', row.count);
    if (row.currentLetter !== null) add(letters, row.currentLetter, 'current', row.count);
  }
  const answers = [...tasks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([task, counts]) => ({ task, ...mostFrequent(counts) }));
  return { answers, letters: valuesOf(letters).sort((a, b) => (a.value < b.value ? -1 : 1)) };
}

function add(counts: Counts, value: string, when: 'stored' | 'current', count: number): void {
  const known = counts.get(value) ?? { stored: 0, current: 0 };
  known[when] += count;
  counts.set(value, known);
}

function valuesOf(counts: Counts): Statistics['letters'] {
  return [...counts].map(([value, count]) => ({ value, ...count }));
}

function mostFrequent(counts: Counts): Pick<Statistics['answers'][number], 'values' | 'others'> {
  const sorted = valuesOf(counts).sort((a, b) => b.stored - a.stored || b.current - a.current || (a.value < b.value ? -1 : 1));
  const others = { stored: 0, current: 0 };
  for (const { stored, current } of sorted.slice(mostAnswers)) {
    others.stored += stored;
    others.current += current;
  }
  return { values: sorted.slice(0, mostAnswers), others };
}
