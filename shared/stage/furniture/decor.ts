import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { accents, bareWoods, darker, leaves, lighter, linens, otherVariant, pick, pots, pottery, rgb, tone } from './palette.ts';
import { around, bothSides, divide, fourCorners, inset, partKit, type Span, share, tilted, whole } from './part-kit.ts';

/** What decorates: pictures, plants, figures, vases and hangings. */
export const decorFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Painting: (sizeM, variant) =>
    pick([landscape, abstractPicture, framedPhoto, leafPrint, sunset], otherVariant(variant, 1))(sizeM, variant),
  Mirror: wallMirror,
  Poster: abstractPicture,
  HousePlant: (sizeM, variant) =>
    (sizeM[1] < 0.3 ? succulent : pick([leafyPlant, tallPlant, bushPlant], otherVariant(variant, 1)))(sizeM, variant),
  Statue: (sizeM, variant) => {
    if (sizeM[0] > sizeM[1] * 1.9) return reclining(sizeM, variant);
    if (sizeM[0] > sizeM[1]) return animal(sizeM, variant);
    return (sizeM[1] > sizeM[0] * 3 ? stackedStones : standingFigure)(sizeM, variant);
  },
  Vase: (sizeM, variant) => (sizeM[1] < sizeM[0] * 0.9 ? lowVase : tallVase)(sizeM, variant),
  TeddyBear: sittingBear,
  RoomDecor: branchesInVase,
  Curtains: pairOfCurtains,
};

/** Frame and mat; returns the parts and the picture's own spans. */
function pictureFrame(sizeM: Vec3, variant: number, matM: number): { parts: Part[]; x: Span; y: Span } {
  const { box } = partKit(sizeM);
  const wood = pick([...bareWoods, tone.black, tone.white, tone.brass], variant);
  const [fx, fy] = [share(0.035, sizeM[0], 0.1), share(0.035, sizeM[1], 0.1)];
  const parts = [
    box(inset(0.01), inset(0.01), [0, 0.35], darker(wood, 0.4)),
    ...bothSides([0, fx], (x) => box(x, whole, [0.02, 1], wood)),
    ...bothSides([0, fy], (y) => box([fx, 1 - fx], y, [0.03, 0.99], darker(wood, 0.06))),
    box([fx, 1 - fx], [fy, 1 - fy], [0.35, 0.6], tone.paper),
  ];
  return { parts, x: inset(fx + share(matM, sizeM[0], 0.14)), y: inset(fy + share(matM, sizeM[1], 0.14)) };
}

function landscape(sizeM: Vec3, variant: number): Part[] {
  const { parts, x, y } = pictureFrame(sizeM, variant, 0.004);
  const { box } = partKit(sizeM).within(x, y, whole);
  const sky = pick(['#9fc0d4', '#e3b98c', '#b8c7c9', '#8aa2bf'].map(rgb), otherVariant(variant, 2));
  const land = pick(['#5f7d4f', '#7d6a45', '#3f6a6a', '#8d8250'].map(rgb), otherVariant(variant, 3));
  return [
    ...parts,
    box(whole, [0.4, 1], [0.6, 0.66], sky),
    box(whole, [0.82, 1], [0.66, 0.68], lighter(sky, 0.2)),
    box([0, 0.56], [0.38, 0.58], [0.66, 0.7], darker(lighter(land, 0.3), 0.1)),
    box([0.1, 0.36], [0.56, 0.68], [0.66, 0.69], lighter(land, 0.25)),
    box([0.48, 1], [0.36, 0.5], [0.68, 0.72], lighter(land, 0.12)),
    box(whole, [0, 0.4], [0.66, 0.74], land),
    box([0.3, 0.62], [0, 0.2], [0.74, 0.78], lighter(sky, 0.15)),
    box([0.68, 0.86], [0.78, 0.94], [0.68, 0.72], lighter(pick(accents, 2), 0.5)),
  ];
}

