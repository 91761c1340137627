import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { type Verdict, verdicts } from '../../shared/model/decision.ts';
import { type MixReport, mixQuestions } from '../mix/mix-questions.ts';
import { mixRecipes, readRecipe } from '../mix/recipes.ts';
import { openWorkspace } from '../store/open-workspace.ts';
import { type CommandContext, integerOption, type RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';

interface MixCommandOptions {
  readonly workspace: string;
  readonly recipe: string;
  readonly size: number;
  readonly seed: number;
  readonly out?: string;
  readonly verdict?: string;
  readonly excludeDisagreeing?: boolean;
  readonly imageToken?: boolean;
  readonly prompts?: boolean;
  readonly dryRun?: boolean;
}

type MixedVerdict = Exclude<Verdict, 'rejected'>;

const mixedVerdicts = verdicts.filter((verdict): verdict is MixedVerdict => verdict !== 'rejected');

const examples = `
Examples:
  sightline mix --workspace out/train.sightline --recipe 3q --size 25000 --out out/3q-25k.jsonl
  sightline mix --workspace out/train.sightline --recipe vsi-baseline --size 5000 --seed 7 --verdict approved,edited --image-token --prompts --out out/vsi-5k.jsonl
  sightline mix --workspace out/train.sightline --recipe my-recipe.json --size 1000 --dry-run

Recipes: 3q (the five tasks of the published 25,000), vsi-baseline (VSI-Bench's tasks in proportion to its questions, without route planning), or a .json file:
  { "name": "mine", "reference": [{ "task": "vsi_obj_count", "mode": "oe", "share": 3 }, { "task": "vsi_obj_rel_distance", "mode": "mc", "share": 1 }] }
  mode: oe (open), mc (letter and text), mc_direct (letter); optional "prompts": { "before": …, "after": { "oe": …, "mc": …, "mc_direct": … } }.

Each task gets its exact share, balanced over scenes, walks and answers, no wording twice about one scene, edited questions as edited; a task that has too few is
listed, and nothing stands in for it. One JSON conversation a line (id, conversations, type, data_source, video): list the file in the data yaml of LLaVA-Video or
LLaVA-OneVision with --image-token, and set the video folder to the one that the result names.`;

/** `sightline mix`: draws a training mix from a workspace. */
export const registerMix: RegisterCommand = (program, context) => {
  program
    .command('mix')
    .description(
      'Draws a training mix of conversations from the questions of a workspace: in proportion, seeded, balanced. Rejected questions never get in.',
    )
    .requiredOption('--workspace <file>', 'workspace to read')
    .requiredOption('--recipe <name>', `${Object.keys(mixRecipes).join(', ')}, or a .json file`)
    .requiredOption('--size <n>', 'questions in all', integerOption('size', 1, 10_000_000))
    .option('--seed <n>', 'seed of the draw and of the order', integerOption('seed', 0, 2 ** 31 - 1), 42)
    .option('--out <file>', 'JSONL file to write; must not exist (not needed with --dry-run)')
    .option('--verdict <list>', `only these verdicts, comma-separated (${mixedVerdicts.join(', ')}); default: everything not rejected`)
    .option('--exclude-disagreeing', 'leave out questions whose answer the formula contradicts')
    .option('--image-token', 'open every human turn with <image>, where LLaVA loaders put the frames')
    .option('--prompts', 'add a line before each question and a reply instruction after it')
    .option('--dry-run', 'count only, write nothing')
    .option('--json', 'print one JSON object')
    .addHelpText('after', examples)
    .action((options: MixCommandOptions) => runMix(options, context));
};

async function runMix(options: MixCommandOptions, { reporter, signal, finish }: CommandContext): Promise<void> {
  const isDry = options.dryRun === true;
  if (options.out === undefined && !isDry)
    throw new AppError('input.invalid', 'Name the file to write with --out, or count only with --dry-run.');
  const chosen = options.verdict === undefined ? mixedVerdicts : verdictsFromOption(options.verdict);
  const recipe = await readRecipe(options.recipe);
  const workspace = openWorkspace(path.resolve(options.workspace), { create: false });
  try {
    const { problems, ...report } = await mixQuestions(
      workspace,
      {
        recipe,
        size: options.size,
        seed: options.seed,
        out: isDry || options.out === undefined ? null : path.resolve(options.out),
        verdicts: chosen,
        isDisagreeingExcluded: options.excludeDisagreeing === true,
        hasImageToken: options.imageToken === true,
        hasPrompts: options.prompts === true,
      },
      { signal, onProgress: (done, total) => reporter.progress(`${done}/${total} conversations`) },
    );
    finish(reporter.done(report, problems, summaryOf(report, chosen, isDry ? 'nothing written' : String(options.out))));
  } finally {
    workspace.close();
  }
}

function verdictsFromOption(text: string): MixedVerdict[] {
  const named = text.split(',').map((name) => name.trim());
  if (named.includes('rejected')) {
    throw new AppError('input.invalid', `Rejected questions never get into a mix. --verdict takes ${mixedVerdicts.join(', ')}.`);
  }
  const unknown = named.find((name) => !mixedVerdicts.some((verdict) => verdict === name));
  if (unknown !== undefined) throw new AppError('input.invalid', `--verdict takes ${mixedVerdicts.join(', ')}, not "${unknown}".`);
  return mixedVerdicts.filter((verdict) => named.includes(verdict));
}

/** A table of the tasks, and lines with the sums. */
function summaryOf(report: Omit<MixReport, 'problems'>, chosen: readonly MixedVerdict[], where: string): string {
  const width = Math.max(...Object.keys(report.byType).map(({ length }) => length), 0);
  const rows = Object.entries(report.byType).map(([task, count]) => {
    const short = report.shortfall[task];
    return `  ${task.padEnd(width)}  ${count.toLocaleString('en').padStart(9)}${short === undefined ? '' : `  of ${short.wanted.toLocaleString('en')}`}`;
  });
  const from = chosen.length === mixedVerdicts.length ? 'everything not rejected' : `verdicts ${chosen.join(', ')}`;
  const sum = `${counted(report.records, 'conversation')}, recipe ${report.recipe}, from ${from}: ${where}`;
  return [...rows, ...report.notes.map((note) => `  ${note}`), `  Videos are relative to ${report.videoFolder}`, sum].join('\n');
}
