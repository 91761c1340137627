import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import { length, subtract, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { type FrameSidecar, frameSidecarName } from '../../../shared/model/sidecar.ts';
import type { CameraIntrinsics, Pose } from '../../../shared/model/trajectory.ts';
import type { StageInstance } from '../../../shared/stage/compiled-stage.ts';
import type { FrameBatch, VisibleInstance } from '../../../shared/stage/render-job.ts';
import { openAtomicFile } from '../write-atomic.ts';
import { floorBox, wallBox } from './write-metadata.ts';

/** What the annotations of a trajectory are made from besides its pixel counts. */
export interface AnnotationSource {
  readonly scene: Scene;
  /** The compiled stage's instances: position = instance id - 1. */
  readonly instances: readonly StageInstance[];
  readonly camera: CameraIntrinsics;
  readonly fps: number;
  readonly poses: readonly Pose[];
}

/** Takes a trajectory's pixel counts as they are rendered. Nothing appears under its final name before `finish`. */
export interface AnnotationsWriter {
  /** Batches must come in order and without gaps (`dataset.frame-count-mismatch`). */
  append(batch: FrameBatch): Promise<void>;
  /** Puts both files in place; throws `dataset.frame-count-mismatch`, leaving nothing, unless every pose had its frame. */
  finish(): Promise<{ readonly frames: number }>;
  /** Forgets everything, for a cancelled or failed recording. */
  discard(): Promise<void>;
}

/** Begins `offline_annos__N.jsonl` (SIMS-V's fields in SIMS-V's order) and our `sightline_frames__N.jsonl` in a scene folder. */
export async function createAnnotationsWriter(folder: string, trajectory: string, source: AnnotationSource): Promise<AnnotationsWriter> {
  const annotations = await openAtomicFile(path.join(folder, `offline_annos__${trajectory}.jsonl`));
  const sidecar = await openAtomicFile(path.join(folder, frameSidecarName(trajectory)));
  const templates = templatesFromSource(source);
  let frames = 0;
  const discard = async () => {
    await Promise.all([annotations.discard(), sidecar.discard()]);
  };
  /** Whatever goes wrong, nothing of the two files stays. */
  const orDiscard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await discard();
      throw error;
    }
  };
  return {
    append: ({ start, frames: visible }) =>
      orDiscard(async () => {
        const end = start + visible.length;
        if (start !== frames || end > source.poses.length)
          throw mismatch(folder, `frames ${start} to ${end - 1} came instead of frame ${frames}`);
        const seen = visible.map((instances) => instances.filter(([id]) => isAnnotated(source, id)));
        frames = end;
        await annotations.write(seen.map((instances, i) => annotationLine(source, templates, start + i, instances)).join(''));
        await sidecar.write(seen.map((instances, i) => sidecarLine(source, start + i, instances)).join(''));
      }),
    finish: () =>
      orDiscard(async () => {
        if (frames !== source.poses.length) throw mismatch(folder, `only ${frames} of ${source.poses.length} frames came`);
        await annotations.commit();
        await sidecar.commit();
        return { frames };
      }),
    discard,
  };
}

function mismatch(folder: string, what: string): AppError {
  const message = `The annotations in ${folder} were not written: ${what}. Render the walk again.`;
  return new AppError('dataset.frame-count-mismatch', message, { where: { file: folder } });
}

/** The part of an object's record that no frame changes. */
interface Template {
  readonly id: string;
  readonly centerM: Vec3;
  readonly isObjaverse: boolean;
  readonly tail: Readonly<Record<string, unknown>>;
}

function templatesFromSource({ scene, instances }: AnnotationSource): Template[] {
  const walls = new Map(scene.walls.map((wall) => [wall.id, wallBox(wall)]));
  const floors = new Map(scene.rooms.map((room) => [room.id, floorBox(room)]));
  return instances.map(({ id, objectIndex, objectType }) => {
    const object = objectIndex === null ? undefined : scene.objects[objectIndex];
    const box = object?.axisBox ?? walls.get(id) ?? floors.get(id);
    const center = (k: 0 | 1 | 2) => (box === undefined ? 0 : (box.minM[k] + box.maxM[k]) / 2);
    const parent = object?.parentId ?? object?.roomId ?? null;
    const isObjaverse = object?.isObjaverse ?? false;
    return {
      id,
      centerM: [center(0), center(1), center(2)],
      isObjaverse,
      tail: {
        // SIMS-V keeps the prefix here and drops it in spatial_metadata.json.
        object_type: isObjaverse ? `Obja${objectType}` : objectType,
        asset_id: object?.assetId ?? '',
        synset: synsetFromType(objectType),
        salientMaterials: null,
        parent_receptacles: parent === null ? null : [parent],
      },
    };
  });
}

/** A WordNet-like name made from the type itself ("TVStand" is "tv_stand.n.01"): the field must be there, nothing depends on its sense. */
function synsetFromType(objectType: string): string {
  const words = objectType.replace(/([a-z\d])([A-Z])/g, '$1_$2').replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2');
  return `${words.toLowerCase()}.n.01`;
}

/** SIMS-V drops ceilings. An id that the stage does not have means that the page drew another scene. */
function isAnnotated({ instances }: AnnotationSource, id: number): boolean {
  const instance = instances[id - 1];
  if (instance === undefined)
    throw new AppError('render.lost', `A frame shows instance ${id}, but the stage has only ${instances.length}.`);
  return instance.kind !== 'ceiling';
}

function annotationLine(
  { camera, fps, poses }: AnnotationSource,
  templates: readonly Template[],
  idx: number,
  seen: readonly VisibleInstance[],
): string {
  const { positionM, yawDeg } = poses[idx] as Pose;
  const records = seen.map(([instance, pixels]) => {
    const { id, centerM, isObjaverse, tail } = templates[instance - 1] as Template;
    const record = {
      num_pixels: pixels,
      pct_pixels: pixels / (camera.widthPx * camera.heightPx),
      // The simulator's flag means "within the arm's reach" and is practically never true in walkthroughs.
      visible: false,
      is_objaverse: isObjaverse,
      distance: length(subtract(centerM, positionM)),
      ...tail,
    };
    return [id, record] as const;
  });
  const [x, y, z] = positionM;
  const agent = { position: { x, y, z }, rotation: { x: 0, y: yawDeg, z: 0 } };
  return `${JSON.stringify({ idx, time: idx / fps, agent, objects: Object.fromEntries(records) })}\n`;
}

function sidecarLine({ instances, camera, poses }: AnnotationSource, frame: number, seen: readonly VisibleInstance[]): string {
  const { positionM, yawDeg } = poses[frame] as Pose;
  const objects = seen.filter(([id]) => instances[id - 1]?.kind === 'object');
  const boxes = objects.map(([id, , ...box]) => [instances[id - 1]?.id ?? '', box] as const);
  const line: FrameSidecar = {
    frame,
    cameraM: [positionM[0], camera.heightM, positionM[2]],
    yawDeg,
    pitchDownDeg: camera.pitchDownDeg,
    boxes: Object.fromEntries(boxes),
  };
  return `${JSON.stringify(line)}\n`;
}