function abstractPicture(sizeM: Vec3, variant: number): Part[] {
  const { parts, x, y } = pictureFrame(sizeM, variant, 0.004);
  const { box } = partKit(sizeM).within(x, y, whole);
  const color = (i: number) => pick(accents, otherVariant(variant, i));
  return [
    ...parts,
    box(whole, whole, [0.6, 0.65], lighter(color(1), 0.72)),
    box([0.08, 0.46], [0.3, 0.92], [0.65, 0.7], color(2)),
    box([0.34, 0.82], [0.1, 0.5], [0.7, 0.74], color(3)),
    box([0.54, 0.94], [0.62, 0.86], [0.65, 0.72], lighter(color(4), 0.25)),
    box([0.16, 0.28], [0.08, 0.7], [0.74, 0.78], darker(color(5), 0.4)),
    box([0.6, 0.74], [0.4, 0.7], [0.76, 0.8], lighter(color(6), 0.4)),
  ];
}

/** A photograph on a wide mat: hills, water and a low sun in greys or sepia. */
function framedPhoto(sizeM: Vec3, variant: number): Part[] {
  const { parts, x, y } = pictureFrame(sizeM, variant, 0.07);
  const { box } = partKit(sizeM).within(x, y, whole);
  const ink = pick(['#4f5358', '#6a5844', '#46596a'].map(rgb), otherVariant(variant, 2));
  return [
    ...parts,
    box(whole, whole, [0.6, 0.66], lighter(ink, 0.55)),
    box(whole, [0, 0.34], [0.66, 0.7], lighter(ink, 0.2)),
    box([0, 0.5], [0.3, 0.56], [0.66, 0.72], darker(ink, 0.1)),
    box([0.42, 1], [0.3, 0.46], [0.66, 0.74], ink),
    box([0.68, 0.8], [0.6, 0.76], [0.66, 0.72], lighter(ink, 0.85)),
    box([0.6, 0.86], [0.1, 0.14], [0.7, 0.74], lighter(ink, 0.6)),
  ];
}

/** A pressed stem with its leaves on plain paper. */
function leafPrint(sizeM: Vec3, variant: number): Part[] {
  const { parts, x, y } = pictureFrame(sizeM, variant, 0.03);
  const { box } = partKit(sizeM).within(x, y, whole);
  const green = pick(leaves, otherVariant(variant, 2));
  const pairs = divide([0.2, 0.84], 3, 0.08);
  return [
    ...parts,
    box(whole, whole, [0.6, 0.65], lighter(pick(linens, otherVariant(variant, 3)), 0.6)),
    box(around(0.5, 0.03), [0.08, 0.9], [0.65, 0.7], darker(green, 0.25)),
    ...pairs.map(([low, high], i) =>
      box([0.2 + i * 0.06, 0.49], [low, high - 0.03], [0.65, 0.69], i % 2 === 0 ? green : lighter(green, 0.18)),
    ),
    ...pairs.map(([low, high], i) =>
      box([0.51, 0.8 - i * 0.06], [low + 0.04, high], [0.65, 0.69], i % 2 === 0 ? lighter(green, 0.24) : darker(green, 0.1)),
    ),
    box([0.42, 0.58], [0.84, 0.95], [0.7, 0.74], pick(accents, otherVariant(variant, 4))),
  ];
}

/** Bands of evening sky over the sea, with the sun's disc and its track. */
function sunset(sizeM: Vec3, variant: number): Part[] {
  const { parts, x, y } = pictureFrame(sizeM, variant, 0.004);
  const { box, cylinder } = partKit(sizeM).within(x, y, whole);
  const bands = pick(
    [
      ['#4d5f86', '#b9798a', '#e6a973', '#2f4f68'],
      ['#7fb0c8', '#bcd3cf', '#efdcae', '#3d7f86'],
      ['#33415f', '#6b6f96', '#c4a3a5', '#232f45'],
    ],
    otherVariant(variant, 2),
  ).map(rgb) as [Vec3, Vec3, Vec3, Vec3];
  const sun = Math.min(0.24, (0.3 * sizeM[1]) / sizeM[0]);
  const at = 0.3 + (otherVariant(variant, 3) % 5) * 0.1;
  return [
    ...parts,
    box(whole, [0.76, 1], [0.6, 0.65], bands[0]),
    box(whole, [0.56, 0.76], [0.6, 0.65], bands[1]),
    box(whole, [0.36, 0.56], [0.6, 0.65], bands[2]),
    cylinder(around(at, sun), around(0.48, (sun * sizeM[0]) / sizeM[1]), [0.65, 0.68], tone.lampLight, 'z'),
    box(whole, [0, 0.36], [0.6, 0.7], bands[3]),
    ...[0.28, 0.2, 0.1].map((low, i) => box(around(at, 0.1 + i * 0.07), [low, low + 0.035], [0.7, 0.73], lighter(bands[2], 0.2))),
  ];
}

