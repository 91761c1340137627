import { sql } from 'kysely';
import type { Workspace } from './workspace.ts';

/** How far the text index is filled: every question up to this `seq`. */
export function textIndexedTo(workspace: Workspace): number {
  return workspace.first(workspace.db.selectFrom('text_index').select('indexed_to'))?.indexed_to ?? 0;
}

/** Puts up to `limit` further questions into the text index; returns how far it goes then. Cheap to lose: it starts again from there. */
export function indexMoreText(workspace: Workspace, limit: number): number {
  const { db } = workspace;
  return workspace.transactRepeatable(() => {
    const from = textIndexedTo(workspace);
    const next = workspace.all(db.selectFrom('question_state').select('seq').where('seq', '>', from).orderBy('seq').limit(limit));
    const to = next.at(-1)?.seq;
    if (to === undefined) return from;
    const rest = sql`insert into question_text(rowid, text, answer) select seq, text, answer from question_state where seq > ${from} and seq <= ${to}`;
    workspace.run(compiled(workspace, rest));
    workspace.run(db.updateTable('text_index').set({ indexed_to: to }));
    return to;
  });
}

/** Joins some of the pieces that adding question by question has made of the text index. Source: FTS5's `merge` command. */
export function mergeTextIndex(workspace: Workspace): void {
  workspace.transactRepeatable(() =>
    workspace.run(compiled(workspace, sql`insert into question_text(question_text, rank) values ('merge', 64)`)),
  );
}

/**
 * The questions with `from < seq <= to` whose text or answer contains `text`, in no order. Three characters or more are looked up in the index as far
 * as that goes; shorter ones, and what it does not hold yet, are read through. Every character stands for itself.
 */
export function searchText(
  workspace: Workspace,
  text: string,
  range: { readonly from: number; readonly to: number; readonly indexedTo: number },
): number[] {
  const isIndexed = [...text].length >= 3 && range.to <= range.indexedTo;
  const phrase = `"${text.replaceAll('"', '""').replaceAll('\0', '')}"`;
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const query = isIndexed
    ? sql`select rowid from question_text where question_text match ${phrase} and rowid > ${range.from} and rowid <= ${range.to}`
    : sql`select seq from question_state where seq > ${range.from} and seq <= ${range.to} and (text like ${pattern} escape '\\' or answer like ${pattern} escape '\\')`;
  return workspace.tuples(compiled(workspace, query)).map(([seq]) => seq as number);
}

function compiled(workspace: Workspace, query: ReturnType<typeof sql>) {
  return { compile: () => query.compile(workspace.db) };
}
