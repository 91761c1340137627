import { useQuery } from '@tanstack/react-query';
import type { Scene } from '../../../../shared/model/scene.ts';
import { compileInWorker } from '../../../stage/compile-in-worker.ts';

/** How long the triangles of a house that is not on screen are kept. */
const keptMs = 120_000;

/** The triangles of a scene, built in a worker. */
export function useStage(scene: Scene) {
  return useQuery({
    queryKey: ['stage', scene.id],
    queryFn: ({ signal }) => compileInWorker(scene, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
    structuralSharing: false,
  });
}
