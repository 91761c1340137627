import { Tooltip } from '@mantine/core';
import { useMemo, useRef } from 'react';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { clusterMarkers } from './cluster-markers.ts';
import { MarkerIcon } from './MarkerIcon.tsx';
import { timelineMarkersOf } from './timeline-markers.ts';
import { frameX } from './track-scale.ts';
import { useWidth } from './use-width.ts';
import classes from './VideoPanel.module.css';

/** A target of at least 24 px around the markers it stands for. */
const targetPx = 24;
/** How far apart markers of one frame stand. */
const besidePx = 13;

/**
 * Evidence frames, first appearances by number, and what was decided or said at a frame. Markers too close to be separate targets share one that steps
 * through them.
 */
export function TimelineMarkers() {
  const subject = useSubject();
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const markers = useMemo(() => timelineMarkersOf(subject), [subject]);
  const xOf = (frame: number) => frameX(frame, subject.trajectory.frameCount, width);
  const clusters = width === 0 ? [] : clusterMarkers(markers, (each) => xOf(each.frame), targetPx);
  return (
    <div ref={ref} className={classes['markers']}>
      {clusters.map(({ items, fromPx, toPx }, place) => {
        const label = items.map((each) => `Frame ${each.frame}: ${each.label}`).join('. ');
        const seekNext = () => {
          const now = studioPlayer.clock.getState().target;
          studioPlayer.seek((items.find((each) => each.frame > now) ?? items[0])?.frame ?? 0);
        };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: another question's markers take the places of these, which is quicker than to build them and keeps the focus
          <Tooltip key={place} label={label} multiline maw={320}>
            <button
              type="button"
              className={classes['marker']}
              aria-label={label}
              style={{ left: fromPx - targetPx / 2, width: toPx - fromPx + targetPx }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={seekNext}
            >
              {items.map((each, at) => {
                // Several at one frame stand side by side, so that none hides another.
                const before = items.slice(0, at).filter(({ frame }) => frame === each.frame).length;
                return <MarkerIcon key={each.key} marker={each} leftPx={xOf(each.frame) - fromPx + targetPx / 2 + before * besidePx} />;
              })}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
