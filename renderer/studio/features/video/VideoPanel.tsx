import { IconVideoOff } from '@tabler/icons-react';
import { memo, useCallback } from 'react';
import { useClock } from '../../../player/use-clock.ts';
import { Message } from '../../../ui/Message.tsx';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { InexactNote } from './InexactNote.tsx';
import { Overlay } from './Overlay.tsx';
import { OverlayMenu } from './OverlayMenu.tsx';
import { PictureNotes } from './PictureNotes.tsx';
import { Timeline } from './Timeline.tsx';
import { Transport } from './Transport.tsx';
import { usePlayCommands } from './use-play-commands.ts';
import classes from './VideoPanel.module.css';

/** The video with its overlay, transport and timeline. */
export const VideoPanel = memo(function VideoPanel() {
  const blank = useClock(studioPlayer, ({ state }) => (state === 'no-video' || state === 'error' ? state : null));
  return (
    <section data-tour="video" className={classes['panel']} aria-label="Video">
      <div className={classes['screen']}>
        {blank === null ? <Picture /> : <NoPicture isMissing={blank === 'no-video'} />}
        {blank === null && <MenuOfWalk />}
        <InexactNote />
      </div>
      <PlayCommands />
      <Transport />
      <Timeline />
    </section>
  );
});

/** What can be drawn depends on the walk, not on the question about it. */
function MenuOfWalk() {
  return <OverlayMenu trajectory={useSubject().trajectory} />;
}

function PlayCommands() {
  usePlayCommands();
  return null;
}

function Picture() {
  const width = useClock(studioPlayer, (clock) => clock.widthPx) || 384;
  const height = useClock(studioPlayer, (clock) => clock.heightPx) || 224;
  const attach = useCallback((canvas: HTMLCanvasElement | null) => studioPlayer.attach(canvas), []);
  return (
    <div className={classes['picture']} style={{ aspectRatio: `${width} / ${height}`, width: `min(100cqw, 100cqh * ${width / height})` }}>
      <canvas ref={attach} className={classes['canvas']} role="img" aria-label="Video frame; what is in it is listed under Objects" />
      <Overlay widthPx={width} heightPx={height} />
      <PictureNotes />
    </div>
  );
}

function NoPicture({ isMissing }: { readonly isMissing: boolean }) {
  const { trajectory } = useSubject();
  const message = useClock(studioPlayer, (clock) => clock.message);
  return (
    <div className={classes['noPicture']}>
      <Message icon={IconVideoOff} title={isMissing ? 'No playable video: review on the map' : 'The video cannot be shown'}>
        {isMissing
          ? `${trajectory.frameCount === 0 ? 'This source came without frames. Objects and marks are on the map and in 3D.' : 'The path, the camera and every mark are on the map, frame by frame.'} Decisions say that no picture was seen.`
          : `${message ?? ''} ${trajectory.videoFile ?? ''}`}
      </Message>
    </div>
  );
}
