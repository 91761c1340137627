import type { FurnitureProxy } from '../compiled-stage.ts';
import { accents, bareWoods, darker, fabrics, lighter, linens, metals, otherVariant, pick, plastics, rgb, tone } from './palette.ts';
import { around, bothSides, divide, fourCorners, inset, mirrored, partKit, share, whole } from './part-kit.ts';

/** Four lobes keep the corners that one ellipsoid would lose. */
const pillow: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...accents, ...linens, ...fabrics], otherVariant(variant, 1));
  return [
    kit.box(whole, [0.42, 0.53], whole, darker(color, 0.14)),
    ...fourCorners([0.01, 0.62], [0.01, 0.62], (x, z) => kit.sphere(x, [0.12, 0.86], z, color)),
    kit.sphere(inset(0.06), whole, inset(0.06), lighter(color, 0.04)),
  ];
};

const sprayBottle: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const liquid = pick([tone.water, rgb('#8fbf6a'), rgb('#d9a24a')], variant);
  const trigger = pick([tone.red, tone.white, tone.blue], variant);
  return [
    kit.box(inset(0.05), [0, 0.52], [0.01, 0.66], liquid),
    kit.box(whole, [0.12, 0.4], [0, 0.675], tone.white),
    kit.box(inset(0.15), [0.5, 0.66], [0.12, 0.5], liquid),
    kit.box(inset(0.2), [0.64, 0.8], [0.18, 0.46], trigger),
    kit.box(inset(0.05), [0.8, 1], [0, 0.8], trigger),
    kit.box(inset(0.25), [0.86, 0.96], [0.78, 1], tone.charcoal),
    kit.box(inset(0.25), [0.62, 0.82], [0.62, 0.76], trigger),
  ];
};

const soapBottle: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...plastics, ...accents], otherVariant(variant, 1));
  return [
    kit.cylinder(inset(0.015), [0, 0.58], inset(0.015), color),
    kit.cylinder(inset(0.12), [0.54, 0.66], inset(0.12), darker(color, 0.1)),
    kit.cylinder(whole, [0.16, 0.42], whole, pick([tone.white, tone.cream, lighter(color, 0.5)], variant)),
    kit.cylinder(around(0.5, 0.32), [0.64, 0.76], around(0.5, 0.32), tone.white),
    kit.cylinder(around(0.5, 0.14), [0.74, 0.92], around(0.5, 0.14), tone.steel),
    kit.box(around(0.5, 0.24), [0.88, 1], [0.36, 0.98], tone.white),
  ];
};

const soapBar: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick(['#e8dcc0', '#d9b8b0', '#bcd0c0'].map(rgb), variant);
  return [
    kit.box(inset(0.06), [0, 0.9], inset(0.04), color),
    kit.box(whole, [0.2, 0.7], whole, darker(color, 0.05)),
    kit.box(inset(0.22), [0.8, 1], inset(0.3), darker(color, 0.15)),
  ];
};

/** Folded twice: the round edge at the front is the fold. */
const cloth: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...linens, rgb('#c9775b'), rgb('#7fa3b5')], otherVariant(variant, 1));
  const stripe = pick([lighter(color, 0.55), darker(color, 0.3)], variant);
  return [
    kit.box(whole, [0, 0.42], [0, 0.95], darker(color, 0.14)),
    kit.box([0.015, 0.98], [0.46, 0.93], [0.03, 0.95], color),
    kit.cylinder([0.01, 0.985], [0.02, 0.925], [0.9, 1], color, 'x'),
    kit.box([0.03, 0.96], [0.4, 0.48], [0.05, 0.94], darker(color, 0.4)),
    ...divide([0.12, 0.3], 3, 0.03).map((x) => kit.box(x, [0.8, 1], [0.034, 0.955], stripe)),
  ];
};

/** A folded length of terry hanging over its rail, with a stripe near the hem. */
const towel: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...linens, ...accents], variant);
  const stripe = lighter(color, 0.6);
  const folds = divide(inset(0.1), 5, 0);
  // It hangs over a rail in folds, the longer half in front, a fringe below.
  return [
    kit.cylinder(whole, [0.93, 0.99], [0.2, 0.6], tone.chrome, 'x'),
    ...bothSides([0, 0.03], (x) => kit.box(x, [0.9, 1], [0, 0.7], tone.steel)),
    kit.box(inset(0.12), [0.2, 0.95], [0, 0.3], darker(color, 0.25)),
    ...folds.map((x, i) => kit.box(x, [0.06, 0.995], [0.3, i % 2 === 0 ? 0.97 : 0.8], i % 2 === 0 ? color : darker(color, 0.16))),
    kit.box(inset(0.095), [0.16, 0.23], [0.4, 1], stripe),
    kit.box(inset(0.095), [0.28, 0.31], [0.4, 1], stripe),
    ...divide(inset(0.11), 12, 0.025).map((x) => kit.box(x, [0, 0.06], [0.5, 0.85], lighter(color, 0.35))),
  ];
};

