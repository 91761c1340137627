import path from 'node:path';
import type { Command } from 'commander';
import { AppError } from '../../shared/errors.ts';
import { type ConventionName, conventions } from '../../shared/questions/conventions/index.ts';
import { renderers } from '../../shared/stage/render-job.ts';
import { type StageQuality, stageQualities } from '../../shared/stage/stage-quality.ts';
import { generateDataset } from '../generate/generate-dataset.ts';
import type { GenerateSettings } from '../generate/generate-settings.ts';
import { modalitiesAbout, modalitiesFromOption } from '../generate/modalities/modalities-from-option.ts';
import { defaultWalkSettings } from '../generate/walkthrough/walk-settings.ts';
import { withRecorder } from '../generate/with-recorder.ts';
import { type CommandContext, integerOption, type RegisterCommand } from './context.ts';
import { type HouseOptions, proceduralDefaults, proceduralFromOptions } from './procedural-option.ts';
import { lineFromProgress } from './progress-line.ts';
import { counted } from './reporter.ts';
import { taskNamesAbout, taskNamesFromOption } from './task-names.ts';
import { type WalkStyleOptions, walkStyleFromOptions } from './walk-style-option.ts';

interface GenerateOptions extends HouseOptions, WalkStyleOptions {
  readonly out: string;
  readonly assets?: string;
  readonly seed: number;
  readonly limit?: number;
  readonly trajectories: number;
  readonly size: string;
  readonly fps: number;
  readonly maxSteps: number;
  readonly modalities: string;
  readonly renderer: string;
  readonly quality: string;
  readonly workers: number;
  readonly questions: string;
  readonly perVideo: number;
  readonly convention: string;
  readonly split: string;
}

/** `sightline generate`: houses to walkthrough videos, annotations and questions. */
export const registerGenerate: RegisterCommand = (program, context) => {
  addOptions(program.command('generate'))
    .addHelpText(
      'after',
      '\nExamples:\n  sightline generate --count 20 --rooms 3-8 --objects 30-50 --seed 11 --out out/made --questions vsi\n  sightline generate --houses assets/sample-house/house.json --out out/demo --seed 7\n  sightline generate --houses train.jsonl.gz --assets asset_databases --limit 20 --workers 2 --out out/train --split train',
    )
    .action((options: GenerateOptions) => runGenerate(options, context));
};

function addOptions(command: Command): Command {
  return command
    .description('Walks through houses, records video with dense annotations, and asks questions: a SIMS-V dataset directory.')
    .requiredOption('--out <dir>', 'dataset directory to write (required); rerunning continues it')
    .option('--houses <file...>', 'ProcTHOR houses: .json, .jsonl or .jsonl.gz; without it houses are made')
    .option('--count <n>', `how many houses to make (default: ${proceduralDefaults.count})`, integerOption('count', 1, 1_000_000))
    .option('--rooms <a-b>', `rooms of each of them (default: ${proceduralDefaults.rooms.join('-')})`)
    .option('--objects <a-b>', `objects in each of them (default: ${proceduralDefaults.objects.join('-')})`)
    .option(
      '--assets <dir>',
      'folder of the AI2-THOR asset database (default: found beside the houses); GLB files in it, <assetId>.glb, are drawn',
    )
    .option('--seed <n>', 'seed of houses, walks and questions', integerOption('seed', 0, 2 ** 31 - 1), 42)
    .option('--limit <n>', 'use only the first n houses', integerOption('limit', 1, 1_000_000))
    .option('--trajectories <n>', 'walkthroughs per house', integerOption('trajectories', 1, 100), 1)
    .option('--size <WxH>', 'video size in pixels, both even', '384x224')
    .option('--fps <n>', 'frames per second', integerOption('fps', 1, 60), 10)
    .option('--max-steps <n>', 'most actions of a walkthrough', integerOption('max-steps', 25, 100_000), 1000)
    .option(
      '--tour <name>',
      'simsv looks around in every room; coverage goes on to what that would not show well',
      defaultWalkSettings.tour,
    )
    .option('--motion <name>', 'discrete steps and turns, a frame each, or smooth at walking pace', defaultWalkSettings.motion)
    .option('--yaw-noise-deg <deg>', 'standard deviation of the error of every turn', String(defaultWalkSettings.yawNoiseDeg))
    .option('--modalities <list>', modalitiesAbout, 'rgb')
    .option('--renderer <name>', `auto, ${renderers.join(' or ')}`, 'auto')
    .option('--quality <level>', `look of the videos: ${stageQualities.join(', ')}; ids and depth are the same at all`, 'medium')
    .option('--workers <n>', 'houses at a time', integerOption('workers', 1, 16), 1)
    .option('--questions <list>', taskNamesAbout, '3q')
    .option('--per-video <n>', 'questions per type and video', integerOption('per-video', 1, 1000), 5)
    .option('--convention <name>', `rules the answers follow: ${Object.keys(conventions).join(' or ')}`, 'simsv')
    .option('--split <name>', 'folder below --out', 'val')
    .option('--json', 'print one JSON object');
}

