import type { Mark } from '../../../../shared/questions/question-type.ts';
import { pointsOf } from './FloorLayer.tsx';
import classes from './MapPanel.module.css';
import { svgTransform, type Viewport } from './viewport.ts';

/** A room that belongs to an answer. */
export type AnswerRoom = Extract<Mark, { kind: 'room' }>;

/** The outlines of the rooms that an answer adds up; their names and areas are notes. */
export function RoomMarks({ marks, view }: { readonly marks: readonly AnswerRoom[]; readonly view: Viewport }) {
  return (
    <g transform={svgTransform(view)}>
      {marks.map((mark) => (
        <polygon key={mark.roomId} points={pointsOf(mark.outlineM)} className={classes['answerRoom']} />
      ))}
    </g>
  );
}
