import { type QueryClient, useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import type { ListText, QuestionRow } from '../../../../shared/api/index.ts';
import { rowsPerPage, rowsQuery } from '../../../client/queries.ts';

/** The table's rows as far as they are loaded. */
export interface Rows {
  /** Of the whole list; null until the first page is there. */
  readonly total: number | null;
  readonly error: Error | null;
  /** The row at a place; undefined while its page is on the way. */
  at(index: number): QuestionRow | undefined;
  /** Rows of a run of places, loaded where they are not yet. */
  load(from: number, to: number): Promise<QuestionRow[]>;
}

/** Pages of the list that hold the places in sight, by their offset: any place can be jumped to, and a million rows cost no more than a hundred. */
export function useRows(list: ListText, first: number, last: number): Rows {
  const queryClient = useQueryClient();
  const pages = useMemo(() => {
    const from = Math.floor(Math.max(0, first) / rowsPerPage);
    const to = Math.floor(Math.max(0, last) / rowsPerPage);
    return Array.from({ length: to - from + 1 }, (_, k) => from + k);
  }, [first, last]);
  const queries = useQueries({ queries: pages.map((page) => rowsQuery(list, page)) });
  const known = useRef<{ list: ListText; total: number | null }>({ list, total: null });
  const total = queries.find(({ data }) => data !== undefined)?.data?.total;
  if (known.current.list !== list) known.current = { list, total: known.current.total };
  if (total !== undefined) known.current.total = total;
  const load = useCallback((from: number, to: number) => loadRows(queryClient, list, from, to), [queryClient, list]);
  return {
    total: known.current.total,
    error: queries.find(({ error }) => error !== null)?.error ?? null,
    at: (index) => queries[pages.indexOf(Math.floor(index / rowsPerPage))]?.data?.rows[index % rowsPerPage],
    load,
  };
}

async function loadRows(queryClient: QueryClient, list: ListText, from: number, to: number): Promise<QuestionRow[]> {
  const rows: QuestionRow[] = [];
  for (let page = Math.floor(from / rowsPerPage); page <= Math.floor(to / rowsPerPage); page += 1) {
    const loaded = await queryClient.fetchQuery(rowsQuery(list, page));
    rows.push(...loaded.rows.filter((_, k) => page * rowsPerPage + k >= from && page * rowsPerPage + k <= to));
    if (loaded.rows.length < rowsPerPage) break;
  }
  return rows;
}
