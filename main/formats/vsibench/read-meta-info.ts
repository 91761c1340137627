import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Problem } from '../../../shared/errors.ts';
import type { AxisBox, OrientedBox } from '../../../shared/geometry/box.ts';
import type { Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene, SceneObject } from '../../../shared/model/scene.ts';
import { parseJsonWithNaN } from '../parse-json-with-nan.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';

const vectorSchema = z.tuple([z.number(), z.number(), z.number()]);
const boxSchema = z.object({
  centroid: vectorSchema,
  axesLengths: vectorSchema,
  normalizedAxes: z.array(z.number()).length(9, 'must have nine numbers'),
  min: vectorSchema,
  max: vectorSchema,
});
const sceneSchema = z.looseObject({
  room_size: z.unknown(),
  object_counts: z.unknown(),
  object_bbox: z.record(z.string(), z.array(z.unknown())),
});
const countsSchema = z.record(z.string(), z.int().nonnegative());

/** Scenes by name, with what was wrong in the files. */
export interface MetaInfo {
  readonly scenes: ReadonlyMap<string, Scene>;
  readonly problems: readonly Problem[];
}

/**
 * Reads VSI-Bench's `*_meta_info_*.json` files: what each scene states (area, counts) and its oriented boxes, in file order. Their z is up and ours is y;
 * the two are swapped, which keeps left and right in the plan. Heights keep the source's zero, which need not be the floor. A box, count, scene or file
 * that makes no sense is a problem and the rest goes on; a scene that comes again is a problem and the first counts.
 */
export async function readMetaInfo(files: readonly string[]): Promise<MetaInfo> {
  const scenes = new Map<string, Scene>();
  const problems: Problem[] = [];
  for (const file of files) {
    const entries = await readEntries(file, problems);
    for (const [name, value] of entries) {
      if (scenes.has(name)) {
        const message = `The scene ${name} was described before; the first description counts.`;
        problems.push({ code: 'file.malformed', file, item: name, message });
        continue;
      }
      const scene = sceneFromMeta(name, value, (item, message) => problems.push({ code: 'file.malformed', file, item, message }));
      if (scene !== null) scenes.set(name, scene);
    }
  }
  return { scenes, problems };
}

async function readEntries(file: string, problems: Problem[]): Promise<[string, unknown][]> {
  const lost = 'Its scenes are unknown; other files are not affected.';
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    problems.push({ code: 'file.unreadable', file, message: `The file cannot be read: ${(error as Error).message}. ${lost}` });
    return [];
  }
  try {
    return Object.entries(z.record(z.string(), z.unknown()).parse(parseJsonWithNaN(textFromUtf8(bytes))));
  } catch (error) {
    const why = error instanceof z.ZodError ? 'it is not an object of scenes' : (error as Error).message;
    problems.push({ code: 'file.malformed', file, message: `The file is no scene metadata: ${why}. ${lost}` });
    return [];
  }
}

type Report = (item: string, message: string) => void;

function sceneFromMeta(name: string, value: unknown, report: Report): Scene | null {
  const parsed = sceneSchema.safeParse(value);
  if (!parsed.success) {
    report(name, `The scene is left out: ${issueOf(parsed.error)}.`);
    return null;
  }
  const { room_size, object_counts, object_bbox } = parsed.data;
  const area = z.number().safeParse(room_size);
  if (!area.success) report(name, 'The scene has no usable room_size; its area is unknown.');
  const counts = countsSchema.safeParse(object_counts);
  if (!counts.success) report(name, `The scene has no usable object_counts (${issueOf(counts.error)}); its boxes are counted instead.`);
  const objects = Object.entries(object_bbox).flatMap(([label, boxes]) =>
    boxes.flatMap((box, n) => objectFromMeta({ label, n, scene: name }, box, report)),
  );
  const stated = { areaM2: area.data ?? null, roomCount: null, objectCounts: counts.data ?? null };
  const tops = objects.map(({ axisBox }) => axisBox.maxM[1]);
  const ceilingHeightM = tops.length === 0 ? 0 : Math.max(...tops);
  return { id: name, rooms: [], walls: [], openings: [], objects, ceilingHeightM, stated };
}

/** One object, or none where the box makes no sense. */
function objectFromMeta(
  place: { readonly label: string; readonly n: number; readonly scene: string },
  value: unknown,
  report: Report,
): SceneObject[] {
  const id = `${place.label}|${place.n}`;
  const parsed = boxSchema.safeParse(value);
  if (!parsed.success) {
    report(`${place.scene} ${id}`, `The box is left out: ${issueOf(parsed.error)}.`);
    return [];
  }
  const { centroid, axesLengths, normalizedAxes: rows, min, max } = parsed.data;
  const axes = [0, 3, 6].map((row) => worldFromMeta(rows.slice(row, row + 3) as [number, number, number]));
  const orientedBox: OrientedBox = { centerM: worldFromMeta(centroid), sizeM: axesLengths, axes: axes as [Vec3, Vec3, Vec3] };
  const axisBox: AxisBox = { minM: worldFromMeta(min), maxM: worldFromMeta(max) };
  const placed = { assetId: '', roomId: null, parentId: null, isObjaverse: false };
  return [{ id, objectType: place.label, ...placed, orientedBox, axisBox, isOrientationKnown: true }];
}

function worldFromMeta([x, y, z]: Vec3): Vec3 {
  return [x, z, y];
}

function issueOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return `at ${issue?.path.join('.') || 'its top'}, ${issue?.message}`;
}
