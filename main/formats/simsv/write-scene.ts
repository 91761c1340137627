import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { type SceneSidecar, sceneSidecarName, sceneSidecarSchema, sidecarFormatVersion } from '../../../shared/model/sidecar.ts';
import { floorPlanFromScene } from '../../../shared/stage/floor-plan.ts';
import { renderFloorPlanSvg } from '../../../shared/stage/floor-plan-svg.ts';
import { toolVersion } from '../../tool-version.ts';
import { writeFileAtomically } from '../write-atomic.ts';
import { spatialMetadataFromScene } from './write-metadata.ts';

const completeMark = 'success.txt';
const houseName = 'house_spec.json';
const mapName = 'top_down_map';

/** What a scene folder says besides its trajectories. */
export interface SceneFiles {
  /** The house as it was read; it is written as it is. */
  readonly house: unknown;
  readonly scene: Scene;
  readonly sidecar: Omit<SceneSidecar, 'formatVersion' | 'tool' | 'scene'>;
}

/** The folder of one house in a SIMS-V dataset: `<out>/<split>/<six-digit index>`. */
export function sceneFolder(outDir: string, split: string, houseIndex: number): string {
  return path.join(outDir, split, String(houseIndex).padStart(6, '0'));
}

/**
 * Writes `house_spec.json`, `spatial_metadata.json`, our `sightline_scene.json` and the map seen from above (picture and data) into a scene folder, making
 * it where needed. Each file appears whole or not at all. Throws `file.write-failed`.
 */
export async function writeSceneFiles(folder: string, { house, scene, sidecar }: SceneFiles): Promise<void> {
  const whole: SceneSidecar = sceneSidecarSchema.parse({
    formatVersion: sidecarFormatVersion,
    tool: { name: 'sightline', version: toolVersion },
    ...sidecar,
    scene,
  });
  await writeFileAtomically(path.join(folder, houseName), JSON.stringify(house));
  await writeFileAtomically(path.join(folder, 'spatial_metadata.json'), JSON.stringify(spatialMetadataFromScene(scene), null, 2));
  await writeFileAtomically(path.join(folder, sceneSidecarName), JSON.stringify(whole));
  await writeFileAtomically(path.join(folder, `${mapName}.svg`), renderFloorPlanSvg(scene));
  await writeFileAtomically(path.join(folder, `${mapName}.json`), JSON.stringify(floorPlanFromScene(scene)));
}

/** Marks a scene folder as finished; write everything else before. Throws `file.write-failed`. */
export async function markSceneComplete(folder: string): Promise<void> {
  await writeFileAtomically(path.join(folder, completeMark), '');
}

/** Whether an earlier run finished this scene folder. */
export function isSceneComplete(folder: string): boolean {
  return existsSync(path.join(folder, completeMark));
}

/**
 * Whether an earlier run finished this very house; a folder that it left unfinished (no mark of completeness) may be replaced.
 *
 * @throws AppError `file.exists` where the folder holds anything but this house: it is left alone.
 */
export async function isHouseFinished(folder: string, house: unknown): Promise<boolean> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => (error.code === 'ENOENT' ? [] : null));
  if (names?.length === 0) return false;
  const stored = await readFile(path.join(folder, houseName), 'utf8').catch(() => null);
  if (stored === JSON.stringify(house)) return isSceneComplete(folder);
  const message = `${folder} holds something else than this house and was left alone. Give this house another --out.`;
  throw new AppError('file.exists', message, { where: { file: folder } });
}
