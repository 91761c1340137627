import type { QuestionRow } from '../../../../shared/api/index.ts';

/** The nearest row after (or before) a question; a question that is not in the list counts as before the first. */
export function neighbour(rows: readonly QuestionRow[], fromId: string | null, step: 1 | -1, only?: 'undecided'): QuestionRow | undefined {
  const from = rows.findIndex((row) => row.id === fromId);
  for (let at = from + step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at] as QuestionRow;
    if (only === undefined || row.verdict === only) return row;
  }
  return undefined;
}
