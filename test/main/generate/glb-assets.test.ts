import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Document, WebIO } from '@gltf-transform/core';
import { encode as encodePng } from 'fast-png';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openGlbLibrary } from '../../../main/generate/glb-assets.ts';
import { boxFromWorld } from '../../../shared/geometry/box.ts';
import { dot, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene, SceneObject } from '../../../shared/model/scene.ts';
import { compileStage } from '../../../shared/stage/compile-stage.ts';
import { countInstances } from '../../../shared/stage/count-instances.ts';
import { createRasteriser } from '../../../shared/stage/rasterise.ts';
import { aScene } from '../../fixtures/a-scene.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sightline-glb-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const scene = aScene();
const dresserId = 1;
const dresser = scene.objects[dresserId] as SceneObject;

/** Corners and outward faces (counter-clockwise, as glTF has them) of a four-sided pyramid of odd size, off the origin. */
const corners = [
  [3, 1, -1],
  [7, 1, -1],
  [7, 1, 1],
  [3, 1, 1],
  [5, 9, 0],
];
const faces = [0, 1, 2, 0, 2, 3, 4, 1, 0, 4, 2, 1, 4, 3, 2, 4, 0, 3];

interface PyramidOptions {
  readonly texture?: Uint8Array;
  readonly extension?: string;
  readonly copies?: number;
  readonly scale?: [number, number, number];
}

async function pyramidGlb({ texture, extension, copies = 1, scale = [1, 1, 1] }: PyramidOptions = {}): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const position = document.createAccessor().setType('VEC3').setArray(new Float32Array(corners.flat())).setBuffer(buffer);
  const uv = document.createAccessor().setType('VEC2').setArray(new Float32Array(10).fill(0.5)).setBuffer(buffer);
  const indices = document.createAccessor().setType('SCALAR');
  indices.setArray(new Uint32Array(Array.from({ length: copies }, () => faces).flat())).setBuffer(buffer);
  const material = document.createMaterial().setBaseColorFactor([1, 0, 0, 1]);
  if (texture !== undefined) {
    material.setBaseColorFactor([1, 1, 1, 1]);
    material.setBaseColorTexture(
      document
        .createTexture()
        .setImage(texture as Uint8Array<ArrayBuffer>)
        .setMimeType('image/png'),
    );
  }
  const primitive = document.createPrimitive().setAttribute('POSITION', position).setAttribute('TEXCOORD_0', uv).setIndices(indices);
  const mesh = document.createMesh().addPrimitive(primitive.setMaterial(material));
  const node = document.createNode().setMesh(mesh).setScale(scale);
  document.createScene().addChild(node);
  const glb = await new WebIO().writeBinary(document);
  return extension === undefined ? glb : withRequiredExtension(glb, extension);
}

/** The same file claiming to need an extension: its JSON chunk is rewritten. */
function withRequiredExtension(glb: Uint8Array, name: string): Uint8Array {
  const view = Buffer.from(glb);
  const jsonLength = view.readUInt32LE(12);
  const json = JSON.parse(view.toString('utf8', 20, 20 + jsonLength)) as Record<string, unknown>;
  const text = JSON.stringify({ ...json, extensionsUsed: [name], extensionsRequired: [name] });
  const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 4) * 4, ' '));
  const head = Buffer.from(view.subarray(0, 20));
  head.writeUInt32LE(padded.length, 12);
  head.writeUInt32LE(view.length - jsonLength + padded.length, 8);
  return Buffer.concat([head, padded, view.subarray(20 + jsonLength)]);
}

