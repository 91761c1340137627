import type { QuestionContent, QuestionDetail } from '../../../../shared/api/index.ts';
import type { Decision } from '../../../../shared/model/decision.ts';

/** A decision of the history with what it did. */
export interface HistoryEntry {
  readonly decision: Decision;
  /** True while an undo holds it back. */
  readonly isUndone: boolean;
  /** For an edit: the content it was made on and the one it made. */
  readonly change: { readonly before: QuestionContent; readonly after: QuestionContent } | null;
}

/** The history newest first, with the contents around each edit. */
export function editHistory({ history, stored }: Pick<QuestionDetail, 'history' | 'stored'>): readonly HistoryEntry[] {
  const undone = new Set<unknown>();
  const contents = new Map<string, QuestionContent>();
  const changes = new Map<string, NonNullable<HistoryEntry['change']>>();
  const standing = new Map<string, Decision>();
  for (const decision of history) {
    const { id, operation, payload } = decision;
    const target = String(payload['decisionId']);
    if (operation === 'undo') undone.add(target);
    if (operation === 'redo') undone.delete(target);
    if (operation !== 'edit') continue;
    const after = (payload['outcome'] as { content: QuestionContent }).content;
    const latest = [...standing.keys()].filter((each) => !undone.has(each)).at(-1);
    changes.set(id, { before: latest === undefined ? stored : (contents.get(latest) as QuestionContent), after });
    standing.set(id, decision);
    contents.set(id, after);
  }
  return history.map((decision) => ({ decision, isUndone: undone.has(decision.id), change: changes.get(decision.id) ?? null })).reverse();
}
