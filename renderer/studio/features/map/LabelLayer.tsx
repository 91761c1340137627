import { planFromWorld } from '../../../../shared/geometry/vector.ts';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './MapPanel.module.css';
import { markObstacles } from './mark-obstacles.ts';
import { type LabelRequest, placeLabels } from './place-labels.ts';
import { roomName } from './room-name.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Names of the question's objects, the picked object and the rooms; a room's name gives way. */
export function LabelLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const { scene, roleViews, outcome } = useSubject();
  const highlighted = useReview((state) => state.highlighted);
  const anchorOf = (index: number) => projectPlan(view, planFromWorld(scene.objects[index]?.orientedBox.centerM ?? [0, 0, 0]));
  const requests: LabelRequest[] = roleViews.flatMap((role) =>
    role.objectIndices.map((index, order) => ({
      key: `${role.role}-${index}`,
      text: role.name,
      anchor: anchorOf(index),
      color: role.color,
      kind: order === 0 ? 'object' : 'minor',
    })),
  );
  if (highlighted !== null && !roleViews.some((role) => role.objectIndices.includes(highlighted))) {
    const text = cleanTypeName(scene.objects[highlighted]?.objectType ?? '');
    requests.push({ key: 'picked', text, anchor: anchorOf(highlighted), color: 'var(--text)', kind: 'object' });
  }
  for (const room of plan.rooms) {
    requests.push({ key: room.id, text: roomName(room.roomType), anchor: projectPlan(view, room.labelM), color: '', kind: 'room' });
  }
  return placeLabels(requests, markObstacles(outcome?.marks ?? [], view), view).map((label) => (
    <text
      key={label.key}
      x={label.x}
      y={label.y}
      className={classes[label.kind === 'room' ? 'roomLabel' : 'label']}
      style={{ fill: label.color || undefined }}
    >
      {label.text}
    </text>
  ));
}
