import { planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './MapPanel.module.css';
import { spreadDots } from './spread-dots.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** One instance of a count. */
export type Instance = Extract<Mark, { kind: 'instance' }>;

/** Radius of a numbered dot. */
export const instanceRadiusPx = 8.5;

/** Where the dots stand: on their instances, moved apart where those are close together. */
export function instanceDots(marks: readonly Instance[], view: Viewport) {
  return spreadDots(
    marks.map(({ positionM }) => projectPlan(view, planFromWorld(positionM))),
    instanceRadiusPx,
  );
}

/** The instances of a count as numbered dots: full for what counts, hollow and dashed for what the convention leaves out. */
export function InstanceMarks({ marks, view }: { readonly marks: readonly Instance[]; readonly view: Viewport }) {
  const { roleViews } = useSubject();
  const dots = instanceDots(marks, view);
  return marks.map((mark, position) => {
    const [x, y] = projectPlan(view, planFromWorld(mark.positionM));
    const dot = dots[position] ?? { x, y };
    const role = roleViews.find(({ objectIndices }) => objectIndices.includes(mark.objectIndex)) ?? roleViews[0];
    return (
      <g key={mark.objectIndex} className={classes['instance']} data-counted={mark.isCounted} style={{ color: role?.color }}>
        {(dot.x !== x || dot.y !== y) && <line x1={x} y1={y} x2={dot.x} y2={dot.y} />}
        <circle cx={dot.x} cy={dot.y} r={instanceRadiusPx} />
        <text x={dot.x} y={dot.y + 3.8}>
          {mark.order}
        </text>
      </g>
    );
  });
}
