import type { CSSProperties } from 'react';
import { secondsFromFrame } from '../../../player/clock.ts';
import { useClock } from '../../../player/use-clock.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { EvidenceMarkers } from './EvidenceMarkers.tsx';
import { Lane } from './Lane.tsx';
import classes from './VideoPanel.module.css';

/** Scrubbing: the slider, the evidence frames above it, and when each object of the question is in view below. */
export function Timeline() {
  const { roleViews, outcome } = useSubject();
  const evidence = outcome?.isAnswered ? outcome.evidence : [];
  return (
    <div className={classes['timeline']} data-lanes={roleViews.length > 0 || undefined}>
      {roleViews.length > 0 && (
        <>
          <span className={classes['laneLabel']}>evidence</span>
          <div className={classes['track']}>
            <EvidenceMarkers evidence={evidence} />
          </div>
        </>
      )}
      <span />
      <div className={classes['track']}>
        <Slider />
      </div>
      {roleViews.length > 0 && (
        <section
          className={classes['lanes']}
          data-many={roleViews.length > 4 || undefined}
          aria-label="When each is in view"
          // Only where the lanes scroll: they hold nothing else that takes the focus.
          {...(roleViews.length > 6 ? { tabIndex: 0 } : {})}
        >
          {roleViews.map((view) => (
            <div key={view.role} className={classes['laneRow']}>
              <span className={classes['laneLabel']} title={view.name}>
                {view.name}
              </span>
              <div className={classes['track']}>
                <Lane view={view} />
              </div>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}

function Slider() {
  const target = useClock(studioPlayer, (clock) => clock.target);
  const frameCount = useClock(studioPlayer, (clock) => clock.frameCount);
  const fps = useClock(studioPlayer, (clock) => clock.fps);
  const last = Math.max(1, frameCount - 1);
  return (
    <input
      type="range"
      className={classes['slider']}
      style={{ '--played': `${(100 * target) / last}%` } as CSSProperties}
      aria-label="Frame"
      aria-valuetext={`frame ${target} of ${frameCount}, ${secondsFromFrame({ fps }, target).toFixed(1)} seconds`}
      min={0}
      max={last}
      value={target}
      onPointerDown={() => studioPlayer.pause()}
      onChange={(event) => studioPlayer.seek(event.currentTarget.valueAsNumber)}
    />
  );
}
