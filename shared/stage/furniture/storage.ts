import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { accents, darker, lighter, linens, metals, otherVariant, pick, plastics, rgb, tone, woods } from './palette.ts';
import { around, bothSides, divide, fourCorners, inset, partKit, type Span, share, whole } from './part-kit.ts';

/** Furniture and vessels that other things are kept in; doors and drawers are at the front (+z). */
export const storageFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Dresser: (sizeM, variant) => (sizeM[1] > 1.2 && sizeM[0] < 1 ? cupboard : chestOfDrawers)(sizeM, variant),
  Cabinet: cupboard,
  Drawer: chestOfDrawers,
  ShelvingUnit: bookcase,
  Shelf: wallShelf,
  Safe: steelSafe,
  LaundryHamper: wickerHamper,
  Cart: serviceCart,
  Box: (sizeM, variant) => (sizeM[0] < 0.33 ? giftBox : cardboardBox)(sizeM, variant),
  GarbageCan: (sizeM, variant) =>
    (Math.abs(sizeM[0] - sizeM[2]) < 0.03 ? roundBin : pick([pedalBin, openBin], otherVariant(variant, 1)))(sizeM, variant),
};

function chestOfDrawers(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const knob = pick(metals, otherVariant(variant, 1));
  const [foot, top] = [share(0.1, sizeM[1], 0.16), 1 - share(0.03, sizeM[1], 0.06)];
  const columns = divide(inset(0.03), Math.min(3, Math.max(1, Math.round(sizeM[0] / 0.75))), 0.012);
  const rows = divide([foot + 0.025, top - 0.02], Math.min(4, Math.max(2, Math.round(sizeM[1] / 0.27))), 0.018);
  const legs: Span = [0.02, 0.02 + share(0.05, sizeM[0], 0.08)];
  return [
    ...fourCorners(legs, [0.04, 0.04 + share(0.05, sizeM[2], 0.12)], (x, z) => box(x, [0, foot], z, darker(color, 0.3))),
    box(inset(0.012), [foot, top], [0.01, 0.94], darker(color, 0.14)),
    ...columns.flatMap((x) => rows.map((y) => box(x, y, [0.93, 0.972], lighter(color, 0.05)))),
    ...columns.flatMap((x) =>
      rows.map((y) =>
        box(
          around((x[0] + x[1]) / 2, share(0.14, sizeM[0], 0.2)),
          around((y[0] + y[1]) / 2, share(0.018, sizeM[1], 0.03)),
          [0.972, 0.997],
          knob,
        ),
      ),
    ),
    box(whole, [top, 1], whole, color),
  ];
}

function cupboard(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const [foot, top] = [share(0.08, sizeM[1], 0.12), 1 - share(0.03, sizeM[1], 0.05)];
  const doors = divide(inset(0.04), sizeM[0] > 0.55 ? 2 : 1, 0.012);
  const knob = pick(metals, otherVariant(variant, 1));
  return [
    box(inset(0.03), [0, foot], [0.03, 0.9], darker(color, 0.45)),
    box(inset(0.012), [foot, top], [0.01, 0.94], darker(color, 0.12)),
    ...doors.map((x) => box(x, [foot + 0.02, top - 0.02], [0.93, 0.962], color)),
    ...doors.map((x) => box([x[0] + 0.05, x[1] - 0.05], [foot + 0.08, top - 0.08], [0.962, 0.976], lighter(color, 0.12))),
    ...doors.map((x, i) => box(around(i === 0 ? x[1] - 0.025 : x[0] + 0.025, 0.018), around(0.52, 0.14), [0.962, 0.997], knob)),
    box(whole, [top, 1], whole, color),
  ];
}

/** A bookcase with an open front; books and boxes stand on about every second board. */
function bookcase(sizeM: Vec3, variant: number): Part[] {
  const { box, within } = partKit(sizeM);
  const color = pick(woods, variant);
  const board = share(0.025, sizeM[1], 0.05);
  const side = share(0.03, sizeM[0], 0.06);
  const shelves = divide([board * 1.6, 1 - board], Math.min(6, Math.max(2, Math.round(sizeM[1] / 0.38))), board);
  const columns = divide([side, 1 - side], sizeM[0] > 1.2 ? 2 : 1, side * 0.8);
  const cells = columns.flatMap((x) => shelves.map((y) => within(x, y, [0.08, 0.9])));
  return [
    ...bothSides([0, side], (x) => box(x, [0, 0.998], [0, 0.992], color)),
    box([side, 1 - side], [board, 0.99], [0.012, 0.04], darker(color, 0.35)),
    ...shelves.map((y) => box([side, 1 - side], [y[0] - board, y[0]], [0.04, 0.985], lighter(color, 0.06))),
    ...columns.slice(1).map((x) => box([x[0] - side * 0.8, x[0]], [board, 0.99], [0.04, 0.98], color)),
    box([0.002, 0.998], [1 - board, 1], [0.002, 1], darker(color, 0.08)),
    ...cells.flatMap((cell, i) => (otherVariant(variant, i + 5) % 2 === 0 ? shelfLoad(cell, otherVariant(variant, i + 20)) : [])),
  ];
}