function wallMirror(sizeM: Vec3, variant: number): Part[] {
  const { box, slant } = partKit(sizeM);
  const frame = pick([tone.chrome, tone.white, tone.charcoal, tone.brass], variant);
  const [fx, fy] = [share(0.03, sizeM[0], 0.08), share(0.03, sizeM[1], 0.08)];
  const streak = (x: Span, y: Span, thickM: number) => slant(x, y, [0.8, 0.86], thickM, 'right', rgb('#eef5f6'));
  // Nothing is mirrored: slanting streaks of light on pale glass with a bevelled rim stand for it.
  return [
    box(inset(0.01), inset(0.01), [0, 0.4], darker(frame, 0.4)),
    ...bothSides([0, fx], (x) => box(x, whole, [0.02, 1], frame)),
    ...bothSides([0, fy], (y) => box([fx, 1 - fx], y, [0.03, 0.99], darker(frame, 0.06))),
    box(inset(fx), inset(fy), [0.4, 0.7], rgb('#dbe7ea')),
    box(inset(fx + 0.03), inset(fy + 0.03), [0.7, 0.8], rgb('#a9c0ca')),
    streak([0.16, 0.6], [0.52, 0.9], 0.09 * Math.min(1, sizeM[0])),
    streak([0.3, 0.7], [0.46, 0.8], 0.03 * Math.min(1, sizeM[0])),
    streak([0.46, 0.84], [0.14, 0.46], 0.06 * Math.min(1, sizeM[0])),
  ];
}

/** A pot with its rim and soil; `top` is the pot's height and `margin` its distance from the sides, as fractions. */
function plantPot(sizeM: Vec3, variant: number, top: number, margin: number): Part[] {
  const { cylinder } = partKit(sizeM);
  const color = pick(pots, otherVariant(variant, 2));
  return [
    cylinder(inset(margin + 0.06), [0, top * 0.5], inset(margin + 0.06), darker(color, 0.1)),
    cylinder(inset(margin + 0.03), [top * 0.5, top * 0.85], inset(margin + 0.03), color),
    cylinder(inset(margin), [top * 0.8, top], inset(margin), lighter(color, 0.1)),
    cylinder(inset(margin + 0.04), [top, top + 0.006], inset(margin + 0.04), tone.soil),
  ];
}

/** Leaves fan out of the pot: straight spears around the middle. */
function leafyPlant(sizeM: Vec3, variant: number): Part[] {
  const { box, slant } = partKit(sizeM);
  const color = pick(leaves, variant);
  const low = 0.34;
  const blade = 0.02;
  return [
    ...plantPot(sizeM, variant, 0.36, 0.25),
    box(around(0.5, 0.07), [low, 1], around(0.5, 0.03), color),
    slant([0, 0.48], [low, 0.72], [0.42, 0.58], blade, 'left', lighter(color, 0.08)),
    slant([0.52, 1], [low, 0.78], [0.44, 0.56], blade, 'right', darker(color, 0.1)),
    slant([0.42, 0.58], [low, 0.76], [0, 0.48], blade, 'back', darker(color, 0.16)),
    slant([0.43, 0.57], [low, 0.7], [0.52, 1], blade, 'front', lighter(color, 0.14)),
    slant([0.22, 0.5], [low, 0.94], [0.5, 0.6], blade, 'left', color),
    slant([0.5, 0.76], [low, 0.9], [0.4, 0.5], blade, 'right', lighter(color, 0.1)),
    slant([0.36, 0.48], [low, 0.88], [0.5, 0.8], blade, 'front', lighter(color, 0.04)),
    box([0, 0.05], [0.68, 0.72], [0.45, 0.55], lighter(color, 0.1)),
    box([0.95, 1], [0.74, 0.78], [0.46, 0.54], color),
    box([0.45, 0.55], [0.72, 0.76], [0, 0.05], darker(color, 0.1)),
    box([0.46, 0.54], [0.66, 0.7], [0.95, 1], lighter(color, 0.16)),
  ];
}

