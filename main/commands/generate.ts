import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { type ConventionName, conventions } from '../../shared/questions/conventions/index.ts';
import { renderers } from '../../shared/stage/render-job.ts';
import { projectRoot } from '../data-dir.ts';
import { generateDataset } from '../generate/generate-dataset.ts';
import type { GenerateSettings } from '../generate/generate-settings.ts';
import { withRecorder } from '../generate/with-recorder.ts';
import { type CommandContext, integerOption, type RegisterCommand } from './context.ts';
import { counted } from './reporter.ts';
import { taskNamesFromOption } from './task-names.ts';

interface GenerateOptions {
  readonly out: string;
  readonly houses?: string[];
  readonly assets?: string;
  readonly seed: number;
  readonly limit?: number;
  readonly trajectories: number;
  readonly size: string;
  readonly fps: number;
  readonly maxSteps: number;
  readonly modalities: string;
  readonly renderer: string;
  readonly workers: number;
  readonly questions: string;
  readonly perVideo: number;
  readonly convention: string;
  readonly split: string;
  readonly count?: string;
  readonly rooms?: string;
  readonly objects?: string;
}

/** `sightline generate`: houses to walkthrough videos, annotations and questions. */
export const registerGenerate: RegisterCommand = (program, context) => {
  addOptions(program.command('generate'))
    .addHelpText(
      'after',
      '\nExamples:\n  sightline generate --houses assets/sample-house/house.json --out out/demo --seed 7\n  sightline generate --houses train.jsonl.gz --assets asset_databases --limit 20 --workers 2 --out out/train --split train',
    )
    .action((options: GenerateOptions) => runGenerate(options, context));
};

function addOptions(command: Command): Command {
  return command
    .description('Walks through houses, records video with dense annotations, and asks questions: a SIMS-V dataset directory.')
    .requiredOption('--out <dir>', 'dataset directory to write (required); rerunning continues it')
    .option('--houses <file...>', 'ProcTHOR houses: .json, .jsonl or .jsonl.gz')
    .option('--assets <dir>', 'folder of the AI2-THOR asset database (default: found beside the houses)')
    .option('--seed <n>', 'seed of walks and questions', integerOption('seed', 0, 2 ** 31 - 1), 42)
    .option('--limit <n>', 'use only the first n houses', integerOption('limit', 1, 1_000_000))
    .option('--trajectories <n>', 'walkthroughs per house', integerOption('trajectories', 1, 100), 1)
    .option('--size <WxH>', 'video size in pixels, both even', '384x224')
    .option('--fps <n>', 'frames per second', integerOption('fps', 1, 60), 10)
    .option('--max-steps <n>', 'most actions of a walkthrough', integerOption('max-steps', 25, 100_000), 1000)
    .option('--modalities <list>', 'video modalities (only rgb so far)', 'rgb')
    .option('--renderer <name>', `auto, ${renderers.join(' or ')}`, 'auto')
    .option('--workers <n>', 'houses at a time', integerOption('workers', 1, 16), 1)
    .option('--questions <list>', 'task names, 3q (the five tasks of the 3Q mix), or none', '3q')
    .option('--per-video <n>', 'questions per type and video', integerOption('per-video', 1, 1000), 5)
    .option('--convention <name>', `rules the answers follow: ${Object.keys(conventions).join(' or ')}`, 'simsv')
    .option('--split <name>', 'folder below --out', 'val')
    .option('--count <n>', 'procedural houses (not yet)')
    .option('--rooms <a-b>', 'rooms of procedural houses (not yet)')
    .option('--objects <a-b>', 'objects of procedural houses (not yet)')
    .option('--json', 'print one JSON object');
}

async function runGenerate(options: GenerateOptions, { reporter, signal, finish }: CommandContext): Promise<void> {
  const settings = settingsFromOptions(options);
  const result = await withRecorder(settings, (recorder, problems) =>
    generateDataset(settings, recorder, {
      signal,
      onProgress: ({ housesDone, framesDone, label }) =>
        reporter.progress(`${counted(housesDone, 'house')}, ${counted(framesDone, 'frame')} (${label})`),
    }).then((run) => ({ ...run, problems: [...problems, ...run.problems] })),
  );
  const { problems, ...counts } = result;
  const rate = counts.seconds > 0 && counts.frames > 0 ? `, ${Math.round(counts.frames / counts.seconds)} frames/s` : '';
  const skipped = counts.skipped > 0 ? ` (${counts.skipped} were there already)` : '';
  finish(
    reporter.done(
      counts,
      problems,
      `${counted(counts.houses, 'house')}${skipped}, ${counted(counts.frames, 'frame')}, ${counted(counts.questions, 'question')} in ${counts.seconds} s${rate}: ${options.out}`,
    ),
  );
}

function settingsFromOptions(options: GenerateOptions): GenerateSettings {
  if (options.houses === undefined || options.count !== undefined || options.rooms !== undefined || options.objects !== undefined) {
    const hint = path.relative(process.cwd(), path.join(projectRoot, 'assets', 'sample-house', 'house.json'));
    throw new AppError('not-yet', `Procedural houses are not made yet: give ProcTHOR houses with --houses, for example --houses ${hint}.`);
  }
  if (options.modalities !== 'rgb') throw new AppError('not-yet', `Only the rgb modality is written so far, not "${options.modalities}".`);
  if (options.renderer !== 'auto' && !renderers.some((name) => name === options.renderer)) {
    throw new AppError('input.invalid', `--renderer takes auto, ${renderers.join(' or ')}, not "${options.renderer}".`);
  }
  if (!Object.hasOwn(conventions, options.convention)) {
    throw new AppError('input.invalid', `--convention takes ${Object.keys(conventions).join(' or ')}, not "${options.convention}".`);
  }
  if (!/^[\w-]+$/.test(options.split)) throw new AppError('input.invalid', `--split takes a plain folder name, not "${options.split}".`);
  const [widthPx, heightPx] = sizeFromOption(options.size);
  return {
    houseFiles: options.houses.map((file) => path.resolve(file)),
    assetsDir: options.assets === undefined ? null : path.resolve(options.assets),
    outDir: path.resolve(options.out),
    split: options.split,
    seed: options.seed,
    limit: options.limit ?? null,
    trajectories: options.trajectories,
    camera: { widthPx, heightPx, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 },
    fps: options.fps,
    maxSteps: options.maxSteps,
    renderer: options.renderer as GenerateSettings['renderer'],
    workers: options.workers,
    tasks: taskNamesFromOption(options.questions),
    questionsPerVideo: options.perVideo,
    convention: options.convention as ConventionName,
  };
}

function sizeFromOption(text: string): [number, number] {
  const [, width, height] = (/^(\d{2,4})x(\d{2,4})$/.exec(text) ?? []).map(Number);
  if (width === undefined || height === undefined || width % 2 !== 0 || height % 2 !== 0 || width < 64 || height < 64) {
    throw new AppError('input.invalid', `--size takes even WIDTHxHEIGHT from 64x64, such as 384x224, not "${text}".`);
  }
  return [width, height];
}
