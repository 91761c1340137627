import { type PointerEvent, useRef, useState } from 'react';
import { secondsFromFrame } from '../../../player/clock.ts';
import { useClock, useClockPaint } from '../../../player/use-clock.ts';
import { studioPlayer } from '../review/studio-player.ts';
import { HoverThumbnail } from './HoverThumbnail.tsx';
import { Lane } from './Lane.tsx';
import { TimelineMarkers } from './TimelineMarkers.tsx';
import { frameAtX } from './track-scale.ts';
import { useLanes } from './use-lanes.ts';
import classes from './VideoPanel.module.css';

/** Scrubbing: the slider, marked frames above it, and when each object of the question is in view below. */
export function Timeline() {
  const lanes = useLanes();
  return (
    <div className={classes['timeline']} data-lanes={lanes.length > 0 || undefined}>
      <span className={classes['laneLabel']}>marks</span>
      <div className={classes['track']}>
        <TimelineMarkers />
      </div>
      <span />
      <div className={classes['track']}>
        <Slider />
      </div>
      {lanes.length > 0 && (
        <section
          className={classes['lanes']}
          data-many={lanes.length > 4 || undefined}
          aria-label="When each is in view"
          // Only where the lanes scroll: they hold nothing else that takes the focus.
          {...(lanes.length > 6 ? { tabIndex: 0 } : {})}
        >
          {lanes.map(({ view, isPicked }) => (
            <div key={view.role} className={classes['laneRow']} data-picked={isPicked || undefined}>
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

/** Its thumb is moved directly, not by a render: it moves with every frame of play. */
function Slider() {
  const input = useRef<HTMLInputElement>(null);
  const frameCount = useClock(studioPlayer, (clock) => clock.frameCount);
  const fps = useClock(studioPlayer, (clock) => clock.fps);
  const last = Math.max(1, frameCount - 1);
  useClockPaint(
    studioPlayer,
    ({ target }) => target,
    (target) => {
      if (input.current === null) return;
      input.current.value = String(target);
      input.current.style.setProperty('--played', `${(100 * target) / last}%`);
      input.current.setAttribute(
        'aria-valuetext',
        `frame ${target} of ${frameCount}, ${secondsFromFrame({ fps }, target).toFixed(1)} seconds`,
      );
    },
  );
  const [hover, setHover] = useState<{ readonly frame: number; readonly xPx: number; readonly trackPx: number } | null>(null);
  const onHover = (event: PointerEvent<HTMLInputElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const xPx = event.clientX - left;
    setHover(event.pointerType === 'mouse' ? { frame: frameAtX(xPx, frameCount, width), xPx, trackPx: width } : null);
  };
  return (
    <>
      {hover !== null && <HoverThumbnail {...hover} />}
      <input
        ref={input}
        type="range"
        className={classes['slider']}
        aria-label="Frame"
        min={0}
        max={last}
        onPointerDown={() => studioPlayer.pause()}
        onPointerMove={onHover}
        onPointerLeave={() => setHover(null)}
        onChange={(event) => studioPlayer.seek(event.currentTarget.valueAsNumber)}
      />
    </>
  );
}
