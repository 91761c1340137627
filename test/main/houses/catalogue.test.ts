import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readAssetDatabase } from '../../../main/formats/procthor/asset-database.ts';
import { assetsOf, catalogue, catalogueAssets, catalogueDatabaseJson } from '../../../main/houses/furnish/catalogue.ts';
import { usableLevels } from '../../../main/houses/furnish/place-on.ts';
import { supportLevels } from '../../../main/houses/furnish/support-surfaces.ts';
import { partBounds } from '../../../shared/stage/furniture/fill-box.ts';
import { furnitureParts, furnitureTypes } from '../../../shared/stage/furniture/furniture.ts';
import { hashFromText } from '../../../shared/stage/text-hash.ts';
import { referenceData } from '../../fixtures/reference-data.ts';

const assets = Object.values(catalogueDatabaseJson()).flat();

describe('the catalogue', () => {
  it('has several assets with unique ids and real sizes for every type, and finds each of them', () => {
    expect(new Set(assets.map(({ assetId }) => assetId)).size).toBe(assets.length);
    for (const { assetId, objectType, boundingBox } of assets) {
      const sizeM = [boundingBox.x, boundingBox.y, boundingBox.z];
      expect(
        sizeM.every((lengthM) => lengthM >= 0.004 && lengthM < 3),
        assetId,
      ).toBe(true);
      expect(catalogueAssets.find(assetId)).toMatchObject({ objectType, sizeM });
    }
    for (const [objectType, records] of Object.entries(catalogueDatabaseJson())) expect(records.length, objectType).toBeGreaterThan(1);
    expect(catalogueAssets.find('Sofa_1')).toBeNull();
  });

  it('knows all types of the simulator, in sizes of the same order', async () => {
    const file = referenceData('procthor', 'asset_databases', 'asset-database.json');
    if (file === null) return;
    const real = JSON.parse(await readFile(file, 'utf8')) as Record<string, { boundingBox?: { x: number; y: number; z: number } }[]>;
    expect(Object.keys(real)).toHaveLength(109);
    const own = catalogueDatabaseJson();
    for (const [objectType, entries] of Object.entries(real)) {
      const boxes = entries.flatMap(({ boundingBox }) => boundingBox ?? []).map(({ x, y, z }) => [x, y, z]);
      const largestM = (sizeM: readonly number[]) => Math.max(...sizeM);
      const [low, high] = [Math.min(...boxes.map(largestM)), Math.max(...boxes.map(largestM))];
      for (const { assetId, boundingBox } of own[objectType] ?? []) {
        const sizeM = [boundingBox.x, boundingBox.y, boundingBox.z];
        expect(largestM(sizeM), assetId).toBeGreaterThan(0.6 * low);
        expect(largestM(sizeM), assetId).toBeLessThan(1.5 * high);
      }
      expect(own[objectType]?.length ?? 0, objectType).toBeGreaterThan(0);
    }
  });

  it('draws every type of furniture with a form of its own', () => {
    for (const objectType of Object.keys(catalogue)) expect(furnitureTypes).toContain(objectType);
  });

  it('is read back by our own reader from the file that it is written to', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'catalogue-'));
    try {
      const file = path.join(folder, 'asset-database.json');
      await writeFile(file, JSON.stringify(catalogueDatabaseJson()));
      const read = await readAssetDatabase(file);
      for (const { assetId } of assets) {
        const { objectType, sizeM } = catalogueAssets.find(assetId) ?? {};
        expect(read.find(assetId)).toEqual({ objectType, sizeM });
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('where things stand on furniture', () => {
  const receivers = Object.entries(catalogue).filter(([, { receives }]) => receives !== undefined);

  it('has room on every receptacle for each type that it receives', () => {
    for (const [objectType, { receives }] of receivers) {
      const tops = assetsOf(objectType).flatMap((asset) => (asset.stands === 'surface' ? [] : [usableLevels(asset)]));
      expect(
        tops.every((levels) => levels.length > 0),
        objectType,
      ).toBe(true);
      const widestM2 = Math.max(...tops.flat().map(({ areaM2 }) => areaM2));
      for (const small of Object.keys(receives?.types ?? {})) {
        const loads = assetsOf(small, 'surface');
        expect(
          loads.some(({ sizeM }) => sizeM[0] * sizeM[2] < widestM2),
          `${small} on ${objectType}`,
        ).toBe(true);
      }
    }
  });

  it('takes every level from the upper side of a drawn part', () => {
    for (const [objectType] of receivers) {
      for (const asset of assetsOf(objectType).slice(0, 4)) {
        const { parts } = furnitureParts(objectType, asset.sizeM, hashFromText(asset.assetId));
        const tops = parts.map((part) => partBounds(part).maxM[1] + asset.sizeM[1] / 2);
        for (const { heightM } of supportLevels(asset)) {
          expect(Math.min(...tops.map((top) => Math.abs(top - heightM))), `${asset.assetId} at ${heightM}`).toBeLessThan(1e-3);
        }
      }
    }
  });

  it('finds seats, writing heights and boards', () => {
    const heights = (objectType: string) => assetsOf(objectType).flatMap((asset) => usableLevels(asset).map(({ heightM }) => heightM));
    expect(heights('Sofa').every((heightM) => heightM > 0.38 && heightM < 0.52)).toBe(true);
    expect(heights('DiningTable').every((heightM) => heightM > 0.7 && heightM < 0.82)).toBe(true);
    expect(assetsOf('ShelvingUnit').every((asset) => usableLevels(asset).length >= 3)).toBe(true);
    expect(assetsOf('CounterTop').every((asset) => usableLevels(asset).some(({ heightM }) => Math.abs(heightM - 0.89) < 1e-6))).toBe(true);
  });
});
