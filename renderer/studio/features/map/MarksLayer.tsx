import type { PlanPoint } from '../../../../shared/geometry/vector.ts';
import { planFromWorld } from '../../../../shared/geometry/vector.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { DirectionMark } from './DirectionMark.tsx';
import { EdgeMark } from './EdgeMark.tsx';
import { InstanceMarks } from './InstanceMarks.tsx';
import classes from './MapPanel.module.css';
import { PinMarks } from './PinMarks.tsx';
import { RoomMarks } from './RoomMarks.tsx';
import { RouteMark } from './RouteMark.tsx';
import { SegmentMarks } from './SegmentMarks.tsx';
import type { Viewport } from './viewport.ts';

/** The marks of the derivation: why the answer is what it is. Rooms lie below, numbered marks on top. */
export function MarksLayer({ view }: { readonly view: Viewport }) {
  const { outcome, scene } = useSubject();
  const marks = outcome?.marks ?? [];
  const centerOf = (objectIndex: number): PlanPoint => planFromWorld(scene.objects[objectIndex]?.orientedBox.centerM ?? [0, 0, 0]);
  const edges = marks.filter((mark) => mark.kind === 'edge').sort((a, b) => Number(a.isDecisive) - Number(b.isDecisive));
  return (
    <g className={classes['marks']} data-testid="marks">
      <RoomMarks marks={marks.filter((mark) => mark.kind === 'room')} view={view} />
      {marks.map((mark) => mark.kind === 'direction' && <DirectionMark key={`${mark.standingM}`} mark={mark} view={view} />)}
      {marks.map((mark) => mark.kind === 'route' && <RouteMark key={`${mark.pointsM}`} mark={mark} view={view} />)}
      <SegmentMarks marks={marks} view={view} />
      {edges.map((mark) => (
        <EdgeMark key={`${mark.objectIndex} ${mark.fromM} ${mark.toM}`} mark={mark} boxCenterM={centerOf(mark.objectIndex)} view={view} />
      ))}
      <InstanceMarks marks={marks.filter((mark) => mark.kind === 'instance')} view={view} />
      <PinMarks marks={marks.filter((mark) => mark.kind === 'pin')} view={view} />
    </g>
  );
}
