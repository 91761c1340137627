import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { openError } from '../formats/procthor/open-error.ts';
import { writeFileAtomically } from '../formats/write-atomic.ts';
import type { GenerateSettings } from './generate-settings.ts';
import { defaultWalkSettings } from './walkthrough/walk-settings.ts';

const schemaVersion = 2;

/** Whose a dataset directory is. */
export interface SettingsGuard {
  /** Nothing was made there yet. */
  readonly isNew: boolean;
  /** Writes the settings where there are none yet; to be called before anything else is written. Throws `file.write-failed`. */
  write(): Promise<void>;
}

/**
 * Keeps one dataset directory to one set of settings, in `constants.yaml` (one line of canonical JSON, as SIMS-V does); compares them now. Which house
 * files, how many houses and with how many workers is left out on purpose: those may grow.
 *
 * @throws AppError `input.invalid` when the directory was made with other settings, or holds something else; `file.unreadable`.
 */
export async function guardSettings(settings: GenerateSettings): Promise<SettingsGuard> {
  const file = path.join(settings.outDir, 'constants.yaml');
  const text = `${canonicalJson(constantsOf(settings))}\n`;
  const stored = await readStored(file);
  if (stored !== null && stored !== text) {
    const message = `${settings.outDir} holds a dataset made with other settings. Nothing was changed: use the same settings to continue it, or another output folder (--out).`;
    throw new AppError('input.invalid', message, { where: { file } });
  }
  if (stored === null && (await holdsSomething(settings.outDir))) {
    const message = `${settings.outDir} is not empty and was not made by this command. Nothing was changed: choose a new or empty output folder (--out).`;
    throw new AppError('input.invalid', message, { where: { file: settings.outDir } });
  }
  let written = stored === null ? null : Promise.resolve();
  return {
    isNew: stored === null,
    write: () => {
      written ??= writeFileAtomically(file, text);
      return written;
    },
  };
}

/** Hidden files do not count: file managers leave them in empty folders. */
async function holdsSomething(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some((name) => !name.startsWith('.'));
}

async function readStored(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const error = openError(file, cause);
    if (error.code === 'file.missing') return null;
    throw error;
  }
}

function constantsOf(settings: GenerateSettings): Record<string, unknown> {
  const { camera, fps, maxSteps, modalities, renderer, seed, split, trajectories } = settings;
  return {
    generator: 'sightline',
    questions: { convention: settings.convention, per_video: settings.questionsPerVideo, types: [...settings.tasks].sort() },
    rendering: {
      camera_height: camera.heightPx,
      camera_width: camera.widthPx,
      fov_y_degrees: camera.fovYDeg,
      fps,
      pitch_down_degrees: camera.pitchDownDeg,
      quality: settings.quality ?? 'medium',
      renderer,
      video_modalities: modalities,
    },
    schema_version: schemaVersion,
    seed,
    source: sourceOf(settings),
    split,
    task: {
      camera_height_m: camera.heightM,
      max_steps: maxSteps,
      trajectories_per_house: trajectories,
      type: 'HouseWalkthrough',
      ...walkConstants(settings),
    },
  };
}

function walkConstants({ walkStyle = defaultWalkSettings }: GenerateSettings): Record<string, unknown> {
  return { motion: walkStyle.motion, tour: walkStyle.tour, yaw_noise_degrees: walkStyle.yawNoiseDeg };
}

function sourceOf({ procedural }: GenerateSettings): Record<string, unknown> {
  if (procedural === null) return { house_dataset: 'procthor' };
  return { house_dataset: 'procedural', objects_per_house: procedural.objects, rooms_per_house: procedural.rooms };
}

/** JSON with sorted keys and no blanks. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
