import path from 'node:path';
import type { Scene } from '../../shared/model/scene.ts';
import { foldSighting, type SightingSummary } from '../../shared/model/trajectory.ts';
import { compileStage } from '../../shared/stage/compile-stage.ts';
import type { StageInstance } from '../../shared/stage/compiled-stage.ts';
import type { FrameBatch, RenderJob } from '../../shared/stage/render-job.ts';
import { type AnnotationsWriter, createAnnotationsWriter } from '../formats/simsv/write-annotations.ts';
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
}

/** What has been received of an attempt; a lost attempt is thrown away whole. */
interface Attempt {
  readonly annotations: AnnotationsWriter;
  readonly video: AtomicFile | null;
  readonly sightings: Map<number, SightingSummary>;
}

/**
 * Records one walk: `rgb__N.mp4`, `offline_annos__N.jsonl` and our `sightline_frames__N.jsonl`.
 *
 * @returns what the walk saw of each object, which questions are asked from.
 */
export async function recordTrajectory(task: TrajectoryTask): Promise<readonly SightingSummary[]> {
  const { scene, walk, name, folder, settings, recorder, signal } = task;
  const { instances } = compileStage(scene);
  const begin = async (): Promise<Attempt> => ({
    annotations: await createAnnotationsWriter(folder, name, {
      scene,
      instances,
      camera: settings.camera,
      fps: settings.fps,
      poses: walk.poses,
    }),
    video: recorder.hasVideo ? await openAtomicFile(path.join(folder, `rgb__${name}.mp4`)) : null,
    sightings: new Map(),
  });
  const discard = async ({ annotations, video }: Attempt) => void (await Promise.all([annotations.discard(), video?.discard()]));
  let attempt = await begin();
  const job: RenderJob = {
    id: `${scene.id}__${name}`,
    scene,
    poses: walk.poses,
    camera: settings.camera,
    fps: settings.fps,
    renderer: settings.renderer,
  };
  const sink = {
    frames: async (batch: FrameBatch) => {
      foldBatch(attempt.sightings, batch, instances, settings.camera.widthPx * settings.camera.heightPx);
      await attempt.annotations.append(batch);
    },
    video: async (_offsetBytes: number, bytes: Uint8Array) => attempt.video?.write(bytes),
    reset: async () => {
      await discard(attempt);
      attempt = await begin();
    },
  };
  try {
    await recorder.record(job, sink, signal);
    await attempt.video?.commit();
    await attempt.annotations.finish();
  } catch (error) {
    await discard(attempt);
    throw error;
  }
  return [...attempt.sightings.values()];
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
