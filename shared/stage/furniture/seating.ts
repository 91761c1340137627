import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { bareWoods, darker, fabrics, lighter, metals, otherVariant, pick, tone, woods } from './palette.ts';
import { around, bothSides, divide, fourCorners, inset, partKit, type Span, share, whole } from './part-kit.ts';

/** Chairs, sofas and other things to sit or lie on; the back of each is at -z. */
export const seatingFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Chair: (sizeM, variant) => pick([slatChair, paddedChair, ladderChair, shellChair], otherVariant(variant, 1))(sizeM, variant),
  Sofa: (sizeM, variant) => (sizeM[2] > 1.4 && sizeM[0] > 2 ? cornerSofa : straightSofa)(sizeM, variant),
  ArmChair: (sizeM, variant) => pick([loungeArmChair, woodenArmChair], otherVariant(variant, 1))(sizeM, variant),
  Stool: (sizeM, variant) => pick([roundStool, squareStool], otherVariant(variant, 1))(sizeM, variant),
  Ottoman: paddedOttoman,
  DogBed: cushionDogBed,
};

/** Four legs; the hind ones go on as the posts of the back. Returns the fraction of the height where the seat's top lies. */
function chairFrame(sizeM: Vec3, color: Vec3): { parts: Part[]; seatTop: number; post: Span; depth: Span } {
  const { box } = partKit(sizeM);
  const seatTop = Math.min(0.47 / sizeM[1], 0.58);
  const post: Span = [0.02, 0.02 + share(0.035, sizeM[0])];
  const depth: Span = [0.02, 0.02 + share(0.035, sizeM[2])];
  const front: Span = [0.93 - share(0.035, sizeM[2]), 0.93];
  const parts = [
    ...bothSides(post, (x) => box(x, [0, 1], depth, color)),
    ...bothSides(post, (x) => box(x, [0, seatTop - 0.03], front, color)),
    ...bothSides(post, (x) =>
      box([x[0] + 0.008, x[1] - 0.008], [seatTop * 0.4, seatTop * 0.46], [depth[1], front[0]], darker(color, 0.12)),
    ),
  ];
  return { parts, seatTop, post, depth };
}

const slatChair: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(bareWoods, variant);
  const { parts, seatTop, post, depth } = chairFrame(sizeM, darker(color, 0.12));
  const between: Span = [post[1], 1 - post[1]];
  const thin: Span = [depth[0] + 0.012, depth[1] - 0.012];
  return [
    ...parts,
    box(whole, [seatTop - 0.045, seatTop], [0, 1], color),
    box(between, [0.9, 0.985], thin, color),
    box(between, [seatTop + 0.08, seatTop + 0.13], thin, color),
    ...divide(inset(0.2), 4, 0.09).map((x) => box(x, [seatTop + 0.13, 0.9], [thin[0] + 0.008, thin[1] - 0.008], lighter(color, 0.1))),
  ];
};

const ladderChair: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const { parts, seatTop, post, depth } = chairFrame(sizeM, color);
  const between: Span = [post[1], 1 - post[1]];
  const rungs = divide([seatTop + 0.1, 0.97], 3, 0.07);
  return [
    ...parts,
    box(whole, [seatTop - 0.06, seatTop - 0.025], whole, darker(color, 0.1)),
    box(inset(0.07), [seatTop - 0.025, seatTop + 0.02], [0.1, 0.96], pick(fabrics, otherVariant(variant, 2))),
    ...rungs.map((y) => box(between, y, [depth[0] + 0.012, depth[1] - 0.012], lighter(color, 0.08))),
  ];
};