/** A little tree: trunk and a crown of three tiers. */
function tallPlant(sizeM: Vec3, variant: number): Part[] {
  const { cylinder, sphere, box } = partKit(sizeM);
  const color = pick(leaves, variant);
  return [
    ...plantPot(sizeM, variant, 0.28, 0.24),
    cylinder(around(0.5, 0.08), [0.28, 0.7], around(0.5, 0.08), rgb('#7a5c40')),
    box(around(0.42, 0.18), [0.5, 0.53], around(0.5, 0.05), rgb('#7a5c40')),
    sphere([0, 0.66], [0.44, 0.74], [0.12, 0.8], darker(color, 0.12)),
    sphere([0.34, 1], [0.5, 0.8], [0, 0.7], color),
    sphere([0.2, 0.8], [0.48, 0.78], [0.36, 1], lighter(color, 0.06)),
    sphere([0.16, 0.82], [0.66, 1], [0.16, 0.84], lighter(color, 0.14)),
  ];
}

/** A dense round bush of turned blocks, the lighter ones on top. */
function bushPlant(sizeM: Vec3, variant: number): Part[] {
  const { box, sphere } = partKit(sizeM);
  const color = pick(leaves, variant);
  const tuft = (x: number, y: number, z: number, turn: number, paint: Vec3) =>
    tilted(box(around(x, 0.3), around(y, 0.16), around(z, 0.3), paint), [turn * 0.6, turn, turn * 0.4]);
  return [
    ...plantPot(sizeM, variant, 0.38, 0.2),
    sphere([0.06, 0.94], [0.36, 0.9], [0.06, 0.94], darker(color, 0.16)),
    box([0, 0.3], [0.54, 0.7], [0.32, 0.62], color),
    box([0.7, 1], [0.5, 0.66], [0.36, 0.7], lighter(color, 0.06)),
    box([0.36, 0.68], [0.5, 0.68], [0, 0.3], darker(color, 0.06)),
    box([0.3, 0.64], [0.48, 0.66], [0.7, 1], lighter(color, 0.1)),
    box([0.34, 0.66], [0.84, 1], [0.34, 0.66], lighter(color, 0.2)),
    tuft(0.26, 0.78, 0.32, 25, lighter(color, 0.1)),
    tuft(0.72, 0.8, 0.36, 40, color),
    tuft(0.64, 0.76, 0.72, 60, lighter(color, 0.16)),
    tuft(0.28, 0.72, 0.7, 15, lighter(color, 0.06)),
  ];
}

function succulent(sizeM: Vec3, variant: number): Part[] {
  const { box, sphere, cone } = partKit(sizeM);
  const color = pick(leaves, variant);
  return [
    ...plantPot(sizeM, variant, 0.45, 0),
    sphere([0.12, 0.88], [0.4, 0.8], [0.12, 0.88], darker(color, 0.08)),
    cone([0.34, 0.66], [0.6, 1], [0.34, 0.66], lighter(color, 0.16)),
    ...fourCorners([0.1, 0.32], [0.1, 0.32], (x, z) => cone(x, [0.5, 0.86], z, color)),
    box([0.46, 0.54], [0.9, 0.96], [0.46, 0.54], lighter(color, 0.4)),
  ];
}

/** Stands on four legs and looks to the right (+x). */
function animal(sizeM: Vec3, variant: number): Part[] {
  const { box, cone } = partKit(sizeM);
  const color = pick(pottery, variant);
  return [
    ...fourCorners([0.14, 0.26], [0.1, 0.4], (x, z) => box(x, [0, 0.42], z, darker(color, 0.12))),
    box([0.1, 0.875], [0.38, 0.68], [0.06, 0.94], color),
    box([0.02, 0.12], [0.56, 0.86], [0.42, 0.58], darker(color, 0.08)),
    box([0.66, 0.88], [0.6, 0.84], [0.2, 0.8], color),
    box([0.62, 0.92], [0.7, 0.96], [0.12, 0.88], lighter(color, 0.08)),
    box([0.9, 1], [0.72, 0.84], [0.3, 0.7], darker(color, 0.1)),
    ...bothSides([0.08, 0.36], (z) => cone([0.64, 0.76], [0.92, 1], z, darker(color, 0.2))),
    box([0.99, 1.01], [0.78, 0.83], [0.44, 0.56], tone.black),
    ...bothSides([0, 0.06], (z) => box([0.44, 0.56], [0.5, 0.6], z, darker(color, 0.05))),
    box([0, 0.03], [0.8, 0.88], [0.44, 0.56], lighter(color, 0.2)),
  ];
}

