import { axesFromEulerDeg, axisBoxFromOriented } from '../../../shared/geometry/box.ts';
import { type Vec3, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { Part } from '../../../shared/stage/compiled-stage.ts';
import { furnitureParts } from '../../../shared/stage/furniture/furniture.ts';
import { hashFromText } from '../../../shared/stage/text-hash.ts';
import type { CatalogueAsset } from './catalogue.ts';

/** A level of an asset's visible form on which something can stand, as a grid over its footprint. */
export interface SupportLevel {
  /** Height above the asset's lower side, metres. */
  readonly heightM: number;
  /** Cells along x and z; cell (i, j) is index j * columns + i, from the back left corner. */
  readonly columns: number;
  readonly rows: number;
  /** Free height above each cell, metres; 0 where the level is not there; 9 where nothing is above. */
  readonly headroomM: Float32Array;
  readonly areaM2: number;
  /** Whether most of the level has nothing above it. */
  readonly isOpen: boolean;
}

/** Side of a grid cell. */
export const supportCellM = 0.02;
/** Tops this close are one level: planks, inlays and throws. */
const sameLevelM = 0.009;
/** Rounding: two heights closer than this are one. */
const sameHeightM = 1e-4;
const leastHeightM = 0.025;
/** Handles and drawer fronts carry nothing. */
const leastAreaM2 = 0.008;
const leastHeadroomM = 0.06;
const openM = 9;

interface Solid {
  readonly minM: Vec3;
  readonly maxM: Vec3;
  readonly isRound: boolean;
  readonly isSupport: boolean;
}

const known = new Map<string, readonly SupportLevel[]>();

/** The levels of an asset's form, lowest first, read off the parts that are drawn, so that things stand on what is seen. */
export function supportLevels(asset: CatalogueAsset): readonly SupportLevel[] {
  const found = known.get(asset.assetId) ?? findLevels(asset);
  known.set(asset.assetId, found);
  return found;
}

function findLevels({ assetId, objectType, sizeM }: CatalogueAsset): SupportLevel[] {
  const solids = furnitureParts(objectType, sizeM, hashFromText(assetId)).parts.map((part) => solidOf(part, sizeM[1] / 2));
  const wide = solids.filter(({ isSupport, minM, maxM }) => isSupport && (maxM[0] - minM[0]) * (maxM[2] - minM[2]) > leastAreaM2);
  const tops = [...new Set(wide.map(({ maxM }) => Math.round(maxM[1] * 1e4) / 1e4))];
  const heights: number[] = [];
  for (const top of tops.sort((a, b) => b - a)) if (heights.every((height) => height - top > sameLevelM)) heights.push(top);
  return heights
    .filter((heightM) => heightM >= leastHeightM)
    .map((heightM) => levelAt(heightM, solids, sizeM[0], sizeM[2]))
    .filter(({ areaM2 }) => areaM2 > leastAreaM2)
    .reverse();
}

/** A part's bounds with the heights counted from the asset's lower side. */
function solidOf(part: Part, halfHeightM: number): Solid {
  const [x, y, z] = part.rotationDeg ?? [0, 0, 0];
  const { minM, maxM } = axisBoxFromOriented({ centerM: part.centerM, sizeM: part.sizeM, axes: axesFromEulerDeg({ x, y, z }) });
  const isUpright = wrapDegrees(x) === 0 && wrapDegrees(z) === 0 && wrapDegrees(y) % 90 === 0;
  return {
    minM: [minM[0], minM[1] + halfHeightM, minM[2]],
    maxM: [maxM[0], maxM[1] + halfHeightM, maxM[2]],
    isRound: part.shape === 'cylinder' && isUpright,
    isSupport: isUpright && (part.shape === 'box' || part.shape === 'cylinder'),
  };
}

function levelAt(heightM: number, solids: readonly Solid[], widthM: number, depthM: number): SupportLevel {
  const [columns, rows] = [Math.max(1, Math.floor(widthM / supportCellM)), Math.max(1, Math.floor(depthM / supportCellM))];
  const headroomM = new Float32Array(columns * rows);
  const grid = { columns, rows, widthM, depthM };
  for (const solid of solids) {
    const isUnder = solid.isSupport && solid.maxM[1] <= heightM + sameHeightM && heightM - solid.maxM[1] < sameLevelM;
    if (isUnder) forEachCell(solid, grid, (cell) => (headroomM[cell] = openM));
  }
  for (const solid of solids) {
    if (solid.maxM[1] <= heightM + sameHeightM) continue;
    const freeM = Math.max(0, solid.minM[1] - heightM);
    forEachCell(solid, grid, (cell) => (headroomM[cell] = Math.min(headroomM[cell] as number, freeM < leastHeadroomM ? 0 : freeM)));
  }
  const cells = headroomM.reduce((count, freeM) => count + (freeM > 0 ? 1 : 0), 0);
  const openCells = headroomM.reduce((count, freeM) => count + (freeM === openM ? 1 : 0), 0);
  return { heightM, columns, rows, headroomM, areaM2: (cells * widthM * depthM) / (columns * rows), isOpen: openCells > cells / 2 };
}

interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly widthM: number;
  readonly depthM: number;
}

/** Visits the cells whose centre lies in a solid's plan. */
function forEachCell({ minM, maxM, isRound }: Solid, { columns, rows, widthM, depthM }: Grid, visit: (cell: number) => void): void {
  const first = (lowM: number, wholeM: number, count: number) => Math.max(0, Math.ceil((lowM / wholeM + 0.5) * count - 0.5));
  const last = (highM: number, wholeM: number, count: number) => Math.min(count - 1, Math.floor((highM / wholeM + 0.5) * count - 0.5));
  const [right, front] = [last(maxM[0], widthM, columns), last(maxM[2], depthM, rows)];
  for (let j = first(minM[2], depthM, rows); j <= front; j++) {
    const v = isRound ? (2 * ((j + 0.5) / rows - 0.5) * depthM - minM[2] - maxM[2]) / (maxM[2] - minM[2]) : 0;
    for (let i = first(minM[0], widthM, columns); i <= right; i++) {
      const u = isRound ? (2 * ((i + 0.5) / columns - 0.5) * widthM - minM[0] - maxM[0]) / (maxM[0] - minM[0]) : 0;
      if (u * u + v * v <= 1) visit(j * columns + i);
    }
  }
}
