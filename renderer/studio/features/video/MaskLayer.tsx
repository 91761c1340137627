import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { maskFactsQuery, maskQuery } from '../../../client/queries.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { maskIdsOf, paintMasks } from './paint-masks.ts';
import type { VisibleObject } from './use-visible-objects.ts';
import classes from './VideoPanel.module.css';
import { rgbFromHex } from './video-role-color.ts';

/** Frames fetched ahead in either direction, so that masks keep up with play. */
const ahead = [1, 2, 3, -1];

/** The stored masks of the frame on screen, tinted in the objects' colours. Never those of another frame: until they are there, nothing is drawn. */
export function MaskLayer({ frame, visible }: { readonly frame: number; readonly visible: readonly VisibleObject[] }) {
  const { trajectory, scene } = useSubject();
  const queryClient = useQueryClient();
  const { data: facts } = useQuery(maskFactsQuery(trajectory.id));
  const { data: ids, isError } = useQuery(maskQuery(trajectory.id, frame, facts ?? null));
  const idOf = useMemo(() => maskIdsOf(scene, facts?.objectIds ?? null), [scene, facts]);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (!facts) return;
    for (const step of ahead) {
      const next = frame + step;
      if (next >= 0 && next < facts.frameCount) void queryClient.prefetchQuery(maskQuery(trajectory.id, next, facts));
    }
  }, [queryClient, trajectory.id, facts, frame]);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || !facts) return;
    context.clearRect(0, 0, facts.widthPx, facts.heightPx);
    if (!ids) return;
    const colors = new Map(visible.map((object) => [idOf(object.objectIndex), rgbFromHex(object.color)] as const));
    context.putImageData(new ImageData(paintMasks(ids, facts.widthPx, colors), facts.widthPx, facts.heightPx), 0, 0);
  });
  if (!facts) return null;
  return (
    <>
      <canvas
        ref={canvas}
        width={facts.widthPx}
        height={facts.heightPx}
        className={classes['masks']}
        data-testid="masks"
        data-frame={ids ? frame : undefined}
        aria-hidden
      />
      {isError && <p className={classes['maskNote']}>The masks of this frame are damaged or missing.</p>}
    </>
  );
}
