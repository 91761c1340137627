import type { Vec3 } from '../geometry/vector.ts';

/** A primitive in an object's own frame: x right, y up, z front, metres, origin at the object's box centre. */
export interface Part {
  readonly shape: 'box' | 'cylinder' | 'cone' | 'sphere';
  /** Centre of the part. */
  readonly centerM: Vec3;
  /** Full extents along the part's own axes (a cylinder stands along y; a cone has its tip at +y). */
  readonly sizeM: Vec3;
  /** Unity Euler angles in degrees of the part within the object; absent = none. */
  readonly rotationDeg?: Vec3;
  /** Linear-less sRGB colour, 0-1, before lighting. */
  readonly color: Vec3;
}

/** A furniture proxy: recognisable parts that together fill exactly the asset's box of `sizeM` (full extents x, y, z). */
export type FurnitureProxy = (sizeM: Vec3, variant: number) => readonly Part[];

/** Triangles of one room (or of the outside), merged. Winding: front faces are counter-clockwise seen from outside in a right-handed picture of the data; see compile-stage.ts. */
export interface StageChunk {
  readonly roomId: string | null;
  /** xyz per vertex, metres, world frame. */
  readonly positions: Float32Array;
  /** Unit normal per vertex. */
  readonly normals: Float32Array;
  /** RGBA per vertex, 0-255, light baked in. */
  readonly colors: Uint8Array;
  /** Instance id per vertex (all three of a triangle agree); 0 is nothing. */
  readonly instanceIds: Uint16Array;
  readonly indices: Uint32Array;
  readonly minM: Vec3;
  readonly maxM: Vec3;
}

/** What an instance id stands for. */
export interface StageInstance {
  /** Scene object id; for structure `wall|…`, `room|…` (floor) or `ceiling|…`. */
  readonly id: string;
  readonly kind: 'object' | 'wall' | 'floor' | 'ceiling';
  /** AI2-THOR type written to annotations: the object's own, Wall, Floor or Ceiling. */
  readonly objectType: string;
  /** Index into `Scene.objects`; null for structure. */
  readonly objectIndex: number | null;
}

/** A house ready to draw: every renderer draws exactly these triangles. */
export interface CompiledStage {
  readonly chunks: readonly StageChunk[];
  /** Position = instance id - 1. At most 65,535. */
  readonly instances: readonly StageInstance[];
  /** Colour behind everything (seen through windows), sRGB 0-1. */
  readonly skyColor: Vec3;
  /** How many colour samples a pixel deserves, by the quality the stage was compiled for; ids and depth always have one. */
  readonly colorSamples: 1 | 4;
}
