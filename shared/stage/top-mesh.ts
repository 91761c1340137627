import type { OrientedBox } from '../geometry/box.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { Part } from './compiled-stage.ts';
import { neededLevels } from './light-cells.ts';
import type { Light, MeshBuilder } from './mesh-builder.ts';
import { brightnessOf } from './room-light.ts';
import type { StageDetail } from './stage-quality.ts';

/** Tops smaller than this along either side keep their four corners. */
const leastSideM = 0.3;
const probes = [0.06, 0.25, 0.5, 0.75, 0.94];

/** Whether a part's top is cut for the shadows of what stands on it: the large, level tops of upright pieces. */
export function hasCutTop(box: OrientedBox, part: Part, { hasShadedTops }: StageDetail): boolean {
  const isLevel = part.shape === 'box' && part.rotationDeg === undefined && box.axes[1][1] > 0.999;
  return hasShadedTops && isLevel && Math.min(part.sizeM[0], part.sizeM[2]) > leastSideM;
}

/** Adds a part's top as a grid whose lines lie where the light on it bends; its corners are those of the uncut face. */
export function addCutTop(
  mesh: MeshBuilder,
  box: OrientedBox,
  part: Part,
  instanceId: number,
  light: Light,
  { leastCellM, lightTolerance }: StageDetail,
): void {
  const [ax, ay, az] = box.axes;
  const y = part.centerM[1] + part.sizeM[1] / 2;
  const placeOf = (u: number, w: number): Vec3 => {
    const [x, z] = [part.centerM[0] + u * part.sizeM[0], part.centerM[2] + w * part.sizeM[2]];
    const along = (k: 0 | 1 | 2): number => box.centerM[k] + ax[k] * x + ay[k] * y + az[k] * z;
    return [along(0), along(1), along(2)];
  };
  const brightness = (u: number, w: number): number => brightnessOf(light(placeOf(u, w), ay, [0.75, 0.75, 0.75]));
  const steps = (lengthM: number): number[] => {
    const count = Math.max(1, Math.round(lengthM / leastCellM));
    return Array.from({ length: count + 1 }, (_, i) => i / count - 0.5);
  };
  const us = neededLevels(steps(part.sizeM[0]), (u) => probes.map((w) => brightness(u, w - 0.5)), lightTolerance);
  const ws = neededLevels(steps(part.sizeM[2]), (w) => probes.map((u) => brightness(u - 0.5, w)), lightTolerance);
  const vertices = us.map((u) => ws.map((w) => mesh.addVertex(placeOf(u, w), ay, part.color, instanceId, light)));
  for (let i = 1; i < us.length; i++) {
    for (let k = 1; k < ws.length; k++) {
      const [a, b, c, d] = [vertices[i - 1]?.[k - 1], vertices[i - 1]?.[k], vertices[i]?.[k], vertices[i]?.[k - 1]] as number[] as [
        number,
        number,
        number,
        number,
      ];
      mesh.addTriangle(a, b, c);
      mesh.addTriangle(a, c, d);
    }
  }
}
