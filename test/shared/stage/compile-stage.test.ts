import { describe, expect, it } from 'vitest';
import { openAssetDatabase } from '../../../main/formats/procthor/asset-database.ts';
import { readHouses } from '../../../main/formats/procthor/read-houses.ts';
import { sceneFromHouse } from '../../../main/formats/procthor/scene-from-house.ts';
import { boxFromWorld, worldAxes } from '../../../shared/geometry/box.ts';
import { dot, length, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import type { CompiledStage } from '../../../shared/stage/compiled-stage.ts';
import { countInstances } from '../../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../../shared/stage/rasterise.ts';
import { aScene } from '../../fixtures/a-scene.ts';
import { referenceData } from '../../fixtures/reference-data.ts';
import { trianglesOf } from './ray-caster.ts';

const camera = { widthPx: 192, heightPx: 112, fovYDeg: 59, pitchDownDeg: 5, heightM: 1.5 };

/** Ids of all instances with more than 10 pixels, from a place and a direction. */
function idsSeen(scene: Scene, x: number, z: number, yawDeg: number): string[] {
  const stage = compileStage(scene);
  const { ids } = createRasteriser({ widthPx: 192, heightPx: 112 }).draw(stage, { positionM: [x, 0.9, z], yawDeg }, camera);
  return countInstances(ids, 192, 112).flatMap(([id, pixels]) => (pixels > 10 ? [stage.instances[id - 1]?.id ?? '?'] : []));
}

/** How far the drawn corners of objects stick out of their oriented boxes; one entry per object that does by more than a millimetre. */
function overhangs(scene: Scene, stage: CompiledStage): { id: string; overM: number }[] {
  const overM = scene.objects.map(() => 0);
  for (const { positions, instanceIds } of stage.chunks) {
    for (let v = 0; v < instanceIds.length; v++) {
      const objectIndex = stage.instances[(instanceIds[v] as number) - 1]?.objectIndex ?? null;
      if (objectIndex === null) continue;
      const box = scene.objects[objectIndex]?.orientedBox;
      if (box === undefined) continue;
      const local = boxFromWorld(box, [positions[3 * v], positions[3 * v + 1], positions[3 * v + 2]] as unknown as Vec3);
      for (const k of [0, 1, 2] as const)
        overM[objectIndex] = Math.max(overM[objectIndex] as number, Math.abs(local[k]) - box.sizeM[k] / 2);
    }
  }
  return overM.flatMap((over, i) => (over > 0.001 ? [{ id: scene.objects[i]?.id ?? '?', overM: over }] : []));
}

describe('a compiled stage', () => {
  it('keeps every object, door and window within its oriented box', () => {
    const scene = aScene();
    expect(overhangs(scene, compileStage(scene))).toEqual([]);
  });

  it('numbers the objects first, in the order of the scene', () => {
    const scene = aScene();
    const { instances } = compileStage(scene);
    expect(instances.slice(0, scene.objects.length).map(({ id, objectIndex }) => [id, objectIndex])).toEqual(
      scene.objects.map(({ id }, index) => [id, index]),
    );
  });

  it('draws every instance, and turns every front along its normal', () => {
    const stage = compileStage(aScene());
    const drawn = new Set(trianglesOf(stage).map(({ instanceId }) => instanceId));
    expect(stage.instances.filter((_, i) => !drawn.has(i + 1))).toEqual([]);
    for (const { positions, normals, indices } of stage.chunks) {
      for (let i = 0; i < indices.length; i += 3) {
        const [a, b, c] = [0, 1, 2].map((k) => at(positions, indices[i + k] as number)) as [Vec3, Vec3, Vec3];
        const face = crossOf(a, b, c);
        const normal = at(normals, indices[i] as number);
        if (length(face) > 1e-9) expect(dot(face, normal) / length(face)).toBeGreaterThan(0.3);
      }
    }
  });

  it('lets the eye through an open door and stops it at a wall', () => {
    const scene = aScene();
    const through = idsSeen(scene, 2.5, 2.9, 90);
    expect(through).toContain('door|1|2');
    expect(through).toContain('wall|1|4.50|4.00|4.50|0.00');
    expect(through).toContain('wall|2|9.00|4.00|9.00|0.00');
    const walled = idsSeen({ ...scene, openings: [], objects: scene.objects.filter(({ id }) => !id.startsWith('door')) }, 2.5, 2.9, 90);
    expect(walled).toContain('wall|1|4.50|4.00|4.50|0.00');
    expect(walled.filter((id) => id.startsWith('wall|2') || id === 'room|2')).toEqual([]);
  });

  it('closes a shut door with its leaf', () => {
    const scene = aScene();
    const openings = scene.openings.map((opening) => ({ ...opening, openness: 0 }));
    expect(idsSeen({ ...scene, openings }, 2.5, 2.9, 90).filter((id) => id.startsWith('wall|2') || id === 'room|2')).toEqual([]);
  });

  it('shows each room its own face of the wall between them', () => {
    expect(idsSeen(aScene(), 6.5, 1, -90)).toContain('wall|2|4.50|0.00|4.50|4.00');
    expect(idsSeen(aScene(), 6.5, 1, -90)).not.toContain('wall|1|4.50|4.00|4.50|0.00');
  });

  it('builds nothing at an open boundary', () => {
    const scene = aScene();
    const walls = scene.walls.map((wall) => ({ ...wall, isOpenBoundary: wall.startM[0] === 4.5 && wall.endM[0] === 4.5 }));
    const seen = idsSeen({ ...scene, walls, openings: [] }, 1, 0.8, 80);
    expect(seen).toContain('wall|2|9.00|4.00|9.00|0.00');
    expect(seen.filter((id) => id.includes('4.50|0.00|4.50'))).toEqual([]);
  });

  it('is the same, byte for byte, every time', () => {
    expect(compileStage(aScene())).toEqual(compileStage(aScene()));
  });

  it('keeps real houses light and every object within its box', async (context) => {
    const houseFile = referenceData('procthor', 'houses', 'house_3.json');
    const assetDir = referenceData('procthor', 'asset_databases');
    if (houseFile === null || assetDir === null) return context.skip();
    const assets = await openAssetDatabase({ dir: assetDir, besideFile: houseFile });
    for await (const entry of readHouses(houseFile)) {
      if (!('house' in entry)) throw new Error(entry.problem.message);
      const { scene } = sceneFromHouse(entry.house, assets, 'house-3');
      const stage = compileStage(scene);
      expect(overhangs(scene, stage)).toEqual([]);
      expect(trianglesOf(stage).length).toBeLessThan(40_000);
      expect(stage.chunks.map(({ roomId }) => roomId)).toEqual(expect.arrayContaining(scene.rooms.map(({ id }) => id)));
    }
  });
});

function at(values: Float32Array, vertex: number): Vec3 {
  return [values[3 * vertex], values[3 * vertex + 1], values[3 * vertex + 2]] as unknown as Vec3;
}

function crossOf(a: Vec3, b: Vec3, c: Vec3): Vec3 {
  const [u, v] = [[b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const, [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const];
  return [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
}

describe('boxes that are none', () => {
  it('are left out, and everything else is drawn as without them', () => {
    const scene = aScene();
    const broken = [
      { centerM: [Number.NaN, 0, 0], sizeM: [1, 1, 1], axes: worldAxes },
      { centerM: [1, 1, 1], sizeM: [0, 1, 1], axes: worldAxes },
      { centerM: [1, 1, 1], sizeM: [1, Number.POSITIVE_INFINITY, 1], axes: worldAxes },
    ] as const;
    const lamp = scene.objects.find(({ objectType }) => objectType === 'FloorLamp');
    if (lamp === undefined) throw new Error('The house has no lamp.');
    const objects = [...scene.objects, ...broken.map((orientedBox, n) => ({ ...lamp, id: `broken|${n}`, orientedBox }))];
    const stage = compileStage({ ...scene, objects });
    const ids = new Set(stage.chunks.flatMap(({ instanceIds }) => [...instanceIds]));
    expect(broken.map((_, n) => ids.has(scene.objects.length + n + 1))).toEqual([false, false, false]);
    const shape = ({ chunks }: typeof stage) => chunks.map(({ positions, colors }) => [positions, colors]);
    expect(shape(stage)).toEqual(shape(compileStage(scene)));
  });

  it('without rooms or walls keep their furniture', () => {
    const scene = { ...aScene(), rooms: [], walls: [], openings: [] };
    const stage = compileStage({ ...scene, objects: scene.objects.map((object) => ({ ...object, roomId: null })) });
    expect(new Set(stage.chunks.flatMap(({ instanceIds }) => [...instanceIds])).size).toBe(scene.objects.length);
  });
});