/** The dresser's vertices in its own frame, its colours, and whether each of its faces looks away from the middle of its box. */
function drawnDresser(of: Scene, meshes: Parameters<typeof compileStage>[1]) {
  const stage = compileStage(of, meshes);
  const local: Vec3[] = [];
  const colors: Vec3[] = [];
  let triangles = 0;
  let isOutward = true;
  for (const { positions, normals, colors: rgba, instanceIds, indices } of stage.chunks) {
    const at = (values: ArrayLike<number>, v: number, width: number): Vec3 =>
      [values[width * v], values[width * v + 1], values[width * v + 2]] as unknown as Vec3;
    for (let v = 0; v < instanceIds.length; v++) {
      if (instanceIds[v] !== dresserId + 1) continue;
      local.push(boxFromWorld(dresser.orientedBox, at(positions, v, 3)));
      colors.push(at(rgba, v, 4));
    }
    for (let i = 0; i < indices.length; i += 3) {
      if (instanceIds[indices[i] as number] !== dresserId + 1) continue;
      triangles += 1;
      const [a, b, c] = [0, 1, 2].map((k) => at(positions, indices[i + k] as number, 3)) as [Vec3, Vec3, Vec3];
      const [u, w] = [[b[0] - a[0], b[1] - a[1], b[2] - a[2]] as Vec3, [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as Vec3];
      const across: Vec3 = [u[1] * w[2] - u[2] * w[1], u[2] * w[0] - u[0] * w[2], u[0] * w[1] - u[1] * w[0]];
      const { centerM } = dresser.orientedBox;
      const outward: Vec3 = [a[0] - centerM[0], a[1] - centerM[1], a[2] - centerM[2]];
      if (dot(across, outward) <= 0 || dot(across, at(normals, indices[i] as number, 3)) <= 0) isOutward = false;
    }
  }
  return { stage, local, colors, triangles, isOutward };
}

describe('a GLB beside the asset database', () => {
  it.each([[[1, 1, 1]], [[-2, 1, 1]]] as [[number, number, number]][])(
    'is drawn in place of the form, fitted to the box, fronts outside, at scale %j',
    async (scale) => {
      await mkdir(path.join(folder, 'objaverse', 'a'), { recursive: true });
      await writeFile(path.join(folder, 'objaverse', 'a', `${dresser.assetId}.glb`), await pyramidGlb({ scale }));
      const { meshes, problems } = await (await openGlbLibrary(folder)).meshesFor(scene);
      expect(problems).toEqual([]);
      expect(Object.keys(meshes)).toEqual([dresser.assetId]);
      const { local, colors, triangles, isOutward, stage } = drawnDresser(scene, { meshes });
      expect(triangles).toBe(6);
      expect(isOutward).toBe(true);
      for (const k of [0, 1, 2] as const) {
        expect(Math.min(...local.map((p) => p[k]))).toBeCloseTo(-dresser.orientedBox.sizeM[k] / 2, 4);
        expect(Math.max(...local.map((p) => p[k]))).toBeCloseTo(dresser.orientedBox.sizeM[k] / 2, 4);
      }
      expect(colors.every(([r, g, b]) => r > 60 && g === 0 && b === 0)).toBe(true);
      const camera = { widthPx: 192, heightPx: 112, fovYDeg: 59, pitchDownDeg: 15, heightM: 1.5 };
      const image = createRasteriser({ widthPx: 192, heightPx: 112 }).draw(stage, { positionM: [3.2, 0.9, 3], yawDeg: 175 }, camera);
      expect(countInstances(image.ids, 192, 112).find(([id]) => id === dresserId + 1)?.[1]).toBeGreaterThan(50);
    },
  );

  it('takes its colour from a texture', async () => {
    const texture = encodePng({ width: 2, height: 2, channels: 3, data: new Uint8Array(12).map((_, i) => [0, 0, 255][i % 3] as number) });
    await writeFile(path.join(folder, `${dresser.assetId}.glb`), await pyramidGlb({ texture }));
    const { meshes } = await (await openGlbLibrary(folder)).meshesFor(scene);
    expect(drawnDresser(scene, { meshes }).colors.every(([r, g, b]) => r === 0 && g === 0 && b > 60)).toBe(true);
  });

  it.each([
    ['a corrupt file', 'file.malformed', async () => Buffer.from('glTF but not really')],
    ['a truncated file', 'file.malformed', async () => (await pyramidGlb()).slice(0, 300)],
    ['Draco compression', 'input.unsupported', () => pyramidGlb({ extension: 'KHR_draco_mesh_compression' })],
    ['meshopt compression', 'input.unsupported', () => pyramidGlb({ extension: 'EXT_meshopt_compression' })],
    ['too many triangles', 'input.unsupported', () => pyramidGlb({ copies: 9000 })],
  ])('with %s falls back to the form with one problem', async (_, code, make) => {
    await writeFile(path.join(folder, `${dresser.assetId}.glb`), await make());
    const { meshes, problems } = await (await openGlbLibrary(folder)).meshesFor(scene);
    expect(problems.map((problem) => [problem.code, problem.item])).toEqual([[code, dresser.assetId]]);
    expect(problems[0]?.message).toContain('keep their plain form');
    expect(compileStage(scene, { meshes })).toEqual(compileStage(scene));
  });

  it('is not looked for without a folder', async () => {
    expect(await (await openGlbLibrary(null)).meshesFor(scene)).toEqual({ meshes: {}, problems: [] });
  });
});
