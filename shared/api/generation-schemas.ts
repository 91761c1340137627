import { z } from 'zod';
import type { Problem } from '../errors.ts';
import type { Scene } from '../model/scene.ts';
import { type ConventionName, conventions } from '../questions/conventions/index.ts';
import { modalities } from '../stage/modalities/modality-names.ts';
import { renderers } from '../stage/render-job.ts';
import { stageQualities } from '../stage/stage-quality.ts';

/** A whole number within limits, refused with one sentence. */
function whole(least: number, most: number) {
  const error = `Give a whole number from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}.`;
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error });
}

/** A size of the video; H.264 takes even ones only. */
const pixels = z
  .number({ error: 'Give an even number of pixels from 64 to 4096.' })
  .refine((value) => value % 2 === 0 && value >= 64 && value <= 4096, { error: 'Give an even number of pixels from 64 to 4096.' });

/** Two whole numbers, the smaller one first. */
function range(least: number, most: number) {
  return z
    .tuple([whole(least, most), whole(least, most)])
    .refine(([from, to]) => from <= to, { error: 'Give the smaller number first.', path: [1] });
}

/** Most rooms that a house of our own can have. */
const mostRooms = 10;

/** What a house of our own is made of; also what its preview needs. */
const madeHouses = { seed: whole(0, 2 ** 31 - 1), rooms: range(1, mostRooms), objects: range(0, 400) };

/** Lists of question types that can be asked at once. */
export const questionLists = ['3q', 'vsi', 'all', 'none'] as const;

const absolutePath = z
  .string()
  .trim()
  .min(1, { error: 'Choose a folder.' })
  .regex(/^(\/|\\\\|[A-Za-z]:[\\/])/, { error: 'Give the full path, from the root of the disk.' });
const conventionNames = Object.keys(conventions) as [ConventionName, ...ConventionName[]];

/** Everything a run depends on, as a page asks for it. */
export const generationRequestSchema = z.object({
  /** Absolute path of the dataset directory. */
  outDir: absolutePath,
  /** Whether houses are made, or read from `houseFiles`. */
  source: z.enum(['made', 'files']),
  count: whole(1, 1_000_000),
  ...madeHouses,
  /** Absolute paths of ProcTHOR house files; looked at where `source` is `files`. */
  houseFiles: z.array(absolutePath),
  /** Absolute path of the asset database; null finds it beside the houses. */
  assetsDir: absolutePath.nullable(),
  trajectories: whole(1, 100),
  widthPx: pixels,
  heightPx: pixels,
  fps: whole(1, 60),
  maxSteps: whole(25, 100_000),
  tour: z.enum(['simsv', 'coverage']),
  motion: z.enum(['discrete', 'smooth']),
  yawNoiseDeg: z
    .number({ error: 'Give degrees from 0 to 5.' })
    .min(0, { error: 'Give degrees from 0 to 5.' })
    .max(5, { error: 'Give degrees from 0 to 5.' }),
  modalities: z.array(z.enum(modalities)),
  renderer: z.enum(['auto', ...renderers]),
  quality: z.enum(stageQualities),
  workers: whole(1, 16),
  questions: z.enum(questionLists),
  perVideo: whole(1, 1000),
  convention: z.enum(conventionNames),
  /** Folder below `outDir`. */
  split: z.string().regex(/^[\w-]+$/, { error: 'Give a plain folder name, such as train.' }),
});
/** See {@link generationRequestSchema}. */
export type GenerationRequest = z.infer<typeof generationRequestSchema>;

/** Which house of which settings to preview. */
export const housePreviewQuerySchema = z.object({
  seed: z.coerce.number().pipe(madeHouses.seed),
  /** Its number in the run, from 0. */
  house: z.coerce.number().pipe(whole(0, 999_999)),
  roomsLeast: z.coerce.number().int(),
  roomsMost: z.coerce.number().int(),
  objectsLeast: z.coerce.number().int(),
  objectsMost: z.coerce.number().int(),
});
/** See {@link housePreviewQuerySchema}. */
export type HousePreviewQuery = z.infer<typeof housePreviewQuerySchema>;

/** One house of a run that was not started yet. */
export interface HousePreview {
  readonly scene: Scene;
  /** The house's own seed. */
  readonly seed: number;
  readonly rooms: number;
  readonly objects: number;
  readonly types: number;
  readonly areaM2: number;
  /** Share of the floor that nothing stands on. */
  readonly freeFloorShare: number;
}

/** A house that was finished by this run and can be looked at. */
export interface GenerationThumbnail {
  readonly house: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frames: number;
  readonly questions: number;
}

/** `starting` until there is something to draw with; `cancelling` until the houses in work have been given up. */
export type GenerationState = 'none' | 'starting' | 'running' | 'pausing' | 'paused' | 'cancelling' | 'done' | 'cancelled' | 'failed';

/** The run of a backend: the one at work, or the one before. */
export interface Generation {
  readonly state: GenerationState;
  /** Counts the runs of this backend. */
  readonly run: number;
  /** What was asked for; null before the first run. */
  readonly request: GenerationRequest | null;
  readonly progress: {
    readonly houses: number;
    /** Null while nobody has counted them. */
    readonly housesTotal: number | null;
    readonly frames: number;
    readonly framesPerSecond: number;
    /** Null while there is nothing to judge by. */
    readonly secondsLeft: number | null;
  };
  /** Seconds at work so far, pauses included. */
  readonly seconds: number;
  /** Houses in work. */
  readonly inWork: readonly { readonly house: string; readonly frames: number; readonly of: number }[];
  readonly totals: { readonly done: number; readonly skipped: number; readonly failed: number; readonly questions: number };
  /** The latest, newest first. */
  readonly thumbnails: readonly GenerationThumbnail[];
  /** The first hundred. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** What ended the run early. */
  readonly error: Problem | null;
}
