import { notifyManager, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** A query client for a backend on the same machine: it works without a network, and an error answer is not worth asking again. */
export function createQueryClient(): QueryClient {
  // In the same turn as whatever changed with it, so that React paints once; the default waits for a timer.
  notifyManager.setScheduler(queueMicrotask);
  const isWorthRetrying = (failures: number, error: Error) => failures < 2 && error instanceof ApiError && error.status === 0;
  return new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: isWorthRetrying, refetchOnWindowFocus: false, staleTime: 30_000 },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