function shelfLoad(cell: ReturnType<typeof partKit>, variant: number): Part[] {
  const at = (variant % 3) * 0.26 + 0.03;
  const color = pick(accents, variant);
  if (variant % 4 === 0) return [cell.box([at, at + 0.36], [0, 0.6], [0.05, 0.95], lighter(pick(linens, variant), 0.1))];
  return [
    cell.box([at, at + 0.14], [0, 0.78], [0.1, 0.8], color),
    cell.box([at + 0.145, at + 0.24], [0, 0.66], [0.1, 0.74], lighter(color, 0.5)),
    cell.box([at + 0.245, at + 0.37], [0, 0.72], [0.1, 0.78], darker(pick(accents, variant + 3), 0.15)),
  ];
}

function wallShelf(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  return [
    box(whole, [0.55, 1], whole, color),
    ...bothSides([0.1, 0.14], (x) => box(x, [0, 0.55], [0.01, 0.6], tone.iron)),
    box(inset(0.02), [0.3, 0.54], [0.001, 0.06], darker(color, 0.3)),
  ];
}

function steelSafe(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const color = pick([rgb('#4b5157'), rgb('#6b7075'), rgb('#3d4a41')], variant);
  return [
    ...fourCorners([0.05, 0.15], [0.05, 0.15], (x, z) => box(x, [0, 0.03], z, tone.black)),
    box(whole, [0.03, 1], [0, 0.86], color),
    box(inset(0.08), [0.11, 0.92], [0.86, 0.905], lighter(color, 0.12)),
    box(inset(0.11), [0.14, 0.89], [0.905, 0.915], darker(color, 0.12)),
    cylinder(around(0.4, 0.22), around(0.6, 0.22), [0.915, 0.96], tone.chrome, 'z'),
    cylinder(around(0.4, 0.12), around(0.6, 0.12), [0.96, 0.99], tone.black, 'z'),
    box(around(0.68, 0.06), around(0.55, 0.26), [0.915, 1], tone.chrome),
    ...bothSides([0.055, 0.075], (x) => box(x, [0.2, 0.32], [0.862, 0.9], tone.steel)),
  ];
}

function wickerHamper(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(['#b89468', '#d8cbb0', '#8d7355', '#a8a49c'].map(rgb), variant);
  const bands = divide([0.03, 0.88], 9, 0.012);
  return [
    box(inset(0.05), [0, 0.88], inset(0.05), darker(color, 0.3)),
    ...bands.map((y, i) => box(inset(0.02 + (i % 2) * 0.012), y, inset(0.02 + (i % 2) * 0.012), i % 2 === 0 ? color : darker(color, 0.12))),
    box(whole, [0.9, 0.975], whole, lighter(color, 0.1)),
    box(inset(0.06), [0.975, 1], inset(0.06), color),
    box(inset(0.06), [0.86, 0.9], inset(0.06), lighter(pick(linens, variant), 0.4)),
    box(around(0.5, 0.22), [0.62, 0.7], [0.97, 0.995], darker(color, 0.55)),
  ];
}

function serviceCart(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const frame = pick([tone.iron, tone.steel, tone.brass], variant);
  const tray = pick(woods, otherVariant(variant, 1));
  const post: Span = [0.02, 0.05];
  const wheel = share(0.09, sizeM[1], 0.15);
  const goods = [0, 1, 2, 3].map((i) => pick(accents, otherVariant(variant, i + 2)));
  return [
    ...fourCorners([0.015, 0.055], [0.04, 0.04 + wheel * 1.4], (x, z) => cylinder(x, [0, wheel], z, tone.black, 'x')),
    ...fourCorners(post, [0.06, 0.1], (x, z) => box(x, [wheel * 0.7, 0.95], z, frame)),
    ...[0.14, 0.45, 0.76].map((y) => box([0.01, 0.99], [y, y + 0.025], [0.01, 0.99], tray)),
    ...[0.14, 0.45, 0.76].flatMap((y) => bothSides([0.02, 0.04], (z) => box([0.05, 0.95], [y + 0.05, y + 0.07], z, frame))),
    ...bothSides([0, 0.05], (x) => box(x, [0.95, 1], whole, darker(frame, 0.1))),
    box([0.15, 0.4], [0.165, 0.32], [0.2, 0.7], goods[0] as Vec3),
    box([0.55, 0.8], [0.475, 0.6], [0.3, 0.8], goods[1] as Vec3),
    cylinder([0.2, 0.32], [0.475, 0.65], [0.3, 0.46], goods[2] as Vec3),
  ];
}

