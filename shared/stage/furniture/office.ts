import type { FurnitureProxy } from '../compiled-stage.ts';
import { accents, darker, lighter, otherVariant, pick, plastics, rgb, tone } from './palette.ts';
import { around, bothSides, divide, inset, partKit, share, whole } from './part-kit.ts';

const book: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const cover = pick(accents, variant);
  const board = share(0.003, sizeM[1], 0.16);
  return [
    kit.box(whole, [0, board], whole, darker(cover, 0.1)),
    kit.box([0.03, 0.96], [board, 0.97 - board], inset(0.025), tone.paper),
    kit.box([0, 0.045], [board, 0.97 - board], whole, darker(cover, 0.2)),
    kit.box(whole, [0.97 - board, 0.97], whole, cover),
    kit.box([0.2, 0.82], [0.9, 0.985], [0.16, 0.3], lighter(cover, 0.6)),
    kit.box([0.2, 0.82], [0.9, 1], [0.42, 0.8], pick([tone.cream, lighter(cover, 0.25), darker(cover, 0.4)], otherVariant(variant, 1))),
  ];
};

const pencil: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  return [
    kit.cylinder(whole, whole, [0.11, 0.86], pick([tone.yellow, tone.red, tone.blue, tone.green], variant), 'z'),
    kit.cylinder(inset(0.05), inset(0.05), [0.05, 0.12], tone.steel, 'z'),
    kit.cylinder(inset(0.1), inset(0.1), [0, 0.06], rgb('#d98c88'), 'z'),
    kit.cone(whole, whole, [0.86, 1], rgb('#dcb888'), 'z'),
  ];
};

const pen: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.blue, tone.black, tone.red], variant);
  return [
    kit.cylinder(inset(0.06), inset(0.06), [0.3, 0.9], pick([tone.white, tone.charcoal], variant), 'z'),
    kit.cylinder(whole, [0, 0.94], [0, 0.34], color, 'z'),
    kit.box(around(0.5, 0.3), [0.8, 1], [0.03, 0.3], tone.chrome),
    kit.cone(inset(0.15), inset(0.15), [0.9, 1], tone.steel, 'z'),
  ];
};

const newspaper: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const paper = pick(['#dcd8cd', '#d3cfc3', '#e2dccb'].map(rgb), variant);
  const ink = rgb('#a3a09c');
  return [
    kit.box([0.01, 0.99], [0, 0.5], whole, darker(paper, 0.12)),
    kit.box(whole, [0.48, 0.96], [0.02, 0.99], paper),
    kit.box([0.08, 0.7], [0.9, 0.985], [0.07, 0.19], tone.charcoal),
    kit.box([0.08, 0.36], [0.9, 0.98], [0.28, 0.92], rgb('#83827f')),
    ...divide([0.28, 0.92], 6, 0.05).map((z) => kit.box([0.42, 0.92], [0.9, 1], z, ink)),
  ];
};

const creditCard: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.blue, rgb('#7c3a48'), tone.charcoal, rgb('#b08d3e')], variant);
  return [
    kit.box(whole, [0, 0.7], whole, color),
    kit.box([0.1, 0.27], [0.5, 1], [0.36, 0.62], rgb('#d8bd6a')),
    kit.box([0.1, 0.74], [0.5, 0.95], [0.74, 0.86], lighter(color, 0.6)),
    kit.box(inset(0.02), [0.5, 0.9], [0.06, 0.22], darker(color, 0.6)),
  ];
};

const keyChain: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const metal = pick([tone.steel, tone.brass], variant);
  const fob = pick(accents, variant);
  return [
    kit.cylinder([0.3, 0.52], [0.1, 0.6], around(0.5, 0.46), metal),
    kit.cylinder([0.345, 0.475], [0.2, 0.68], around(0.5, 0.28), tone.charcoal),
    kit.box([0, 0.34], [0, 1], [0.24, 0.76], fob),
    kit.box([0.5, 0.95], [0.2, 0.5], [0.04, 0.18], metal),
    kit.cylinder([0.46, 0.64], [0.1, 0.55], [0, 0.36], metal),
    kit.box([0.52, 1], [0.3, 0.62], [0.74, 0.9], tone.brass),
    kit.cylinder([0.48, 0.68], [0.2, 0.7], [0.64, 1], tone.brass),
  ];
};

const cellPhone: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  return [
    kit.box(whole, [0, 0.8], whole, pick([tone.charcoal, tone.white, tone.steel, tone.blue], variant)),
    kit.box(inset(0.05), [0.7, 0.93], inset(0.03), tone.screen),
    kit.box(inset(0.09), [0.8, 1], [0.1, 0.9], tone.screenGlow),
  ];
};

const remoteControl: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.black, tone.charcoal, tone.steel], variant);
  const key = pick([tone.steel, tone.paper, tone.charcoal], variant);
  return [
    kit.box(inset(0.03), [0, 0.45], inset(0.01), darker(color, 0.25)),
    kit.box(whole, [0.4, 0.82], whole, color),
    kit.cylinder([0.14, 0.34], [0.7, 1], [0.06, 0.13], tone.red),
    kit.cylinder(around(0.5, 0.62), [0.7, 0.94], [0.2, 0.42], key),
    kit.cylinder(around(0.5, 0.26), [0.7, 1], [0.265, 0.355], color),
    ...divide([0.5, 0.9], 3, 0.06).map((z) => kit.box([0.16, 0.42], [0.7, 0.95], z, key)),
    ...divide([0.5, 0.9], 3, 0.06).map((z) => kit.box([0.58, 0.84], [0.7, 0.95], z, key)),
  ];
};

