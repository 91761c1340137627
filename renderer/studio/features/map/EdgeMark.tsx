import type { PlanPoint } from '../../../../shared/geometry/vector.ts';
import { type Edge, isUpright, layoutEdge } from './edge-layout.ts';
import classes from './MapPanel.module.css';
import type { Viewport } from './viewport.ts';

/** Half a tick at the end of a dimension line. */
const tickPx = 3.5;

/** A box edge as a dimension line with its length; an upright edge has no line in the plan and is a note beside the box instead. */
export function EdgeMark(props: { readonly mark: Edge; readonly boxCenterM: PlanPoint; readonly view: Viewport }) {
  const { mark, boxCenterM, view } = props;
  if (isUpright(mark)) return null;
  const { from, to, lineFrom, lineTo, text, label } = layoutEdge(mark, boxCenterM, view);
  const name = classes[mark.isDecisive ? 'dimension' : 'dimensionMinor'];
  return (
    <g>
      {mark.isDecisive && <line x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} className={classes['measuredEdge']} />}
      <line x1={from[0]} y1={from[1]} x2={lineFrom[0]} y2={lineFrom[1]} className={classes['dimensionMinor']} />
      <line x1={to[0]} y1={to[1]} x2={lineTo[0]} y2={lineTo[1]} className={classes['dimensionMinor']} />
      <line x1={lineFrom[0]} y1={lineFrom[1]} x2={lineTo[0]} y2={lineTo[1]} className={name} />
      {[lineFrom, lineTo].map(([x, y]) => (
        <path key={`${x} ${y}`} d={`M${x - tickPx} ${y + tickPx} l${2 * tickPx} ${-2 * tickPx}`} className={name} />
      ))}
      <text x={label[0]} y={label[1]} className={classes[mark.isDecisive ? 'metres' : 'metresMinor']}>
        {text}
      </text>
    </g>
  );
}
