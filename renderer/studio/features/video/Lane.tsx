import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { framesQuery } from '../../../client/queries.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import type { RoleView } from '../review/subject.ts';
import classes from './VideoPanel.module.css';
import { visibleRuns } from './visible-runs.ts';

/** When the instances of one role are in view (pale), salient (full), and best (tick). Its text twin is the objects list. */
export function Lane({ view }: { readonly view: RoleView }) {
  const { trajectory } = useSubject();
  const { data: frames } = useQuery(framesQuery(trajectory.id, trajectory.frameCount));
  const runs = useMemo(() => (frames === undefined ? [] : visibleRuns(frames, view.objectIndices)), [frames, view.objectIndices]);
  const best = trajectory.sightings
    .filter((sighting) => view.objectIndices.includes(sighting.objectIndex))
    .reduce<{ frame: number; peak: number } | null>(
      (top, each) => (top === null || each.peakFraction > top.peak ? { frame: each.bestFrame, peak: each.peakFraction } : top),
      null,
    );
  return (
    <svg className={classes['lane']} viewBox={`0 0 ${Math.max(1, trajectory.frameCount - 1)} 1`} preserveAspectRatio="none" aria-hidden>
      {runs.map((run) => (
        <rect
          key={`${run.start}-${run.isSalient}`}
          x={run.start}
          width={Math.max(0.7, run.end - run.start + 1)}
          y={run.isSalient ? 0 : 0.25}
          height={run.isSalient ? 1 : 0.5}
          fill={view.color}
          opacity={run.isSalient ? 1 : 0.4}
        />
      ))}
      {best !== null && (
        <line x1={best.frame} x2={best.frame} y1={0} y2={1} stroke="var(--text)" strokeWidth={2} vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  );
}
