import { useEffect, useRef } from 'react';
import { secondsFromFrame } from '../../../player/clock.ts';
import { useClock } from '../../../player/use-clock.ts';
import { studioPlayer } from '../review/studio-player.ts';
import classes from './VideoPanel.module.css';

const thumbnailWidthPx = 152;

/** What a frame shows, above the place where the pointer is. It never touches the frame on screen: a decoder of its own works while nothing else does. */
export function HoverThumbnail({ frame, xPx, trackPx }: { readonly frame: number; readonly xPx: number; readonly trackPx: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const fps = useClock(studioPlayer, (clock) => clock.fps);
  const [width, height] = [useClock(studioPlayer, (clock) => clock.widthPx), useClock(studioPlayer, (clock) => clock.heightPx)];
  const hasPicture = width > 0;
  useEffect(() => {
    let isCurrent = true;
    const context = canvas.current?.getContext('2d', { alpha: false });
    if (!context) return;
    void studioPlayer.thumbnail(frame, (image) => {
      if (!isCurrent) return;
      if (image === null) context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      else context.drawImage(image, 0, 0, context.canvas.width, context.canvas.height);
    });
    return () => {
      isCurrent = false;
    };
  }, [frame]);
  const half = thumbnailWidthPx / 2;
  return (
    <div
      data-testid="thumbnail"
      className={classes['thumbnail']}
      style={{ left: Math.max(half, Math.min(trackPx - half, xPx)), width: thumbnailWidthPx }}
      aria-hidden
    >
      {hasPicture && <canvas ref={canvas} width={thumbnailWidthPx} height={Math.round((thumbnailWidthPx * height) / width)} />}
      <span>
        frame {frame} · {secondsFromFrame({ fps }, frame).toFixed(1)} s
      </span>
    </div>
  );
}
