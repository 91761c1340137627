import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { SightingSummary } from '../../shared/model/trajectory.ts';
import type { AssetDatabase } from '../formats/procthor/asset-database.ts';
import type { ProcthorHouse } from '../formats/procthor/house-schema.ts';
import { sceneFromHouse } from '../formats/procthor/scene-from-house.ts';
import { markSceneComplete, writeSceneFiles } from '../formats/simsv/write-scene.ts';
import { guardWrite, syncFolder } from '../formats/write-atomic.ts';
import type { GenerateSettings } from './generate-settings.ts';
import { recordTrajectory } from './record-trajectory.ts';
import type { Recorder } from './recorder.ts';
import { stagingFolder } from './staging.ts';
import { planWalkthrough, type Walkthrough } from './walkthrough/plan-walkthrough.ts';
import { defaultWalkSettings, type WalkSettings } from './walkthrough/walk-settings.ts';
import { writeQuestions } from './write-questions.ts';

/** What one house became. */
export interface HouseOutcome {
  readonly frames: number;
  readonly questions: number;
  readonly problems: readonly Problem[];
}

/** One house on its way to a scene folder. */
export interface HouseTask {
  readonly house: ProcthorHouse;
  /** Number of the house in the run, also the folder's name. */
  readonly houseIndex: number;
  /** The file it came from, and its 1-based line there (null unless the file is lines). */
  readonly file: string;
  readonly line: number | null;
  /** Final folder of the scene. */
  readonly folder: string;
  readonly assets: AssetDatabase;
  readonly settings: GenerateSettings;
  readonly recorder: Recorder;
  readonly signal: AbortSignal;
}

/** A walk to record. */
interface PlannedWalk {
  readonly name: string;
  readonly seed: number;
  readonly walk: Walkthrough;
}

/** A house that can be walked through, before anything is written. */
export interface HousePlan {
  readonly scene: Scene;
  readonly walks: readonly PlannedWalk[];
  readonly problems: readonly Problem[];
}

/** Reads a house and plans every walk through it. Throws `house.invalid`, `house.no-walk`. */
export function planHouse({ house, houseIndex, folder, assets, settings }: HouseTask): HousePlan {
  const { scene, problems } = sceneFromHouse(house, assets, path.basename(folder));
  const walks = Array.from({ length: settings.trajectories }, (_, number): PlannedWalk => {
    const seed = walkSeed(settings.seed, houseIndex, number);
    return { name: String(number), seed, walk: planWalkthrough(scene, walkSettings(settings, seed)) };
  });
  return { scene, walks, problems: [...problems, ...walks.flatMap(({ walk }) => walk.problems)] };
}

/**
 * Records every walk of a house, asks questions, and puts the finished scene folder in place with one rename: a folder with its final name is always whole.
 * Without a video encoder the folder is written without videos and without the mark of completeness, so that a later run makes it again.
 * Throws what the parts throw (`render.lost`, `file.write-failed`…), leaving nothing behind.
 */
export async function recordHouse(task: HouseTask, { scene, walks, problems }: HousePlan): Promise<HouseOutcome> {
  const sceneId = scene.id;
  const staging = stagingFolder(task.folder);
  await guardWrite(task.folder, async () => {
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
  });
  try {
    const seen: (readonly SightingSummary[])[] = [];
    for (const walk of walks) seen.push(await recordWalk(task, scene, staging, walk));
    await writeSceneFiles(staging, { house: task.house.source, scene, sidecar: sidecarOf(task, walks) });
    let questions = 0;
    for (const [index, { name, walk }] of walks.entries()) {
      const sightings = seen[index] ?? [];
      const view = { scene, sightings, frameCount: walk.poses.length, fps: task.settings.fps };
      questions += await writeQuestions(staging, { view, sceneId, trajectory: name, settings: task.settings });
    }
    if (task.recorder.hasVideo) await markSceneComplete(staging);
    await guardWrite(task.folder, async () => {
      await rm(task.folder, { recursive: true, force: true });
      await rename(staging, task.folder);
      await syncFolder(path.dirname(task.folder));
    });
    const frames = walks.reduce((sum, { walk }) => sum + walk.poses.length, 0);
    return { frames, questions, problems };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

function recordWalk(task: HouseTask, scene: Scene, folder: string, { name, walk }: PlannedWalk): Promise<readonly SightingSummary[]> {
  const { settings, recorder, signal } = task;
  return recordTrajectory({ scene, walk, name, folder, settings, recorder, signal });
}

function walkSettings({ fps, camera, maxSteps }: GenerateSettings, seed: number): WalkSettings {
  return { ...defaultWalkSettings, seed, fps, camera, maxSteps };
}

/** A seed per house and walk that small changes of either scatter (a 32-bit mix after Steele et al.'s SplitMix). */
function walkSeed(seed: number, house: number, walk: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(house + 1, 0xc2b2ae35) ^ Math.imul(walk + 1, 0x27d4eb2f);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return (mixed ^ (mixed >>> 13)) >>> 1;
}

function sidecarOf(task: HouseTask, walks: readonly PlannedWalk[]): Parameters<typeof writeSceneFiles>[1]['sidecar'] {
  const { convention, camera, fps, seed, maxSteps, trajectories } = task.settings;
  return {
    convention,
    camera,
    fps,
    provenance: {
      houseFile: path.basename(task.file),
      houseLine: task.line,
      settings: { seed, maxSteps, trajectories, houseIndex: task.houseIndex },
    },
    trajectories: walks.map(({ name, seed: walkSeedUsed, walk }) => ({
      name,
      seed: walkSeedUsed,
      roomsVisited: [...walk.roomsVisited],
      roomsMissed: [...walk.roomsMissed],
    })),
  };
}
