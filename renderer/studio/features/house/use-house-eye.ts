import { useMemo } from 'react';
import { useClock } from '../../../player/use-clock.ts';
import { useSubject } from '../review/SubjectContext.tsx';
import { studioPlayer } from '../review/studio-player.ts';
import { type Eye, eyeOf, type FreeCamera, flyFrom, type HouseCamera, orbitAround } from './house-camera.ts';
import { setHouseCamera, useHouse } from './house-store.ts';
import { type SceneBounds, sceneBounds } from './scene-bounds.ts';
import { poseOfFrame, simsvCamera } from './walk-camera.ts';

/** Where the 3D view looks from right now, and how to change it. */
export interface HouseEye {
  readonly mode: HouseCamera['mode'];
  /** For a picture of {@link widthPx} x {@link heightPx} pixels of the page. */
  readonly eye: Eye;
  readonly widthPx: number;
  readonly heightPx: number;
  /** The free camera that is, or that the walk's camera would become. */
  readonly free: FreeCamera;
  /** The walk's own camera in this frame; null where the source has no poses. */
  readonly walk: Eye | null;
  /** True where the shard does not describe its camera. */
  readonly isCameraAssumed: boolean;
  readonly frame: number;
  readonly bounds: SceneBounds;
  readonly set: (camera: HouseCamera | null) => void;
}

/** Follows clock, panel size and the reviewer's choice. */
export function useHouseEye({ widthPx, heightPx }: { readonly widthPx: number; readonly heightPx: number }): HouseEye {
  const { scene, trajectory } = useSubject();
  const frame = useClock(studioPlayer, (clock) => clock.frame);
  const chosen = useHouse((house) => (house.sceneId === scene.id ? house.camera : null));
  const bounds = useMemo(() => sceneBounds(scene), [scene]);
  const overview = useMemo(() => orbitAround(bounds.minM, bounds.maxM, widthPx / Math.max(1, heightPx)), [bounds, widthPx, heightPx]);
  const walk = useMemo((): Eye | null => {
    const pose = poseOfFrame(trajectory.poses, frame);
    return pose === null ? null : { pose, camera: trajectory.camera ?? simsvCamera };
  }, [trajectory, frame]);
  const shownWalk = chosen?.mode === 'walk' ? walk : null;
  const chosenFree = chosen !== null && chosen.mode !== 'walk' ? chosen : overview;
  // The same as long as nothing moves, so that frames that only move the walk's camera draw nothing new.
  const shown = useMemo(() => {
    if (shownWalk === null) return { mode: chosenFree.mode, widthPx, heightPx, eye: eyeOf(chosenFree, widthPx, heightPx) };
    const scale = Math.min(widthPx / shownWalk.camera.widthPx, heightPx / shownWalk.camera.heightPx);
    const size = { widthPx: Math.floor(shownWalk.camera.widthPx * scale), heightPx: Math.floor(shownWalk.camera.heightPx * scale) };
    return { mode: 'walk' as const, ...size, eye: { pose: shownWalk.pose, camera: { ...shownWalk.camera, ...size } } };
  }, [shownWalk, chosenFree, widthPx, heightPx]);
  return {
    ...shown,
    free: shownWalk === null ? chosenFree : flyFrom(shownWalk),
    walk,
    isCameraAssumed: trajectory.camera === null,
    frame,
    bounds,
    set: (camera) => setHouseCamera(scene.id, camera),
  };
}