function standingFigure(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder, sphere, slant } = partKit(sizeM);
  const color = pick(pottery, variant);
  return [
    box(whole, [0, 0.08], whole, darker(color, 0.5)),
    ...bothSides([0.32, 0.46], (x) => cylinder(x, [0.08, 0.44], [0.38, 0.6], darker(color, 0.1))),
    cylinder([0.28, 0.72], [0.4, 0.52], [0.32, 0.66], color),
    box([0.24, 0.76], [0.52, 0.76], [0.34, 0.64], color),
    slant([0.72, 0.98], [0.66, 0.98], [0.42, 0.56], 0.03, 'right', lighter(color, 0.08)),
    slant([0.06, 0.28], [0.42, 0.74], [0.42, 0.56], 0.03, 'right', lighter(color, 0.04)),
    cylinder([0.43, 0.57], [0.74, 0.82], [0.42, 0.56], color),
    sphere([0.32, 0.68], [0.79, 1], [0.32, 0.68], lighter(color, 0.1)),
  ];
}

/** A reclining hand-like form: a palm with four fingers. */
function reclining(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(pottery, variant);
  const fingers = divide([0.04, 0.96], 4, 0.05);
  return [
    box([0, 0.24], [0.06, 0.62], inset(0.18), darker(color, 0.1)),
    box([0.2, 0.6], [0, 0.56], whole, color),
    ...fingers.map((z, i) => box([0.56, 0.88 + (i % 3) * 0.06], [0.1, 0.5 - (i % 2) * 0.06], z, lighter(color, 0.08))),
    ...fingers.map((z, i) =>
      box([0.8, 0.91 + (i % 3) * 0.045], [0.36, 0.8 - (i % 2) * 0.1], [z[0] + 0.01, z[1] - 0.01], lighter(color, 0.14)),
    ),
    box([0.3, 0.5], [0.5, 1], [0.02, 0.24], lighter(color, 0.12)),
  ];
}

function stackedStones(sizeM: Vec3, variant: number): Part[] {
  const { box, sphere, cylinder } = partKit(sizeM);
  const color = pick(pottery, variant);
  return [
    box(whole, [0, 0.06], whole, darker(color, 0.55)),
    cylinder(around(0.5, 0.1), [0.06, 0.2], around(0.5, 0.1), tone.brass),
    sphere([0.02, 0.98], [0.12, 0.4], [0.02, 0.98], color),
    sphere([0.14, 0.9], [0.37, 0.6], [0.1, 0.86], lighter(color, 0.14)),
    sphere([0.12, 0.8], [0.57, 0.78], [0.16, 0.86], darker(color, 0.12)),
    sphere([0.24, 0.8], [0.75, 0.91], [0.22, 0.78], lighter(color, 0.08)),
    sphere([0.32, 0.7], [0.88, 1], [0.3, 0.7], lighter(color, 0.2)),
  ];
}

function tallVase(sizeM: Vec3, variant: number): Part[] {
  const { cylinder, sphere } = partKit(sizeM);
  const color = pick(pottery, variant);
  return [
    cylinder(inset(0.24), [0, 0.06], inset(0.24), darker(color, 0.2)),
    sphere(whole, [0.02, 0.66], whole, color),
    cylinder(inset(0.003), [0.31, 0.38], inset(0.003), lighter(color, 0.22)),
    cylinder(inset(0.3), [0.58, 0.9], inset(0.3), darker(color, 0.06)),
    cylinder(inset(0.2), [0.9, 1], inset(0.2), lighter(color, 0.12)),
    cylinder(inset(0.27), [0.99, 1.004], inset(0.27), darker(color, 0.65)),
  ];
}

