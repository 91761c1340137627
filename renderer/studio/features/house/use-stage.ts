import { useQuery } from '@tanstack/react-query';
import type { Scene } from '../../../../shared/model/scene.ts';
import { compileInWorker } from '../../../stage/compile-in-worker.ts';
import { sceneBounds } from './scene-bounds.ts';
import { withGround } from './with-ground.ts';

/** How long the triangles of a house that is not on screen are kept. */
const keptMs = 120_000;

/** The triangles of a scene, built in a worker; on a ground of their own where no room is known. */
export function useStage(scene: Scene) {
  return useQuery({
    queryKey: ['stage', scene.id],
    queryFn: async ({ signal }) => {
      const stage = await compileInWorker(scene, signal);
      return scene.rooms.length === 0 ? withGround(stage, sceneBounds(scene)) : stage;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: keptMs,
    retry: false,
    structuralSharing: false,
  });
}
