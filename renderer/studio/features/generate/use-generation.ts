import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { GenerationRequest } from '../../../../shared/api/index.ts';
import { callRoute } from '../../../client/call-route.ts';
import { listenToEvents } from '../../../client/event-stream.ts';
import { generationQuery } from '../../../client/queries.ts';
import { queryKeys } from '../../../client/query-keys.ts';

/** The run of the generator, live. */
export function useGeneration() {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      listenToEvents((event) => {
        if (event.kind === 'generation-changed') void queryClient.invalidateQueries({ queryKey: queryKeys.generation });
      }),
    [queryClient],
  );
  return useQuery({ ...generationQuery, staleTime: 0 }).data;
}

/** Starts a run. */
export function useStart() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (request: GenerationRequest) => callRoute('startGeneration', { input: request }),
    onSuccess: (generation) => queryClient.setQueryData(queryKeys.generation, generation),
  });
}

/** Pauses, resumes or cancels the run. */
export function useSteer() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (action: 'pause' | 'resume' | 'cancel') => callRoute('steerGeneration', { params: { action }, input: {} }),
    onSuccess: (generation) => queryClient.setQueryData(queryKeys.generation, generation),
  });
}
