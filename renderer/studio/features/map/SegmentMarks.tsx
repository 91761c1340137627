import type { Mark } from '../../../../shared/questions/question-type.ts';
import classes from './MapPanel.module.css';
import { type DrawnSegment, drawnSegments } from './segment-labels.ts';
import type { Viewport } from './viewport.ts';

/** Closest points of two boxes and how far apart they are. */
export function SegmentMarks({ marks, view }: { readonly marks: readonly Mark[]; readonly view: Viewport }) {
  return drawnSegments(marks, view).map((segment) => <SegmentLine key={segment.mark.objectIndices.join('-')} segment={segment} />);
}

function SegmentLine({ segment: { mark, from, to, label } }: { readonly segment: DrawnSegment }) {
  const ends = { x1: from[0], y1: from[1], x2: to[0], y2: to[1] };
  return (
    <g>
      {mark.isDecisive && <line {...ends} className={classes['halo']} />}
      <line {...ends} className={classes[mark.isDecisive ? 'segment' : 'segmentMinor']} />
      {mark.isDecisive && [
        <circle key="from" cx={from[0]} cy={from[1]} r={3.5} className={classes['segmentEnd']} />,
        <circle key="to" cx={to[0]} cy={to[1]} r={3.5} className={classes['segmentEnd']} />,
      ]}
      {label !== null && (
        <text x={label[0]} y={label[1]} className={classes[mark.isDecisive ? 'metres' : 'metresMinor']}>
          {mark.lengthM.toFixed(2)} m
        </text>
      )}
    </g>
  );
}