/** A carton: taped shut, or open with two flaps up and two hanging down outside. */
function cardboardBox(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick([tone.cardboard, rgb('#a9835a'), rgb('#c9a87a'), rgb('#d9d2c4')], variant);
  const isOpen = otherVariant(variant, 1) % 3 !== 0;
  if (!isOpen)
    return [
      box(inset(0.006), [0, 0.97], inset(0.006), color),
      ...bothSides([0.002, 0.496], (z) => box(inset(0.003), [0.97, 0.99], z, lighter(color, 0.08))),
      box(whole, [0.75, 1], around(0.5, 0.12), lighter(color, 0.35)),
      box([0.55, 0.88], [0.25, 0.6], [0.98, 1], tone.paper),
      box([0.12, 0.3], [0.2, 0.34], [0.98, 0.999], darker(color, 0.4)),
    ];
  const rim = 0.74;
  return [
    ...bothSides([0, 0.025], (x) => box(x, [0, rim], inset(0.03), color)),
    ...bothSides([0.03, 0.055], (z) => box([0.025, 0.975], [0, rim - 0.004], z, darker(color, 0.06))),
    box([0.02, 0.98], [0.004, 0.3], [0.05, 0.95], darker(color, 0.5)),
    box([0.2, 0.55], [0.3, 0.55], [0.2, 0.7], pick(linens, otherVariant(variant, 2))),
    ...bothSides([0.004, 0.018], (x) => box(x, [rim, 1], inset(0.04), lighter(color, 0.16))),
    ...bothSides([0, 0.014], (z) => box([0.02, 0.98], [rim - 0.3, rim + 0.012], z, lighter(color, 0.12))),
    ...bothSides([0.008, 0.04], (z) => box([0.03, 0.97], [rim, rim + 0.01], z, lighter(color, 0.2))),
    box([0.3, 0.6], [0.12, 0.32], [0.968, 0.974], lighter(color, 0.5)),
  ];
}

function giftBox(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(accents, variant);
  const ribbon = pick([tone.cream, tone.brass, tone.white], otherVariant(variant, 1));
  return [
    box(inset(0.03), [0, 0.74], inset(0.03), color),
    box(whole, [0.74, 0.96], whole, lighter(color, 0.15)),
    box(around(0.5, 0.12), [0, 0.74], inset(0.02), ribbon),
    box(around(0.5, 0.12), [0.735, 0.985], inset(-0.008), ribbon),
    box(inset(-0.008), [0.735, 0.975], around(0.5, 0.12), ribbon),
    box(around(0.5, 0.3), [0.985, 1], around(0.5, 0.2), lighter(ribbon, 0.2)),
  ];
}

function roundBin(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const color = pick([tone.steel, tone.charcoal, ...plastics], variant);
  return [
    cylinder(inset(0.04), [0, 0.05], [0.04, 0.96], tone.black),
    cylinder(inset(0.03), [0.05, 0.86], inset(0.03), color),
    cylinder(inset(0.06), [0.86, 0.88], inset(0.06), tone.black),
    cylinder(whole, [0.88, 0.96], whole, lighter(color, 0.12)),
    cylinder(inset(0.2), [0.96, 1], inset(0.2), darker(color, 0.15)),
    box(around(0.5, 0.2), [0.02, 0.07], [0.9, 1], tone.iron),
  ];
}

function pedalBin(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick([tone.steel, tone.charcoal, ...plastics], variant);
  return [
    box(inset(0.03), [0, 0.06], [0.03, 0.93], tone.black),
    box(inset(0.02), [0.06, 0.84], [0.02, 0.94], color),
    box(inset(0.04), [0.84, 0.865], [0.04, 0.92], tone.black),
    box(whole, [0.865, 0.97], [0, 0.965], lighter(color, 0.14)),
    box(inset(0.1), [0.97, 1], [0.1, 0.86], lighter(color, 0.05)),
    box(around(0.5, 0.3), [0.02, 0.06], [0.9, 1], tone.iron),
    box(around(0.5, 0.24), [0.56, 0.6], [0.94, 0.955], darker(color, 0.3)),
  ];
}

/** A basket that widens upwards in steps, with a bag folded over its rim. */
function openBin(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick([...plastics, tone.iron], variant);
  const bag = pick([tone.white, tone.charcoal], otherVariant(variant, 2));
  return [
    ...divide([0, 0.8], 4, 0).map((y, i) => box(inset(0.055 - i * 0.013), y, inset(0.055 - i * 0.013), darker(color, 0.15 - i * 0.045))),
    ...bothSides([0.01, 0.08], (x) => box(x, [0.8, 0.985], inset(0.01), color)),
    ...bothSides([0.01, 0.08], (z) => box([0.08, 0.92], [0.8, 0.985], z, color)),
    ...bothSides([0, 0.1], (x) => box(x, [0.9, 1], whole, bag)),
    ...bothSides([0, 0.1], (z) => box([0.1, 0.9], [0.9, 0.998], z, bag)),
    box(inset(0.1), [0.8, 0.9], inset(0.1), darker(bag, 0.5)),
    box([0.2, 0.5], [0.9, 0.94], [0.3, 0.6], tone.paper),
  ];
}
