import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** What the reviewer prefers to see; kept in this browser. */
export interface ViewOptions {
  readonly hasBoxes: boolean;
  readonly mapTab: 'map' | 'house' | 'objects';
  /** The map keeps the camera in its middle. */
  readonly isFollowing: boolean;
  /** The map turns so that the camera looks up. */
  readonly isHeadingUp: boolean;
  /** The map shows what of the floor was seen so far. */
  readonly hasCoverage: boolean;
  /** Walls of the 3D view are seen through. */
  readonly hasGhostWalls: boolean;
}

/** The reviewer's view options. */
export const useViewOptions = create<ViewOptions>()(
  persist<ViewOptions>(
    () => ({ hasBoxes: true, mapTab: 'map', isFollowing: false, isHeadingUp: false, hasCoverage: false, hasGhostWalls: true }),
    { name: 'sightline-view' },
  ),
);
