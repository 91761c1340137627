import { memo } from 'react';
import { useSubject } from '../review/SubjectContext.tsx';
import classes from './MapPanel.module.css';
import { svgTransform, type Viewport } from './viewport.ts';

/** Pieces of the path, each of one colour from start to end. */
const pieces = 48;

/** The walked path, coloured by time. */
export function PathLayer({ view }: { readonly view: Viewport }) {
  const { trajectory } = useSubject();
  return (
    <g transform={svgTransform(view)} data-testid="path">
      <PathPieces poses={trajectory.poses} />
    </g>
  );
}

const PathPieces = memo(function PathPieces({ poses }: { readonly poses: readonly number[] }) {
  const frames = Math.floor(poses.length / 3);
  const length = Math.max(1, Math.ceil(frames / pieces));
  const starts = Array.from({ length: Math.ceil(Math.max(0, frames - 1) / length) }, (_, piece) => piece * length);
  return starts.map((start) => {
    const end = Math.min(frames - 1, start + length);
    const points = Array.from({ length: end - start + 1 }, (_, i) => `${poses[(start + i) * 3]},${poses[(start + i) * 3 + 1]}`);
    const share = Math.round((100 * start) / Math.max(1, frames - 1));
    return (
      <polyline
        key={start}
        points={points.join(' ')}
        className={classes['path']}
        style={{ stroke: `color-mix(in oklab, var(--path-late) ${share}%, var(--path-early))` }}
      />
    );
  });
});
