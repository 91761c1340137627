import { planFromWorld } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './MapPanel.module.css';
import { type SpreadDot, spreadDots } from './spread-dots.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** A first appearance. */
export type Pin = Extract<Mark, { kind: 'pin' }>;

/** Radius of a pin's head, how far its middle stands above its tip, and half the width of its neck. */
const [headPx, risePx, neckPx] = [9.5, 16, 6];

/** Middles of the pins' heads: above their tips, moved apart where two would cover each other. */
export function pinHeads(marks: readonly Pin[], view: Viewport): SpreadDot[] {
  const above = marks.map(({ positionM }) => {
    const [x, y] = projectPlan(view, planFromWorld(positionM));
    return [x, y - risePx] as const;
  });
  return spreadDots(above, headPx + 0.5);
}

/** First appearances as numbered pins in their objects' colours. */
export function PinMarks({ marks, view }: { readonly marks: readonly Pin[]; readonly view: Viewport }) {
  const { roleViews } = useSubject();
  const heads = pinHeads(marks, view);
  return marks.map((mark, position) => {
    const [x, y] = projectPlan(view, planFromWorld(mark.positionM));
    const head = heads[position] ?? { x, y: y - risePx };
    const color = roleViews.find((role) => role.objectIndices.includes(mark.objectIndex))?.color ?? 'var(--accent)';
    const neckTopPx = Math.hypot(head.x - x, head.y - y) - Math.sqrt(headPx ** 2 - neckPx ** 2);
    const leanDeg = (Math.atan2(head.x - x, y - head.y) * 180) / Math.PI;
    return (
      <g key={mark.order} className={classes['pin']}>
        <path
          d={`M0 0 L${-neckPx} ${-neckTopPx} A${headPx} ${headPx} 0 1 1 ${neckPx} ${-neckTopPx} Z`}
          transform={`translate(${x} ${y}) rotate(${leanDeg})`}
          style={{ fill: color }}
        />
        <text x={head.x} y={head.y + 3.8}>
          {mark.order}
        </text>
      </g>
    );
  });
}
