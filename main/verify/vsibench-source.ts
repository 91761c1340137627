import type { Problem } from '../../shared/errors.ts';
import type { VsibenchFiles } from '../formats/vsibench/find-files.ts';
import { type MetaInfo, readMetaInfo } from '../formats/vsibench/read-meta-info.ts';
import { readVsibenchQuestions } from '../formats/vsibench/read-questions.ts';
import type { QuestionGroup, QuestionSource, SourceQuestion } from './question-source.ts';

/** VSI-Bench's released questions with the scenes they are about. A scene has no frames: what a question needs from a video is undecidable. */
export async function openVsibenchSource(files: VsibenchFiles, description: string): Promise<QuestionSource> {
  const problems: Problem[] = [];
  const meta = await readMetaInfo(files.metaFiles);
  problems.push(...meta.problems);
  const byScene = new Map<string, { dataset: string; questions: SourceQuestion[] }>();
  for (const file of files.questionFiles) {
    const read = await readVsibenchQuestions(file);
    problems.push(...read.problems);
    for (const { id, task, content, line, dataset, sceneName } of read.questions) {
      const entry = byScene.get(sceneName) ?? { dataset, questions: [] };
      entry.questions.push({ id, task, content, file, line });
      byScene.set(sceneName, entry);
    }
  }
  const groups = [...byScene].map(([name, { dataset, questions }]) => groupOf(name, { dataset, questions, meta, problems }));
  return { description, groupCount: groups.length, groups: inTurn(groups), problems };
}

function groupOf(
  name: string,
  read: {
    readonly dataset: string;
    readonly questions: readonly SourceQuestion[];
    readonly meta: MetaInfo;
    readonly problems: Problem[];
  },
): QuestionGroup {
  const { dataset, questions, meta, problems } = read;
  const scene = meta.scenes.get(name);
  const shared = { label: `${dataset}/${name}`, convention: 'vsibench', questions } as const;
  if (scene !== undefined) return { ...shared, view: { scene, sightings: [], frameCount: 0, fps: 0 }, whyNoView: '' };
  const whyNoView = `No meta_info file describes the scene ${name}.`;
  const [first] = questions;
  const place = first === undefined ? {} : { file: first.file, line: first.line };
  const message = `${whyNoView} Its ${questions.length} questions cannot be checked.`;
  problems.push({ code: 'dataset.incomplete-scene', ...place, item: name, message });
  return { ...shared, view: null, whyNoView };
}

async function* inTurn(groups: readonly QuestionGroup[]): AsyncGenerator<QuestionGroup> {
  yield* groups;
}
