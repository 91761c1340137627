import { z } from 'zod';

/** No house reaches this far; the grids of floors and walks would not fit into memory. */
const farthestM = 200;

const metres = z.number().min(-farthestM).max(farthestM);
const pointSchema = z.looseObject({ x: metres, y: metres.default(0), z: metres.default(0) });
const rotationSchema = z.looseObject({ x: z.number().default(0), y: z.number().default(0), z: z.number().default(0) });

const materialSchema = z.union([z.string(), z.looseObject({ name: z.string().nullish() })]).nullish();

const roomSchema = z.looseObject({
  id: z.string().min(1),
  roomType: z.string().default('Room'),
  floorPolygon: z.array(pointSchema).nullish(),
  floorMaterial: materialSchema,
});

const wallSchema = z.looseObject({
  id: z.string().min(1),
  polygon: z.array(pointSchema),
  roomId: z.string().nullish(),
  material: materialSchema,
  empty: z.boolean().nullish(),
});

const openingSchema = z.looseObject({
  id: z.string().min(1),
  assetId: z.string().default(''),
  wall0: z.string().nullish(),
  wall1: z.string().nullish(),
  room0: z.string().nullish(),
  room1: z.string().nullish(),
  holePolygon: z.array(pointSchema),
  openness: z.number().nullish(),
  openable: z.boolean().nullish(),
});

const objectSchema = z.looseObject({
  id: z.string().min(1),
  assetId: z.string(),
  position: pointSchema,
  rotation: rotationSchema.nullish(),
  get children(): z.ZodOptional<z.ZodNullable<z.ZodArray<typeof objectSchema>>> {
    return z.array(objectSchema).nullable().optional();
  },
});

/**
 * What Sightline uses of a ProcTHOR house (schema 1.0.0), as tolerant as the houses in the wild: lists may be null or absent and fields we
 * do not know stay. Numbers must be finite, and metres within 200 of the origin. Source: the published houses; ProcTHOR (Deitke et al., 2022).
 */
export const houseSchema = z.looseObject({
  rooms: z.array(roomSchema),
  walls: z.array(wallSchema).nullish(),
  doors: z.array(openingSchema).nullish(),
  windows: z.array(openingSchema).nullish(),
  objects: z.array(objectSchema).nullish(),
});

/** A house that passed {@link houseSchema}, defaults filled in. */
export type ParsedHouse = z.infer<typeof houseSchema>;
/** One of a house's doors or windows. */
export type HouseOpening = z.infer<typeof openingSchema>;
/** One of a house's objects, with what stands on or in it. */
export type HouseObject = z.infer<typeof objectSchema>;

/** A house: `parsed` is what we read of it, `source` the untouched JSON value, key order included, for dumping as read. */
export interface ProcthorHouse {
  readonly source: unknown;
  readonly parsed: ParsedHouse;
}
