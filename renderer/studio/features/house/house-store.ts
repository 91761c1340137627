import { create } from 'zustand';
import type { HouseCamera } from './house-camera.ts';

/** Where the 3D view stands; kept while the same scene is on screen, also when its tab is left. */
export const useHouse = create<{
  readonly sceneId: string | null;
  /** Null: everything in view. */
  readonly camera: HouseCamera | null;
}>(() => ({ sceneId: null, camera: null }));

/** Looks from somewhere else. */
export function setHouseCamera(sceneId: string, camera: HouseCamera | null): void {
  useHouse.setState({ sceneId, camera });
}
