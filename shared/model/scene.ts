import type { AxisBox, OrientedBox } from '../geometry/box.ts';
import type { PlanPoint } from '../geometry/vector.ts';

/** A room: its floor outline in the plan (either winding, not closed, collinear vertices allowed). */
export interface Room {
  readonly id: string;
  /** ProcTHOR's `roomType`: Kitchen, LivingRoom, Bedroom, Bathroom, Hallway… */
  readonly roomType: string;
  readonly floorPolygonM: readonly PlanPoint[];
  /** Material name of the floor, null when the house does not say. */
  readonly floorMaterial: string | null;
}

/** One face of a wall, seen from its room: a vertical rectangle from `startM` to `endM`. */
export interface Wall {
  readonly id: string;
  /** The room this face belongs to; null for an exterior face. */
  readonly roomId: string | null;
  readonly startM: PlanPoint;
  readonly endM: PlanPoint;
  readonly heightM: number;
  readonly material: string | null;
  /** An open boundary between two rooms: nothing is built there. */
  readonly isOpenBoundary: boolean;
}

/** A door or window: a rectangular hole through one or two wall faces. */
export interface Opening {
  readonly id: string;
  readonly kind: 'door' | 'window';
  /** AI2-THOR type used in annotations: Doorway, Doorframe or Window. */
  readonly objectType: string;
  readonly assetId: string;
  readonly wallIds: readonly string[];
  /** The rooms on both sides; one entry for a window or an outer door. */
  readonly roomIds: readonly string[];
  /** Ends of the hole in the plan, on the wall's line. */
  readonly startM: PlanPoint;
  readonly endM: PlanPoint;
  readonly bottomM: number;
  readonly topM: number;
  /** 0 closed to 1 wide open; a doorframe has no leaf and is 1. Only a door with openness > 0 can be walked through. */
  readonly openness: number;
}

/**
 * One instance that questions can be about: furniture, small objects, and also doors and windows.
 * Order in `Scene.objects` is the scene's instance order and never changes: other data refers to it by index.
 */
export interface SceneObject {
  readonly id: string;
  /** AI2-THOR type, or the Objaverse category without its "Obja" prefix. */
  readonly objectType: string;
  readonly assetId: string;
  /** Room whose floor holds the box centre; null outside every room. */
  readonly roomId: string | null;
  /** The object this one stands on or in; null on the floor or a wall. */
  readonly parentId: string | null;
  readonly isObjaverse: boolean;
  readonly orientedBox: OrientedBox;
  readonly axisBox: AxisBox;
  /** True where the source only knew a world-aligned box, so `orientedBox` is that box and may be too large. */
  readonly isOrientationKnown: boolean;
}

/** What a source says about a scene without showing how it was measured. */
export interface StatedFacts {
  /** Area of all floors; null where the source does not say. */
  readonly areaM2: number | null;
  /** Null where the source does not say. */
  readonly roomCount: number | null;
  /** Instances by type or label, as the source counts them (it may know some that have no box); null where it does not say. */
  readonly objectCounts: Readonly<Record<string, number>> | null;
}

/** A house with everything in it, in the world frame (left-handed, y up, metres; floor at y = 0). */
export interface Scene {
  readonly id: string;
  readonly rooms: readonly Room[];
  /** Empty where the source has no house file (then the map shows boxes only). */
  readonly walls: readonly Wall[];
  readonly openings: readonly Opening[];
  readonly objects: readonly SceneObject[];
  readonly ceilingHeightM: number;
  /** Absent where the source states nothing beyond its boxes and outlines. */
  readonly stated?: StatedFacts;
}
