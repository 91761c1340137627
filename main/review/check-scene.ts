import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { TrajectoryView } from '../../shared/questions/question-type.ts';
import type { SceneReading, ShardReader } from '../formats/shard-reader.ts';
import type { DueScene } from '../store/due-scenes.ts';
import { replaceProblems } from '../store/problems.ts';
import { saveJudgements, type UncheckedQuestion, uncheckedQuestions } from '../store/questions.ts';
import { emptyScene, getScene, saveGeometry, setCheckDue } from '../store/scenes.ts';
import type { Shard } from '../store/shards.ts';
import { upsertSourceFile } from '../store/source-files.ts';
import { getSightings, saveReadTrajectory, trajectoriesOfScene } from '../store/trajectories.ts';
import type { Workspace } from '../store/workspace.ts';
import { judgeQuestion } from './judge-question.ts';

/**
 * Stage 2 of an import for one scene: reads its geometry and what its trajectories saw, stores both, and judges every question that nobody has judged.
 * Everything slow happens before the one short transaction, so that decisions made meanwhile do not wait. `cancelled` leaves the scene due.
 */
export async function checkScene(
  workspace: Workspace,
  { scene, shard, reader }: { readonly scene: DueScene; readonly shard: Shard; readonly reader: ShardReader },
  signal: AbortSignal,
): Promise<void> {
  const convention = shard.convention;
  if (scene.due === 'judge' || reader.readScene === undefined) {
    const judged = judgeAll(uncheckedQuestions(workspace, scene.id), storedViews(workspace, scene.id), convention);
    workspace.transactRepeatable(() => {
      saveJudgements(workspace, judged);
      setCheckDue(workspace, scene.id, null);
    });
    return;
  }
  const trajectories = trajectoriesOfScene(workspace, scene.id);
  const reading = await reader.readScene(shard.path, { folder: scene.folder, sceneId: scene.id, trajectories }, { signal });
  const ids = new Map(trajectories.map(({ id, name }) => [name, id]));
  const judged = judgeAll(uncheckedQuestions(workspace, scene.id), viewsOf(reading, scene.id, ids), convention);
  workspace.transactRepeatable(() => {
    saveReading(workspace, { scene, shard, ids }, reading);
    saveJudgements(workspace, judged);
    // Questions that came while the scene was read.
    if (uncheckedQuestions(workspace, scene.id).length > 0) setCheckDue(workspace, scene.id, 'judge');
  });
}

type Views = (trajectoryId: string) => TrajectoryView | null;

function storedViews(workspace: Workspace, sceneId: string): Views {
  const scene = getScene(workspace, sceneId);
  const views = new Map<string, TrajectoryView>();
  return (id) => {
    const view = views.get(id) ?? { scene, ...getSightings(workspace, id) };
    views.set(id, view);
    return view;
  };
}

/** A trajectory that could not be read has seen nothing; without geometry there is nothing to judge by. */
function viewsOf({ scene, trajectories }: SceneReading, sceneId: string, ids: ReadonlyMap<string, string>): Views {
  if (scene === null) return () => null;
  const views = new Map(trajectories.map(({ name, sightings, frameCount, fps }) => [ids.get(name), { scene, sightings, frameCount, fps }]));
  return (id) => views.get(id) ?? { scene: emptyScene(sceneId), sightings: [], frameCount: 0, fps: 1 };
}

function judgeAll(questions: readonly UncheckedQuestion[], views: Views, convention: ConventionName) {
  return questions.map(({ seq, trajectoryId, task, stored }) => ({
    seq,
    ...judgeQuestion(views(trajectoryId), task, stored, convention),
  }));
}

function saveReading(
  workspace: Workspace,
  { scene, shard, ids }: { readonly scene: DueScene; readonly shard: Shard; readonly ids: ReadonlyMap<string, string> },
  reading: SceneReading,
): void {
  saveGeometry(workspace, scene.id, reading.scene);
  // The files of a scene that could not be read are not remembered: once they are repaired it is read as if they were new.
  const owner = { shardId: shard.id, sceneId: scene.id, hasQuestions: false };
  if (reading.scene !== null) for (const file of reading.files) upsertSourceFile(workspace, owner, file);
  for (const trajectory of reading.trajectories) {
    const id = ids.get(trajectory.name);
    if (id !== undefined) saveReadTrajectory(workspace, id, trajectory);
  }
  replaceProblems(workspace, { shardId: shard.id, scope: scene.folder, phase: 'check' }, reading.problems);
}
