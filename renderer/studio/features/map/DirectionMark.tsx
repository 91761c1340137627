import { bearingDeg, planForwardFromYaw } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { Arrow } from './Arrow.tsx';
import classes from './MapPanel.module.css';
import { sectorLabels, sectorRadiusPx } from './sector-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Standing point, facing ray, ray to the asked object, the answer sectors, and the bands in which no answer is given. */
export function DirectionMark({ mark, view }: { readonly mark: Extract<Mark, { kind: 'direction' }>; readonly view: Viewport }) {
  // On the screen, which may be turned.
  const facingDeg = bearingDeg(mark.standingM, mark.facingM) - view.turnDeg;
  const [x, y] = projectPlan(view, mark.standingM);
  const radius = sectorRadiusPx(view, x, y);
  const [facingX, facingY] = projectPlan(view, mark.facingM);
  const [queryX, queryY] = projectPlan(view, mark.queryingM);
  const half = mark.ambiguousHalfWidthDeg;
  const borders = [...new Set(mark.sectors.flatMap((sector) => [normal(sector.fromDeg), normal(sector.toDeg)]))];
  return (
    <g>
      {mark.sectors.map((sector) => (
        <path
          key={sector.label}
          d={wedgePath(x, y, radius, facingDeg + sector.fromDeg, facingDeg + sector.toDeg)}
          className={classes[sector.isAnswer ? 'sectorAnswer' : 'sector']}
        />
      ))}
      {half > 0 &&
        borders.map((border) => (
          <path
            key={border}
            d={wedgePath(x, y, radius, facingDeg + border - half, facingDeg + border + half)}
            className={classes['ambiguous']}
          />
        ))}
      {sectorLabels(mark, view).map((label) => (
        <text key={label.text} x={label.x} y={label.y} className={classes[label.isAnswer ? 'sectorLabelAnswer' : 'sectorLabel']}>
          {label.text}
        </text>
      ))}
      <line x1={x} y1={y} x2={facingX} y2={facingY} className={classes['facing']} />
      <line x1={x} y1={y} x2={queryX} y2={queryY} className={classes['asked']} />
      <Arrow x={facingX} y={facingY} towardsDeg={facingDeg} />
      <circle cx={x} cy={y} r={5} className={classes['standing']} />
    </g>
  );
}

/** Screen point at a bearing (0 up, clockwise) from a centre. */
function onCircle(x: number, y: number, degrees: number, radius: number): [number, number] {
  const [dx, dz] = planForwardFromYaw(degrees);
  return [x + dx * radius, y - dz * radius];
}

function wedgePath(x: number, y: number, radius: number, fromDeg: number, toDeg: number): string {
  const isLarge = toDeg - fromDeg > 180 ? 1 : 0;
  return `M${x} ${y} L${onCircle(x, y, fromDeg, radius)} A${radius} ${radius} 0 ${isLarge} 1 ${onCircle(x, y, toDeg, radius)} Z`;
}

function normal(degrees: number): number {
  return ((degrees % 360) + 360) % 360;
}
