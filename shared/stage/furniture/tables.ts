import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { bareWoods, darker, lighter, metals, otherVariant, pick, rgb, tone, woods } from './palette.ts';
import { around, bothSides, divide, fourCorners, inset, partKit, type Span, share, whole } from './part-kit.ts';

/** Tables, desks and counters: what stands on them rests on the top of the box (or, on a desk with shelves, at its writing height). */
export const tablesFurniture: Readonly<Record<string, FurnitureProxy>> = {
  DiningTable: (sizeM, variant) => {
    const isSquare = Math.abs(sizeM[0] / sizeM[2] - 1) < 0.08;
    return (isSquare && variant % 2 === 0 ? roundTable : pick([fourLegTable, trestleTable], otherVariant(variant, 1)))(sizeM, variant);
  },
  CoffeeTable: (sizeM, variant) => pick([shelfTable, plateTable, boxTable], otherVariant(variant, 1))(sizeM, variant),
  SideTable: (sizeM, variant) => pick([nightStand, shelfTable, nightStand], otherVariant(variant, 1))(sizeM, variant),
  Desk: (sizeM, variant) => (sizeM[1] > 1.05 ? hutchDesk : plainDesk)(sizeM, variant),
  TVStand: mediaBoard,
  CounterTop: kitchenCounter,
};

function legTable(sizeM: Vec3, variant: number, legM: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(bareWoods, variant);
  const top = 1 - share(0.035, sizeM[1], 0.14);
  const apron = top - share(0.08, sizeM[1], 0.16);
  const [x, z]: [Span, Span] = [
    [0.02, 0.02 + share(legM, sizeM[0], 0.14)],
    [0.02, 0.02 + share(legM, sizeM[2], 0.14)],
  ];
  const leg = pick([darker(color, 0.14), tone.white, darker(color, 0.3)], otherVariant(variant, 2));
  const skirt = darker(leg, 0.1);
  return [
    ...fourCorners(x, z, (a, b) => box(a, [0, top], b, leg)),
    ...bothSides([z[0] + 0.012, z[1] - 0.012], (b) => box([x[1], 1 - x[1]], [apron, top], b, skirt)),
    ...bothSides([x[0] + 0.008, x[1] - 0.008], (a) => box(a, [apron, top], [z[1], 1 - z[1]], skirt)),
    box(whole, [top, 1], whole, color),
  ];
}

const fourLegTable: FurnitureProxy = (sizeM, variant) => legTable(sizeM, variant, 0.075);

const trestleTable: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(bareWoods, variant);
  const frame = pick([tone.charcoal, darker(color, 0.35), darker(color, 0.15)], otherVariant(variant, 2));
  const top = 1 - share(0.045, sizeM[1], 0.14);
  const post: Span = [0.13, 0.13 + share(0.07, sizeM[0], 0.1)];
  return [
    ...bothSides(post, (x) => box(x, [0.06, top - 0.06], inset(0.36), frame)),
    ...bothSides([post[0] - 0.012, post[1] + 0.012], (x) => box(x, [0, 0.07], inset(0.1), darker(frame, 0.15))),
    ...bothSides([post[0] - 0.012, post[1] + 0.012], (x) => box(x, [top - 0.07, top], inset(0.12), darker(frame, 0.15))),
    box([post[1], 1 - post[1]], [0.3, 0.38], inset(0.46), lighter(frame, 0.08)),
    ...divide(whole, 4, 0.003).map((z, i) => box(whole, [top, 1], z, i % 2 === 0 ? color : darker(color, 0.06))),
  ];
};

const roundTable: FurnitureProxy = (sizeM, variant) => {
  const { box, cylinder } = partKit(sizeM);
  const color = pick(bareWoods, variant);
  const top = 1 - share(0.04, sizeM[1], 0.12);
  return [
    box(inset(0.22), [0, 0.05], inset(0.46), darker(color, 0.3)),
    box(inset(0.46), [0, 0.045], inset(0.22), darker(color, 0.3)),
    cylinder(inset(0.44), [0.05, top - 0.05], inset(0.44), darker(color, 0.2)),
    cylinder(inset(0.38), [0.05, 0.14], inset(0.38), darker(color, 0.25)),
    cylinder(inset(0.2), [top - 0.05, top], inset(0.2), darker(color, 0.3)),
    cylinder(whole, [top, 1], whole, color),
  ];
};

