import type { Vec3 } from '../../../../shared/geometry/vector.ts';
import type { CompiledStage, StageChunk } from '../../../../shared/stage/compiled-stage.ts';
import type { SceneBounds } from './scene-bounds.ts';

const tileM = 1;
const borderM = 0.75;
/** A huge scene gets larger tiles. */
const maxTiles = 60;
const colors: readonly Vec3[] = [
  [204, 208, 214],
  [194, 198, 205],
];

/** A stage with a ground of square metres below what stands in it, for sources that know no rooms: boxes in the air say little. It is no instance. */
export function withGround(stage: CompiledStage, { minM, maxM }: SceneBounds): CompiledStage {
  const [left, near] = [minM[0] - borderM, minM[2] - borderM];
  const [widthM, depthM] = [maxM[0] - minM[0] + 2 * borderM, maxM[2] - minM[2] + 2 * borderM];
  const sideM = Math.max(tileM, widthM / maxTiles, depthM / maxTiles);
  const y = minM[1] - 0.005;
  const positions: number[] = [];
  const tints: number[] = [];
  const indices: number[] = [];
  for (let i = 0; i < Math.ceil(widthM / sideM); i++) {
    for (let k = 0; k < Math.ceil(depthM / sideM); k++) {
      const [x, z] = [left + i * sideM, near + k * sideM];
      const [toX, toZ] = [Math.min(left + widthM, x + sideM), Math.min(near + depthM, z + sideM)];
      const first = positions.length / 3;
      positions.push(x, y, z, x, y, toZ, toX, y, toZ, toX, y, z);
      for (let corner = 0; corner < 4; corner++) tints.push(...(colors[(i + k) % 2] as Vec3), 255);
      indices.push(first, first + 1, first + 2, first, first + 2, first + 3);
    }
  }
  const count = positions.length / 3;
  const ground: StageChunk = {
    roomId: null,
    positions: new Float32Array(positions),
    normals: Float32Array.from({ length: 3 * count }, (_, k) => (k % 3 === 1 ? 1 : 0)),
    colors: new Uint8Array(tints),
    instanceIds: new Uint16Array(count),
    indices: new Uint32Array(indices),
    minM: [left, y, near],
    maxM: [left + widthM, y, near + depthM],
  };
  return { ...stage, chunks: [...stage.chunks, ground] };
}
