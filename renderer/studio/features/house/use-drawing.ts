import { useComputedColorScheme } from '@mantine/core';
import { type RefObject, useLayoutEffect, useMemo } from 'react';
import { length, subtract, type Vec3 } from '../../../../shared/geometry/vector.ts';
import type { CompiledStage } from '../../../../shared/stage/compiled-stage.ts';
import type { StageView } from '../../../stage/stage-view.ts';
import type { Tint } from '../../../stage/view-geometry.ts';
import { useViewOptions } from '../../view-options.ts';
import { useReview } from '../review/review-store.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { rgbFromHex, videoRoleColor } from '../video/video-role-color.ts';
import type { HouseEye } from './use-house-eye.ts';

/** Behind the house where no sky is shown: the page's surfaces, sRGB 0-1. */
const backgrounds: Readonly<Record<'light' | 'dark', Vec3>> = { light: [0.9, 0.914, 0.933], dark: [0.07, 0.082, 0.1] };
const pickedRgb = [255, 255, 255] as const;

/** Draws the view whenever what it shows changes, in the same paint as everything else of the frame. */
export function useDrawing(
  canvas: RefObject<HTMLCanvasElement | null>,
  view: StageView | null,
  stage: CompiledStage,
  house: HouseEye,
): void {
  const tints = useTints(stage, house.mode);
  const hasGhostWalls = useViewOptions((options) => options.hasGhostWalls);
  const scheme = useComputedColorScheme('light');
  const { mode, eye, widthPx, heightPx, bounds, frame } = house;
  useLayoutEffect(() => view?.tint(tints), [view, tints]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other tints are a reason to draw
  useLayoutEffect(() => {
    if (view === null || widthPx < 1 || heightPx < 1) return;
    const isWalk = mode === 'walk';
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const size = { widthPx: Math.round(widthPx * ratio), heightPx: Math.round(heightPx * ratio) };
    const { minM, maxM } = bounds;
    const reachM = length(subtract(maxM, minM)) + length(subtract(eye.pose.positionM, minM));
    view.draw(
      eye.pose,
      { ...eye.camera, ...size },
      {
        // From the walk's camera the picture is the recorded one.
        walls: hasGhostWalls && !isWalk ? 'ghost' : 'solid',
        background: isWalk ? null : backgrounds[scheme],
        farM: isWalk ? 100 : Math.max(100, reachM),
      },
    );
  }, [view, tints, mode, eye, widthPx, heightPx, bounds, hasGhostWalls, scheme]);
  useLayoutEffect(() => {
    if (view !== null && widthPx > 0 && canvas.current !== null) canvas.current.dataset['drawn'] = `${mode} ${frame}`;
  });
}

/** The question's objects in their roles' colours, and the picked one; nothing from the walk's camera, where the picture must be the video's. */
function useTints(stage: CompiledStage, mode: HouseEye['mode']): ReadonlyMap<number, Tint> {
  const { roleViews } = useSubject();
  const highlighted = useReview((state) => state.highlighted);
  const hovered = useReview((state) => state.hovered);
  return useMemo(() => {
    const tints = new Map<number, Tint>();
    if (mode === 'walk') return tints;
    const idOf = (objectIndex: number) => (stage.instances[objectIndex]?.objectIndex === objectIndex ? objectIndex + 1 : 0);
    for (const { colorNumber, objectIndices } of roleViews) {
      for (const [order, index] of objectIndices.entries()) {
        tints.set(idOf(index), { rgb: rgbFromHex(videoRoleColor(colorNumber)), strength: order === 0 ? 0.72 : 0.45 });
      }
    }
    for (const index of [hovered, highlighted])
      if (index !== null && !tints.has(idOf(index))) tints.set(idOf(index), { rgb: pickedRgb, strength: 0.55 });
    return tints;
  }, [stage, roleViews, highlighted, hovered, mode]);
}
