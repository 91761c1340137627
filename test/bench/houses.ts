import path from 'node:path';
import { openAssetDatabase } from '../../main/formats/procthor/asset-database.ts';
import { readHouses } from '../../main/formats/procthor/read-houses.ts';
import { sceneFromHouse } from '../../main/formats/procthor/scene-from-house.ts';
import { planWalkthrough } from '../../main/generate/walkthrough/plan-walkthrough.ts';
import { defaultWalkSettings } from '../../main/generate/walkthrough/walk-settings.ts';
import type { Scene } from '../../shared/model/scene.ts';
import type { Pose } from '../../shared/model/trajectory.ts';
import { referenceData } from '../fixtures/reference-data.ts';

/** A house to measure on: a real ProcTHOR house where the reference data is, else our own sample house, and its walk. */
export async function benchHouse(): Promise<{
  readonly name: string;
  readonly file: string;
  readonly assetsDir: string;
  readonly scene: Scene;
  readonly poses: readonly Pose[];
}> {
  const sample = path.resolve(import.meta.dirname, '../../assets/sample-house/house.json');
  const file = referenceData('procthor', 'houses', 'house_3.json') ?? sample;
  const assetsDir = referenceData('procthor', 'asset_databases') ?? path.dirname(sample);
  const assets = await openAssetDatabase({ besideFile: file, dir: file === sample ? path.dirname(sample) : assetsDir });
  for await (const entry of readHouses(file)) {
    if ('problem' in entry) throw new Error(entry.problem.message);
    const { scene } = sceneFromHouse(entry.house, assets, path.basename(file, '.json'));
    return {
      name: path.basename(file, '.json'),
      file,
      assetsDir,
      scene,
      poses: planWalkthrough(scene, { ...defaultWalkSettings, seed: 7 }).poses,
    };
  }
  throw new Error(`${file} holds no house`);
}
