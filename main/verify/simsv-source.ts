import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../shared/errors.ts';
import type { ConventionName } from '../../shared/questions/conventions/index.ts';
import type { IndexedQuestionFile } from '../formats/shard-reader.ts';
import { readConvention } from '../formats/simsv/read-constants.ts';
import { questionsFromFile } from '../formats/simsv/read-questions.ts';
import { readScene, type SceneTarget } from '../formats/simsv/read-scene.ts';
import { readSceneFolder } from '../formats/simsv/read-scene-folder.ts';
import type { QuestionGroup, QuestionSource, SourceQuestion } from './question-source.ts';

/** Scenes read ahead: one is waiting for its files while another is parsed. */
const scenesAhead = 2;

/** The questions of a SIMS-V dataset directory; `folders` are its scenes ("val/000012"). Videos are not opened: answers do not depend on them. */
export async function openSimsvSource(directory: string, folders: readonly string[]): Promise<QuestionSource> {
  const problems: Problem[] = [];
  const convention = await readConvention(directory);
  const description = `a SIMS-V dataset directory with ${folders.length} scene folders`;
  return { description, groupCount: folders.length, groups: readGroups({ directory, folders, convention, problems }), problems };
}

interface Reading {
  readonly directory: string;
  readonly folders: readonly string[];
  readonly convention: ConventionName;
  readonly problems: Problem[];
}

async function* readGroups(reading: Reading): AsyncGenerator<QuestionGroup> {
  const waiting: Promise<SceneGroups>[] = [];
  let next = 0;
  const readAhead = (): void => {
    const folder = reading.folders[next++];
    if (folder !== undefined) waiting.push(groupsOfScene(reading, folder));
  };
  for (let i = 0; i < scenesAhead; i += 1) readAhead();
  for (let current = waiting.shift(); current !== undefined; current = waiting.shift()) {
    const { groups, problems } = await current;
    readAhead();
    reading.problems.push(...problems);
    yield* groups;
  }
}

interface SceneGroups {
  readonly groups: readonly QuestionGroup[];
  readonly problems: readonly Problem[];
}

async function groupsOfScene({ directory, convention }: Reading, folder: string): Promise<SceneGroups> {
  const target = { shard: directory, shardName: path.basename(path.resolve(directory)), folder, sceneId: folder };
  const [read, { scene: listed, problems }] = await Promise.all([readScene(target, 'seen'), readSceneFolder(directory, folder)]);
  const found = [...problems, ...read.problems];
  const names = (read.scene === null ? listed.trajectories : read.trajectories).map(({ name }) => name);
  const files = listed.questionFiles.flatMap((file) => (names.includes(file.trajectoryName) ? readQuestionFile(target, file, found) : []));
  const groups = names.map((name): QuestionGroup => {
    const questions = files.flatMap((file) => questionsOf(directory, file, name));
    const shared = { label: `${folder} ${name}`, convention, questions };
    const trajectory = read.trajectories.find((other) => other.name === name);
    // Where a scene is unusable, its questions are still counted and named.
    if (read.scene === null || trajectory === undefined)
      return { ...shared, view: null, whyNoView: `${folder} cannot be read; see its problem.` };
    const { sightings, frameCount, fps } = trajectory;
    return { ...shared, view: { scene: read.scene, sightings, frameCount, fps }, whyNoView: '' };
  });
  return { groups, problems: found.map((problem) => withPath(directory, problem)) };
}

/** Read at once and not in turns: there are dozens of small files per scene, and waiting for each costs more than reading it. */
function readQuestionFile(
  { shard, shardName, folder }: SceneTarget,
  { name, trajectoryName }: { readonly name: string; readonly trajectoryName: string },
  problems: Problem[],
): IndexedQuestionFile[] {
  const file = `${folder}/${name}`;
  let bytes: Buffer;
  try {
    bytes = readFileSync(path.join(shard, ...file.split('/')));
  } catch (error) {
    problems.push({ code: 'file.unreadable', file, message: `The file cannot be read: ${(error as Error).message}.` });
    return [];
  }
  const owner = { sceneFolder: folder, trajectoryName, shardName };
  const read = questionsFromFile({ bytes, source: { path: file, sizeBytes: bytes.length, sha256: null } }, owner);
  problems.push(...read.problems);
  return [read.file];
}

function questionsOf(directory: string, { file, questions }: IndexedQuestionFile, trajectory: string): SourceQuestion[] {
  const named = path.join(directory, file.path);
  const own = questions.filter(({ trajectoryName }) => trajectoryName === trajectory);
  return own.map(({ id, task, content, line }) => ({ id, task, content, file: named, line }));
}

/** Readers name files relative to the shard; a person runs the command somewhere else. */
function withPath(directory: string, problem: Problem): Problem {
  return problem.file === undefined ? problem : { ...problem, file: path.join(directory, problem.file) };
}
