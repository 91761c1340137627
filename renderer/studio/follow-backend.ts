import type { QueryClient } from '@tanstack/react-query';
import { listenToEvents, listenToGaps } from '../client/event-stream.ts';
import { queryKeys } from '../client/query-keys.ts';
import { loadSettings } from './settings-store.ts';

/** Changes are fetched once it is calm: this page's own decisions cause most of them, and their answers are already shown. */
const calmMs = 400;

/** Keeps the cache true to the backend: what it says has changed is asked for again. Returns what stops it. */
export function followBackend(queryClient: QueryClient): () => void {
  const changed = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = () => {
    for (const id of changed) void queryClient.invalidateQueries({ queryKey: queryKeys.question(id) });
    void queryClient.invalidateQueries({ queryKey: queryKeys.workspace });
    void queryClient.invalidateQueries({ queryKey: queryKeys.allFacets });
    void queryClient.invalidateQueries({ queryKey: queryKeys.allRows });
    void queryClient.invalidateQueries({ queryKey: queryKeys.allStatistics });
    changed.clear();
  };
  const stop = listenToEvents((event) => {
    if (event.kind === 'workspace-changed') {
      void queryClient.invalidateQueries();
    } else if (event.kind === 'settings-changed') {
      void loadSettings();
      // A threshold decides what lists and figures call a close call.
      for (const queryKey of [queryKeys.allFacets, queryKeys.allRows, queryKeys.allStatistics])
        void queryClient.invalidateQueries({ queryKey });
    } else if (event.kind === 'question-changed') {
      changed.add(event.id);
      clearTimeout(timer);
      timer = setTimeout(renew, calmMs);
    }
  });
  const stopGaps = listenToGaps(() => {
    void queryClient.invalidateQueries();
    void loadSettings();
  });
  return () => {
    clearTimeout(timer);
    stopGaps();
    stop();
  };
}
