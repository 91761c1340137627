import type { Agreement } from '../../shared/api/index.ts';
import type { Problem } from '../../shared/errors.ts';
import type { IndexedQuestionFile, IndexedScene, IndexPiece, IndexSink } from '../formats/shard-reader.ts';
import { listingWithoutView } from '../review/judge-question.ts';
import { addProblems, replaceProblems } from './problems.ts';
import { countInOtherFiles, insertQuestions, type NewQuestion, recheckUndecidable, recordsOfFile } from './questions.ts';
import { insertUnreadScene, type SceneState, sceneAt, setCheckDue } from './scenes.ts';
import { type Shard, shardAt } from './shards.ts';
import { sourceFileAt, sourceFilesOfScene, upsertSourceFile } from './source-files.ts';
import { trajectoriesOfScene, upsertTrajectory } from './trajectories.ts';
import type { Workspace } from './workspace.ts';

/** Pieces are stored together once they hold this many questions: few commits, and none that makes a decision wait. */
const questionsPerCommit = 2000;

/** A sink into a workspace. */
export interface StoreSink extends IndexSink {
  /** Stores what was put since the last commit; to be called at the end, however it ends. */
  flush(): void;
  /** Known once the reader has begun. */
  shardId(): string;
}

/** Which shard is read, and who wants to know how far it is. */
export interface StoreSinkOptions {
  /** Absolute path of the shard. */
  readonly shard: string;
  readonly format: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly label: string }) => void;
}

/** Stores what stage 1 finds, many pieces per transaction. Questions wait for stage 2 as `unchecked`. */
export function createStoreSink(workspace: Workspace, options: StoreSinkOptions): StoreSink {
  let stage: Stage | null = null;
  let pending: IndexPiece[] = [];
  let pendingQuestions = 0;
  let progress = { done: 0, total: 0 };
  const begun = (): Stage => {
    if (stage === null) throw new Error('A reader must begin before it delivers.');
    return stage;
  };
  const flush = () => {
    if (pending.length === 0) return;
    const pieces = pending;
    pending = [];
    pendingQuestions = 0;
    workspace.transactRepeatable(() => storePieces(workspace, begun(), pieces));
  };
  return {
    flush,
    shardId: () => begun().shard.id,
    begin({ convention, total }) {
      const shard = workspace.transact(() => shardAt(workspace, options.shard, { format: options.format, convention }));
      stage = { shard, scenes: new Map(), reported: new Set() };
      progress = { done: 0, total };
    },
    knownFile: (path) => sourceFileAt(workspace, begun().shard.id, path),
    *knownRecords(path) {
      const file = sourceFileAt(workspace, begun().shard.id, path);
      if (file !== null) yield* recordsOfFile(workspace, file.id);
    },
    knownScene(folder) {
      const scene = sceneAt(workspace, begun().shard.id, folder);
      return scene === null ? null : { files: sourceFilesOfScene(workspace, scene.id), hasGeometry: scene.hasGeometry };
    },
    put(piece) {
      pending.push(piece);
      pendingQuestions += piece.files.reduce((sum, { questions }) => sum + questions.length, 0);
      if (pendingQuestions >= questionsPerCommit) flush();
    },
    advance(label, units = 1) {
      progress = { ...progress, done: progress.done + units };
      options.onProgress?.({ ...progress, label });
    },
  };
}

/** What is remembered between the pieces of one shard. */
interface Stage {
  readonly shard: Shard;
  readonly scenes: Map<string, KnownScene>;
  /** Scopes whose old problems this import has replaced already. */
  readonly reported: Set<string>;
}

interface KnownScene {
  readonly id: string;
  /** What a question is before it is judged: `undecidable` where no geometry will ever come. */
  readonly agreement: Agreement;
  readonly trajectoryIds: Map<string, string>;
}

/** A file with the questions that are to be stored of it. */
interface StoredFile {
  readonly path: string;
  readonly id: number;
  readonly questions: readonly NewQuestion[];
}

/** All questions of some pieces go in together: there may be thousands of files with a few each. */
function storePieces(workspace: Workspace, stage: Stage, pieces: readonly IndexPiece[]): void {
  let waiting: { readonly piece: IndexPiece; readonly files: readonly StoredFile[] }[] = [];
  const storeWaiting = () => {
    const questions = waiting.flatMap(({ files }) => files.flatMap((file) => file.questions));
    const repeated = Map.groupBy(insertQuestions(workspace, questions), ({ sourceFileId }) => sourceFileId);
    for (const id of new Set(questions.map(({ sceneId }) => sceneId))) markForJudging(workspace, id);
    for (const { piece, files } of waiting) {
      storeProblems(workspace, stage, piece, [
        ...piece.problems,
        ...files.flatMap((file) => problemsOfCopies(workspace, file, repeated.get(file.id) ?? [])),
      ]);
    }
    waiting = [];
  };
  for (const piece of pieces) {
    // Questions of a scene that has grown are judged anew: those that wait are among them.
    if (piece.isGrown) storeWaiting();
    for (const scene of piece.scenes) storeScene(workspace, stage, scene, piece.isGrown === true);
    waiting.push({ piece, files: piece.files.map((file) => storeFile(workspace, stage, file)) });
  }
  storeWaiting();
}

