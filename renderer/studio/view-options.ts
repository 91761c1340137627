import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What the reviewer prefers to see; kept in this browser. */
export interface ViewOptions {
  readonly hasBoxes: boolean;
  readonly mapTab: 'map' | 'house' | 'objects';
  /** Walls of the 3D view are seen through. */
  readonly hasGhostWalls: boolean;
}

/** The reviewer's view options. */
export const useViewOptions = create<ViewOptions>()(
  persist<ViewOptions>(() => ({ hasBoxes: true, mapTab: 'map', hasGhostWalls: true }), { name: 'sightline-view' }),
);
