import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { writeFileAtomically } from '../formats/simsv/write-atomic.ts';
import type { GenerateSettings } from './generate-settings.ts';

const schemaVersion = 1;

/**
 * Keeps one dataset directory to one set of settings: writes them to `constants.yaml` (one line of canonical JSON, as SIMS-V does) on the first run and
 * compares on every later one. Which houses, how many and with how many workers is left out on purpose: those may grow.
 *
 * @throws AppError `input.invalid` when the directory was made with other settings, or holds something else.
 */
export async function guardSettings(settings: GenerateSettings): Promise<void> {
  const file = path.join(settings.outDir, 'constants.yaml');
  const text = `${canonicalJson(constantsOf(settings))}\n`;
  const stored = await readFile(file, 'utf8').catch(() => null);
  if (stored === text) return;
  if (stored !== null) {
    const message = `${settings.outDir} holds a dataset made with other settings. Nothing was changed: use the same settings to continue it, or another --out.`;
    throw new AppError('input.invalid', message, { where: { file } });
  }
  await writeFileAtomically(file, text);
}

function constantsOf(settings: GenerateSettings): Record<string, unknown> {
  const { camera, fps, maxSteps, renderer, seed, split, trajectories } = settings;
  return {
    generator: 'sightline',
    questions: { convention: settings.convention, per_video: settings.questionsPerVideo, types: [...settings.tasks].sort() },
    rendering: {
      camera_height: camera.heightPx,
      camera_width: camera.widthPx,
      fov_y_degrees: camera.fovYDeg,
      fps,
      pitch_down_degrees: camera.pitchDownDeg,
      renderer,
      video_modalities: ['rgb'],
    },
    schema_version: schemaVersion,
    seed,
    split,
    task: { camera_height_m: camera.heightM, max_steps: maxSteps, trajectories_per_house: trajectories, type: 'HouseWalkthrough' },
  };
}

/** JSON with sorted keys and no blanks. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}
