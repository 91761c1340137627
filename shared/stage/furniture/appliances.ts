import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { appliances, darker, lighter, pick, plastics, rgb, tone } from './palette.ts';
import { around, bothSides, divide, fourCorners, inset, partKit, type Span, share, whole } from './part-kit.ts';

/** Kitchen and laundry machines; their doors and dials are at the front (+z). */
export const appliancesFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Fridge: (sizeM, variant) => (sizeM[0] > 0.9 && variant % 2 === 0 ? sideBySideFridge : freezerTopFridge)(sizeM, variant),
  Microwave: microwaveOven,
  Toaster: slotToaster,
  CoffeeMachine: coffeeMaker,
  WashingMachine: (sizeM, variant) => frontLoader(sizeM, variant, tone.glass),
  ClothesDryer: (sizeM, variant) => frontLoader(sizeM, variant, tone.charcoal),
  Kettle: standKettle,
  StoveBurner: burnerRing,
  StoveKnob: turnKnob,
};

function freezerTopFridge(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(appliances, variant);
  const [foot, split] = [0.04, 0.68];
  const handle = darker(color, 0.4);
  const grip: Span = [0.07, 0.07 + share(0.035, sizeM[0])];
  return [
    box(inset(0.03), [0, foot], [0.03, 0.86], tone.black),
    box(inset(0.004), [foot, 0.995], [0, 0.87], darker(color, 0.12)),
    box(inset(0.015), [foot + 0.01, 0.985], [0.87, 0.885], tone.charcoal),
    box(whole, [foot, split - 0.005], [0.885, 0.965], color),
    box(whole, [split + 0.005, 1], [0.885, 0.965], color),
    box(grip, [0.4, split - 0.04], [0.965, 1], handle),
    box(grip, [split + 0.04, split + 0.2], [0.965, 1], handle),
    box([0.72, 0.86], [0.93, 0.95], [0.965, 0.972], tone.iron),
  ];
}

function sideBySideFridge(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(appliances, variant + 1);
  const handle = darker(color, 0.4);
  const grip = share(0.03, sizeM[0]);
  return [
    box(inset(0.03), [0, 0.04], [0.03, 0.86], tone.black),
    box(inset(0.004), [0.04, 0.995], [0, 0.87], darker(color, 0.14)),
    box(inset(0.015), [0.05, 0.985], [0.87, 0.885], tone.charcoal),
    box([0, 0.445], [0.04, 1], [0.885, 0.965], color),
    box([0.453, 1], [0.04, 1], [0.885, 0.965], color),
    box([0.43 - grip, 0.43], [0.3, 0.85], [0.965, 1], handle),
    box([0.468, 0.468 + grip], [0.3, 0.85], [0.965, 1], handle),
    box([0.1, 0.34], [0.55, 0.74], [0.965, 0.975], tone.charcoal),
    box([0.13, 0.31], [0.69, 0.725], [0.975, 0.98], tone.display),
  ];
}

function microwaveOven(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick([...appliances, tone.charcoal], variant);
  const keys = divide([0.16, 0.6], 4, 0.03).flatMap((y) =>
    divide([0.79, 0.95], 3, 0.02).map((x) => box(x, y, [0.955, 0.965], lighter(color, 0.3))),
  );
  return [
    ...fourCorners([0.05, 0.12], [0.08, 0.18], (x, z) => box(x, [0, 0.05], z, tone.black)),
    box(whole, [0.05, 1], [0, 0.93], color),
    box([0.02, 0.74], [0.09, 0.96], [0.93, 0.955], darker(color, 0.15)),
    box([0.07, 0.65], [0.2, 0.86], [0.955, 0.965], tone.screen),
    box([0.68, 0.72], [0.15, 0.9], [0.955, 1], tone.steel),
    box([0.755, 0.985], [0.09, 0.96], [0.93, 0.955], tone.charcoal),
    box([0.78, 0.96], [0.72, 0.88], [0.955, 0.965], tone.display),
    ...keys,
  ];
}

/** The lever is at the front end; the slots run along the long side. */
function slotToaster(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick([tone.steel, ...plastics, rgb('#b0413a')], variant);
  return [
    box(inset(0.03), [0, 0.08], [0.02, 0.93], tone.black),
    box(whole, [0.08, 0.86], [0, 0.94], color),
    box(inset(0.05), [0.86, 0.97], [0.03, 0.91], lighter(color, 0.12)),
    ...bothSides([0.2, 0.38], (x) => box(x, [0.95, 0.985], [0.12, 0.82], tone.black)),
    ...bothSides([0.24, 0.34], (x) => box(x, [0.9, 1], [0.2, 0.74], rgb('#c08a4e'))),
    box(around(0.5, 0.1), [0.25, 0.75], [0.94, 0.952], tone.black),
    box(around(0.5, 0.28), [0.6, 0.7], [0.952, 1], tone.charcoal),
    box([0.68, 0.82], [0.2, 0.32], [0.94, 0.97], tone.charcoal),
  ];
}

