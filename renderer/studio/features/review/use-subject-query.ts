import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { questionQuery, sceneQuery, trajectoryQuery } from '../../../client/queries.ts';
import { useReview } from './review-store.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Loads a question with its scene and trajectory and derives it; the draft's answer follows at once. */
export function useSubjectQuery(id: string): { readonly subject: Subject | null; readonly error: Error | null } {
  const draft = useReview((state) => (state.shownId === id ? state.draft : null));
  const question = useQuery(questionQuery(id));
  const scene = useQuery(sceneQuery(question.data?.sceneId ?? ''));
  const trajectory = useQuery(trajectoryQuery(question.data?.trajectoryId ?? ''));
  const subject = useMemo(
    () => (question.data && scene.data && trajectory.data ? subjectOf(question.data, scene.data, trajectory.data, draft) : null),
    [question.data, scene.data, trajectory.data, draft],
  );
  return { subject, error: question.error ?? scene.error ?? trajectory.error };
}

/** Loads what the next question needs while this one is looked at. */
export function usePrefetch(id: string | undefined): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (id === undefined) return;
    const load = async () => {
      const detail = await queryClient.fetchQuery(questionQuery(id));
      await Promise.all([
        queryClient.prefetchQuery(sceneQuery(detail.sceneId)),
        queryClient.prefetchQuery(trajectoryQuery(detail.trajectoryId)),
      ]);
    };
    // A failed prefetch is not news: the question itself will say so when it is opened.
    load().catch(() => undefined);
  }, [id, queryClient]);
}