const paddedChair: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const [color, wood] = [pick(fabrics, variant), pick(bareWoods, otherVariant(variant, 2))];
  const seatTop = Math.min(0.48 / sizeM[1], 0.6);
  const leg: Span = [0.06, 0.06 + share(0.04, sizeM[0])];
  const back = share(0.09, sizeM[2]);
  return [
    ...fourCorners(leg, [0.05, 0.05 + share(0.04, sizeM[2])], (x, z) => box(x, [0, seatTop - 0.1], z, wood)),
    box(inset(0.02), [seatTop - 0.13, seatTop - 0.06], [0.015, 0.97], darker(color, 0.25)),
    box(whole, [seatTop - 0.06, seatTop], [back * 0.5, 1], color),
    box(inset(0.01), [seatTop - 0.02, 1], [0, back], darker(color, 0.08)),
    box(inset(0.07), [seatTop + 0.05, 0.95], [back, back + 0.03], lighter(color, 0.1)),
  ];
};

const shellChair: FurnitureProxy = (sizeM, variant) => {
  const { box, slant } = partKit(sizeM);
  const color = pick([tone.white, ...fabrics, tone.charcoal], variant);
  const metal = pick(metals, otherVariant(variant, 2));
  const seatTop = Math.min(0.46 / sizeM[1], 0.56);
  const leg: Span = [0.03, 0.03 + share(0.025, sizeM[0])];
  return [
    ...fourCorners(leg, [0.06, 0.06 + share(0.025, sizeM[2])], (x, z) => box(x, [0, seatTop - 0.03], z, metal)),
    ...bothSides(leg, (x) => box([x[0] + 0.005, x[1] - 0.005], [seatTop - 0.07, seatTop - 0.035], [0.1, 0.9], darker(metal, 0.15))),
    box(whole, [seatTop - 0.035, seatTop], [0.12, 1], color),
    box(inset(0.08), [seatTop, seatTop + 0.02], [0.2, 0.94], lighter(color, 0.14)),
    slant(inset(0.05), [seatTop - 0.02, 0.62], [0.08, 0.18], 0.02, 'back', darker(color, 0.1)),
    box(inset(0.02), [0.6, 1], [0, 0.1], color),
  ];
};

/** The dress of a sofa: fabric, its shades, and how high and thick its members are. */
function sofaPlan(sizeM: Vec3, variant: number) {
  const color = pick(fabrics, variant);
  return {
    color,
    seam: darker(color, 0.3),
    cushion: lighter(color, 0.1),
    foot: share(0.07, sizeM[1], 0.12),
    seatTop: Math.min(Math.max(0.47 / sizeM[1], 0.4), 0.55),
    armTop: Math.min(Math.max(0.66 / sizeM[1], 0.58), 0.78),
    arm: share(0.2, sizeM[0], 0.2),
    back: share(0.24, sizeM[2], 0.34),
  };
}

const straightSofa: FurnitureProxy = (sizeM, variant) => {
  const { box, cylinder } = partKit(sizeM);
  const { color, seam, cushion, foot, seatTop, armTop, arm, back } = sofaPlan(sizeM, variant);
  const seats = divide([arm, 1 - arm], sizeM[0] > 2.1 ? 3 : 2, 0.006);
  const roundArms = otherVariant(variant, 1) % 3 === 0;
  const armTopParts = (x: Span): Part =>
    roundArms
      ? cylinder([x[0], x[1]], [armTop - 0.14, armTop], [0.03, 0.985], lighter(color, 0.05), 'z')
      : box([x[0] + 0.004, x[1] - 0.004], [armTop - 0.045, armTop], [0.02, 0.99], lighter(color, 0.06));
  return [
    ...fourCorners([0.03, 0.055], [0.05, 0.12], (x, z) => box(x, [0, foot], z, tone.charcoal)),
    box(inset(0.01), [foot, seatTop - 0.14], [0.012, 0.96], seam),
    ...bothSides([0, arm], (x) =>
      box([x[0] + 0.012, x[1] - 0.012], [foot + 0.01, armTop - (roundArms ? 0.07 : 0.045)], [0.02, 0.975], color),
    ),
    ...bothSides([0, arm], armTopParts),
    box(inset(0.02), [foot + 0.02, 1], [0, back * 0.6], darker(color, 0.1)),
    ...seats.map((x) => box(x, [seatTop - 0.14, seatTop], [back * 0.55, 1], cushion)),
    ...seats.map((x) => box([x[0] + 0.004, x[1] - 0.004], [seatTop, 0.965], [back * 0.58, back], color)),
  ];
};