function storeProblems(workspace: Workspace, stage: Stage, piece: IndexPiece, problems: readonly Problem[]): void {
  const scope = { shardId: stage.shard.id, scope: piece.scope, phase: piece.phase } as const;
  const key = `${piece.phase} ${piece.scope}`;
  if (stage.reported.has(key)) addProblems(workspace, scope, problems);
  else replaceProblems(workspace, scope, problems);
  if (piece.phase === 'read' && !stage.reported.has(key)) replaceProblems(workspace, { ...scope, phase: 'recheck' }, []);
  stage.reported.add(key);
}

function storeScene(workspace: Workspace, stage: Stage, scene: IndexedScene, isGrown: boolean): void {
  const { shard } = stage;
  const state = sceneAt(workspace, shard.id, scene.folder);
  const id = state?.id ?? `${shard.id}:${scene.folder.replaceAll('/', ':')}`;
  if (state === null)
    insertUnreadScene(workspace, { id, shardId: shard.id, folder: scene.folder, checkDue: scene.hasGeometry ? 'read' : null });
  else if (isGrown && scene.hasGeometry) {
    setCheckDue(workspace, id, 'read');
    if (!state.hasGeometry) recheckUndecidable(workspace, id);
  }
  const agreement: Agreement = scene.hasGeometry || state?.hasGeometry ? 'unchecked' : 'undecidable';
  const known = stage.scenes.get(scene.folder)?.trajectoryIds;
  const trajectoryIds = known ?? new Map<string, string>();
  for (const trajectory of scene.trajectories) {
    if (!known?.has(trajectory.name) || isGrown) trajectoryIds.set(trajectory.name, upsertTrajectory(workspace, id, trajectory));
  }
  stage.scenes.set(scene.folder, { id, agreement, trajectoryIds });
}

function storeFile(workspace: Workspace, stage: Stage, { file, sceneFolder, isComplete, questions }: IndexedQuestionFile): StoredFile {
  const { shard } = stage;
  const sceneId = sceneFolder === null ? null : knownScene(workspace, stage, sceneFolder).id;
  const id = upsertSourceFile(workspace, { shardId: shard.id, sceneId, hasQuestions: true, isComplete }, file);
  const rows: NewQuestion[] = [];
  for (const question of questions) {
    const scene = knownScene(workspace, stage, question.sceneFolder);
    const trajectoryId = scene.trajectoryIds.get(question.trajectoryName);
    if (trajectoryId === undefined) continue;
    rows.push({
      id: question.id,
      sceneId: scene.id,
      trajectoryId,
      task: question.task,
      sourceFileId: id,
      byteOffset: question.byteOffset,
      byteLength: question.byteLength,
      line: question.line,
      part: question.part ?? 0,
      contentHash: question.contentHash,
      stored: question.content,
      agreement: scene.agreement,
      marginScore: null,
      listing: listingWithoutView(question.content),
    });
  }
  return { path: file.path, id, questions: rows };
}

/** Of a file whose reading was interrupted, what came before is known too, and no copy. */
function problemsOfCopies(workspace: Workspace, file: StoredFile, repeated: readonly NewQuestion[]): Problem[] {
  const elsewhere = repeated.length === 0 ? 0 : countInOtherFiles(workspace, repeated, file.id);
  if (elsewhere === 0) return [];
  const message = `${elsewhere} of its questions are in this workspace already, from another copy of the dataset; they are kept once, there.`;
  return [{ code: 'input.unsupported', file: file.path, message }];
}

/** New questions of a scene that was read before are judged by what is stored. */
function markForJudging(workspace: Workspace, sceneId: string): void {
  workspace.prepareRun("update scene set check_due = 'judge' where id = ? and has_geometry = 1 and check_due is null")(sceneId);
}

function knownScene(workspace: Workspace, stage: Stage, folder: string): KnownScene {
  const known = stage.scenes.get(folder);
  if (known !== undefined) return known;
  const state = sceneAt(workspace, stage.shard.id, folder);
  if (state === null) throw new Error(`The reader delivered questions of "${folder}", which it never named as a scene.`);
  const scene = sceneFromState(workspace, state);
  stage.scenes.set(folder, scene);
  return scene;
}

function sceneFromState(workspace: Workspace, { id, hasGeometry, checkDue }: SceneState): KnownScene {
  const trajectoryIds = new Map(trajectoriesOfScene(workspace, id).map((trajectory) => [trajectory.name, trajectory.id]));
  return { id, agreement: hasGeometry || checkDue === 'read' ? 'unchecked' : 'undecidable', trajectoryIds };
}
