import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { questionQuery, sceneQuery, trajectoryQuery } from '../../../client/queries.ts';
import { fetchSubject } from '../../fetch-start.ts';
import { useReview } from './review-store.ts';
import { studioPlayer } from './studio-player.ts';
import { type Subject, subjectOf } from './subject.ts';

/** Evidence frames of the next question that are decoded ahead. */
const maxPrefetchedFrames = 6;

/** A busy page begins to prefetch after this time at the latest. */
const prefetchWithinMs = 150;

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

/** Loads what the next question needs while this one is looked at, its evidence frames decoded. */
export function usePrefetch(id: string | undefined): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (id === undefined) return;
    const load = async () => {
      const { detail, scene, trajectory } = await fetchSubject(queryClient, id);
      const { outcome } = subjectOf(detail, scene, trajectory, null);
      const evidence = outcome?.isAnswered ? outcome.evidence.map(({ frame }) => frame) : [];
      studioPlayer.prefetch(trajectory, [...new Set(evidence.length > 0 ? evidence : [0])].slice(0, maxPrefetchedFrames));
    };
    // After the question on screen is painted. A failed prefetch is not news: the question itself will say so when it is opened.
    const idle = requestIdleCallback(() => void load().catch(() => undefined), { timeout: prefetchWithinMs });
    return () => cancelIdleCallback(idle);
  }, [id, queryClient]);
}