/** A long bench along the back and a chaise along one side. */
const cornerSofa: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const { color, seam, cushion, foot, seatTop, armTop } = sofaPlan(sizeM, variant);
  const [arm, back] = [share(0.2, sizeM[0]), share(0.24, sizeM[2])];
  const [depth, chaise] = [share(0.95, sizeM[2], 0.6), share(0.95, sizeM[0], 0.4)];
  const seats = divide([chaise + 0.004, 1 - arm], 2, 0.006);
  return [
    box([0.02, 0.99], [0, foot], [0.03, depth - 0.04], tone.charcoal),
    box([0.02, chaise - 0.02], [0, foot], [depth - 0.04, 0.97], tone.charcoal),
    box([0.005, 1], [foot, seatTop - 0.14], [0.01, depth - 0.015], seam),
    box([0, chaise - 0.006], [foot, seatTop - 0.14], [depth - 0.015, 0.985], seam),
    box([0, arm * 0.6], [seatTop - 0.14, armTop], [0.02, 0.7], color),
    box([1 - arm, 0.998], [foot + 0.01, armTop], [0.02, depth], color),
    box([0.009, 0.99], [seatTop - 0.15, 1], [0, back * 0.6], darker(color, 0.1)),
    box([arm * 0.6, chaise], [seatTop - 0.14, seatTop], [back * 0.6, 1], cushion),
    ...seats.map((x) => box(x, [seatTop - 0.14, seatTop], [back * 0.6, depth + 0.01], cushion)),
    ...[[arm * 0.6 + 0.004, chaise - 0.004] as Span, ...seats].map((x) => box(x, [seatTop, 0.96], [back * 0.6, back], color)),
  ];
};

const loungeArmChair: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const { color, seam, cushion, foot, seatTop, armTop, back } = sofaPlan(sizeM, variant);
  const arm = share(0.17, sizeM[0], 0.2);
  return [
    ...fourCorners([0.05, 0.11], [0.06, 0.13], (x, z) => box(x, [0, foot], z, pick(bareWoods, variant))),
    box(inset(0.02), [foot, seatTop - 0.14], [0.015, 0.95], seam),
    ...bothSides([0, arm], (x) => box(x, [foot + 0.015, armTop], [0.03, 0.975], color)),
    box(inset(0.03), [foot + 0.02, 1], [0, back * 0.65], darker(color, 0.1)),
    box([arm, 1 - arm], [seatTop - 0.14, seatTop], [back * 0.6, 1], cushion),
    box([arm + 0.015, 0.985 - arm], [seatTop, 0.95], [back * 0.6, back * 1.05], cushion),
  ];
};

const woodenArmChair: FurnitureProxy = (sizeM, variant) => {
  const { box, slant } = partKit(sizeM);
  const [color, wood] = [pick(fabrics, variant), pick(bareWoods, otherVariant(variant, 2))];
  const seatTop = Math.min(0.46 / sizeM[1], 0.52);
  const armTop = Math.min(0.64 / sizeM[1], 0.74);
  const rail: Span = [0, share(0.055, sizeM[0])];
  const inner: Span = [rail[1] + 0.01, 0.99 - rail[1]];
  return [
    ...bothSides(rail, (x) => box([x[0] + 0.006, x[1] - 0.006], [0, armTop - 0.04], [0.88, 0.94], wood)),
    ...bothSides(rail, (x) => box([x[0] + 0.006, x[1] - 0.006], [0, armTop - 0.04], [0.06, 0.13], wood)),
    ...bothSides(rail, (x) => box(x, [armTop - 0.04, armTop], [0.03, 1], lighter(wood, 0.1))),
    box([rail[1] * 0.5, 1 - rail[1] * 0.5], [seatTop - 0.17, seatTop - 0.12], [0.07, 0.93], darker(wood, 0.15)),
    box(inner, [seatTop - 0.12, seatTop], [0.12, 0.97], color),
    slant(inner, [seatTop - 0.02, 1], [0, 0.3], 0.11, 'back', lighter(color, 0.08)),
    box(inset(0.12), [0.93, 1], [0, 0.1], wood),
  ];
};