const towelHolder: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const metal = pick(metals, variant);
  const thick = share(0.018, sizeM[0], 0.1);
  return [
    ...bothSides([0, thick * 2], (x) => kit.box(x, whole, [0, 0.14], metal)),
    ...bothSides([thick * 0.5, thick * 1.5], (x) => kit.box(x, inset(0.2), [0.1, 1], metal)),
    kit.cylinder([thick, 1 - thick], inset(0.25), [0.74, 0.94], lighter(metal, 0.2), 'x'),
  ];
};

const handTowelHolder: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const metal = pick(metals, variant);
  return [
    kit.box(around(0.5, 0.34), [0.74, 1], [0, 0.35], metal),
    kit.box(around(0.5, 0.14), [0.78, 0.9], [0.3, 1], lighter(metal, 0.15)),
    kit.box([0.1, 0.9], [0.74, 0.81], [0.6, 0.9], metal),
    kit.box([0.1, 0.9], [0, 0.07], [0.6, 0.9], metal),
    ...bothSides([0, 0.1], (x) => kit.box(x, [0.05, 0.76], [0.6, 0.9], metal)),
  ];
};

const toiletPaperHanger: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const metal = pick(metals, variant);
  return [
    ...bothSides([0, 0.16], (x) => kit.box(x, whole, [0, 0.16], metal)),
    ...bothSides([0.03, 0.13], (x) => kit.box(x, inset(0.25), [0.1, 1], darker(metal, 0.1))),
    kit.cylinder([0.1, 0.9], inset(0.3), [0.62, 0.95], lighter(metal, 0.25), 'x'),
  ];
};

const lightSwitch: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const plate = pick([tone.white, tone.cream, tone.steel], variant);
  const count = Math.max(1, Math.round(sizeM[0] / 0.09));
  return [
    kit.box(whole, whole, [0, 0.4], plate),
    ...divide([0.16, 0.84], count, 0.14).flatMap((x) => [
      kit.box(x, [0.24, 0.76], [0.3, 0.6], darker(plate, 0.18)),
      kit.box([x[0] + 0.02, x[1] - 0.02], [0.5, 0.73], [0.5, 1], lighter(plate, 0.3)),
    ]),
  ];
};

const showerCurtain: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick(linens, variant);
  const folds = divide(whole, 6, -0.02);
  return [
    kit.cylinder(whole, [0.975, 1], around(0.5, 0.07), tone.chrome, 'x'),
    ...folds.filter((_, i) => i % 2 === 0).map((x) => kit.box(x, [0, 0.97], [0, 0.74], color)),
    ...folds.filter((_, i) => i % 2 === 1).map((x) => kit.box(x, [0.002, 0.965], [0.26, 1], darker(color, 0.12))),
  ];
};

const showerHead: FurnitureProxy = (sizeM) => {
  const kit = partKit(sizeM);
  const metal = tone.chrome;
  const pipe = share(0.025, sizeM[0], 0.2);
  return [
    kit.cylinder(around(0.5, pipe), [0.08, 0.96], [0.04, 0.16], metal),
    kit.box(around(0.5, 0.7), [0.07, 0.12], [0, 0.26], darker(metal, 0.1)),
    ...bothSides([0, 0.22], (x) => kit.cylinder(x, [0.065, 0.125], [0.02, 0.28], darker(metal, 0.3), 'x')),
    kit.box(around(0.5, pipe), [0.95, 0.98], [0.04, 0.7], metal),
    kit.cylinder(around(0.5, 0.9), [0.92, 0.945], [0.4, 1], metal),
    kit.cylinder(around(0.5, pipe * 1.4), [0.94, 1], [0.62, 0.76], metal),
    kit.box(around(0.5, 0.12), [0, 0.08], [0.06, 0.3], metal),
  ];
};

const blinds: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const slat = pick([tone.white, tone.cream, ...bareWoods], variant);
  return [
    kit.box(whole, [0.84, 1], whole, darker(slat, 0.15)),
    ...divide([0.08, 0.82], 7, 0.035).map((y) => kit.box(inset(0.01), y, inset(0.12), slat)),
    kit.box(inset(0.01), [0, 0.06], inset(0.05), darker(slat, 0.08)),
    ...bothSides([0.14, 0.15], (x) => kit.box(x, [0.02, 0.86], [0.4, 0.93], darker(slat, 0.3))),
  ];
};