function coffeeMaker(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const color = pick([tone.charcoal, tone.steel, rgb('#8d2f2b'), tone.white], variant);
  return [
    box(inset(0.02), [0, 0.1], whole, darker(color, 0.3)),
    box([0.02, 0.98], [0.1, 0.66], [0, 0.42], darker(color, 0.12)),
    box(whole, [0.66, 0.94], [0.01, 0.97], color),
    box(inset(0.1), [0.94, 1], [0.06, 0.6], lighter(color, 0.15)),
    box(inset(0.12), [0.72, 0.88], [0.97, 0.985], tone.steel),
    box([0.16, 0.4], [0.76, 0.84], [0.985, 0.995], tone.display),
    ...divide([0.5, 0.82], 3, 0.04).map((x) => box(x, [0.77, 0.83], [0.985, 0.998], tone.charcoal)),
    cylinder(around(0.5, 0.2), [0.58, 0.66], around(0.68, 0.2), tone.black),
    cylinder(around(0.5, 0.42), [0.13, 0.46], around(0.7, 0.42), tone.glass),
    cylinder(around(0.5, 0.44), [0.12, 0.3], around(0.7, 0.44), rgb('#3a2418')),
    cylinder(around(0.5, 0.3), [0.46, 0.51], around(0.7, 0.3), tone.black),
    box([0.72, 0.84], [0.18, 0.46], around(0.7, 0.06), tone.black),
    box(inset(0.12), [0.1, 0.125], [0.46, 0.95], tone.iron),
  ];
}

function frontLoader(sizeM: Vec3, variant: number, window: Vec3): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const color = pick(appliances, variant);
  const hasConsole = sizeM[1] > 1.05;
  const top = hasConsole ? 0.86 : 0.97;
  const round = (radiusM: number): readonly [Span, Span] => [
    around(0.5, (2 * radiusM) / sizeM[0]),
    around(top * 0.48, (2 * radiusM) / sizeM[1]),
  ];
  const disc = (radiusM: number, from: number, to: number, paint: Vec3) => cylinder(...round(radiusM), [from, to], paint, 'z');
  const panel: Span = hasConsole ? [0.875, 0.985] : [0.83, 0.95];
  const face: Span = hasConsole ? [0.16, 0.19] : [0.95, 0.965];
  return [
    box(inset(0.03), [0, 0.03], [0.03, 0.9], tone.black),
    box(inset(0.006), [0.03, top], [0.004, 0.95], color),
    box(whole, [top, top + 0.03], [0, 0.97], lighter(color, 0.25)),
    ...(hasConsole ? [box([0.01, 0.99], [top + 0.03, 1], [0.006, 0.16], lighter(color, 0.1))] : []),
    box(inset(0.03), panel, face, darker(color, 0.35)),
    box([0.4, 0.62], [panel[0] + 0.03, panel[1] - 0.03], [face[1], face[1] + 0.006], tone.display),
    cylinder(around(0.76, 0.1), around((panel[0] + panel[1]) / 2, 0.07), [face[1], face[1] + 0.03], tone.chrome, 'z'),
    disc(0.23, 0.95, 0.975, tone.chrome),
    disc(0.19, 0.975, 0.988, tone.charcoal),
    disc(0.15, 0.988, 1, darker(window, 0.15)),
    box([0.1, 0.3], [0.06, 0.1], [0.95, 0.957], darker(color, 0.2)),
  ];
}

function standKettle(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder, sphere, slant } = partKit(sizeM);
  const color = pick([tone.steel, rgb('#a8423a'), tone.charcoal], variant);
  return [
    cylinder([0.02, 0.8], [0, 0.06], [0.02, 0.98], tone.black),
    cylinder([0, 0.82], [0.06, 0.36], whole, darker(color, 0.08)),
    sphere([0, 0.82], [0.02, 0.72], [0.001, 0.999], color),
    cylinder([0.22, 0.6], [0.66, 0.73], [0.28, 0.72], darker(color, 0.2)),
    sphere([0.36, 0.46], [0.71, 0.8], [0.45, 0.55], tone.black),
    slant([0.74, 1], [0.36, 0.7], [0.43, 0.57], 0.024, 'right', color),
    box([0.94, 1], [0.66, 0.71], [0.43, 0.57], tone.black),
    box([0.1, 0.17], [0.5, 0.94], around(0.5, 0.09), tone.black),
    box([0.09, 0.74], [0.93, 1], around(0.5, 0.1), tone.black),
    box([0.66, 0.73], [0.55, 0.94], around(0.5, 0.09), tone.black),
  ];
}

function burnerRing(sizeM: Vec3): Part[] {
  const { cylinder } = partKit(sizeM);
  return [
    cylinder(whole, [0, 0.55], whole, tone.black),
    cylinder(inset(0.08), [0.55, 0.8], inset(0.08), tone.iron),
    cylinder(inset(0.22), [0.8, 0.9], inset(0.22), tone.black),
    cylinder(inset(0.36), [0.9, 1], inset(0.36), tone.iron),
  ];
}

function turnKnob(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  return [
    cylinder(whole, whole, [0, 0.35], tone.steel, 'z'),
    cylinder(inset(0.12), inset(0.12), [0.35, 0.85], pick([tone.black, tone.white], variant), 'z'),
    box(around(0.5, 0.14), [0.3, 0.92], [0.85, 1], tone.red),
  ];
}
