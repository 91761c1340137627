import { useQuery } from '@tanstack/react-query';
import { maskFactsQuery } from '../../../client/queries.ts';
import { useViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { drawnShape, type OverlayShape, type OverlaySources } from './overlay-shapes.ts';

/** What can be drawn into the picture of the question on screen, and what is. */
export function useOverlay(): { readonly sources: OverlaySources; readonly shape: OverlayShape } {
  const { trajectory } = useSubject();
  const chosen = useViewOptions((options) => options.overlayShape);
  const facts = useQuery(maskFactsQuery(trajectory.id));
  const sources = {
    // While it is not known yet a reviewer who prefers masks must not see boxes for a moment.
    hasMasks: facts.isPending || (facts.data ?? null) !== null,
    hasCamera: trajectory.camera !== null && trajectory.poses.length > 0,
  };
  return { sources, shape: drawnShape(chosen, sources) };
}
