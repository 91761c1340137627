import { planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { DirectionMark } from './DirectionMark.tsx';
import classes from './MapPanel.module.css';
import { projectPlan, type Viewport } from './viewport.ts';

/** Losing segments drawn at most: with many instances the nearest few explain the answer. */
const maxLosers = 6;

/** The marks of the derivation: why the answer is what it is. */
export function MarksLayer({ view }: { readonly view: Viewport }) {
  const { outcome } = useSubject();
  const marks = outcome?.marks ?? [];
  const segments = marks.filter((mark) => mark.kind === 'segment');
  const losers = segments
    .filter((mark) => !mark.isDecisive)
    .sort((a, b) => a.lengthM - b.lengthM)
    .slice(0, maxLosers);
  return (
    <g className={classes['marks']}>
      {marks.map((mark) => mark.kind === 'direction' && <DirectionMark key={`${mark.standingM}`} mark={mark} view={view} />)}
      {[...losers, ...segments.filter((mark) => mark.isDecisive)].map((mark) => (
        <Segment key={mark.objectIndices.join('-')} mark={mark} view={view} />
      ))}
      {marks.map((mark) => mark.kind === 'pin' && <Pin key={mark.order} mark={mark} view={view} />)}
    </g>
  );
}

function Segment({ mark, view }: { readonly mark: Extract<Mark, { kind: 'segment' }>; readonly view: Viewport }) {
  const [x1, y1] = projectPlan(view, planFromWorld(mark.fromM));
  const [x2, y2] = projectPlan(view, planFromWorld(mark.toM));
  const name = classes[mark.isDecisive ? 'segment' : 'segmentMinor'];
  return (
    <g>
      {mark.isDecisive && <line x1={x1} y1={y1} x2={x2} y2={y2} className={classes['halo']} />}
      <line x1={x1} y1={y1} x2={x2} y2={y2} className={name} />
      {mark.isDecisive && [
        <circle key="from" cx={x1} cy={y1} r={3.5} className={classes['segmentEnd']} />,
        <circle key="to" cx={x2} cy={y2} r={3.5} className={classes['segmentEnd']} />,
      ]}
      <text x={(x1 + x2) / 2} y={(y1 + y2) / 2 - 6} className={classes[mark.isDecisive ? 'metres' : 'metresMinor']}>
        {mark.lengthM.toFixed(2)} m
      </text>
    </g>
  );
}

function Pin({ mark, view }: { readonly mark: Extract<Mark, { kind: 'pin' }>; readonly view: Viewport }) {
  const { roleViews } = useSubject();
  const [x, y] = projectPlan(view, planFromWorld(mark.positionM));
  const color = roleViews.find((role) => role.objectIndices.includes(mark.objectIndex))?.color ?? 'var(--accent)';
  return (
    <g transform={`translate(${x} ${y})`} className={classes['pin']}>
      <path d="M0 0 L-6 -9 A9.5 9.5 0 1 1 6 -9 Z" style={{ fill: color }} />
      <text y={-12.5}>{mark.order}</text>
    </g>
  );
}
