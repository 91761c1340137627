import type { QueryClient } from '@tanstack/react-query';
import type { WorkspaceSummary } from '../../shared/api/index.ts';
import { queryKeys } from '../client/query-keys.ts';
import { replaceList } from './features/lists/list-store.ts';

/**
 * Shows a workspace that the backend has just opened. Nothing of the former one stays: what is on screen starts afresh (`clear` alone would leave it
 * standing, for what watches a query keeps it), the rest is dropped, and a list of the former one narrows nothing here.
 */
export function showWorkspace(queryClient: QueryClient, summary: WorkspaceSummary): void {
  replaceList({});
  queryClient.removeQueries({ type: 'inactive' });
  queryClient.setQueryData(queryKeys.workspace, summary);
  void queryClient.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== queryKeys.workspace[0] });
}