/** Four legs with a board between them near the floor. */
const shelfTable: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(woods, otherVariant(variant, 3));
  const shelf = 0.24;
  return [
    ...legTable(sizeM, variant, 0.045),
    box(inset(0.03), [shelf, shelf + share(0.025, sizeM[1], 0.06)], inset(0.04), darker(color, 0.1)),
  ];
};

/** A stone or glass plate on a metal frame. */
const plateTable: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const metal = pick(metals, variant);
  const plate = pick([tone.glass, rgb('#d9d5cd'), rgb('#3d4146'), pick(bareWoods, variant)], otherVariant(variant, 2));
  const top = 1 - share(0.025, sizeM[1], 0.12);
  const bar = (m: number): Span => [0.03, 0.03 + share(0.03, m, 0.08)];
  const [x, z] = [bar(sizeM[0]), bar(sizeM[2])];
  const height = share(0.03, sizeM[1], 0.1);
  return [
    ...fourCorners(x, z, (a, b) => box(a, [0, top], b, metal)),
    ...[0, top - height].flatMap((y) => [
      ...bothSides([z[0] + 0.004, z[1] - 0.004], (b) => box([x[1], 1 - x[1]], [y + 0.004, y + height], b, darker(metal, 0.12))),
      ...bothSides([x[0] + 0.003, x[1] - 0.003], (a) => box(a, [y + 0.004, y + height], [z[1], 1 - z[1]], darker(metal, 0.12))),
    ]),
    box(whole, [top, 1], whole, plate),
    box(inset(0.06), [top, 1.004], inset(0.08), lighter(plate, 0.12)),
  ];
};

/** A low block with one drawer and an open compartment. */
const boxTable: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const top = 1 - share(0.035, sizeM[1], 0.14);
  return [
    box(inset(0.06), [0, 0.1], inset(0.08), darker(color, 0.4)),
    box(inset(0.02), [0.1, 0.2], inset(0.03), color),
    ...bothSides([0.02, 0.07], (x) => box(x, [0.2, top], inset(0.03), color)),
    box([0.45, 0.55], [0.2, top], inset(0.045), darker(color, 0.08)),
    box(inset(0.07), [0.2, top], around(0.5, 0.04), darker(color, 0.35)),
    box([0.56, 0.92], [0.25, top - 0.05], [0.5, 0.975], lighter(color, 0.1)),
    box([0.7, 0.78], [0.5, 0.56], [0.975, 0.99], tone.iron),
    box(whole, [top, 1], whole, lighter(color, 0.05)),
  ];
};

/** A bedside chest: legs, one open shelf or two drawers. */
const nightStand: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const legs = share(0.13, sizeM[1], 0.24);
  const top = 1 - share(0.025, sizeM[1], 0.08);
  const drawers = divide([legs + 0.04, top - 0.03], sizeM[1] > 0.75 ? 3 : 2, 0.025);
  const columns = sizeM[0] > 1 ? divide(inset(0.05), 2, 0.02) : [inset(0.05)];
  const knob = pick(metals, otherVariant(variant, 1));
  return [
    ...fourCorners([0.03, 0.03 + share(0.04, sizeM[0], 0.12)], [0.04, 0.04 + share(0.04, sizeM[2], 0.14)], (x, z) =>
      box(x, [0, legs], z, darker(color, 0.25)),
    ),
    box(inset(0.02), [legs, top], [0.02, 0.95], color),
    ...drawers.flatMap((y) => columns.flatMap((x) => drawerFront(sizeM, x, y, lighter(color, 0.1), knob))),
    box(whole, [top, 1], whole, darker(color, 0.1)),
  ];
};

function drawerFront(sizeM: Vec3, x: Span, y: Span, color: Vec3, knob: Vec3): Part[] {
  const { box } = partKit(sizeM);
  const [mx, my] = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2];
  return [
    box(x, y, [0.9, 0.975], color),
    box(around(mx, share(0.1, sizeM[0], 0.16)), around(my, share(0.022, sizeM[1], 0.05)), [0.97, 0.998], knob),
  ];
}

