import type { OrientedBox } from '../geometry/box.ts';
import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import type { Opening } from '../model/scene.ts';
import type { Part } from './compiled-stage.ts';
import { hashFromText } from './text-hash.ts';

/** An axis-aligned box in the opening's own frame (see {@link openingFrame}), still without a common centre. */
interface Piece {
  readonly minM: Vec3;
  readonly maxM: Vec3;
  readonly color: Vec3;
}

/** How far a frame stands out of the wall's plane on each side. */
const frameHalfDepthM = 0.07;
/** Width of a frame, all of it inside the hole: holes reach to the very end of a wall, where a casing would stick through the next one. */
const jambM = 0.05;
const leafThicknessM = 0.04;

const frameColor: Vec3 = [0.9, 0.89, 0.86];
const handleColor: Vec3 = [0.55, 0.53, 0.5];
/** Brighter than anything lit from inside. */
const paneColor: Vec3 = [0.86, 0.96, 1];
const leafColors: readonly Vec3[] = [
  [0.66, 0.5, 0.34],
  [0.8, 0.67, 0.48],
  [0.55, 0.4, 0.28],
  [0.74, 0.62, 0.46],
];

/**
 * The box around exactly what is drawn for an opening: its frame and, for a door with leaves, the leaves as they stand.
 * Its x axis runs from `endM` to `startM`, its z axis to the right of start-to-end seen from above, which is also the side
 * that an open leaf swings to.
 */
export function openingOrientedBox(opening: Opening): OrientedBox {
  const { originM, axes } = openingFrame(opening);
  const { minM, maxM } = boundsOf(piecesOf(opening));
  const middle: Vec3 = [(minM[0] + maxM[0]) / 2, (minM[1] + maxM[1]) / 2, (minM[2] + maxM[2]) / 2];
  const [x, , z] = axes;
  return {
    centerM: [originM[0] + x[0] * middle[0] + z[0] * middle[2], originM[1] + middle[1], originM[2] + x[2] * middle[0] + z[2] * middle[2]],
    sizeM: [maxM[0] - minM[0], maxM[1] - minM[1], maxM[2] - minM[2]],
    axes,
  };
}

/** Frame, leaves, mullions and pane of an opening, as parts about the centre of {@link openingOrientedBox}. */
export function openingParts(opening: Opening): Part[] {
  const pieces = piecesOf(opening);
  const { minM, maxM } = boundsOf(pieces);
  const middle = ([0, 1, 2] as const).map((k) => (minM[k] + maxM[k]) / 2);
  return pieces.map((piece) => ({
    shape: 'box',
    centerM: along((k) => (piece.minM[k] + piece.maxM[k]) / 2 - (middle[k] as number)),
    sizeM: along((k) => piece.maxM[k] - piece.minM[k]),
    color: piece.color,
  }));
}

/** Whether an opening is a door that has leaves at all: a doorframe has none. */
export function hasLeaf(opening: Opening): boolean {
  return opening.kind === 'door' && !/doorframe/i.test(`${opening.objectType} ${opening.assetId}`);
}

/** Origin on the floor below the middle of the hole; x towards `startM`, y up, z to the right of start-to-end. */
function openingFrame(opening: Opening): { originM: Vec3; axes: OrientedBox['axes'] } {
  const [dx, dz] = directionOf(opening);
  return {
    originM: [(opening.startM[0] + opening.endM[0]) / 2, 0, (opening.startM[1] + opening.endM[1]) / 2],
    axes: [
      [-dx, 0, -dz],
      [0, 1, 0],
      [dz, 0, -dx],
    ],
  };
}

function directionOf({ startM, endM }: Opening): PlanPoint {
  const lengthM = Math.hypot(endM[0] - startM[0], endM[1] - startM[1]);
  return lengthM === 0 ? [1, 0] : [(endM[0] - startM[0]) / lengthM, (endM[1] - startM[1]) / lengthM];
}

function piecesOf(opening: Opening): Piece[] {
  const halfM = Math.hypot(opening.endM[0] - opening.startM[0], opening.endM[1] - opening.startM[1]) / 2;
  const frame = framePieces(opening, halfM);
  if (opening.kind === 'window') return [...frame, ...glazingPieces(opening, halfM)];
  return hasLeaf(opening) ? [...frame, ...leafPieces(opening, halfM)] : frame;
}

