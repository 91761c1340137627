import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Scene } from '../../../shared/model/scene.ts';
import { type SceneSidecar, sceneSidecarName, sceneSidecarSchema, sidecarFormatVersion } from '../../../shared/model/sidecar.ts';
import { toolVersion } from '../../tool-version.ts';
import { writeFileAtomically } from './write-atomic.ts';
import { spatialMetadataFromScene } from './write-metadata.ts';

const completeMark = 'success.txt';

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
 * Writes `house_spec.json`, `spatial_metadata.json` and our `sightline_scene.json` into a scene folder, making it where needed. Each file
 * appears whole or not at all. Throws `file.write-failed`.
 */
export async function writeSceneFiles(folder: string, { house, scene, sidecar }: SceneFiles): Promise<void> {
  const whole: SceneSidecar = sceneSidecarSchema.parse({
    formatVersion: sidecarFormatVersion,
    tool: { name: 'sightline', version: toolVersion },
    ...sidecar,
    scene,
  });
  await writeFileAtomically(path.join(folder, 'house_spec.json'), JSON.stringify(house));
  await writeFileAtomically(path.join(folder, 'spatial_metadata.json'), JSON.stringify(spatialMetadataFromScene(scene), null, 2));
  await writeFileAtomically(path.join(folder, sceneSidecarName), JSON.stringify(whole));
}

/** Marks a scene folder as finished; write everything else before. Throws `file.write-failed`. */
export async function markSceneComplete(folder: string): Promise<void> {
  await writeFileAtomically(path.join(folder, completeMark), '');
}

/** Whether an earlier run finished this scene folder. */
export function isSceneComplete(folder: string): boolean {
  return existsSync(path.join(folder, completeMark));
}
