import { AppError, type Problem, problemFromError } from '../../../shared/errors.ts';
import type { Scene, SceneObject, StatedFacts } from '../../../shared/model/scene.ts';
import { frameSidecarName, type SceneSidecar, sceneSidecarName } from '../../../shared/model/sidecar.ts';
import type { SourceFile } from '../../store/source-files.ts';
import type { FrameLines, ReadTrajectory, SceneReading } from '../shard-reader.ts';
import { checkVideo, type VideoExpectation } from './check-video.ts';
import { readAnnotations } from './read-annotations.ts';
import { type Building, buildingFromHouseSpec, noBuilding } from './read-house-spec.ts';
import { objectsFromMetadata } from './read-metadata.ts';
import { readSceneFolder, type SceneFolder, type TrajectoryFiles } from './read-scene-folder.ts';
import { sidecarFromFile } from './read-sidecar.ts';
import { lineStarts, readSource } from './read-source.ts';
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
 * How much of a scene to read: `whole`, or `seen`, what questions are asked of: the objects, and what the annotations saw of them. Then no video and no
 * 2-D box is opened, and the rate is the one that our sidecar states, else SIMS-V's. Frames are counted from the annotations.
 */
export type ReadScope = 'whole' | 'seen';

/**
 * Reads the geometry of one scene folder and what its trajectories saw. Without a scene it cannot be used at all: the problems say why. What is wrong with
 * the folder's listing is said by `readSceneFolder` and not here.
 */
export async function readScene(target: SceneTarget, scope: ReadScope = 'whole'): Promise<SceneReading> {
  const findings: Findings = { files: [], problems: [] };
  try {
    const { scene: folder } = await readSceneFolder(target.shard, target.folder);
    const sidecar = await readSidecar(target, folder, findings);
    const base = await readSceneContent(target, folder, sidecar, findings);
    const trajectories: ReadTrajectory[] = [];
    const parents = new Map<string, string>();
    for (const files of folder.trajectories) {
      const { trajectory, parents: found } = await readTrajectory(target, { folder, files, sidecar, scope }, base, findings);
      trajectories.push(trajectory);
      for (const [child, parent] of found) parents.set(child, parent);
    }
    const objects = base.objects.map((object) => ({ ...object, parentId: object.parentId ?? parents.get(object.id) ?? null }));
    return { scene: { ...base, objects }, files: findings.files, trajectories, problems: findings.problems };
  } catch (error) {
    const problem = problemFromError(error, { file: target.folder });
    const message = `${problem.message} Nothing of the scene can be drawn or derived; its questions can be read, and the other scenes are not affected.`;
    return { scene: null, files: [], trajectories: [], problems: [...findings.problems, { ...problem, message }] };
  }
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
  const { frameCount, poses, starts, sightings, parents, problems } = readAnnotations(source, scene);
  findings.problems.push(...problems);
  const bounds = scope === 'whole' ? await readBounds(target, { folder, files, frameCount }, findings) : null;
  const video = files.video === null ? null : `${target.folder}/${files.video}`;
  const { fps, videoPath } =
    scope === 'seen'
      ? { fps: sidecar?.fps ?? simsvFps, videoPath: video }
      : await readVideo(target, video, expectedVideo(source.source.path, frameCount, sidecar), findings);
  const trajectory = {
    name: files.name,
    fps: videoPath === null ? (sidecar?.fps ?? fps) : fps,
    camera: sidecar?.camera ?? null,
    video: videoPath === null ? null : { file: videoPath },
    frameCount,
    poses,
    sightings,
    frameLines: { annotations: { place: { file: source.source.path }, starts }, bounds },
  };
  return { trajectory, parents };
}

/** Where the lines of our sidecar with 2-D bounds lie; null, with a problem where it is there, if it is of no use. */
async function readBounds(
  target: SceneTarget,
  { folder, files, frameCount }: { readonly folder: SceneFolder; readonly files: TrajectoryFiles; readonly frameCount: number },
  findings: Findings,
): Promise<FrameLines['bounds']> {
  const name = frameSidecarName(files.name);
  if (!folder.names.has(name)) return null;
  const { source, bytes } = await readSource(target.shard, `${target.folder}/${name}`);
  findings.files.push(source);
  const starts = lineStarts(bytes);
  if (starts.length === frameCount + 1) return { place: { file: source.path }, starts };
  const message = `It has ${starts.length - 1} lines for ${frameCount} annotated frames, so it is another walk's. Its 2-D boxes are not shown.`;
  findings.problems.push({ code: 'dataset.frame-count-mismatch', file: source.path, message });
  return null;
}

function expectedVideo(annotations: string, frameCount: number, sidecar: SceneSidecar | null): VideoExpectation {
  const camera = sidecar?.camera ?? null;
  return { annotations, frameCount, fps: sidecar?.fps ?? null, widthPx: camera?.widthPx ?? null, heightPx: camera?.heightPx ?? null };
}

async function readVideo(
  target: SceneTarget,
  video: string | null,
  expected: VideoExpectation,
  findings: Findings,
): Promise<{ readonly fps: number; readonly videoPath: string | null }> {
  if (video === null) return { fps: simsvFps, videoPath: null };
  try {
    const facts = await readVideoFacts(target.shard, { file: video });
    findings.files.push({ path: video, sizeBytes: facts.sizeBytes, sha256: null });
    findings.problems.push(...checkVideo(video, facts, expected));
    return { fps: facts.fps, videoPath: video };
  } catch (error) {
    findings.problems.push(problemFromError(error));
    return { fps: simsvFps, videoPath: null };
  }
}
