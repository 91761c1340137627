import { axesFromEulerDeg } from '../../geometry/box.ts';
import { add, scale, type Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { darker, lighter, otherVariant, pick, rgb, tone } from './palette.ts';
import { around, bothSides, divide, inset, partKit, share, whole } from './part-kit.ts';

/** Televisions and computers; the picture faces the front (+z). */
export const screensFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Television: (sizeM, variant) => (sizeM[2] < 0.12 ? wallTelevision : standTelevision)(sizeM, variant),
  Laptop: openLaptop,
  Desktop: desktopComputer,
  Monitor: standTelevision,
};

function wallTelevision(sizeM: Vec3): Part[] {
  const { box } = partKit(sizeM);
  return [
    box(inset(0.25), inset(0.22), [0, 0.4], tone.iron),
    box(inset(0.03), inset(0.04), [0.3, 0.75], tone.charcoal),
    box(whole, whole, [0.7, 0.97], tone.black),
    ...picture(sizeM, 0, 0.97, 0.03),
  ];
}

/** The glass in front of the bezel: dark, with the window's light falling across its upper half. */
function picture(sizeM: Vec3, bottom: number, z: number, depth: number): Part[] {
  const { box } = partKit(sizeM);
  const frame = share(0.022, sizeM[1], 0.08);
  const side = share(0.018, sizeM[0], 0.06);
  const low = bottom + frame * 1.5;
  return [
    box(inset(side), [low, 1 - frame], [z - depth * 0.2, z + depth * 0.5], tone.screen),
    box([side + 0.012, 0.6], [low + (1 - low) * 0.45, 1 - frame - 0.02], [z, z + depth * 0.8], tone.screenGlow),
    box(around(0.5, 0.08), around(bottom + frame * 0.75, frame * 0.4), [z - depth * 0.2, z + depth], tone.steel),
  ];
}

function standTelevision(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const casing = pick([tone.black, tone.charcoal, rgb('#8d9196')], variant);
  const bottom = share(0.09, sizeM[1], 0.16);
  const thick = share(0.05, sizeM[2], 0.4);
  const z = 0.5 + thick / 2;
  const hasTwoFeet = otherVariant(variant, 1) % 2 === 0;
  const foot = share(0.018, sizeM[1], 0.04);
  return [
    ...(hasTwoFeet
      ? bothSides([0.14, 0.17], (x) => box(x, [0, foot], whole, tone.iron))
      : [box(inset(0.28), [0, foot], whole, tone.iron), box(inset(0.34), [foot, foot * 1.6], inset(0.15), tone.charcoal)]),
    ...(hasTwoFeet
      ? bothSides([0.145, 0.165], (x) => box(x, [foot, bottom + 0.02], around(0.5, thick * 0.5), tone.iron))
      : [box(around(0.5, 0.08), [foot, bottom + 0.02], around(0.5, thick * 0.7), tone.iron)]),
    box(inset(0.12), [bottom + 0.08, 0.8], [0.5 - thick * 0.9, 0.5], tone.charcoal),
    box(whole, [bottom, 1], [0.5 - thick * 0.3, z], casing),
    ...picture(sizeM, bottom, z, share(0.012, sizeM[2], 0.1)),
  ];
}

/** Opened: the base lies in front, the lid leans back behind it. */
function openLaptop(sizeM: Vec3, variant: number): Part[] {
  const { box, slant } = partKit(sizeM);
  const color = pick([rgb('#b5b9bd'), rgb('#44484d'), rgb('#d9d5cc'), rgb('#5f6b78')], variant);
  const base = share(0.02, sizeM[1], 0.1);
  const hinge = 0.26;
  const thicknessM = Math.min(0.012, sizeM[1] * 0.06, sizeM[2] * 0.06);
  const lid = slant(inset(0.003), [base, 1], [0, hinge], thicknessM, 'back', darker(color, 0.1));
  const rim = thicknessM / Math.max(sizeM[1], sizeM[2]);
  return [
    box(whole, [0, base * 0.92], [hinge * 0.9, 1], color),
    box(inset(0.06), [base * 0.6, base], [hinge + 0.1, 0.68], tone.charcoal),
    ...divide([hinge + 0.12, 0.66], 4, 0.02).map((z) => box(inset(0.075), [base * 0.7, base * 1.06], z, rgb('#4b5056'))),
    box(inset(0.34), [base * 0.6, base * 0.99], [0.73, 0.93], darker(color, 0.14)),
    box(inset(0.08), [base * 0.5, base * 1.3], [hinge - rim, hinge + 0.03], tone.charcoal),
    box(whole, [1 - rim, 1], [0, rim], darker(color, 0.2)),
    lid,
    onFront(lid, [0.96, 0.94], 0, thicknessM * 0.3, tone.black),
    onFront(lid, [0.91, 0.84], 0.01, thicknessM * 0.6, tone.display),
    onFront(lid, [0.88, 0.3], 0.24, thicknessM * 0.75, lighter(tone.display, 0.14)),
    onFront(lid, [0.5, 0.36], -0.08, thicknessM * 0.9, lighter(tone.display, 0.72)),
  ];
}

/** A plate on the front (own +z) of a slanted one: its share of the width and height, its shift upwards as a share of the height, and how far it stands out. */
function onFront(plate: Part, [width, height]: readonly [number, number], shift: number, outM: number, color: Vec3): Part {
  const [x, y, z] = plate.rotationDeg ?? [0, 0, 0];
  const [, up, front] = axesFromEulerDeg({ x, y, z });
  const centerM = add(add(plate.centerM, scale(up, shift * plate.sizeM[1])), scale(front, outM));
  return { ...plate, centerM, sizeM: [plate.sizeM[0] * width, plate.sizeM[1] * height, plate.sizeM[2]], color };
}

function desktopComputer(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const casing = pick([tone.charcoal, rgb('#b9bcbe')], variant);
  const screen = { x: [0, 0.7], side: 0.018 } as const;
  return [
    box([0.2, 0.5], [0, 0.03], [0.2, 0.8], tone.iron),
    box([0.31, 0.39], [0.03, 0.3], [0.36, 0.46], tone.iron),
    box(screen.x, [0.22, 1], [0.42, 0.6], tone.black),
    box([screen.side, 0.7 - screen.side], [0.27, 0.97], [0.6, 0.63], rgb('#33506b')),
    box([screen.side + 0.02, 0.36], [0.6, 0.93], [0.63, 0.64], lighter(tone.display, 0.15)),
    box([0.77, 1], [0, 0.82], whole, casing),
    box([0.785, 0.985], [0.5, 0.78], [0.99, 1.012], darker(casing, 0.3)),
    box([0.87, 0.9], [0.4, 0.45], [0.99, 1.014], tone.display),
    box([0.06, 0.62], [0, 0.035], [0.78, 1], tone.black),
    box([0.075, 0.605], [0.035, 0.05], [0.8, 0.98], tone.charcoal),
  ];
}
