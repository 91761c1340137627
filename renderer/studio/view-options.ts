import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { OverlayShape } from './features/video/overlay-shapes.ts';

/** What the reviewer prefers to see; kept in this browser. */
export interface ViewOptions {
  /** How objects are marked in the picture. */
  readonly overlayShape: OverlayShape;
  /** Names are written beside what is marked. */
  readonly hasNames: boolean;
  /** The marks of the derivation are projected into the picture. */
  readonly hasMarks: boolean;
  /** All objects are marked, not only the question's. */
  readonly showsAll: boolean;
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
    () => ({
      overlayShape: 'boxes',
      hasNames: true,
      hasMarks: true,
      showsAll: false,
      mapTab: 'map',
      isFollowing: false,
      isHeadingUp: false,
      hasCoverage: false,
      hasGhostWalls: true,
    }),
    { name: 'sightline-view' },
  ),
);
