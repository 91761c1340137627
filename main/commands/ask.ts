import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type ConventionName, conventionNames } from '../../shared/questions/conventions/index.ts';
import { type AskReport, askDataset } from '../ask/ask-dataset.ts';
import { type CommandContext, integerOption, type RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';
import { taskNamesAbout, taskNamesFromOption } from './task-names.ts';

interface AskCommandOptions {
  readonly types: string;
  readonly perVideo: number;
  readonly seed: number;
  readonly convention?: string;
  readonly combine?: boolean;
}

const examples = `
Examples:
  sightline ask out/demo --types vsi --per-video 10
  sightline ask out/demo --types vsi_obj_rel_distance,vsi_obj_count --seed 7
  sightline ask sims-v-dataset --types all --convention sightline

Writes <split>/<house>/qa_pairs_<type>__<N>.jsonl, empty where nothing can be asked; types that are not named keep their files, videos are not opened. A split's
combined_qa_pairs.jsonl is written again where there is one. The same command on the same dataset gives the same bytes.
A dataset follows one convention: the recorded one (constants.yaml; the official code's datasets follow simsv). Another one is recorded when --convention names it
and every type that has questions is asked again.`;

/** `sightline ask`: (re)generates the questions of a dataset directory. */
export const registerAsk: RegisterCommand = (program, context) => {
  program
    .command('ask')
    .description(
      "Asks questions about a SIMS-V dataset directory (ours or the official code's) from its annotations and boxes, and writes its question files anew.",
    )
    .argument('<dir>', 'dataset directory')
    .option('--types <list>', taskNamesAbout, '3q')
    .option('--per-video <n>', 'questions per type and video, at most', integerOption('per-video', 1, 1000), 5)
    .option('--seed <n>', 'seed of the draws', integerOption('seed', 0, 2 ** 31 - 1), 42)
    .option('--convention <name>', `rules the answers follow: ${conventionNames.join(', ')} (default: those of the dataset)`)
    .option('--combine', 'write combined_qa_pairs.jsonl also where there is none')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action((directory: string, options: AskCommandOptions) => runAsk(directory, options, context));
};

async function runAsk(directory: string, options: AskCommandOptions, { reporter, signal, finish }: CommandContext): Promise<void> {
  const tasks = taskNamesFromOption(options.types);
  if (tasks.length === 0 && options.combine !== true) {
    throw new AppError('input.invalid', '--types none asks nothing. Name types, or add --combine to write the combined files only.');
  }
  const { problems, ...counts } = await askDataset(
    {
      directory: path.resolve(directory),
      tasks,
      perVideo: options.perVideo,
      seed: options.seed,
      convention: options.convention === undefined ? null : conventionFromOption(options.convention),
      isCombined: options.combine === true,
    },
    { signal, onProgress: ({ done, total }) => reporter.progress(`${done}/${total} scenes`) },
  );
  finish(reporter.done(counts, problems, summaryOf(counts, directory)));
}

function conventionFromOption(name: string): ConventionName {
  const known = conventionNames.find((convention) => convention === name);
  if (known !== undefined) return known;
  throw new AppError('input.invalid', `--convention takes ${conventionNames.join(', ')}, not "${name}".`);
}

/** A table of the types, and a line with the sums. */
function summaryOf(counts: Omit<AskReport, 'problems'>, directory: string): string {
  const { byType, questions, scenes, trajectories, convention } = counts;
  const width = Math.max(...Object.keys(byType).map(({ length }) => length), 0);
  const rows = Object.entries(byType).map(([task, count]) => `  ${task.padEnd(width)}  ${count.toLocaleString('en').padStart(7)}`);
  const walks = `${counted(scenes, 'scene')}, ${counted(trajectories, 'trajectory', 'trajectories')}`;
  return [...rows, `${counted(questions, 'question')} about ${walks}, convention ${convention}: ${directory}`].join('\n');
}
