import { IconAlertTriangle, IconLoader2, IconPhotoOff } from '@tabler/icons-react';
import { useClock } from '../../../player/use-clock.ts';
import { studioPlayer } from '../review/studio-player.ts';
import classes from './PictureNotes.module.css';

/** On the picture itself: that it is not proven, that this frame has none, that another one is on its way. */
export function PictureNotes() {
  const state = useClock(studioPlayer, (clock) => clock.state);
  const message = useClock(studioPlayer, (clock) => clock.message);
  const target = useClock(studioPlayer, (clock) => clock.target);
  if (state === 'unverified') {
    return (
      <p className={classes['doubt']} data-testid="frame-doubt">
        <IconAlertTriangle size={15} aria-hidden />
        <span>
          <strong>Frame not verified.</strong> {message}
        </span>
      </p>
    );
  }
  if (state === 'unreadable') {
    return (
      <div className={classes['missing']}>
        <IconPhotoOff size={28} stroke={1.4} aria-hidden />
        <strong>No picture for frame {target}</strong>
        <span>{message}</span>
      </div>
    );
  }
  if (state !== 'seeking' && state !== 'loading') return null;
  return (
    <p className={classes['busy']}>
      <IconLoader2 size={14} aria-hidden />
      {state === 'loading' ? 'opening the video' : `seeking frame ${target}`}
    </p>
  );
}