const garbageBag: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.black, rgb('#3b424a'), rgb('#4a5348')], variant);
  return [
    kit.sphere(whole, [0.02, 0.74], whole, color),
    kit.cylinder(inset(0.1), [0, 0.3], inset(0.1), darker(color, 0.15)),
    kit.cone(inset(0.16), [0.5, 0.92], inset(0.16), lighter(color, 0.08)),
    kit.cylinder(around(0.5, 0.16), [0.78, 0.84], around(0.5, 0.16), tone.yellow),
    kit.cone(around(0.5, 0.36), [0.82, 1], around(0.5, 0.36), lighter(color, 0.14), 'down'),
  ];
};

const boots: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const leather = pick(['#5a4030', '#2f3338', '#6f6a3e', '#8a5a3a'].map(rgb), variant);
  const sides = [
    [0, 0.44],
    [0.56, 1],
  ] as const;
  return sides.flatMap((x, i) => {
    const boot = kit.within(x, whole, i === 0 ? [0, 0.97] : [0.03, 1]);
    return [
      boot.box(whole, [0, 0.07], whole, darker(leather, 0.5)),
      boot.box(inset(0.06), [0.065, 0.2], [0.03, 0.76], leather),
      boot.sphere(inset(0.03), [0, 0.22], [0.4, 0.99], leather),
      boot.sphere(inset(0.08), [0.06, 0.34], [0.1, 0.84], leather),
      boot.cylinder(inset(0.05), [0.18, 0.97], [0.03, 0.58], leather),
      boot.cylinder(inset(0.02), [0.91, 1], [0, 0.61], lighter(leather, 0.2)),
    ];
  });
};

const scrubBrush: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.white, tone.charcoal, tone.blue], variant);
  return [
    kit.cylinder(whole, [0, 0.06], whole, darker(color, 0.1)),
    kit.cylinder(inset(0.08), [0.05, 0.3], inset(0.08), color),
    kit.cylinder(inset(0.17), [0.26, 0.31], inset(0.17), darker(color, 0.45)),
    kit.cylinder(around(0.5, 0.16), [0.3, 0.9], around(0.5, 0.16), tone.steel),
    kit.cylinder(around(0.5, 0.26), [0.82, 1], around(0.5, 0.26), color),
  ];
};

const vacuumCleaner: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.red, tone.blue, rgb('#6a4a7c'), rgb('#c9752f')], variant);
  return [
    kit.box(whole, [0.02, 0.11], [0.42, 1], tone.charcoal),
    kit.box([0.004, 0.996], [0.05, 0.085], [0.9, 1.004], color),
    ...bothSides([0.12, 0.24], (x) => kit.cylinder(x, [0, 0.16], [0.1, 0.56], tone.black, 'x')),
    kit.box(inset(0.2), [0.08, 0.26], [0.12, 0.56], darker(color, 0.15)),
    kit.cylinder(inset(0.22), [0.22, 0.56], [0.1, 0.62], color),
    kit.cylinder(inset(0.25), [0.3, 0.48], [0.24, 0.68], tone.glass),
    kit.cylinder(inset(0.26), [0.54, 0.62], [0.14, 0.56], tone.charcoal),
    kit.box(around(0.5, 0.12), [0.58, 0.93], [0.14, 0.27], tone.steel),
    kit.box(around(0.5, 0.18), [0.9, 1], [0, 0.3], tone.black),
  ];
};

/** A low tray with three decorative balls. */
const tableTopDecor: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const wood = pick(bareWoods, variant);
  const ball = pick(accents, variant);
  return [
    kit.cylinder(whole, [0, 0.2], whole, wood),
    kit.cylinder(inset(0.06), [0.1, 0.26], inset(0.06), darker(wood, 0.35)),
    kit.sphere([0.14, 0.5], [0.22, 1], [0.12, 0.58], ball),
    kit.sphere([0.52, 0.84], [0.22, 0.9], [0.2, 0.62], tone.brass),
    kit.sphere([0.36, 0.66], [0.22, 0.86], [0.5, 0.9], tone.cream),
  ];
};

const wateringCan: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([rgb('#5f8a6a'), tone.steel, rgb('#b5694a'), tone.blue], variant);
  const dark = darker(color, 0.15);
  return [
    kit.cylinder(whole, [0, 0.66], [0.16, 0.7], color),
    kit.cylinder(inset(0.1), [0.6, 0.675], [0.21, 0.65], darker(color, 0.5)),
    kit.slant(around(0.5, 0.18), [0.2, 0.86], [0.64, 0.97], 0.022, 'front', dark),
    kit.cylinder(around(0.5, 0.36), [0.76, 0.93], [0.92, 1], dark, 'z'),
    kit.box(around(0.5, 0.14), [0.9, 1], [0, 0.34], dark),
    kit.box(around(0.5, 0.13), [0.3, 0.92], [0, 0.08], dark),
    kit.box(around(0.5, 0.12), [0.28, 0.38], [0.03, 0.22], dark),
    kit.box(around(0.5, 0.13), [0.5, 0.92], [0.26, 0.335], dark),
  ];
};

