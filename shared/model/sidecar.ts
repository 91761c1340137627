import { z } from 'zod';
import type { Scene } from './scene.ts';
import type { CameraIntrinsics } from './trajectory.ts';

/** Version of both sidecar files; a reader refuses a higher one. */
export const sidecarFormatVersion = 1;

/** Name of the file beside a scene's SIMS-V files that holds what those cannot: see {@link sceneSidecarSchema}. */
export const sceneSidecarName = 'sightline_scene.json';

/** Name of a trajectory's file with one {@link frameSidecarSchema} line per video frame. */
export function frameSidecarName(trajectory: string): string {
  return `sightline_frames__${trajectory}.jsonl`;
}

const planPointSchema = z.tuple([z.number(), z.number()]);
const vectorSchema = z.tuple([z.number(), z.number(), z.number()]);

const sceneSchema: z.ZodType<Scene> = z.object({
  id: z.string(),
  rooms: z.array(
    z.object({ id: z.string(), roomType: z.string(), floorPolygonM: z.array(planPointSchema), floorMaterial: z.string().nullable() }),
  ),
  walls: z.array(
    z.object({
      id: z.string(),
      roomId: z.string().nullable(),
      startM: planPointSchema,
      endM: planPointSchema,
      heightM: z.number(),
      material: z.string().nullable(),
      isOpenBoundary: z.boolean(),
    }),
  ),
  openings: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['door', 'window']),
      objectType: z.string(),
      assetId: z.string(),
      wallIds: z.array(z.string()),
      roomIds: z.array(z.string()),
      startM: planPointSchema,
      endM: planPointSchema,
      bottomM: z.number(),
      topM: z.number(),
      openness: z.number(),
    }),
  ),
  objects: z.array(
    z.object({
      id: z.string(),
      objectType: z.string(),
      assetId: z.string(),
      roomId: z.string().nullable(),
      parentId: z.string().nullable(),
      isObjaverse: z.boolean(),
      orientedBox: z.object({ centerM: vectorSchema, sizeM: vectorSchema, axes: z.tuple([vectorSchema, vectorSchema, vectorSchema]) }),
      axisBox: z.object({ minM: vectorSchema, maxM: vectorSchema }),
      isOrientationKnown: z.boolean(),
    }),
  ),
  ceilingHeightM: z.number(),
  stated: z
    .object({
      areaM2: z.number().nullable(),
      roomCount: z.number().int().nullable(),
      objectCounts: z.record(z.string(), z.number()).nullable(),
    })
    .exactOptional(),
});

const cameraSchema: z.ZodType<CameraIntrinsics> = z.object({
  widthPx: z.number().int().positive(),
  heightPx: z.number().int().positive(),
  fovYDeg: z.number().positive(),
  pitchDownDeg: z.number(),
  heightM: z.number(),
});

/** What SIMS-V's files cannot say about a scene: the whole scene with oriented boxes, the camera, and where everything came from. */
export const sceneSidecarSchema = z.object({
  formatVersion: z.literal(sidecarFormatVersion),
  tool: z.object({ name: z.string(), version: z.string() }),
  /** Name of the convention that the shard's answers follow. */
  convention: z.string(),
  camera: cameraSchema,
  fps: z.number().positive(),
  scene: sceneSchema,
  provenance: z.object({
    /** Base name of the house file; null for a house from elsewhere. */
    houseFile: z.string().nullable(),
    /** 1-based line of a `.jsonl` house file. */
    houseLine: z.number().int().positive().nullable(),
    /** Settings of the walks, as they were passed in. */
    settings: z.record(z.string(), z.unknown()),
  }),
  trajectories: z.array(
    z.object({
      /** The N of the trajectory's file names. */
      name: z.string(),
      seed: z.number().int(),
      roomsVisited: z.array(z.string()),
      roomsMissed: z.array(z.string()),
      /** The room it begins in. */
      startRoom: z.string().exactOptional(),
      /** Frames after the first. */
      steps: z.number().int().nonnegative().exactOptional(),
      /** Ids of objects without a pixel in any frame. */
      neverVisible: z.array(z.string()).exactOptional(),
      /** Ids of objects that are visible, but in no frame fill enough of it to be salient. */
      neverSalient: z.array(z.string()).exactOptional(),
    }),
  ),
});
/** See {@link sceneSidecarSchema}. */
export type SceneSidecar = z.infer<typeof sceneSidecarSchema>;

/** What SIMS-V's annotations cannot say about a frame: the camera itself and where in the picture each object is. */
export const frameSidecarSchema = z.object({
  /** 0-based, the line's place in the file. */
  frame: z.number().int().nonnegative(),
  /** Optical centre, world frame. */
  cameraM: vectorSchema,
  yawDeg: z.number(),
  pitchDownDeg: z.number(),
  /** Inclusive pixel bounds [left, top, right, bottom] by object id, for every object with at least one pixel. */
  boxes: z.record(z.string(), z.tuple([z.number().int(), z.number().int(), z.number().int(), z.number().int()])),
});
/** See {@link frameSidecarSchema}. */
export type FrameSidecar = z.infer<typeof frameSidecarSchema>;
