import type { PlanPoint, Vec3 } from '../../shared/geometry/vector.ts';

/** Rooms that a procedural house can have; ProcTHOR's names. */
export const roomTypes = ['Kitchen', 'LivingRoom', 'Bedroom', 'Bathroom', 'Hallway'] as const;
/** One of {@link roomTypes}. */
export type RoomType = (typeof roomTypes)[number];

/** What a procedural house is asked to be. */
export interface HouseSettings {
  readonly seed: number;
  /** Inclusive range of the number of rooms. */
  readonly rooms: readonly [min: number, max: number];
  /** Inclusive range of the number of objects, small ones included, doors and windows not. */
  readonly objects: readonly [min: number, max: number];
}

/** A room of the plan. Metres in the plan, world frame; outlines are orthogonal, not closed, counter-clockwise with x right and z up. */
export interface PlannedRoom {
  /** "room|2", "room|3", … */
  readonly id: string;
  readonly roomType: RoomType;
  readonly outlineM: readonly PlanPoint[];
  readonly floorMaterial: string;
  readonly wallMaterial: string;
}

/** A door or window in a straight piece of wall. */
export interface PlannedOpening {
  readonly id: string;
  readonly kind: 'door' | 'window';
  /** Catalogue asset: its type is Doorway, Doorframe or Window. */
  readonly assetId: string;
  /** Ends of the hole on the wall's line. */
  readonly startM: PlanPoint;
  readonly endM: PlanPoint;
  readonly bottomM: number;
  readonly topM: number;
  /** Both rooms of an inner door, the one on the right of start to end first (the leaf swings into it); the one room of a window or an outer door. */
  readonly roomIds: readonly string[];
  /** 0 closed to 1 open; inner doors are open, so that every room can be walked to. */
  readonly openness: number;
}

/** Floor plan of a house: rooms tile the outline without gaps or overlaps. */
export interface HousePlan {
  readonly rooms: readonly PlannedRoom[];
  readonly openings: readonly PlannedOpening[];
  readonly ceilingHeightM: number;
}

/** An object placed in a house. */
export interface PlacedObject {
  /** "Sofa|3|1|0" in ProcTHOR's manner: type, room number, running numbers. */
  readonly id: string;
  /** Catalogue asset. */
  readonly assetId: string;
  readonly objectType: string;
  /** Centre of its box, world frame. */
  readonly positionM: Vec3;
  readonly yawDeg: number;
  /** Full lengths in the object's own frame (x right, y up, z front). */
  readonly sizeM: Vec3;
  readonly roomId: string;
  /** What it stands on or in; null on the floor or a wall. */
  readonly parentId: string | null;
}

/** A whole procedural house. */
export interface PlannedHouse {
  readonly settings: HouseSettings;
  readonly plan: HousePlan;
  readonly objects: readonly PlacedObject[];
  /** Placements that were tried and given up, by reason. */
  readonly rejections: Readonly<Record<string, number>>;
}
