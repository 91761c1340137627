import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import type { Scene, SceneObject, StatedFacts } from '../../../shared/model/scene.ts';
import { frameSidecarName, type SceneSidecar, sceneSidecarName } from '../../../shared/model/sidecar.ts';
import type { SourceFile } from '../../store/source-files.ts';
import type { ReadQuestionFile, ReadScene, ReadTrajectory } from '../shard-reader.ts';
import { readAnnotations } from './read-annotations.ts';
import { type Building, buildingFromHouseSpec, noBuilding } from './read-house-spec.ts';
import { objectsFromMetadata } from './read-metadata.ts';
import { questionsFromFile } from './read-questions.ts';
import { readSceneFolder, type SceneFolder, type TrajectoryFiles } from './read-scene-folder.ts';
import { type FrameBoxes, frameBoxesFromFile, sidecarFromFile } from './read-sidecar.ts';
import { readSource } from './read-source.ts';
import { findRoomMismatch } from './read-stated.ts';
import { readVideoFacts, simsvFps } from './read-video.ts';

/** Which scene to read, and what names it. */
export interface SceneTarget {
  /** Absolute path of the dataset directory. */
  readonly shard: string;
  readonly shardName: string;
  /** Relative to it: "val/000012". */
  readonly folder: string;
  readonly sceneId: string;
}

/** Gathers what a scene was read from and what was wrong with it. */
interface Findings {
  readonly files: SourceFile[];
  readonly problems: Problem[];
}

/**
 * How much of a scene to read: `whole`, or `seen`, what questions are asked of: the objects, and what the annotations saw of them. Then no video, question
 * file or 2-D box is opened; frames are counted from the annotations, and the rate is the one that our sidecar states, else SIMS-V's.
 */
export type ReadScope = 'whole' | 'seen';

/** Reads one scene folder. Null where it cannot be used at all: the problems say why. */
export async function readScene(
  target: SceneTarget,
  scope: ReadScope = 'whole',
): Promise<{ readonly scene: ReadScene | null; readonly problems: readonly Problem[] }> {
  const findings: Findings = { files: [], problems: [] };
  const { scene: folder, problems } = await readSceneFolder(target.shard, target.folder);
  findings.problems.push(...problems);
  try {
    const sidecar = await readSidecar(target, folder, findings);
    const base = await readSceneContent(target, folder, sidecar, findings);
    const trajectories: ReadTrajectory[] = [];
    const parents = new Map<string, string>();
    for (const files of folder.trajectories) {
      const { trajectory, parents: found } = await readTrajectory(target, { folder, files, sidecar, scope }, base, findings);
      trajectories.push(trajectory);
      for (const [child, parent] of found) parents.set(child, parent);
    }
    const owners = new Set(scope === 'seen' ? [] : trajectories.map(({ name }) => name));
    const questionFiles = await readQuestionFiles(target, folder, findings, owners);
    const objects = base.objects.map((object) => ({ ...object, parentId: object.parentId ?? parents.get(object.id) ?? null }));
    const scene = { folder: target.folder, scene: { ...base, objects }, files: findings.files, trajectories, questionFiles };
    return { scene, problems: findings.problems };
  } catch (error) {
    const problem = problemFromError(error, { file: target.folder });
    const message = `${problem.message} The scene is left out; the other scenes are not affected.`;
    return { scene: null, problems: [...findings.problems, { ...problem, message }] };
  }
}

/** The question files of the given trajectories. */
export async function readQuestionFiles(
  target: SceneTarget,
  folder: SceneFolder,
  findings: { readonly problems: Problem[] },
  trajectoryNames: ReadonlySet<string>,
): Promise<ReadQuestionFile[]> {
  const files: ReadQuestionFile[] = [];
  for (const { name, trajectoryName } of folder.questionFiles) {
    if (!trajectoryNames.has(trajectoryName)) continue;
    try {
      const source = await readSource(target.shard, `${target.folder}/${name}`);
      const { file, problems } = questionsFromFile(source, trajectoryName, target.shardName);
      findings.problems.push(...problems);
      files.push(file);
    } catch (error) {
      findings.problems.push(problemFromError(error));
    }
  }
  return files;
}

async function readSidecar(target: SceneTarget, folder: SceneFolder, findings: Findings): Promise<SceneSidecar | null> {
  if (!folder.names.has(sceneSidecarName)) return null;
  const file = await readSource(target.shard, `${target.folder}/${sceneSidecarName}`);
  findings.files.push(file.source);
  const { sidecar, problems } = sidecarFromFile(file);
  findings.problems.push(...problems);
  return sidecar;
}

/**
 * Everything of the scene but parents, which only annotations know. Our sidecar has it all; its objects are the metadata's, in the same order, or the
 * metadata was changed since and counts.
 */
