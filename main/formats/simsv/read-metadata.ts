import { z } from 'zod';
import { AppError, type Problem } from '../../../shared/errors.ts';
import { type AxisBox, orientedFromAxisBox } from '../../../shared/geometry/box.ts';
import { isInsidePolygon } from '../../../shared/geometry/polygon.ts';
import type { Room, SceneObject, StatedFacts } from '../../../shared/model/scene.ts';
import { parseJsonFile, type ReadSource } from './read-source.ts';
import { statedFromMetadata } from './read-stated.ts';

const vectorSchema = z.tuple([z.number(), z.number(), z.number()]);

const metadataSchema = z.looseObject({ object_bbox: z.array(z.unknown()) });

const boxSchema = z
  .looseObject({
    object_id: z.string(),
    object_type: z.string(),
    asset_id: z.string().nullish(),
    centroid: vectorSchema.nullish(),
    axesLengths: vectorSchema.nullish(),
    min: vectorSchema,
    max: vectorSchema,
  })
  .refine(({ min, max }) => min.every((low, axis) => low <= (max[axis] as number)), 'the box ends before it begins');

/** Types of the building itself; every other instance can be asked about. */
const structureTypes: readonly string[] = ['Wall', 'Floor', 'Ceiling'];

/**
 * The instances of a `spatial_metadata.json`, in its order (SIMS-V's own order of distances and draws). Only world-aligned boxes are known there. An id
 * that comes again is a problem, and the first box counts: questions name objects by id. With them comes what the file states about the whole house.
 *
 * @throws AppError `file.malformed` where the file does not hold what QA needs.
 */
export function objectsFromMetadata(
  file: ReadSource,
  rooms: readonly Room[],
): { readonly objects: readonly SceneObject[]; readonly stated: StatedFacts; readonly problems: readonly Problem[] } {
  const parsed = metadataSchema.safeParse(parseJsonFile(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const message = `${file.source.path} is not SIMS-V spatial metadata: at ${issue?.path.join('.') || 'its top'}, ${issue?.message}.`;
    throw new AppError('file.malformed', message, { where: { file: file.source.path }, cause: parsed.error });
  }
  const seen = new Set<string>();
  const { stated, problems: badStatements } = statedFromMetadata(parsed.data, file.source.path);
  const problems: Problem[] = [...badStatements];
  const objects = readBoxes(parsed.data.object_bbox, file.source.path, problems)
    .filter(({ object_id: item, object_type }) => {
      if (structureTypes.includes(object_type)) return false;
      if (seen.has(item)) {
        const message = `The id ${item} is used again; the first box counts and this one is left out.`;
        problems.push({ code: 'file.malformed', file: file.source.path, item, message });
        return false;
      }
      seen.add(item);
      return true;
    })
    .map(({ object_id: id, object_type, asset_id, centroid, axesLengths, min, max }) => {
      const axisBox: AxisBox = { minM: min, maxM: max };
      // Centre and lengths are rounded on their own, not from the rounded corners, and SIMS-V computes angles and sizes from them.
      const box = orientedFromAxisBox(axisBox);
      const orientedBox = { ...box, centerM: centroid ?? box.centerM, sizeM: axesLengths ?? box.sizeM };
      const [x, , z] = orientedBox.centerM;
      return {
        id,
        objectType: typeFromMetadata(object_type, id),
        assetId: asset_id ?? '',
        roomId: rooms.find((room) => isInsidePolygon([x, z], room.floorPolygonM))?.id ?? null,
        parentId: null,
        isObjaverse: id.startsWith('Obja'),
        orientedBox,
        axisBox,
        isOrientationKnown: false,
      };
    });
  return { objects, stated, problems };
}

/** The boxes that make sense; any other is a problem and is left out. */
function readBoxes(values: readonly unknown[], file: string, problems: Problem[]): z.infer<typeof boxSchema>[] {
  return values.flatMap((value, index) => {
    const box = boxSchema.safeParse(value);
    if (box.success) return [box.data];
    const named = z.looseObject({ object_id: z.string() }).safeParse(value);
    const issue = box.error.issues[0];
    const message = `The box is left out: at ${issue?.path.join('.') || 'its top'}, ${issue?.message}.`;
    problems.push({ code: 'file.malformed', file, item: named.data?.object_id ?? `object_bbox[${index}]`, message });
    return [];
  });
}

/** The simulator says "Undefined" for Objaverse assets; their id's prefix is the category. */
function typeFromMetadata(type: string, id: string): string {
  const named = type === 'Undefined' ? (id.split('|')[0] ?? type) : type;
  return named.startsWith('Obja') && named.length > 4 ? named.slice(4) : named;
}
