import path from 'node:path';
import { askQuestions } from '../../shared/questions/ask.ts';
import { conventions } from '../../shared/questions/conventions/index.ts';
import type { TrajectoryView } from '../../shared/questions/question-type.ts';
import { newRecord } from '../formats/simsv/record.ts';
import { writeFileAtomically } from '../formats/write-atomic.ts';
import type { GenerateSettings } from './generate-settings.ts';

/** A recorded trajectory to ask about. */
export interface QuestionTask {
  readonly view: TrajectoryView;
  readonly sceneId: string;
  readonly trajectory: string;
  readonly settings: Pick<GenerateSettings, 'outDir' | 'seed' | 'tasks' | 'questionsPerVideo' | 'convention'>;
}

/** Writes one `qa_pairs_<task>__N.jsonl` per task, empty where nothing can be asked, and returns the number of questions. */
export async function writeQuestions(folder: string, { view, sceneId, trajectory, settings }: QuestionTask): Promise<number> {
  const source = path.basename(settings.outDir);
  const filename = `${sceneId}/rgb__${trajectory}.mp4`;
  let count = 0;
  for (const task of settings.tasks) {
    const asked = askQuestions(view, {
      tasks: [task],
      perVideo: settings.questionsPerVideo,
      seed: settings.seed,
      convention: conventions[settings.convention],
      // Not the dataset's name: a renamed or moved dataset asks the same questions.
      seedParts: [sceneId, trajectory],
    });
    const lines = asked.map((question, index) => `${newRecord(question, { index, filename, source })}\n`);
    await writeFileAtomically(path.join(folder, `qa_pairs_${task}__${trajectory}.jsonl`), lines.join(''));
    count += asked.length;
  }
  return count;
}
