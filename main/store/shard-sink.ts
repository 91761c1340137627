import type { Problem } from '../../shared/errors.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { TrajectoryView } from '../../shared/questions/question-type.ts';
import type { ReadQuestionFile, ReadScene, ShardSink } from '../formats/shard-reader.ts';
import { judgeQuestion } from '../review/judge-question.ts';
import { replaceProblems } from './problems.ts';
import { insertQuestions } from './questions.ts';
import { getScene, insertScene, sceneIdAt } from './scenes.ts';
import { type Shard, shardAt } from './shards.ts';
import { insertSourceFile, sourceFilesOfScene } from './source-files.ts';
import { addVideo, getSightings, insertTrajectory, trajectoryIdsOfScene } from './trajectories.ts';
import type { Workspace } from './workspace.ts';

/** A sink into a workspace; `shardId` is known once the reader has begun. */
export interface StoreSink extends ShardSink {
  shardId(): string;
}

/** Which shard is read, and who wants to know how far it is. */
export interface StoreSinkOptions {
  /** Absolute path of the shard. */
  readonly directory: string;
  readonly format: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly label: string }) => void;
}

/** Stores what a reader finds, one transaction per scene, and judges every question on the way. */
export function createStoreSink(workspace: Workspace, options: StoreSinkOptions): StoreSink {
  let shard: Shard | null = null;
  let progress = { done: 0, total: 0 };
  const theShard = (): Shard => {
    if (shard === null) throw new Error('A reader must begin before it delivers.');
    return shard;
  };
  const sceneIdOf = (folder: string) => `${theShard().id}:${folder.replaceAll('/', ':')}`;
  const advance = (folder: string) => {
    progress = { ...progress, done: progress.done + 1 };
    options.onProgress?.({ ...progress, label: folder });
  };
  return {
    shardId: () => theShard().id,
    begin({ convention, sceneCount }) {
      shard = workspace.transact(() => shardAt(workspace, options.directory, { format: options.format, convention }));
      progress = { done: 0, total: sceneCount };
    },
    sceneId: sceneIdOf,
    knownFiles(folder) {
      const id = sceneIdAt(workspace, theShard().id, folder);
      return id === null ? null : sourceFilesOfScene(workspace, id);
    },
    scene(folder, scene, problems) {
      workspace.transactRepeatable(() => {
        // Another import into this workspace may have stored the scene since we looked; what it stored stands.
        if (sceneIdAt(workspace, theShard().id, folder) !== null) return;
        const found = scene === null ? [] : storeScene(workspace, theShard(), scene);
        replaceProblems(workspace, { shardId: theShard().id, sceneFolder: folder, phase: 'read' }, [...problems, ...found]);
      });
      advance(folder);
    },
    recheck(folder, added, problems) {
      workspace.transactRepeatable(() => {
        const sceneId = sceneIdOf(folder);
        const known = sourceFilesOfScene(workspace, sceneId);
        const fresh = added.filter(({ file }) => !known.has(file.path));
        const found = storeQuestionFiles(workspace, { shard: theShard(), sceneId }, fresh);
        replaceProblems(workspace, { shardId: theShard().id, sceneFolder: folder, phase: 'recheck' }, [...problems, ...found]);
      });
      advance(folder);
    },
    grow(folder, scene, problems) {
      workspace.transactRepeatable(() => {
        const found = growScene(workspace, { shard: theShard(), sceneId: sceneIdOf(folder) }, scene);
        const scope = { shardId: theShard().id, sceneFolder: folder } as const;
        replaceProblems(workspace, { ...scope, phase: 'read' }, [...problems, ...found]);
        replaceProblems(workspace, { ...scope, phase: 'recheck' }, []);
      });
      advance(folder);
    },
  };
}

/** Adds to a stored scene what it did not have: trajectories, late videos, files and questions. What it had stays as it is. */
function growScene(workspace: Workspace, place: { readonly shard: Shard; readonly sceneId: string }, read: ReadScene): Problem[] {
  const { shard, sceneId } = place;
  const knownFiles = sourceFilesOfScene(workspace, sceneId);
  const knownTrajectories = trajectoryIdsOfScene(workspace, sceneId);
  for (const file of read.files) if (!knownFiles.has(file.path)) insertSourceFile(workspace, { shardId: shard.id, sceneId }, file);
  for (const trajectory of read.trajectories) {
    const id = knownTrajectories.get(trajectory.name);
    if (id === undefined) insertTrajectory(workspace, { ...trajectory, id: `${sceneId}:${trajectory.name}`, sceneId });
    else if (trajectory.videoPath !== null) addVideo(workspace, id, { videoPath: trajectory.videoPath, fps: trajectory.fps });
  }
  return storeQuestionFiles(
    workspace,
    place,
    read.questionFiles.filter(({ file }) => !knownFiles.has(file.path)),
  );
}

function storeScene(workspace: Workspace, shard: Shard, read: ReadScene): Problem[] {
  const { scene } = read;
  insertScene(workspace, { shardId: shard.id, folder: read.folder }, scene);
  for (const file of read.files) insertSourceFile(workspace, { shardId: shard.id, sceneId: scene.id }, file);
  for (const trajectory of read.trajectories) {
    insertTrajectory(workspace, { ...trajectory, id: `${scene.id}:${trajectory.name}`, sceneId: scene.id });
  }
  return storeQuestionFiles(workspace, { shard, sceneId: scene.id }, read.questionFiles);
}

function storeQuestionFiles(
  workspace: Workspace,
  { shard, sceneId }: { readonly shard: Shard; readonly sceneId: string },
  files: readonly ReadQuestionFile[],
): Problem[] {
  const problems: Problem[] = [];
  if (files.length === 0) return problems;
  const scene = getScene(workspace, sceneId);
  const trajectoryIds = trajectoryIdsOfScene(workspace, sceneId);
  const views = new Map<string, TrajectoryView>();
  for (const { file, trajectoryName, questions } of files) {
    const trajectoryId = trajectoryIds.get(trajectoryName);
    if (trajectoryId === undefined) continue;
    const view = views.get(trajectoryId) ?? { scene, ...getSightings(workspace, trajectoryId) };
    views.set(trajectoryId, view);
    const sourceFileId = insertSourceFile(workspace, { shardId: shard.id, sceneId }, file);
    const repeated = insertQuestions(
      workspace,
      questions.map(({ content, ...question }) => ({
        ...question,
        ...judgeQuestion(view, question.task, content, shard.convention as ConventionName),
        stored: content,
        sceneId,
        trajectoryId,
        sourceFileId,
      })),
    );
    if (repeated > 0) {
      const message = `${repeated} of its questions are in this workspace already, from another copy of the dataset; they are kept once, there.`;
      problems.push({ code: 'input.unsupported', file: file.path, message });
    }
  }
  return problems;
}
