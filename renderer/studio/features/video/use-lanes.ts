import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { RoleView } from '../review/subject.ts';

/** A lane of the timeline. */
export interface LaneView {
  readonly view: RoleView;
  /** Holds what is picked or pointed at in any panel. */
  readonly isPicked: boolean;
}

/** A lane per object of the question, and one for a picked object that is none of them. */
export function useLanes(): LaneView[] {
  const { roleViews, scene } = useSubject();
  const highlighted = useReview((state) => state.highlighted);
  const hovered = useReview((state) => state.hovered);
  const lanes = roleViews.map((view) => ({
    view,
    isPicked: view.objectIndices.some((index) => index === highlighted || index === hovered),
  }));
  const picked = highlighted === null ? undefined : scene.objects[highlighted];
  if (highlighted === null || picked === undefined || roleViews.some(({ objectIndices }) => objectIndices.includes(highlighted)))
    return lanes;
  const name = cleanTypeName(picked.objectType);
  const view: RoleView = { role: 'picked', label: 'Picked', name, color: 'var(--text)', colorNumber: 7, objectIndices: [highlighted] };
  return [...lanes, { view, isPicked: true }];
}