function lowVase(sizeM: Vec3, variant: number): Part[] {
  const { cylinder } = partKit(sizeM);
  const color = pick(pottery, variant);
  return [
    cylinder(inset(0.24), [0, 0.12], inset(0.24), darker(color, 0.2)),
    cylinder(inset(0.06), [0.12, 0.4], inset(0.06), color),
    cylinder(whole, [0.4, 0.8], whole, lighter(color, 0.1)),
    cylinder(inset(0.08), [0.8, 1], inset(0.08), darker(color, 0.06)),
    cylinder(inset(0.15), [0.99, 1.01], inset(0.15), darker(color, 0.6)),
  ];
}

function sittingBear(sizeM: Vec3, variant: number): Part[] {
  const { sphere } = partKit(sizeM);
  const color = pick(['#9a6b42', '#c79b6a', '#7a5138', '#cdb596'].map(rgb), variant);
  return [
    sphere([0.22, 0.78], [0.02, 0.6], [0.08, 0.72], color),
    sphere([0.33, 0.67], [0.1, 0.48], [0.4, 0.78], lighter(color, 0.3)),
    ...bothSides([0, 0.36], (x) => sphere(x, [0, 0.26], [0.4, 1], darker(color, 0.06))),
    ...bothSides([0.06, 0.26], (x) => sphere([x[0] + 0.04, x[1] - 0.04], [0.06, 0.2], [0.9, 1.003], lighter(color, 0.35))),
    ...bothSides([0.04, 0.32], (x) => sphere(x, [0.26, 0.56], [0.3, 0.7], darker(color, 0.08))),
    sphere([0.24, 0.76], [0.5, 0.95], [0.12, 0.72], lighter(color, 0.05)),
    ...bothSides([0.18, 0.38], (x) => sphere(x, [0.82, 1], [0.3, 0.52], darker(color, 0.12))),
    sphere([0.37, 0.63], [0.55, 0.74], [0.56, 0.84], lighter(color, 0.35)),
    sphere([0.46, 0.54], [0.67, 0.73], [0.78, 0.87], tone.black),
    ...bothSides([0.36, 0.42], (x) => sphere(x, [0.75, 0.81], [0.63, 0.71], tone.black)),
  ];
}

/** Bare branches in a tall floor vase. */
function branchesInVase(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder, slant, sphere } = partKit(sizeM);
  const [glaze, twig] = [pick(pottery, variant), rgb('#8a6a4a')];
  return [
    cylinder(inset(0.26), [0, 0.03], inset(0.26), darker(glaze, 0.2)),
    sphere(inset(0.14), [0.01, 0.4], inset(0.14), glaze),
    cylinder(inset(0.34), [0.36, 0.46], inset(0.34), darker(glaze, 0.08)),
    slant([0, 0.48], [0.4, 0.92], [0.46, 0.54], 0.014, 'left', twig),
    slant([0.52, 1], [0.4, 0.86], [0.44, 0.5], 0.014, 'right', darker(twig, 0.15)),
    slant([0.47, 0.53], [0.4, 0.9], [0, 0.48], 0.014, 'back', twig),
    slant([0.48, 0.54], [0.4, 0.82], [0.52, 1], 0.014, 'front', lighter(twig, 0.15)),
    box(around(0.5, 0.05), [0.4, 1], around(0.5, 0.04), twig),
    ...bothSides([0, 0.14], (x) => sphere(x, [0.84, 0.9], [0.44, 0.56], tone.cream)),
    ...bothSides([0, 0.12], (z) => sphere([0.44, 0.56], [0.8, 0.86], z, tone.cream)),
  ];
}

function pairOfCurtains(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const color = pick(linens, variant);
  const folds = [...divide([0, 0.26], 4, 0.006), ...divide([0.74, 1], 4, 0.006)];
  return [
    cylinder(whole, [0.965, 1], [0.3, 0.6], tone.iron, 'x'),
    ...folds.map((x, i) => box(x, [0, 0.97], i % 2 === 0 ? [0, 0.8] : [0.2, 1], i % 2 === 0 ? color : darker(color, 0.1))),
  ];
}