async function runGenerate(options: GenerateOptions, { reporter, signal, finish }: CommandContext): Promise<void> {
  const settings = settingsFromOptions(options);
  const result = await withRecorder(settings, (recorder, problems) =>
    generateDataset(settings, recorder, {
      signal,
      onEvent: (event) => {
        if (event.kind === 'progress') reporter.progress(lineFromProgress(event.progress));
      },
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
  if (options.renderer !== 'auto' && !renderers.some((name) => name === options.renderer)) {
    throw new AppError('input.invalid', `--renderer takes auto, ${renderers.join(' or ')}, not "${options.renderer}".`);
  }
  if (!Object.hasOwn(conventions, options.convention)) {
    throw new AppError('input.invalid', `--convention takes ${Object.keys(conventions).join(' or ')}, not "${options.convention}".`);
  }
  if (!/^[\w-]+$/.test(options.split)) throw new AppError('input.invalid', `--split takes a plain folder name, not "${options.split}".`);
  const [widthPx, heightPx] = sizeFromOption(options.size);
  return {
    houseFiles: (options.houses ?? []).map((file) => path.resolve(file)),
    procedural: proceduralFromOptions(options),
    assetsDir: options.assets === undefined ? null : path.resolve(options.assets),
    outDir: path.resolve(options.out),
    split: options.split,
    seed: options.seed,
    limit: options.limit ?? null,
    trajectories: options.trajectories,
    camera: { widthPx, heightPx, fovYDeg: 59, pitchDownDeg: 27, heightM: 1.446 },
    fps: options.fps,
    maxSteps: options.maxSteps,
    walkStyle: walkStyleFromOptions(options),
    modalities: modalitiesFromOption(options.modalities),
    renderer: options.renderer as GenerateSettings['renderer'],
    quality: qualityFromOption(options.quality),
    workers: options.workers,
    tasks: taskNamesFromOption(options.questions),
    questionsPerVideo: options.perVideo,
    convention: options.convention as ConventionName,
  };
}

function qualityFromOption(text: string): StageQuality {
  const quality = stageQualities.find((name) => name === text);
  if (quality === undefined) throw new AppError('input.invalid', `--quality takes ${stageQualities.join(', ')}, not "${text}".`);
  return quality;
}

function sizeFromOption(text: string): [number, number] {
  const [, width, height] = (/^(\d{2,4})x(\d{2,4})$/.exec(text) ?? []).map(Number);
  if (width === undefined || height === undefined || width % 2 !== 0 || height % 2 !== 0 || width < 64 || height < 64) {
    throw new AppError('input.invalid', `--size takes even WIDTHxHEIGHT from 64x64, such as 384x224, not "${text}".`);
  }
  return [width, height];
}
