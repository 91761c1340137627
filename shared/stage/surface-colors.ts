import type { Vec3 } from '../geometry/vector.ts';
import { hashFromText } from './text-hash.ts';

/** How a floor is laid. */
export interface FloorLook {
  readonly pattern: 'planks' | 'tiles';
  readonly color: Vec3;
}

type Palette = readonly (readonly [pattern: RegExp, color: Vec3])[];

/** First match wins; names are those of AI2-THOR's floor materials. */
const floorColors: Palette = [
  [/black/i, [0.3, 0.28, 0.27]],
  [/robin/i, [0.58, 0.73, 0.72]],
  [/white|pale/i, [0.82, 0.78, 0.7]],
  [/grey|gray|concrete/i, [0.62, 0.61, 0.59]],
  [/dark/i, [0.42, 0.29, 0.2]],
  [/red|cherry|mahogany/i, [0.58, 0.35, 0.25]],
  [/orange/i, [0.74, 0.51, 0.31]],
  [/light|wicker|tan|pine|birch/i, [0.79, 0.65, 0.47]],
  [/medium|grain|oak/i, [0.68, 0.5, 0.34]],
  [/marble|granite|tile|ceramic/i, [0.75, 0.74, 0.72]],
];

/** First match wins; names are those of AI2-THOR's wall materials. */
const wallColors: Palette = [
  [/blue/i, [0.72, 0.8, 0.88]],
  [/pink/i, [0.9, 0.79, 0.77]],
  [/brown/i, [0.8, 0.71, 0.61]],
  [/tan|beige|fabric/i, [0.86, 0.79, 0.68]],
  [/green/i, [0.76, 0.84, 0.75]],
  [/yellow/i, [0.92, 0.87, 0.7]],
  [/orange/i, [0.9, 0.78, 0.66]],
  [/red|brick/i, [0.78, 0.6, 0.53]],
  [/gr[ae]y|granite|concrete/i, [0.77, 0.78, 0.79]],
  [/subway|ceramic|bathroom/i, [0.83, 0.89, 0.89]],
];

/** For the many materials that are just white: a quiet colour that tells the kind of room. */
const wallColorsByRoom: Readonly<Record<string, readonly Vec3[]>> = {
  Kitchen: [
    [0.93, 0.89, 0.79],
    [0.88, 0.9, 0.82],
  ],
  Bathroom: [
    [0.8, 0.89, 0.89],
    [0.84, 0.88, 0.92],
  ],
  Bedroom: [
    [0.85, 0.85, 0.9],
    [0.9, 0.85, 0.84],
    [0.83, 0.87, 0.86],
  ],
  LivingRoom: [
    [0.9, 0.87, 0.8],
    [0.86, 0.88, 0.83],
    [0.92, 0.86, 0.79],
  ],
};
const plainWalls: readonly Vec3[] = [
  [0.91, 0.89, 0.85],
  [0.87, 0.88, 0.88],
];

/** Colour of an outer wall, whose material says nothing about what is behind it. */
export const outerWallColor: Vec3 = [0.86, 0.85, 0.82];
/** Colour of every ceiling. */
export const ceilingColor: Vec3 = [0.97, 0.97, 0.95];
/** Colour of every baseboard. */
export const baseboardColor: Vec3 = [0.96, 0.95, 0.93];
/** Colour behind everything. */
export const skyColor: Vec3 = [0.74, 0.86, 0.96];

/** Pattern and colour of a floor: wet rooms are tiled, other floors have planks unless the material is stone. */
export function floorLook(roomType: string, material: string | null): FloorLook {
  const name = material ?? '';
  const isStone = /tile|marble|granite|ceramic|concrete|stone/i.test(name);
  const isTiled = isStone || roomType === 'Bathroom' || (roomType === 'Kitchen' && !/wood|plank|oak/i.test(name));
  const found = floorColors.find(([pattern]) => pattern.test(name));
  return { pattern: isTiled ? 'tiles' : 'planks', color: found?.[1] ?? (isTiled ? [0.76, 0.74, 0.7] : [0.7, 0.54, 0.38]) };
}

/** How a wall is painted. */
export interface WallLook {
  readonly color: Vec3;
  /** A tiled band from the floor up, in wet rooms. */
  readonly band: { readonly color: Vec3; readonly topM: number } | null;
}

const bandColors: readonly Vec3[] = [
  [0.93, 0.94, 0.93],
  [0.68, 0.78, 0.8],
  [0.78, 0.82, 0.76],
  [0.84, 0.79, 0.72],
];

/** Look of a room's walls; the same for all walls of a room with the same material. */
export function wallLook(roomType: string, roomId: string, material: string | null): WallLook {
  const color = wallColor(roomType, roomId, material);
  if (roomType !== 'Bathroom') return { color, band: null };
  return { color, band: { color: bandColors[hashFromText(`${roomId} band`) % bandColors.length] as Vec3, topM: 1.15 } };
}

/** Colour of a room's walls; the same for all walls of a room with the same material. */
function wallColor(roomType: string, roomId: string, material: string | null): Vec3 {
  const found = wallColors.find(([pattern]) => pattern.test(material ?? ''));
  if (found !== undefined) return found[1];
  const choices = wallColorsByRoom[roomType] ?? plainWalls;
  return choices[hashFromText(roomId) % choices.length] as Vec3;
}
