import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { QuestionRow } from '../../../../shared/api/index.ts';
import { queueQuery } from '../../../client/queries.ts';
import { goTo } from '../../navigation.ts';
import { listText, useList } from '../lists/list-store.ts';
import { neighbour } from './neighbour.ts';

const noRows: readonly QuestionRow[] = [];

/** The queue as loaded so far, and moves within it. */
export interface Queue {
  readonly rows: readonly QuestionRow[];
  /** Questions the filters leave, loaded or not. */
  readonly total: number;
  readonly isPending: boolean;
  readonly error: Error | null;
  readonly hasMore: boolean;
  loadMore(): void;
  /** Opens the neighbour of a question; loads the next page where the list ends. False when there is none. */
  move(fromId: string | null, step: 1 | -1, only?: 'undecided'): Promise<boolean>;
}

/** The queue under the current filters. */
export function useQueue(): Queue {
  const list = useList((state) => state.list);
  const query = useInfiniteQuery(queueQuery(listText(list)));
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.rows) ?? noRows, [query.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = query;

  return useMemo(() => {
    const loadNext = async () => (await fetchNextPage()).data?.pages.flatMap((page) => page.rows) ?? noRows;
    return {
      rows,
      total: query.data?.pages.at(-1)?.total ?? 0,
      isPending: query.isPending,
      error: query.error,
      hasMore: hasNextPage,
      loadMore: () => {
        if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
      },
      move: moveWithin(rows, loadNext),
    };
  }, [rows, query.data, query.isPending, query.error, hasNextPage, isFetchingNextPage, fetchNextPage]);
}

/** Moves within the rows, which `loadNext` grows by a page and returns as they are then. */
function moveWithin(rows: readonly QuestionRow[], loadNext: () => Promise<readonly QuestionRow[]>): Queue['move'] {
  return async (fromId, step, only) => {
    let known = rows;
    for (;;) {
      const found = neighbour(known, fromId, step, only);
      if (found !== undefined) {
        goTo({ screen: 'review', questionId: found.id });
        return true;
      }
      if (step < 0 || known.length === 0) return false;
      const grown = await loadNext();
      if (grown.length <= known.length) return wrapAround(known, fromId, only);
      known = grown;
    }
  };
}

function wrapAround(rows: readonly QuestionRow[], fromId: string | null, only: 'undecided' | undefined): boolean {
  if (only === undefined) return false;
  const left = rows.find((row) => row.verdict === only && row.id !== fromId);
  if (left === undefined) return false;
  goTo({ screen: 'review', questionId: left.id });
  return true;
}