const footstool: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const wood = pick(bareWoods, otherVariant(variant, 1));
  const cushion = share(0.08, sizeM[1], 0.35);
  const leg = share(0.035, sizeM[0], 0.16);
  return [
    kit.box(whole, [1 - cushion, 1], whole, pick(fabrics, variant)),
    kit.box(inset(0.03), [0.93 - cushion, 1 - cushion], inset(0.03), wood),
    ...fourCorners([0.05, 0.05 + leg], [0.05, 0.05 + leg], (x, z) => kit.box(x, [0, 0.94 - cushion], z, darker(wood, 0.1))),
    ...[mirrored([0.06, 0.06 + leg * 0.6]), [0.06, 0.06 + leg * 0.6] as const].map((x) => kit.box(x, [0.2, 0.28], inset(0.1), wood)),
  ];
};

const baseballBat: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...bareWoods.slice(0, 3), tone.steel], variant);
  return [
    kit.cylinder(around(0.5, 0.62), [0, 0.035], around(0.5, 0.62), darker(color, 0.2)),
    kit.cylinder(around(0.5, 0.4), [0.03, 0.34], around(0.5, 0.4), tone.black),
    kit.cylinder(around(0.5, 0.5), [0.32, 0.48], around(0.5, 0.5), color),
    kit.cylinder(around(0.5, 0.74), [0.46, 0.62], around(0.5, 0.74), color),
    kit.cylinder(whole, [0.6, 0.97], whole, color),
    kit.sphere(inset(0.04), [0.92, 1], inset(0.04), darker(color, 0.08)),
  ];
};

/** The seams are thin discs that break the surface of the ball. */
const basketBall: FurnitureProxy = (sizeM) => {
  const kit = partKit(sizeM);
  const seam = around(0.5, 0.022);
  return [
    kit.sphere(inset(0.012), inset(0.012), inset(0.012), rgb('#c8702f')),
    kit.cylinder(seam, whole, whole, tone.black, 'x'),
    kit.cylinder(whole, seam, whole, tone.black),
    kit.cylinder(whole, whole, seam, tone.black, 'z'),
  ];
};

const tennisRacket: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const frame = pick([tone.red, tone.blue, tone.charcoal, tone.yellow], variant);
  const head = kit.within(whole, whole, [0.48, 1]);
  return [
    head.cylinder(whole, [0.2, 0.8], whole, frame),
    head.cylinder(inset(0.08), [0.15, 0.85], inset(0.07), rgb('#dfe3cf')),
    ...divide([0.24, 0.76], 4, 0.13).map((x) => head.box(x, [0.12, 0.88], [0.12, 0.88], rgb('#b9bda8'))),
    ...divide([0.2, 0.8], 4, 0.14).map((z) => head.box([0.16, 0.84], [0.1, 0.9], z, rgb('#b9bda8'))),
    kit.box(around(0.5, 0.2), [0.2, 0.8], [0.34, 0.5], frame),
    kit.box(around(0.5, 0.15), whole, [0, 0.36], tone.black),
  ];
};

const dumbbell: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const weight = pick([tone.charcoal, tone.iron, tone.blue], variant);
  return [
    kit.cylinder(around(0.5, 0.26), around(0.5, 0.26), inset(0.1), tone.chrome, 'z'),
    ...[
      [0.06, 0.3],
      [0.7, 0.94],
    ].map(([from = 0, to = 0]) => kit.cylinder(whole, whole, [from, to], weight, 'z')),
    ...[
      [0, 0.36],
      [0.64, 1],
    ].map(([from = 0, to = 0]) => kit.cylinder(inset(0.14), inset(0.14), [from, to], lighter(weight, 0.12), 'z')),
  ];
};

/** Proxies for cushions, cleaning things, sports gear and small fittings, by AI2-THOR type. */
export const smallThingsFurniture: Readonly<Record<string, FurnitureProxy>> = {
  BaseballBat: baseballBat,
  BasketBall: basketBall,
  Blinds: blinds,
  Boots: boots,
  Cloth: cloth,
  Dumbbell: dumbbell,
  Footstool: footstool,
  GarbageBag: garbageBag,
  HandTowel: towel,
  HandTowelHolder: handTowelHolder,
  LightSwitch: lightSwitch,
  Pillow: pillow,
  ScrubBrush: scrubBrush,
  ShowerCurtain: showerCurtain,
  ShowerHead: showerHead,
  SoapBar: soapBar,
  SoapBottle: soapBottle,
  SprayBottle: sprayBottle,
  TableTopDecor: tableTopDecor,
  TennisRacket: tennisRacket,
  ToiletPaperHanger: toiletPaperHanger,
  Towel: towel,
  TowelHolder: towelHolder,
  VacuumCleaner: vacuumCleaner,
  WateringCan: wateringCan,
};
