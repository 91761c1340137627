import type { GenerationRequest } from '../../shared/api/index.ts';
import { AppError } from '../../shared/errors.ts';
import { simsvTasks, threeQTasks, vsiTasks } from '../../shared/questions/task-lists.ts';
import { modalities } from '../../shared/stage/modalities/modality-names.ts';
import type { GenerateSettings } from '../generate/generate-settings.ts';
import { openHouseInputs } from '../generate/house-inputs.ts';
import { refuseImpossibleHouses } from '../generate/procedural-houses.ts';
import { guardSettings } from '../generate/settings-guard.ts';
import { defaultWalkSettings } from '../generate/walkthrough/walk-settings.ts';

const taskLists: Readonly<Record<GenerationRequest['questions'], readonly string[]>> = {
  '3q': threeQTasks,
  vsi: vsiTasks,
  all: simsvTasks,
  none: [],
};

/** The settings that a request stands for: those that the command line makes of the same choices. */
export function settingsFromRequest(request: GenerationRequest): GenerateSettings {
  const { widthPx, heightPx, tour, motion, yawNoiseDeg, count, rooms, objects } = request;
  const isMade = request.source === 'made';
  return {
    houseFiles: isMade ? [] : request.houseFiles,
    procedural: isMade ? { count, rooms, objects } : null,
    assetsDir: request.assetsDir,
    outDir: request.outDir,
    split: request.split,
    seed: request.seed,
    limit: isMade ? null : count,
    trajectories: request.trajectories,
    camera: { ...defaultWalkSettings.camera, widthPx, heightPx },
    fps: request.fps,
    maxSteps: request.maxSteps,
    walkStyle: { tour, motion, yawNoiseDeg },
    modalities: modalities.filter((name) => name === 'rgb' || request.modalities.includes(name)),
    renderer: request.renderer,
    quality: request.quality,
    workers: request.workers,
    tasks: taskLists[request.questions],
    questionsPerVideo: request.perVideo,
    convention: request.convention,
  };
}

/**
 * Refuses what could not even begin, before anything is written. The error's `item` is the setting to blame, by its name in the request.
 *
 * @throws AppError as the start of a run does.
 */
export async function refuseImpossibleSettings(settings: GenerateSettings): Promise<void> {
  if (settings.procedural === null) {
    if (settings.houseFiles.length === 0) {
      throw new AppError('input.invalid', 'Name at least one house file.', { where: { item: 'houseFiles' } });
    }
    await blaming('houseFiles', () => openHouseInputs(settings));
  }
  await blaming('objects', async () => refuseImpossibleHouses(settings));
  await blaming('outDir', () => guardSettings(settings));
}

async function blaming(item: keyof GenerationRequest, look: () => Promise<unknown>): Promise<void> {
  try {
    await look();
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError(cause.code, cause.message, { where: { ...cause.where, item }, cause });
  }
}
