import type { Vec3 } from '../../../shared/geometry/vector.ts';
import type { RoomType } from '../house-plan.ts';

/** What carries an object: the floor, a wall, or another object: its top, or a board inside it. */
export type Stand = 'floor' | 'wall' | 'surface';

/** Where on the floor a type belongs: its back to a wall, in a corner, or anywhere. */
export type Spot = 'wall' | 'corner' | 'free';

/** Assets of one make: the same build in a few sizes. */
export interface Design {
  /** Full lengths in metres, own frame: x width, y height, z depth (front at +z). */
  readonly sizeM: Vec3;
  /** How many assets there are of it; colours differ with the asset. */
  readonly count: number;
  /** Assets deviate from `sizeM` by up to this share, axis by axis. */
  readonly spread: number;
  readonly stands: Stand;
  /** Tells designs of one type apart where rules need to: a kitchen's sink is a cabinet, a bathroom's need not be. */
  readonly use?: string;
}

/** How other objects stand on a type. */
export interface Receives {
  /** `top`: where nothing is above; `boards`: also on boards with room above them; `seat`: on the lowest open level (sofas, beds). */
  readonly levels: 'top' | 'boards' | 'seat';
  /** Types that may stand there with their relative frequency. */
  readonly types: Readonly<Record<string, number>>;
  /** Most of them at once; default 4. */
  readonly most?: number;
}

/** Everything the furnishing rules know of an object type. */
export interface CatalogueType {
  readonly designs: readonly Design[];
  /** How common the type is per room type, 0 to 1; absent = never by itself. */
  readonly rooms?: Partial<Readonly<Record<RoomType, number>>>;
  /** Rooms where nobody would put it down. */
  readonly notIn?: readonly RoomType[];
  readonly spot?: Spot;
  /** Floor to keep free in front, metres. */
  readonly frontM?: number;
  /** Height of the lower edge on a wall, metres. */
  readonly wallHeightM?: readonly [min: number, max: number];
  /** Most in one room by itself, groups not counted; default 1. */
  readonly most?: number;
  /** Looks the same from all sides, or may be turned any way: its yaw is free. */
  readonly isTurnable?: boolean;
  readonly receives?: Receives;
  /** Types it is arranged with, or is likelier beside. */
  readonly groupsWith?: readonly string[];
}

/** A table of types by AI2-THOR name. */
export type CatalogueTable = Readonly<Record<string, CatalogueType>>;

/** `count` assets of a design that stands on the floor. */
export function floor(sizeM: Vec3, count = 3, spread = 0.04, use?: string): Design {
  return { sizeM, count, spread, stands: 'floor', ...(use === undefined ? {} : { use }) };
}

/** `count` assets of a design that hangs on a wall. */
export function wall(sizeM: Vec3, count = 3, spread = 0.05, use?: string): Design {
  return { sizeM, count, spread, stands: 'wall', ...(use === undefined ? {} : { use }) };
}

/** `count` assets of a design that stands on other furniture. */
export function surface(sizeM: Vec3, count = 3, spread = 0.08, use?: string): Design {
  return { sizeM, count, spread, stands: 'surface', ...(use === undefined ? {} : { use }) };
}
