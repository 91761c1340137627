import { useQuery } from '@tanstack/react-query';
import { maskFactsQuery } from '../../../client/queries.ts';
import { useViewOptions } from '../../view-options.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { Subject } from '../review/subject.ts';
import { drawnShape, type OverlayShape, type OverlaySources } from './overlay-shapes.ts';

/** What can be drawn into pictures, and what is. */
export interface OverlayChoice {
  readonly sources: OverlaySources;
  readonly shape: OverlayShape;
}

/** What can be drawn into the picture of the question on screen, and what is. */
export function useOverlay(): OverlayChoice {
  return useOverlayOf(useSubject().trajectory);
}

/** The same of a walk, whatever question about it is on screen. */
export function useOverlayOf(trajectory: Subject['trajectory']): OverlayChoice {
  const chosen = useViewOptions((options) => options.overlayShape);
  const facts = useQuery(maskFactsQuery(trajectory.id));
  const sources = {
    // While it is not known yet a reviewer who prefers masks must not see boxes for a moment.
    hasMasks: facts.isPending || (facts.data ?? null) !== null,
    hasCamera: trajectory.camera !== null && trajectory.poses.length > 0,
  };
  return { sources, shape: drawnShape(chosen, sources) };
}
