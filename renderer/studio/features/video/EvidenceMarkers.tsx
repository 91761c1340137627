import { Tooltip } from '@mantine/core';
import { IconMapPinFilled } from '@tabler/icons-react';
import { useRef } from 'react';
import type { EvidenceFrame } from '../../../../shared/questions/question-type.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { clusterMarkers } from './cluster-markers.ts';
import { evidenceLabel } from './evidence-label.ts';
import { useWidth } from './use-width.ts';
import classes from './VideoPanel.module.css';

/** Width of the slider's thumb: a native slider's ends lie half a thumb inside. */
const thumbPx = 14;
/** A target of at least 24 px around the pins it stands for. */
const targetPx = 24;

/** The evidence frames on the timeline; pins too close to be separate targets share one that steps through them. */
export function EvidenceMarkers({ evidence }: { readonly evidence: readonly EvidenceFrame[] }) {
  const { roleViews, trajectory } = useSubject();
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const last = Math.max(1, trajectory.frameCount - 1);
  const xOf = (frame: number) => thumbPx / 2 + (frame / last) * Math.max(0, width - thumbPx);
  const viewOf = (each: EvidenceFrame) => roleViews.find((role) => role.objectIndices.includes(each.objectIndex));
  const clusters =
    width === 0
      ? []
      : clusterMarkers(
          [...evidence].sort((a, b) => a.frame - b.frame),
          (each) => xOf(each.frame),
          targetPx,
        );
  return (
    <div ref={ref} className={classes['markers']}>
      {clusters.map(({ items, fromPx, toPx }) => {
        const label = items.map((each) => `Frame ${each.frame}: ${evidenceLabel(each, viewOf(each)?.name ?? 'object')}`).join('. ');
        const seekNext = () => {
          const now = studioPlayer.clock.getState().target;
          studioPlayer.seek((items.find((each) => each.frame > now) ?? items[0])?.frame ?? 0);
        };
        return (
          <Tooltip key={fromPx} label={label} multiline maw={320}>
            <button
              type="button"
              className={classes['marker']}
              aria-label={label}
              style={{ left: fromPx - targetPx / 2, width: toPx - fromPx + targetPx }}
              onMouseDown={(event) => event.preventDefault()}
              onClick={seekNext}
            >
              {items.map((each) => (
                <IconMapPinFilled
                  key={`${each.frame}-${each.objectIndex}-${each.reason}`}
                  size={17}
                  aria-hidden
                  style={{ left: xOf(each.frame) - fromPx + targetPx / 2, color: viewOf(each)?.color }}
                />
              ))}
            </button>
          </Tooltip>
        );
      })}
    </div>
  );
}
