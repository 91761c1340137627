import { bearingDeg } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { Arrow } from './Arrow.tsx';
import classes from './MapPanel.module.css';
import { projectPlan, type Viewport } from './viewport.ts';

/** A walked path with its turns. */
export type Route = Extract<Mark, { kind: 'route' }>;

/** Legs shorter than this get no arrow head on their way. */
const minLegPx = 30;

/** The path with an arrow head on every leg, where one looks at first, and a ring at every turn; what a turn is called is a note. */
export function RouteMark({ mark, view }: { readonly mark: Route; readonly view: Viewport }) {
  const points = mark.pointsM.map((point) => projectPlan(view, point));
  const [start] = points;
  const [startM] = mark.pointsM;
  if (start === undefined || startM === undefined) return null;
  const [facingX, facingY] = projectPlan(view, mark.facingM);
  const line = points.map(([x, y]) => `${x},${y}`).join(' ');
  return (
    <g>
      <line x1={start[0]} y1={start[1]} x2={facingX} y2={facingY} className={classes['asked']} />
      <Arrow x={facingX} y={facingY} towardsDeg={bearingDeg(startM, mark.facingM) - view.turnDeg} />
      <polyline points={line} className={classes['routeHalo']} />
      <polyline points={line} className={classes['route']} />
      {points.slice(1).map(([x, y], leg) => {
        const [fromX, fromY] = points[leg] ?? start;
        const isLast = leg === points.length - 2;
        if (!isLast && Math.hypot(x - fromX, y - fromY) < minLegPx) return null;
        const towardsDeg = (Math.atan2(x - fromX, fromY - y) * 180) / Math.PI;
        const share = isLast ? 1 : 0.55;
        const place = { x: fromX + share * (x - fromX), y: fromY + share * (y - fromY) };
        // biome-ignore lint/suspicious/noArrayIndexKey: the legs of one path never move
        return <Arrow key={leg} {...place} towardsDeg={towardsDeg} isLarge />;
      })}
      {mark.turns.map(({ atM, label }, index) => {
        const [x, y] = projectPlan(view, atM);
        // biome-ignore lint/suspicious/noArrayIndexKey: the turns of one path never move
        return <circle key={`${index} ${label}`} cx={x} cy={y} r={4.5} className={classes['turn']} />;
      })}
      <circle cx={start[0]} cy={start[1]} r={5} className={classes['standing']} />
    </g>
  );
}