const plainDesk: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  if (sizeM[2] > 1.3) return cornerDesk(sizeM, variant);
  const color = pick(woods, variant);
  const top = 1 - share(0.03, sizeM[1], 0.08);
  const pedestal = share(0.4, sizeM[0], 0.32);
  const side = share(0.035, sizeM[0], 0.06);
  const drawers = divide([0.07, top - 0.03], 3, 0.02);
  return [
    box([0.01, pedestal], [0.03, top], [0.05, 0.93], color),
    box([0.025, pedestal - 0.015], [0, 0.04], [0.08, 0.88], tone.charcoal),
    ...drawers.flatMap((y) => drawerFront(sizeM, [0.025, pedestal - 0.015], y, lighter(color, 0.1), tone.iron)),
    box([0.99 - side, 0.99], [0, top], [0.04, 0.95], color),
    box([pedestal, 0.99 - side], [0.4, top], [0.06, 0.1], darker(color, 0.2)),
    box([pedestal + 0.015, 0.975 - side], [top - 0.12, top - 0.01], [0.3, 0.94], lighter(color, 0.1)),
    box(whole, [top, 1], whole, lighter(pick(bareWoods, variant), 0.04)),
  ];
};

/** A desk that runs along the back and down the right side. */
function cornerDesk(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(bareWoods, variant);
  const top = 1 - share(0.035, sizeM[1], 0.08);
  const [run, leg] = [share(0.75, sizeM[2], 0.5), share(0.75, sizeM[0], 0.4)];
  const panel = darker(color, 0.25);
  return [
    box([0.01, 0.03], [0, top], [0.02, run - 0.02], panel),
    box([1 - leg + 0.01, 0.99], [0, top], [0.95, 0.97], panel),
    box([0.03, 0.98], [0.3, top], [0.02, 0.035], darker(color, 0.35)),
    box([0.975, 0.99], [0.3, top], [0.035, 0.95], darker(color, 0.35)),
    box([0.03, 0.2], [0.03, top - 0.005], [0.05, run - 0.05], panel),
    ...divide([0.1, top - 0.05], 3, 0.03).map((y) => box([0.04, 0.19], y, [run - 0.05, run - 0.035], lighter(color, 0.12))),
    box([0, 1 - leg], [top, 1], [0, run], color),
    box([1 - leg, 1], [top, 1], [0, 1], lighter(color, 0.05)),
  ];
}

/** Writing height at 0.75 m, shelves above it along the back. */
const hutchDesk: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const [desk, board] = [0.75 / sizeM[1], share(0.03, sizeM[1], 0.05)];
  const side = share(0.03, sizeM[0], 0.05);
  const depth = 0.52;
  const shelves = divide([desk + 0.28 / sizeM[1], 1], sizeM[1] > 1.7 ? 3 : 2, 0).map(([low]) => low);
  const drawers = divide([0.06, desk - board - 0.03], 3, 0.02);
  return [
    ...bothSides([0.012, 0.012 + side], (x) => box(x, [0, desk - board], [0.03, 0.95], color)),
    box([0.7, 0.985 - side], [0.03, desk - board], [0.05, 0.9], darker(color, 0.08)),
    ...drawers.flatMap((y) => drawerFront(sizeM, [0.715, 0.97 - side], y, lighter(color, 0.12), tone.iron)),
    box([0.012 + side, 0.7], [0.2, desk - board], [0.04, 0.07], darker(color, 0.3)),
    box(whole, [desk - board, desk], whole, pick(bareWoods, variant)),
    ...bothSides([0.012, 0.012 + side], (x) => box(x, [desk, 1 - board], [0, depth], color)),
    box([0.012 + side, 0.988 - side], [desk, 1 - board], [0.006, 0.04], darker(color, 0.3)),
    ...shelves.map((y) => box([0.012 + side, 0.988 - side], [y, y + board], [0.04, depth - 0.02], lighter(color, 0.05))),
    box([0.005, 0.995], [1 - board, 1], [0.001, depth + 0.02], darker(color, 0.1)),
  ];
};

function mediaBoard(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const [foot, board] = [share(0.07, sizeM[1], 0.16), share(0.03, sizeM[1], 0.08)];
  const top = 1 - board;
  const side = share(0.03, sizeM[0], 0.05);
  const bays = divide([0.01 + side, 0.99 - side], 3, side);
  const [left, middle, right] = bays as [Span, Span, Span];
  const door = (x: Span, knobX: number): Part[] => [
    box([x[0] + 0.006, x[1] - 0.006], [foot + board + 0.02, top - 0.02], [0.9, 0.975], lighter(color, 0.12)),
    box(around(knobX, 0.012), around((foot + top) / 2, 0.16), [0.975, 0.995], tone.iron),
  ];
  return [
    ...fourCorners([0.04, 0.07], [0.08, 0.18], (x, z) => box(x, [0, foot], z, darker(color, 0.45))),
    box(inset(0.01), [foot, foot + board], [0.02, 0.97], color),
    ...bothSides([0.01, 0.01 + side], (x) => box(x, [foot + board, top], [0.02, 0.97], color)),
    ...bothSides([left[1], middle[0]], (x) => box(x, [foot + board, top], [0.04, 0.96], darker(color, 0.05))),
    box([0.01 + side, 0.99 - side], [foot + board, top], [0.03, 0.07], darker(color, 0.5)),
    ...door(left, left[1] - 0.03),
    ...door(right, right[0] + 0.03),
    box(middle, around((foot + top) / 2 + 0.02, board * 0.8), [0.07, 0.93], color),
    box([middle[0] + 0.04, middle[1] - 0.05], [foot + board, foot + board + 0.12], [0.3, 0.9], tone.black),
    box(whole, [top, 1], whole, darker(color, 0.08)),
  ];
}

