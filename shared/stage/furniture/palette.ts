import type { Vec3 } from '../../geometry/vector.ts';

/** A `#rrggbb` colour as sRGB fractions 0-1. */
export function rgb(hex: string): Vec3 {
  const value = Number.parseInt(hex.slice(1), 16);
  return [((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}

/** The entry for a variant; neighbouring variants get neighbouring entries, so a row of equal objects shows the whole palette. Any integer is fine. */
export function pick<T>(choices: readonly T[], variant: number): T {
  const index = ((Math.trunc(variant) % choices.length) + choices.length) % choices.length;
  return choices[index] as T;
}

/** A second, independent variant for another property of the same object (its handles, its leaves), so that properties do not move in step. */
export function otherVariant(variant: number, property: number): number {
  const mixed = Math.imul((variant | 0) ^ Math.imul(property + 1, 0x9e3779b1), 0x85ebca6b);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % 9973;
}

/** The colour moved towards black by `amount` (0 = unchanged, 1 = black). */
export function darker(color: Vec3, amount: number): Vec3 {
  return [color[0] * (1 - amount), color[1] * (1 - amount), color[2] * (1 - amount)];
}

/** The colour moved towards white by `amount` (0 = unchanged, 1 = white). */
export function lighter(color: Vec3, amount: number): Vec3 {
  return [color[0] + (1 - color[0]) * amount, color[1] + (1 - color[1]) * amount, color[2] + (1 - color[2]) * amount];
}

/** Furniture woods and painted wood: oak, walnut, pine, cherry, off-white, grey wash, espresso. */
export const woods = ['#b98d5e', '#7a5238', '#d0ad7a', '#8f5236', '#e4dfd5', '#a3978a', '#4b382e'].map(rgb);

/** Woods that show grain, for tops and legs that would look wrong painted. */
export const bareWoods = ['#b98d5e', '#7a5238', '#d0ad7a', '#8f5236', '#5b4334'].map(rgb);

/** Upholstery: quiet living-room fabrics and two leathers. */
export const fabrics = ['#8b8f96', '#46566e', '#b9a88c', '#76866f', '#9a5f4b', '#4f7378', '#5a5350', '#c2b7a6', '#6b4632'].map(rgb);

/** Stronger accents for pillows, books, boxes and mugs. */
export const accents = ['#b5523b', '#2f6a8a', '#d39b36', '#4e7a4f', '#7c4a6d', '#27485c', '#c9775b', '#8e9b3c', '#a23b4a'].map(rgb);

/** Bed linen and curtains. */
export const linens = ['#e9e4da', '#8fa5b8', '#c9b9a4', '#6f8794', '#b98f86', '#9aa58c', '#57647c'].map(rgb);

/** Glazed ceramics: whites first. */
export const ceramics = ['#ece8e0', '#7fa3b5', '#d8c4a0', '#5d7f79', '#b9694f', '#f1efe9', '#4d5a70'].map(rgb);

/** Vase and statue glazes and stones. */
export const pottery = ['#c7b79d', '#3f6573', '#a4553d', '#e4ded2', '#6d7a55', '#8b6f9b', '#454b55'].map(rgb);

/** Large appliances: white, brushed steel, graphite, cream. */
export const appliances = ['#e6e7e6', '#b4b9bd', '#53585d', '#e3dcc8'].map(rgb);

/** Small plastic goods. */
export const plastics = ['#d8dadb', '#3b4046', '#7d9bb0', '#b55445', '#58795f', '#c9b48a'].map(rgb);

/** Leaf greens, from sage to deep. */
export const leaves = ['#4f7a3d', '#6b8f52', '#35643f', '#7d9a5c', '#557f63'].map(rgb);

/** Plant pots. */
export const pots = ['#b5694a', '#e2ded5', '#6a7076', '#c7a27c', '#3f4a52'].map(rgb);

/** Handles, legs and frames of metal. */
export const metals = ['#9ea3a7', '#3a3d41', '#b89a5f', '#c6c9cb'].map(rgb);

/** Single colours that several families share. */
export const tone = {
  white: rgb('#f2f0eb'),
  paper: rgb('#ebe5d6'),
  cream: rgb('#e3d8c0'),
  black: rgb('#24262a'),
  charcoal: rgb('#3a3d42'),
  screen: rgb('#12161d'),
  screenGlow: rgb('#2c3a4c'),
  display: rgb('#4f86a8'),
  steel: rgb('#b3b8bc'),
  chrome: rgb('#cdd2d6'),
  iron: rgb('#4a4d52'),
  brass: rgb('#b89a5f'),
  glass: rgb('#a9c3c9'),
  water: rgb('#8fb4c4'),
  lampLight: rgb('#ffedc2'),
  lampShade: rgb('#f0dfb8'),
  flame: rgb('#f6b544'),
  soil: rgb('#4a382c'),
  cork: rgb('#c49a6c'),
  cardboard: rgb('#bb9465'),
  red: rgb('#b8342c'),
  green: rgb('#4d8a45'),
  yellow: rgb('#e2b437'),
  blue: rgb('#2f5f8f'),
  rubber: rgb('#8e3f36'),
} as const;
