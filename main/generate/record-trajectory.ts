import path from 'node:path';
import type { Scene } from '../../shared/model/scene.ts';
import { foldSighting, type SightingSummary } from '../../shared/model/trajectory.ts';
import type { StageOptions } from '../../shared/stage/compile-stage.ts';
import type { StageInstance } from '../../shared/stage/compiled-stage.ts';
import { isVideoModality, type Modality, modalityFileName } from '../../shared/stage/modalities/modality-names.ts';
import type { FrameBatch, RenderJob } from '../../shared/stage/render-job.ts';
import { stageInstances } from '../../shared/stage/stage-instances.ts';
import { type AnnotationsWriter, createAnnotationsWriter } from '../formats/simsv/write-annotations.ts';
import { writeInstances } from '../formats/simsv/write-instances.ts';
import { type AtomicFile, openAtomicFile } from '../formats/write-atomic.ts';
import type { GenerateSettings } from './generate-settings.ts';
import type { Recorder } from './recorder.ts';
import type { Walkthrough } from './walkthrough/plan-walkthrough.ts';

/** One walk to record into a scene folder. */
export interface TrajectoryTask {
  readonly scene: Scene;
  readonly walk: Walkthrough;
  /** The N of the file names. */
  readonly name: string;
  readonly folder: string;
  readonly settings: GenerateSettings;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
  /** Quality and asset meshes; absent is medium and none. */
  readonly look?: StageOptions;
}

/** What has been received of an attempt; a lost attempt is thrown away whole. */
interface Attempt {
  readonly annotations: AnnotationsWriter;
  /** The video, and the files of all other modalities that this recorder can make. */
  readonly files: ReadonlyMap<Modality, AtomicFile>;
  readonly sightings: Map<number, SightingSummary>;
}

/**
 * Records one walk: `rgb__N.mp4`, `offline_annos__N.jsonl`, our `sightline_frames__N.jsonl`, a file per further modality, and with those the table of
 * their ids and colours.
 *
 * @returns what the walk saw of each object, which questions are asked from.
 */
export async function recordTrajectory(task: TrajectoryTask): Promise<readonly SightingSummary[]> {
  const { scene, walk, name, folder, settings, recorder, signal, look = {} } = task;
  const { camera, fps, modalities, renderer } = settings;
  const instances = stageInstances(scene);
  const { poses } = walk;
  let attempt = await beginAttempt(task, instances);
  const job: RenderJob = { id: `${scene.id}__${name}`, scene, poses, camera, fps, renderer, modalities, look };
  const sink = {
    frames: async (batch: FrameBatch) => {
      foldBatch(attempt.sightings, batch, instances, camera.widthPx * camera.heightPx);
      await attempt.annotations.append(batch);
    },
    video: async (_offsetBytes: number, bytes: Uint8Array, modality: Modality) => attempt.files.get(modality)?.write(bytes),
    reset: async () => {
      await discardAttempt(attempt);
      attempt = await beginAttempt(task, instances);
    },
  };
  try {
    await recorder.record(job, sink, signal);
    if (modalities.length > 1) await writeInstances(folder, { instances });
    for (const file of attempt.files.values()) await file.commit();
    await attempt.annotations.finish();
  } catch (error) {
    await discardAttempt(attempt);
    throw error;
  }
  return [...attempt.sightings.values()];
}

async function beginAttempt(task: TrajectoryTask, instances: readonly StageInstance[]): Promise<Attempt> {
  const { scene, walk, name, folder, settings, recorder } = task;
  const { camera, fps } = settings;
  const files = new Map<Modality, AtomicFile>();
  try {
    for (const modality of settings.modalities) {
      if (!recorder.hasVideo && isVideoModality(modality)) continue;
      files.set(modality, await openAtomicFile(path.join(folder, modalityFileName(modality, name))));
    }
    const annotations = await createAnnotationsWriter(folder, name, { scene, instances, camera, fps, poses: walk.poses });
    return { annotations, files, sightings: new Map() };
  } catch (error) {
    await Promise.all([...files.values()].map((file) => file.discard()));
    throw error;
  }
}

async function discardAttempt({ annotations, files }: Attempt): Promise<void> {
  await Promise.all([annotations.discard(), ...[...files.values()].map((file) => file.discard())]);
}

function foldBatch(
  sightings: Map<number, SightingSummary>,
  batch: FrameBatch,
  instances: readonly StageInstance[],
  framePixels: number,
): void {
  for (const [offset, visible] of batch.frames.entries()) {
    for (const [id, pixels, left, top, right, bottom] of visible) {
      const objectIndex = instances[id - 1]?.objectIndex ?? null;
      if (objectIndex === null) continue;
      const sighting = { objectIndex, pixels, fraction: pixels / framePixels, box2dPx: [left, top, right, bottom] as const };
      sightings.set(objectIndex, foldSighting(sightings.get(objectIndex), batch.start + offset, sighting));
    }
  }
}
