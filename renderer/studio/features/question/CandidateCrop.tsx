import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { framesQuery } from '../../../client/queries.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { type CropRectangle, cropAround } from './crop-around.ts';
import classes from './RoleFields.module.css';

const widthPx = 56;
const heightPx = 42;

/** What an instance looks like where the walk shows it best: its crop where the shard has 2-D bounds, else the whole frame; empty without a video. */
export function CandidateCrop({ objectIndex }: { readonly objectIndex: number }) {
  const { trajectory } = useSubject();
  const canvas = useRef<HTMLCanvasElement>(null);
  const bestFrame = trajectory.sightings.find((sighting) => sighting.objectIndex === objectIndex)?.bestFrame;
  const { data: frames } = useQuery(framesQuery(trajectory.id, trajectory.frameCount));
  const isReady = bestFrame !== undefined && frames !== undefined && trajectory.videoUrl !== null;
  useEffect(() => {
    const target = canvas.current;
    if (!isReady || target === null) return;
    const bounds = frames[bestFrame]?.find(([index]) => index === objectIndex)?.slice(3) as Bounds | undefined;
    let isShown = true;
    const watch = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watch.disconnect();
      void studioPlayer
        .smallPicture(bestFrame, () => isShown)
        .then((picture) => {
          if (picture !== null && isShown) drawCrop(target, picture, cropAround(bounds ?? null, picture, widthPx / heightPx));
        });
    });
    watch.observe(target);
    return () => {
      isShown = false;
      watch.disconnect();
    };
  }, [isReady, frames, bestFrame, objectIndex]);
  if (trajectory.videoUrl === null) return null;
  // Its description stands beside it.
  return <canvas ref={canvas} className={classes['crop']} width={widthPx} height={heightPx} data-testid="candidate-crop" aria-hidden />;
}

type Bounds = readonly [left: number, top: number, right: number, bottom: number];

function drawCrop(target: HTMLCanvasElement, picture: ImageBitmap, crop: CropRectangle): void {
  const context = target.getContext('2d', { alpha: false });
  if (context === null) return;
  context.drawImage(picture, crop.left, crop.top, crop.width, crop.height, 0, 0, target.width, target.height);
  target.dataset['drawn'] = 'true';
}
