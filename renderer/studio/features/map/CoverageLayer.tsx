import { useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect, useMemo, useRef } from 'react';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { type Coverage, coverageOf, coverageShares } from './coverage.ts';
import { fieldOfView } from './field-of-view.ts';
import classes from './MapPanel.module.css';
import { projectPlan, type Viewport } from './viewport.ts';

type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** What is not seen yet lies under a veil, what never is under a denser one; where the camera walked is tinted. */
const looks: Readonly<Record<'light' | 'dark', { readonly never: Rgba; readonly later: Rgba; readonly walked: Rgba }>> = {
  light: { never: [70, 78, 92, 150], later: [70, 78, 92, 62], walked: [11, 100, 133, 74] },
  dark: { never: [160, 170, 186, 120], later: [160, 170, 186, 46], walked: [94, 196, 230, 80] },
};

/** Which parts of the floor the camera has seen and walked on up to the frame on screen. */
export function CoverageLayer({ plan, view }: { readonly plan: FloorPlan; readonly view: Viewport }) {
  const { trajectory } = useSubject();
  const { horizontalDeg } = fieldOfView(trajectory.camera);
  const coverage = useMemo(() => coverageOf(plan, trajectory.poses, horizontalDeg), [plan, trajectory.poses, horizontalDeg]);
  return coverage === null ? null : <Cells coverage={coverage} view={view} />;
}

function Cells({ coverage, view }: { readonly coverage: Coverage; readonly view: Viewport }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const scheme = useComputedColorScheme('light');
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paint(context, coverage, frame, looks[scheme]);
  }, [coverage, frame, scheme]);
  const { minM, cellM, columns, rows } = coverage;
  // The picture's first row lies at the top: the plan's last.
  const [x, y] = projectPlan(view, [minM[0], minM[1] + rows * cellM]);
  const { seen, walked } = coverageShares(coverage, frame);
  return (
    <>
      <canvas
        ref={canvas}
        className={classes['coverage']}
        width={columns}
        height={rows}
        style={{
          width: columns * cellM * view.pxPerM,
          height: rows * cellM * view.pxPerM,
          transform: `translate(${x}px, ${y}px) rotate(${-view.turnDeg}deg)`,
        }}
        aria-hidden
      />
      <p className={classes['coverageShare']} data-testid="coverage">
        {Math.round(100 * seen)} % of the floor seen, {Math.round(100 * walked)} % walked on
      </p>
    </>
  );
}

function paint(context: CanvasRenderingContext2D, coverage: Coverage, frame: number, look: (typeof looks)['light']): void {
  const { columns, rows, seenAt, walkedAt } = coverage;
  const image = context.createImageData(columns, rows);
  for (let cell = 0; cell < seenAt.length; cell++) {
    const [seen, walked] = [seenAt[cell] as number, walkedAt[cell] as number];
    if (seen === -2) continue;
    const isWalked = walked >= 0 && walked <= frame;
    const color = isWalked ? look.walked : seen < 0 ? look.never : seen > frame ? look.later : null;
    if (color === null) continue;
    const row = rows - 1 - Math.floor(cell / columns);
    image.data.set(color, 4 * (row * columns + (cell % columns)));
  }
  context.putImageData(image, 0, 0);
}
