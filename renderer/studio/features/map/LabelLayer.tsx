import { useMemo } from 'react';
import { type PlanPoint, planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { RoleView } from '../review/subject.ts';
import classes from './MapPanel.module.css';
import { markNotes } from './mark-notes.ts';
import { markObstacles } from './mark-obstacles.ts';
import { type LabelRequest, placeLabels } from './place-labels.ts';
import { roomName } from './room-name.ts';
import { thingRequests, thingsOf } from './thing-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Names of the question's objects, what the marks say, the picked object and the rooms; a room's name gives way. */
export function LabelLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const { scene, roleViews, outcome } = useSubject();
  const highlighted = useReview((state) => state.hovered ?? state.highlighted);
  const things = useMemo(() => thingsOf(plan), [plan]);
  const marks = outcome?.marks ?? [];
  const centerOf = (index: number): PlanPoint => planFromWorld(scene.objects[index]?.orientedBox.centerM ?? [0, 0, 0]);
  const anchorOf = (index: number) => projectPlan(view, centerOf(index));
  const requests: LabelRequest[] = [
    ...nameRequests(roleViews, marks, anchorOf),
    ...markNotes(marks, { plan, view, boxCenterOf: centerOf }),
  ];
  if (highlighted !== null && !roleViews.some((role) => role.objectIndices.includes(highlighted))) {
    const text = cleanTypeName(scene.objects[highlighted]?.objectType ?? '');
    requests.push({ key: 'picked', text, anchor: anchorOf(highlighted), color: 'var(--text)', kind: 'object' });
  }
  const measured = new Set(marks.flatMap((mark) => (mark.kind === 'room' ? [mark.roomId] : [])));
  for (const room of plan.rooms.filter(({ id }) => !measured.has(id))) {
    requests.push({ key: room.id, text: roomName(room.roomType), anchor: projectPlan(view, room.labelM), color: '', kind: 'room' });
  }
  const taken = new Set(roleViews.flatMap(({ objectIndices }) => objectIndices));
  if (highlighted !== null) taken.add(highlighted);
  requests.push(...thingRequests(things, view, taken));
  const inView = requests.filter(({ anchor: [x, y] }) => x > -offPx && y > -offPx && x < view.widthPx + offPx && y < view.heightPx + offPx);
  return placeLabels(inView, markObstacles(marks, centerOf, view), view).map((label) => (
    // Moved by its transform: another x or y would lay out its letters anew, in every frame of a map that follows the camera.
    <text
      key={label.key}
      transform={`translate(${label.x} ${label.y})`}
      className={looks[label.kind]}
      style={{ fill: label.color || undefined }}
    >
      {label.text}
    </text>
  ));
}

/** What lies farther out of the picture than this is not named at its border. */
const offPx = 10;

const looks = {
  object: classes['label'],
  minor: classes['label'],
  note: classes['metres'],
  room: classes['roomLabel'],
  thing: classes['thingLabel'],
} as const;

/** The name of every instance; where dots number them, the first one's is enough. */
function nameRequests(
  roleViews: readonly RoleView[],
  marks: readonly Mark[],
  anchorOf: (index: number) => readonly [number, number],
): LabelRequest[] {
  const numbered = new Set(marks.flatMap((mark) => (mark.kind === 'instance' ? [mark.objectIndex] : [])));
  return roleViews.flatMap((role) =>
    role.objectIndices
      .filter((index, order) => order === 0 || !numbered.has(index))
      .map((index, order) => ({
        key: `${role.role}-${index}`,
        text: role.name,
        anchor: anchorOf(index),
        color: role.color,
        kind: order === 0 ? 'object' : 'minor',
      })),
  );
}