const roundStool: FurnitureProxy = (sizeM, variant) => {
  const { box, cylinder } = partKit(sizeM);
  const [wood, pad] = [pick(bareWoods, variant), pick(fabrics, otherVariant(variant, 1))];
  const seat = 1 - share(0.035, sizeM[1], 0.1);
  const leg: Span = [0.14, 0.14 + share(0.035, sizeM[0], 0.12)];
  const ring = around(0.35, share(0.025, sizeM[1], 0.06));
  return [
    ...fourCorners(leg, [0.14, 0.14 + share(0.035, sizeM[2], 0.12)], (x, z) => box(x, [0, seat - 0.03], z, wood)),
    ...bothSides([0.15, 0.19], (x) => box(x, ring, inset(0.16), darker(wood, 0.15))),
    ...bothSides([0.15, 0.19], (z) => box(inset(0.16), [ring[0] - 0.06, ring[1] - 0.06], z, darker(wood, 0.15))),
    cylinder(inset(0.03), [seat - 0.04, seat], inset(0.03), darker(wood, 0.1)),
    cylinder(whole, [seat, 1], whole, pad),
  ];
};

const squareStool: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const [wood, top] = [pick(woods, variant), pick([...fabrics, ...bareWoods], otherVariant(variant, 1))];
  const seat = 1 - share(0.05, sizeM[1], 0.14);
  const leg: Span = [0.03, 0.03 + share(0.045, sizeM[0], 0.15)];
  return [
    ...fourCorners(leg, [0.03, 0.03 + share(0.045, sizeM[2], 0.15)], (x, z) => box(x, [0, seat], z, wood)),
    box(inset(0.06), [seat - 0.1, seat], [0.06, 0.11], darker(wood, 0.12)),
    box(inset(0.06), [seat - 0.1, seat], [0.89, 0.94], darker(wood, 0.12)),
    ...bothSides([leg[0] + 0.01, leg[1] - 0.01], (x) => box(x, [0.26, 0.32], inset(0.1), darker(wood, 0.12))),
    box(whole, [seat, 1], whole, top),
  ];
};

function paddedOttoman(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(fabrics, variant);
  const foot = share(0.06, sizeM[1], 0.15);
  return [
    ...fourCorners([0.06, 0.13], [0.07, 0.17], (x, z) => box(x, [0, foot], z, pick(bareWoods, variant))),
    box(inset(0.015), [foot, 0.66], inset(0.015), color),
    box(inset(0.03), [0.66, 0.69], inset(0.03), darker(color, 0.35)),
    box(whole, [0.69, 0.97], whole, lighter(color, 0.1)),
    box(inset(0.04), [0.97, 1], inset(0.05), lighter(color, 0.16)),
    box(around(0.5, 0.02), [0.97, 0.995], inset(0.02), darker(color, 0.2)),
  ];
}

function cushionDogBed(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const color = pick(fabrics, variant);
  const rim = 0.16;
  const pad = lighter(pick(fabrics, otherVariant(variant, 1)), 0.35);
  return [
    box(inset(0.04), [0, 0.3], inset(0.04), darker(color, 0.2)),
    ...bothSides([0, rim], (x) => cylinder(x, [0, 0.97], [0.08, 0.92], color, 'z')),
    cylinder([0.04, 0.96], [0.02, 1], [0, rim], color, 'x'),
    ...bothSides([0.05, 0.32], (x) => cylinder(x, [0.01, 0.85], [1 - rim, 1], color, 'x')),
    box([rim * 0.7, 1 - rim * 0.7], [0.3, 0.58], [rim * 0.7, 1 - rim * 0.4], pad),
    box(inset(0.3), [0.58, 0.62], inset(0.3), lighter(pad, 0.3)),
  ];
}
