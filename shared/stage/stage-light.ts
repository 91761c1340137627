import { boxFromWorld, type OrientedBox } from '../geometry/box.ts';
import { distanceToSegmentM } from '../geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import type { Light } from './mesh-builder.ts';

/** What darkens the corners of a room: the solid parts of its outline, and the boxes of what stands in it. */
export interface RoomShade {
  readonly edgesM: readonly (readonly [PlanPoint, PlanPoint])[];
  readonly boxes: readonly OrientedBox[];
  readonly ceilingHeightM: number;
}

const sun: Vec3 = [0.48, 0.8, 0.36];
const fill: Vec3 = [-0.9, 0.2, -0.38];

/** Beyond this many metres from a body its shade is not worth computing. */
const shadeReachM = 0.6;

/** Brightness of a matte surface from its normal alone: a bright sky, a dim ground, a sun over one shoulder and a faint light over the other. */
function brightness(n: Vec3): number {
  const sunny = Math.max(0, n[0] * sun[0] + n[1] * sun[1] + n[2] * sun[2]);
  const filled = Math.max(0, n[0] * fill[0] + n[1] * fill[1] + n[2] * fill[2]);
  return 0.8 + 0.1 * n[1] + 0.21 * sunny + 0.08 * filled;
}

/** Light of a free-standing body: darker towards the bottom of its box, where it meets the floor or the shelf. */
export function bodyLight(box: OrientedBox): Light {
  const heightM = Math.max(0.01, box.sizeM[1]);
  const bottomM = box.centerM[1] - heightM / 2;
  return (p, n, color) => tint(color, brightness(n) * (0.86 + 0.14 * Math.min(1, Math.max(0, (p[1] - bottomM) / heightM))));
}

/** Light of an outer wall face: the normal alone. */
export const outdoorLight: Light = (_, n, color) => tint(color, brightness(n));

/** Light of a floor: shaded along the walls and around and below the furniture. */
export function floorLight(shade: RoomShade): Light {
  return (p, n, color) => tint(color, brightness(n) * (1 - 0.24 * nearWall(shade, p, 0.28)) * furnitureShade(shade, p, 0.38, 0.16));
}

/** Light of a ceiling: nearly white, shaded along the walls. */
export function ceilingLight(shade: RoomShade): Light {
  return (p, _, color) => tint(color, 0.95 * (1 - 0.14 * nearWall(shade, p, 0.35)));
}

/** A wall face for its light: its length, how far along it a point is, and at which ends another wall comes towards the room. */
export interface WallExtent {
  readonly lengthM: number;
  readonly alongM: (p: Vec3) => number;
  readonly isInnerCorner: { readonly start: boolean; readonly end: boolean };
}

/** Light of a wall face: shaded in inner corners, along floor and ceiling, and behind furniture. */
export function wallLight(shade: RoomShade, { lengthM, alongM, isInnerCorner }: WallExtent): Light {
  return (p, n, color) => {
    const u = alongM(p);
    const corners = 1 - (isInnerCorner.start ? 0.13 * falloff(u, 0.3) : 0) - (isInnerCorner.end ? 0.13 * falloff(lengthM - u, 0.3) : 0);
    const ends = 1 - 0.12 * falloff(p[1], 0.3) - 0.1 * falloff(shade.ceilingHeightM - p[1], 0.4);
    return tint(color, brightness(n) * corners * ends * furnitureShade(shade, p, 0.12, 0.18));
  };
}

function nearWall(shade: RoomShade, p: Vec3, scaleM: number): number {
  let nearestM = Number.POSITIVE_INFINITY;
  for (const [a, b] of shade.edgesM) nearestM = Math.min(nearestM, distanceToSegmentM([p[0], p[2]], a, b));
  return falloff(nearestM, scaleM);
}

/** Product over all boxes of how much light they leave at a point; never below a third. */
function furnitureShade(shade: RoomShade, p: Vec3, strength: number, scaleM: number): number {
  let light = 1;
  for (const box of shade.boxes) {
    const distanceM = distanceToBoxM(box, p);
    if (distanceM < shadeReachM) light *= 1 - strength * falloff(distanceM, scaleM);
  }
  return Math.max(0.34, light);
}

function distanceToBoxM(box: OrientedBox, p: Vec3): number {
  const reachM = shadeReachM + (box.sizeM[0] + box.sizeM[1] + box.sizeM[2]) / 2;
  if (Math.abs(p[0] - box.centerM[0]) > reachM || Math.abs(p[2] - box.centerM[2]) > reachM) return Number.POSITIVE_INFINITY;
  const local = boxFromWorld(box, p);
  const over = (k: 0 | 1 | 2): number => Math.max(0, Math.abs(local[k]) - box.sizeM[k] / 2);
  return Math.hypot(over(0), over(1), over(2));
}

function falloff(distanceM: number, scaleM: number): number {
  return Math.exp(-Math.max(0, distanceM) / scaleM);
}

function tint(color: Vec3, factor: number): Vec3 {
  return [color[0] * factor, color[1] * factor, color[2] * factor];
}