const counterDepthM = 0.62;

/** A kitchen counter: straight, an L (back and right side) or a C (back and both sides), by the ground it covers. */
function kitchenCounter(sizeM: Vec3, variant: number): Part[] {
  const isDeep = sizeM[2] > 1.1;
  const hasLeftArm = isDeep && isCounterWithTwoArms(sizeM);
  if (!isDeep) return counterRun(sizeM, sizeM, 'z', variant);
  const run: Span = [0, counterDepthM / sizeM[2]];
  const arm: Span = [1 - counterDepthM / sizeM[0], 1];
  const rest: Span = [run[1], 1];
  const place = (x: Span, z: Span, front: 'z' | '+x' | '-x') => {
    const regionM: Vec3 = [(x[1] - x[0]) * sizeM[0], sizeM[1], (z[1] - z[0]) * sizeM[2]];
    const at: Vec3 = [((x[0] + x[1] - 1) / 2) * sizeM[0], 0, ((z[0] + z[1] - 1) / 2) * sizeM[2]];
    return counterRun(regionM, sizeM, front, variant).map((part) => ({
      ...part,
      centerM: [part.centerM[0] + at[0], part.centerM[1], part.centerM[2] + at[2]] as Vec3,
    }));
  };
  const left: Span = [0, 1 - arm[0]];
  return [...place(whole, run, 'z'), ...place(arm, rest, '-x'), ...(hasLeftArm ? place(left, rest, '+x') : [])];
}

/** The asset's shape is not in its size: the two-armed ones are told by being a little deeper than the 0.61 m grid of all counters. */
function isCounterWithTwoArms([x, , z]: Vec3): boolean {
  const offGrid = Math.abs(z / 0.6096 - Math.round(z / 0.6096));
  return x > 2.3 && offGrid > 0.012;
}

/** One straight counter; `front` is the side its doors are on. */
function counterRun(regionM: Vec3, objectM: Vec3, front: 'z' | '+x' | '-x', variant: number): Part[] {
  const { box } = partKit(regionM);
  const color = pick([tone.white, ...woods.slice(0, 5), rgb('#6f8086'), rgb('#8d9a86')], variant);
  const stone = pick(['#dedbd4', '#3c3e42', '#8a8782', '#56524e'].map(rgb), otherVariant(variant, 1));
  const [plinth, top] = [share(0.09, objectM[1], 0.2), 1 - share(0.04, objectM[1], 0.1)];
  const isSide = front !== 'z';
  const widthM = isSide ? regionM[2] : regionM[0];
  const doors = divide(inset(0.015), Math.max(1, Math.round(widthM / 0.55)), 0.012);
  const face = (along: Span, y: Span, out: Span, paint: Vec3): Part =>
    isSide ? box(front === '-x' ? [1 - out[1], 1 - out[0]] : out, y, along, paint) : box(along, y, out, paint);
  const split = top - 0.2;
  return [
    face([0.004, 0.996], [0, plinth], [0.01, 0.88], darker(color, 0.6)),
    face([0.003, 0.997], [plinth, top], [0.005, 0.93], darker(color, 0.12)),
    ...doors.map((x) => face(x, [plinth + 0.015, split], [0.93, 0.955], color)),
    ...doors.map((x) => face(x, [split + 0.02, top - 0.02], [0.93, 0.955], lighter(color, 0.08))),
    ...doors.map((x) => face(around((x[0] + x[1]) / 2, 0.16 / widthM), around((split + top) / 2, 0.02), [0.955, 0.975], tone.iron)),
    ...doors.map((x) => face([x[1] - 0.06 / widthM, x[1] - 0.035 / widthM], [split - 0.2, split - 0.05], [0.955, 0.975], tone.iron)),
    box(whole, [top, 1], whole, stone),
  ];
}
