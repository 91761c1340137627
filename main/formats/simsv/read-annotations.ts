import { z } from 'zod';
import type { Problem } from '../../../shared/errors.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { foldSighting, type Sighting, type SightingSummary } from '../../../shared/model/trajectory.ts';
import { textFromUtf8 } from '../text-from-utf8.ts';
import { nonEmptyLines, type ReadSource } from './read-source.ts';

const pointSchema = z.looseObject({ x: z.number(), y: z.number(), z: z.number() });
const agentSchema = z.looseObject({ position: pointSchema, rotation: z.looseObject({ y: z.number() }) });

/** What an annotations file says of a trajectory. */
export interface Annotations {
  readonly frameCount: number;
  /** Plan position x, z in metres and yaw in degrees per frame. */
  readonly poses: Float64Array;
  /** Where each frame's line starts in the file, and where the last one ends. */
  readonly starts: Uint32Array;
  /** By object index. */
  readonly sightings: readonly SightingSummary[];
  /** Object id to the object it stands on or in, where annotations say so. */
  readonly parents: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

interface SeenObject {
  readonly num_pixels?: unknown;
  readonly pct_pixels?: unknown;
  readonly object_type?: unknown;
  readonly parent_receptacles?: unknown;
}

/**
 * Reads `offline_annos__N.jsonl`: one line per video frame. A broken line is a problem and its frame keeps the pose before it, without sightings, so
 * that every later line stays at its video frame. Walls and floors are skipped; other instances that the scene does not know are reported once.
 */
export function readAnnotations(file: ReadSource, scene: Pick<Scene, 'objects'>): Annotations {
  const indexById = indexObjects(scene.objects.map(({ id }) => id));
  const summaries = new Map<number, SightingSummary>();
  const parents = new Map<string, string>();
  const strangers = new Set<string>();
  const uncounted: Uncounted[] = [];
  const problems: Problem[] = [];
  const poses: number[] = [];
  const starts: number[] = [];
  let end = 0;
  for (const { bytes, byteOffset, line } of nonEmptyLines(file.bytes)) {
    const index = starts.length;
    starts.push(byteOffset);
    end = byteOffset + bytes.length;
    const record = parseFrame(bytes);
    if (typeof record === 'string') {
      problems.push({
        code: 'file.malformed',
        file: file.source.path,
        line,
        message: `Frame ${index} is unreadable (${record}); it counts as seeing nothing.`,
      });
      poses.push(...(index === 0 ? [0, 0, 0] : poses.slice(-3)));
      continue;
    }
    poses.push(...record.pose);
    for (const [id, seen] of Object.entries(record.objects)) {
      const objectIndex = indexById.get(id);
      if (objectIndex === undefined) {
        if (seen?.object_type !== 'Wall' && seen?.object_type !== 'Floor') strangers.add(id);
        continue;
      }
      const sighting = sightingFrom(objectIndex, seen);
      if (seen === null || sighting === null) {
        uncounted.push({ id, line });
        continue;
      }
      summaries.set(objectIndex, foldSighting(summaries.get(objectIndex), index, sighting));
      const parent = parents.has(id) ? null : parentOf(seen, indexById);
      if (parent !== null) parents.set(id, parent);
    }
  }
  if (strangers.size > 0) {
    const [first] = strangers;
    const message = `${strangers.size} seen instances are not in spatial_metadata.json (the first is ${first}); questions about them cannot be derived.`;
    problems.push({ code: 'dataset.incomplete-scene', file: file.source.path, message });
  }
  const [odd] = uncounted;
  if (odd !== undefined) {
    const message = `${uncounted.length} sightings have no usable pixel counts (the first here, of ${odd.id}); they count as not seen.`;
    problems.push({ code: 'file.malformed', file: file.source.path, line: odd.line, item: odd.id, message });
  }
  const sightings = [...summaries.values()].sort((a, b) => a.objectIndex - b.objectIndex);
  const places = Uint32Array.from([...starts, end]);
  return { frameCount: starts.length, poses: Float64Array.from(poses), starts: places, sightings, parents, problems };
}

/** The sightings of one frame's line, in its order; none where it cannot be read. */
export function sightingsFromLine(bytes: Uint8Array, indexById: ReadonlyMap<string, number>): Sighting[] {
  const record = parseFrame(bytes);
  if (typeof record === 'string') return [];
  return Object.entries(record.objects).flatMap(([id, seen]) => {
    const objectIndex = indexById.get(id);
    const sighting = objectIndex === undefined ? null : sightingFrom(objectIndex, seen);
    return sighting === null ? [] : [sighting];
  });
}

/** Object ids to their place in `Scene.objects`. */
export function indexObjects(objectIds: readonly string[]): ReadonlyMap<string, number> {
  return new Map(objectIds.map((id, index) => [id, index]));
}

function sightingFrom(objectIndex: number, seen: SeenObject | null): Sighting | null {
  const [pixels, fraction] = [amountOf(seen?.num_pixels), amountOf(seen?.pct_pixels)];
  return pixels === null || fraction === null ? null : { objectIndex, pixels, fraction, box2dPx: null };
}

/** A sighting whose record is of no use. */
interface Uncounted {
  readonly id: string;
  readonly line: number;
}

function amountOf(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && Number.isFinite(value) ? value : null;
}

/** One line (pose: x, z, yaw), or why it is unreadable. The object records are not checked here: there are hundreds of thousands of them. */
function parseFrame(bytes: Uint8Array): ParsedFrame | string {
  let record: { readonly agent?: unknown; readonly objects?: unknown };
  try {
    record = JSON.parse(textFromUtf8(bytes));
  } catch (error) {
    return (error as Error).message;
  }
  const agent = agentSchema.safeParse(record?.agent);
  if (!agent.success) return 'it has no agent pose';
  if (typeof record.objects !== 'object' || record.objects === null) return 'it has no objects';
  const { position, rotation } = agent.data;
  return { pose: [position.x, position.z, rotation.y], objects: record.objects as ParsedFrame['objects'] };
}

interface ParsedFrame {
  readonly pose: readonly [xM: number, zM: number, yawDeg: number];
  readonly objects: Readonly<Record<string, SeenObject | null>>;
}

/** The first receptacle that is itself an instance (a room is none). */
function parentOf({ parent_receptacles }: SeenObject, indexById: ReadonlyMap<string, number>): string | null {
  if (!Array.isArray(parent_receptacles)) return null;
  return (parent_receptacles as unknown[]).find((id): id is string => typeof id === 'string' && indexById.has(id)) ?? null;
}