function framePieces({ kind, bottomM, topM }: Opening, halfM: number): Piece[] {
  const d = frameHalfDepthM;
  const side = (sign: 1 | -1): Piece => piece(sign * (halfM - jambM), sign * halfM, bottomM, topM, -d, d, frameColor);
  const head = piece(-halfM + jambM, halfM - jambM, topM - jambM, topM, -d, d, frameColor);
  if (kind === 'door') return [side(1), side(-1), head];
  return [side(1), side(-1), head, piece(-halfM + jambM, halfM - jambM, bottomM, bottomM + jambM, -d, d, frameColor)];
}

/** A pane in the wall's plane, with bars that stand a little out of it. */
function glazingPieces({ bottomM, topM }: Opening, halfM: number): Piece[] {
  const [innerM, lowM, highM] = [halfM - jambM, bottomM + jambM, topM - jambM];
  const pane = piece(-innerM, innerM, lowM, highM, -0.008, 0.008, paneColor);
  const middleM = (lowM + highM) / 2;
  const bars = [piece(-innerM, innerM, middleM - 0.02, middleM + 0.02, -0.03, 0.03, frameColor)];
  if (halfM > 0.4) bars.push(piece(-0.018, 0.018, lowM, highM, -0.025, 0.025, frameColor));
  return [pane, ...bars];
}

/** One leaf, or two for a double door: in the hole when shut, at a right angle beside it when open to any degree, so that it never stands in the way. */
function leafPieces(opening: Opening, halfM: number): Piece[] {
  const wood = leafColors[hashFromText(opening.assetId) % leafColors.length] as Vec3;
  if (!/double/i.test(opening.assetId)) return leafAt(opening, halfM, 1, 2 * (halfM - jambM), wood);
  // Shut leaves meet without a gap to see through; two tones tell them apart.
  return [...leafAt(opening, halfM, 1, halfM - jambM, wood), ...leafAt(opening, halfM, -1, halfM - jambM, shaded(wood, 0.95))];
}

/** A leaf with two panels and a handle, hinged at the start (+1) or the end (-1) of the hole. */
function leafAt({ bottomM, topM, openness }: Opening, halfM: number, sign: 1 | -1, widthM: number, color: Vec3): Piece[] {
  const half = leafThicknessM / 2;
  const slab = (from: number, to: number, low: number, high: number, reach: number, tone: Vec3): Piece => {
    if (openness > 0) {
      const x = sign * (halfM - half);
      return piece(x - reach, x + reach, low, high, frameHalfDepthM + from, frameHalfDepthM + to, tone);
    }
    const hingeM = sign * (halfM - jambM);
    return piece(hingeM - sign * from, hingeM - sign * to, low, high, -reach, reach, tone);
  };
  const [highM, middleM, rimM] = [topM - jambM, bottomM + 0.45 * (topM - bottomM), Math.min(0.12, widthM / 5)];
  const panel = (low: number, high: number): Piece => slab(rimM, widthM - rimM, low, high, half + 0.004, shaded(color, 0.84));
  return [
    slab(0, widthM, bottomM, highM, half, color),
    panel(bottomM + 0.16, middleM - 0.06),
    panel(middleM + 0.06, highM - 0.12),
    slab(widthM - 0.11, widthM - 0.03, middleM - 0.012, middleM + 0.012, half + 0.04, handleColor),
  ];
}

function shaded(color: Vec3, factor: number): Vec3 {
  return [color[0] * factor, color[1] * factor, color[2] * factor];
}

function piece(x0: number, x1: number, y0: number, y1: number, z0: number, z1: number, color: Vec3): Piece {
  return {
    minM: [Math.min(x0, x1), Math.min(y0, y1), Math.min(z0, z1)],
    maxM: [Math.max(x0, x1), Math.max(y0, y1), Math.max(z0, z1)],
    color,
  };
}

function boundsOf(pieces: readonly Piece[]): { minM: Vec3; maxM: Vec3 } {
  return {
    minM: along((k) => Math.min(...pieces.map((p) => p.minM[k]))),
    maxM: along((k) => Math.max(...pieces.map((p) => p.maxM[k]))),
  };
}

function along(component: (k: 0 | 1 | 2) => number): Vec3 {
  return [component(0), component(1), component(2)];
}