async function readSceneContent(
  target: SceneTarget,
  folder: SceneFolder,
  sidecar: SceneSidecar | null,
  findings: Findings,
): Promise<Scene> {
  if (!folder.names.has('spatial_metadata.json')) {
    const message = 'The scene has no spatial_metadata.json, so no box of any object is known.';
    throw new AppError('dataset.incomplete-scene', message, { where: { file: `${target.folder}/spatial_metadata.json` } });
  }
  let building: Building = sidecar?.scene ?? noBuilding;
  if (folder.names.has('house_spec.json')) {
    const house = await readSource(target.shard, `${target.folder}/house_spec.json`);
    findings.files.push(house.source);
    if (sidecar === null) {
      const read = buildingFromHouseSpec(house);
      building = read.building;
      findings.problems.push(...read.problems);
    }
  }
  const metadata = await readSource(target.shard, `${target.folder}/spatial_metadata.json`);
  findings.files.push(metadata.source);
  const { rooms, walls, openings, ceilingHeightM } = building;
  const { objects, stated: statedHere, problems } = objectsFromMetadata(metadata, rooms);
  const mismatch = findRoomMismatch(statedHere, rooms, metadata.source.path);
  findings.problems.push(...problems, ...(mismatch === null ? [] : [mismatch]));
  const stated = mergeStated(sidecar?.scene.stated, statedHere);
  if (sidecar !== null) {
    if (hasSameIds(sidecar.scene.objects, objects)) return { ...sidecar.scene, id: target.sceneId, stated };
    const message = 'Its objects are not those of spatial_metadata.json any more. The metadata counts; oriented boxes are unknown.';
    findings.problems.push({ code: 'dataset.incomplete-scene', file: `${target.folder}/${sceneSidecarName}`, message });
  }
  return { id: target.sceneId, rooms, walls, openings, ceilingHeightM, objects, stated };
}

/** What our sidecar states, completed by the metadata. */
function mergeStated(ours: StatedFacts | undefined, theirs: StatedFacts): StatedFacts {
  return {
    areaM2: ours?.areaM2 ?? theirs.areaM2,
    roomCount: ours?.roomCount ?? theirs.roomCount,
    objectCounts: ours?.objectCounts ?? theirs.objectCounts,
  };
}

function hasSameIds(some: readonly SceneObject[], others: readonly SceneObject[]): boolean {
  return some.length === others.length && some.every(({ id }, index) => id === others[index]?.id);
}

/** One trajectory to read. */
interface TrajectoryTask {
  readonly folder: SceneFolder;
  readonly files: TrajectoryFiles;
  readonly sidecar: SceneSidecar | null;
  readonly scope: ReadScope;
}

async function readTrajectory(
  target: SceneTarget,
  { folder, files, sidecar, scope }: TrajectoryTask,
  scene: Scene,
  findings: Findings,
): Promise<{ readonly trajectory: ReadTrajectory; readonly parents: ReadonlyMap<string, string> }> {
  const source = await readSource(target.shard, `${target.folder}/${files.annotations}`);
  findings.files.push(source.source);
  let boxes: ReadonlyMap<number, FrameBoxes> = new Map();
  if (scope === 'whole' && folder.names.has(frameSidecarName(files.name))) {
    const frameFile = await readSource(target.shard, `${target.folder}/${frameSidecarName(files.name)}`);
    findings.files.push(frameFile.source);
    const read = frameBoxesFromFile(frameFile);
    boxes = read.boxes;
    findings.problems.push(...read.problems);
  }
  const { frames, sightings, parents, problems } = readAnnotations(source, scene, boxes);
  findings.problems.push(...problems);
  const video = files.video === null ? null : `${target.folder}/${files.video}`;
  const { fps, videoPath } =
    scope === 'seen'
      ? { fps: sidecar?.fps ?? simsvFps, videoPath: video }
      : await readVideo(target, video, { frameCount: frames.length, annotations: source.source.path }, findings);
  const trajectory = {
    name: files.name,
    fps: videoPath === null ? (sidecar?.fps ?? fps) : fps,
    camera: sidecar?.camera ?? null,
    videoPath,
    frames,
    sightings,
  };
  return { trajectory, parents };
}

async function readVideo(
  target: SceneTarget,
  video: string | null,
  annotated: { readonly frameCount: number; readonly annotations: string },
  findings: Findings,
): Promise<{ readonly fps: number; readonly videoPath: string | null }> {
  if (video === null) return { fps: simsvFps, videoPath: null };
  try {
    const { frameCount, fps, sizeBytes } = await readVideoFacts(target.shard, video);
    findings.files.push({ path: video, sizeBytes, sha256: null });
    if (frameCount !== annotated.frameCount) {
      const which = annotated.frameCount < frameCount ? 'shorter' : 'longer';
      const message = `The annotations are ${which} than the video: ${annotated.frameCount} lines for ${frameCount} frames. Frames beyond the shorter one have no partner; check that both come from the same run.`;
      findings.problems.push({ code: 'dataset.frame-count-mismatch', file: annotated.annotations, message });
    }
    return { fps, videoPath: video };
  } catch (error) {
    findings.problems.push(problemFromError(error));
    return { fps: simsvFps, videoPath: null };
  }
}
