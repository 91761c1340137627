import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMetaInfo } from '../../../../main/formats/vsibench/read-meta-info.ts';
import { axisBoxFromOriented } from '../../../../shared/geometry/box.ts';
import { aFolder } from '../../../fixtures/a-dataset.ts';
import { aMetaBox, aMetaScene } from '../../../fixtures/a-vsibench.ts';
import { referenceData } from '../../../fixtures/reference-data.ts';
import { vsibenchScenes } from '../../../fixtures/vsibench-view.ts';

function aMetaFile(scenes: unknown): string {
  const file = path.join(aFolder(), 'scannet_meta_info_val.json');
  writeFileSync(file, typeof scenes === 'string' ? scenes : JSON.stringify(scenes));
  return file;
}

const placesOf = (problems: readonly { readonly code: string; readonly item?: string }[]) =>
  problems.map(({ code, item }) => [code, item].filter(Boolean).join(' '));

describe('scene metadata of VSI-Bench', () => {
  it('is turned upright: their height is our y, left and right stay, and every turned box fills its world-aligned one', async () => {
    const { scenes, problems } = await readMetaInfo([aMetaFile({ one: aMetaScene() })]);
    const scene = scenes.get('one');
    expect(problems).toEqual([]);
    expect(scene?.objects.map(({ id }) => id)).toEqual(['bed|0', 'desk|0', 'lamp|0', 'sofa|0', 'chair|0', 'chair|1']);
    expect(scene?.objects[2]).toMatchObject({ objectType: 'lamp', orientedBox: { centerM: [0, 0.8, 3], sizeM: [0.4, 0.4, 1.6] } });
    for (const { axisBox, orientedBox } of scene?.objects ?? []) {
      const around = axisBoxFromOriented(orientedBox);
      for (const k of [0, 1, 2]) {
        expect(around.minM[k]).toBeCloseTo(axisBox.minM[k] as number, 9);
        expect(around.maxM[k]).toBeCloseTo(axisBox.maxM[k] as number, 9);
      }
    }
    expect(scene).toMatchObject({ ceilingHeightM: 1.6, stated: { areaM2: 20.44, roomCount: null, objectCounts: { chair: 2 } }, rooms: [] });
  });

  it('loses only what is broken, and every loss has a scene and a label', async () => {
    const broken = {
      boxes: {
        ...aMetaScene(),
        object_bbox: {
          bed: [{ ...aMetaBox([0, 0, 0], [1, 1, 1]), centroid: ['NaN', 0, 0] }, aMetaBox([1, 1, 1], [1, 1, 1])],
          desk: [{ ...aMetaBox([0, 0, 0], [1, 1, 1]), normalizedAxes: [1, 0, 0] }],
          lamp: [aMetaBox([0, 0, 0], [0, 0, 0])],
        },
      },
      unboxed: { ...aMetaScene(), object_bbox: undefined },
      unstated: { ...aMetaScene(), room_size: null, object_counts: { chair: -1 } },
      fine: aMetaScene(),
    };
    const file = aMetaFile(JSON.stringify(broken).replace('"NaN"', 'NaN'));
    const { scenes, problems } = await readMetaInfo([
      file,
      aMetaFile('[1, 2'),
      path.join(aFolder(), 'none.json'),
      aMetaFile({ fine: aMetaScene() }),
    ]);
    expect(placesOf(problems)).toEqual([
      'file.malformed boxes bed|0',
      'file.malformed boxes desk|0',
      'file.malformed unboxed',
      'file.malformed unstated',
      'file.malformed unstated',
      'file.malformed',
      'file.unreadable',
      'file.malformed fine',
    ]);
    expect(problems[0]?.file).toBe(file);
    expect(scenes.get('boxes')?.objects.map(({ id }) => id)).toEqual(['bed|1', 'lamp|0']);
    expect(scenes.get('unstated')?.stated).toEqual({ areaM2: null, roomCount: null, objectCounts: null });
    expect([...scenes.keys()]).toEqual(['boxes', 'unstated', 'fine']);
  });
});

const reference = vsibenchScenes();

describe.skipIf(reference === null)('the released metadata', () => {
  it('is read as it stands, all 288 scenes and 3,197 boxes', async () => {
    const folder = referenceData('vsibench', 'meta_info') as string;
    const files = ['arkitscenes', 'scannet', 'scannetpp'].map((name) => path.join(folder, `${name}_meta_info_val.json`));
    const { scenes, problems } = await readMetaInfo(files);
    expect([scenes.size, problems]).toEqual([288, []]);
    expect([...scenes.values()].reduce((sum, { objects }) => sum + objects.length, 0)).toBe(3197);
    for (const { view } of reference ?? []) expect(scenes.get(view.scene.id)).toEqual(view.scene);
  });
});
