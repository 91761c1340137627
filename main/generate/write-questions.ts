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
  /** File name of its video; `rgb__<N>.mp4` unless told. */
  readonly video?: string;
  readonly settings: Pick<GenerateSettings, 'outDir' | 'seed' | 'tasks' | 'questionsPerVideo' | 'convention'>;
}

/** The questions of one task about one trajectory, as the file that holds them. */
export interface QuestionFile {
  readonly task: string;
  readonly name: string;
  /** Empty where nothing can be asked. */
  readonly text: string;
  readonly count: number;
}

/** Asks about one trajectory: one `qa_pairs_<task>__N.jsonl` per task, in the order of the settings. The same task gives the same bytes. */
export function askTrajectory({ view, sceneId, trajectory, video = `rgb__${trajectory}.mp4`, settings }: QuestionTask): QuestionFile[] {
  const place = { filename: `${sceneId}/${video}`, source: path.basename(settings.outDir) };
  const seed = {
    perVideo: settings.questionsPerVideo,
    seed: settings.seed,
    convention: conventions[settings.convention],
    // Not the dataset's name: a renamed or moved dataset asks the same questions.
    seedParts: [sceneId, trajectory],
  };
  return settings.tasks.map((task) => {
    const asked = askQuestions(view, { tasks: [task], ...seed });
    const lines = asked.map((question, index) => `${newRecord(question, { index, ...place })}\n`);
    return { task, name: `qa_pairs_${task}__${trajectory}.jsonl`, text: lines.join(''), count: asked.length };
  });
}

/** Asks about one trajectory, writes the files into its scene folder, and returns the number of questions. Throws `file.write-failed`. */
export async function writeQuestions(folder: string, task: QuestionTask): Promise<number> {
  const files = askTrajectory(task);
  for (const { name, text } of files) await writeFileAtomically(path.join(folder, name), text);
  return files.reduce((sum, { count }) => sum + count, 0);
}
