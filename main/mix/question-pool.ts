import { sql } from 'kysely';
import type { Verdict } from '../../shared/model/decision.ts';
import { sha256Of } from '../formats/simsv/read-source.ts';
import type { Workspace } from '../store/workspace.ts';

/** A question that may be drawn, in what the draw needs. Its record stays on the disk. */
export interface PoolQuestion {
  /** Shard order. */
  readonly seq: number;
  readonly sceneId: string;
  readonly trajectoryId: string;
  /** In force, that is after an edit. */
  readonly answer: string;
  /** Letter of the right option in force; null for an open question. */
  readonly letter: string | null;
}

/** Which questions may be drawn. */
export interface PoolFilter {
  readonly tasks: readonly string[];
  readonly verdicts: readonly Verdict[];
  /** Leaves out answers that the formula contradicts. */
  readonly isDisagreeingExcluded: boolean;
}

/** What there is to draw from. */
export interface QuestionPool {
  /** By task, in shard order. */
  readonly byTask: ReadonlyMap<string, readonly PoolQuestion[]>;
  /** Left out: the same wording about the same scene comes earlier (a room's size, asked again for every walk). */
  readonly repeats: number;
}

const pageSize = 10_000;

/** The questions that pass the filter, read page by page; of their wordings only a hash is kept. */
export function readPool(workspace: Workspace, filter: PoolFilter): QuestionPool {
  const byTask = new Map<string, PoolQuestion[]>(filter.tasks.map((task) => [task, []]));
  const wordings = new Set<string>();
  let [repeats, last] = [0, 0];
  for (;;) {
    const page = readPage(workspace, filter, last);
    for (const { task, text, ...question } of page) {
      const wording = sha256Of([question.sceneId, task, text].join('\0'));
      if (wordings.has(wording)) repeats += 1;
      else byTask.get(task)?.push(question);
      wordings.add(wording);
    }
    last = page.at(-1)?.seq ?? last;
    if (page.length < pageSize) return { byTask, repeats };
  }
}

type PoolRow = PoolQuestion & { readonly task: string; readonly text: string };

function readPage(workspace: Workspace, filter: PoolFilter, after: number): readonly PoolRow[] {
  const letter = sql<string | null>`iif(state.edited is null, question.stored ->> '$.letter', state.edited ->> '$.content.letter')`;
  let query = workspace.db
    .selectFrom('question_state as state')
    .innerJoin('question', 'question.seq', 'state.seq')
    .select([
      'state.seq',
      'state.task',
      'state.scene_id as sceneId',
      'question.trajectory_id as trajectoryId',
      'state.answer',
      'state.text',
    ])
    .select(letter.as('letter'))
    // The plus signs keep the order of the table itself: an index on task or verdict would sort everything anew for every page.
    .where(sql<boolean>`+state.task in (${sql.join(filter.tasks)})`)
    .where(sql<boolean>`+state.verdict in (${sql.join(filter.verdicts)})`)
    .where('state.seq', '>', after)
    .orderBy('state.seq')
    .limit(pageSize);
  if (filter.isDisagreeingExcluded) query = query.where('state.agreement', '<>', 'disagree');
  return workspace.all(query);
}