/** The wide, low kind: a bedside radio with a lit readout. */
const digitalClock: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const shell = pick([tone.charcoal, tone.white, rgb('#7a5238')], variant);
  const digit = pick([tone.red, tone.green, tone.display], variant);
  return [
    kit.box(whole, [0.04, 0.9], [0, 0.92], shell),
    kit.box(inset(0.1), [0, 0.06], inset(0.12), darker(shell, 0.4)),
    kit.box(inset(0.07), [0.2, 0.76], [0.8, 0.97], tone.screen),
    ...[0.2, 0.34, 0.58, 0.72].map((x) => kit.box([x, x + 0.085], [0.32, 0.64], [0.9, 1], digit)),
    kit.box(around(0.5, 0.36), [0.88, 1], inset(0.3), lighter(shell, 0.2)),
  ];
};

/** The round kind: a face on two feet under two bells. */
const bellClock: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const shell = pick([tone.red, rgb('#4f7378'), tone.brass, tone.steel], variant);
  return [
    kit.cylinder(whole, [0.08, 0.84], [0, 0.9], shell, 'z'),
    kit.cylinder(inset(0.1), [0.155, 0.765], [0.8, 0.95], tone.white, 'z'),
    kit.box(around(0.5, 0.05), [0.45, 0.7], [0.9, 0.985], tone.black),
    kit.box([0.48, 0.72], around(0.46, 0.05), [0.9, 1], tone.black),
    ...bothSides([0.1, 0.42], (x) => kit.sphere(x, [0.78, 0.98], inset(0.2), tone.steel)),
    kit.box(around(0.5, 0.1), [0.8, 1], inset(0.4), tone.charcoal),
    ...bothSides([0.18, 0.3], (x) => kit.box(x, [0, 0.2], inset(0.25), tone.charcoal)),
  ];
};

const alarmClock: FurnitureProxy = (sizeM, variant) => (sizeM[0] > 1.15 * sizeM[1] ? digitalClock : bellClock)(sizeM, variant);

const watch: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const strap = pick(['#5a3a28', '#26282b', '#9ea3a7'].map(rgb), variant);
  return [
    kit.box(inset(0.08), [0, 0.12], inset(0.22), strap),
    ...bothSides([0, 0.1], (x) => kit.box(x, [0.06, 0.74], inset(0.23), strap)),
    ...bothSides([0.04, 0.3], (x) => kit.box(x, [0.68, 0.84], inset(0.22), darker(strap, 0.1))),
    kit.cylinder(around(0.5, 0.62), [0.68, 0.92], whole, pick([tone.brass, tone.chrome], variant)),
    kit.cylinder(around(0.5, 0.5), [0.8, 0.97], inset(0.1), tone.white),
    kit.box(around(0.5, 0.05), [0.85, 1], [0.24, 0.52], tone.black),
  ];
};

const disc: FurnitureProxy = (sizeM) => {
  const kit = partKit(sizeM);
  return [
    kit.cylinder(whole, [0, 0.6], whole, tone.chrome),
    kit.cylinder(inset(0.1), [0.4, 0.75], inset(0.1), rgb('#b9c6dd')),
    kit.cylinder(inset(0.32), [0.4, 0.88], inset(0.32), tone.white),
    kit.cylinder(inset(0.43), [0.4, 1], inset(0.43), tone.charcoal),
  ];
};

const tissueBox: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...plastics.slice(2), ...accents], otherVariant(variant, 2));
  return [
    kit.box(whole, [0, 0.52], whole, color),
    kit.box([-0.004, 1.004], [0.14, 0.26], [-0.006, 1.006], lighter(color, 0.55)),
    kit.cylinder(inset(0.16), [0.4, 0.535], inset(0.22), darker(color, 0.6)),
    // A sheet pulled half out: a fan of crumpled white, wider at the top.
    kit.slant([0.26, 0.5], [0.5, 0.9], inset(0.3), 0.012, 'left', tone.white),
    kit.slant([0.5, 0.78], [0.5, 0.96], inset(0.34), 0.012, 'right', darker(tone.white, 0.06)),
    kit.cone([0.3, 0.72], [0.5, 1], inset(0.3), tone.white, 'down'),
  ];
};

/** Proxies for what lies on desks and bedside tables, by AI2-THOR type. */
export const officeFurniture: Readonly<Record<string, FurnitureProxy>> = {
  AlarmClock: alarmClock,
  Book: book,
  CD: disc,
  CellPhone: cellPhone,
  CreditCard: creditCard,
  KeyChain: keyChain,
  Newspaper: newspaper,
  Pen: pen,
  Pencil: pencil,
  RemoteControl: remoteControl,
  TissueBox: tissueBox,
  Watch: watch,
};
