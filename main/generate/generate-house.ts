import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../shared/errors.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { SightingSummary } from '../../shared/model/trajectory.ts';
import type { StageOptions } from '../../shared/stage/compile-stage.ts';
import type { AssetDatabase } from '../formats/procthor/asset-database.ts';
import type { ProcthorHouse } from '../formats/procthor/house-schema.ts';
import { sceneFromHouse } from '../formats/procthor/scene-from-house.ts';
import { markSceneComplete, writeSceneFiles } from '../formats/simsv/write-scene.ts';
import { guardWrite, syncFolder } from '../formats/write-atomic.ts';
import type { GenerateSettings } from './generate-settings.ts';
import { glbLibraryOf } from './glb-assets.ts';
import { walkSeed } from './mix-seeds.ts';
import { recordTrajectory } from './record-trajectory.ts';
import type { Recorder } from './recorder.ts';
import { stagingFolder } from './staging.ts';
import { planWalkthroughs, type Walkthrough } from './walkthrough/plan-walkthrough.ts';
import { type CoverageCounts, countCoverage, reportCoverage } from './walkthrough/report-coverage.ts';
import { defaultWalkSettings, type WalkSettings } from './walkthrough/walk-settings.ts';
import { writeQuestions } from './write-questions.ts';

/** What one house became. */
export interface HouseOutcome {
  readonly frames: number;
  readonly questions: number;
  readonly problems: readonly Problem[];
  /** What none of its videos shows, or none shows well. */
  readonly coverage: CoverageCounts;
}

/** One house on its way to a scene folder. */
export interface HouseTask {
  readonly house: ProcthorHouse;
  /** Number of the house in the run, also the folder's name. */
  readonly houseIndex: number;
  /** The file it came from, and its 1-based line there (null unless the file is lines); null for a house of our own. */
  readonly file: string | null;
  readonly line: number | null;
  /** The seed that a house of our own was made from; null for one from a file. */
  readonly houseSeed: number | null;
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
  const seeds = Array.from({ length: settings.trajectories }, (_, number) => walkSeed(settings.seed, houseIndex, number));
  const planned = planWalkthroughs(scene, walkSettings(settings), seeds);
  const walks = planned.map((walk, number): PlannedWalk => ({ name: String(number), seed: seeds[number] as number, walk }));
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
    const { meshes, problems: meshProblems } = await (await glbLibraryOf(task.settings)).meshesFor(scene);
    const look: StageOptions = { quality: task.settings.quality ?? 'medium', meshes };
    const seen: (readonly SightingSummary[])[] = [];
    for (const walk of walks) seen.push(await recordWalk(task, { scene, look }, staging, walk));
    await writeSceneFiles(staging, { house: task.house.source, scene, sidecar: sidecarOf(task, scene, walks, seen) });
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
    const coverage = countCoverage(scene, reportCoverage(scene, seen));
    return { frames, questions, problems: [...problems, ...meshProblems], coverage };
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
}

function recordWalk(
  { settings, recorder, signal }: HouseTask,
  shown: { readonly scene: Scene; readonly look: StageOptions },
  folder: string,
  { name, walk }: PlannedWalk,
): Promise<readonly SightingSummary[]> {
  return recordTrajectory({ ...shown, walk, name, folder, settings, recorder, signal });
}

function walkSettings({ fps, camera, maxSteps, walkStyle }: GenerateSettings): WalkSettings {
  return { ...defaultWalkSettings, ...walkStyle, fps, camera, maxSteps };
}

function sidecarOf(
  task: HouseTask,
  scene: Scene,
  walks: readonly PlannedWalk[],
  seen: readonly (readonly SightingSummary[])[],
): Parameters<typeof writeSceneFiles>[1]['sidecar'] {
  const { convention, camera, fps, seed, maxSteps, trajectories, procedural, walkStyle } = task.settings;
  const made = procedural === null ? {} : { houseSeed: task.houseSeed, rooms: procedural.rooms, objects: procedural.objects };
  return {
    convention,
    camera,
    fps,
    provenance: {
      houseFile: task.file === null ? null : path.basename(task.file),
      houseLine: task.line,
      settings: { seed, maxSteps, trajectories, houseIndex: task.houseIndex, ...made, ...walkStyle },
    },
    trajectories: walks.map(({ name, seed: walkSeedUsed, walk }, number) => {
      const { neverVisible, neverSalient } = reportCoverage(scene, [seen[number] ?? []]);
      return {
        name,
        seed: walkSeedUsed,
        roomsVisited: [...walk.roomsVisited],
        roomsMissed: [...walk.roomsMissed],
        startRoom: walk.startRoom,
        steps: walk.poses.length - 1,
        neverVisible: [...neverVisible],
        neverSalient: [...neverSalient],
      };
    }),
  };
}
