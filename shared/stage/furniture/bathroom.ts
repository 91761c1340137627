import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { darker, lighter, pick, rgb, tone, woods } from './palette.ts';
import { around, bothSides, divide, inset, partKit, type Span, share, whole } from './part-kit.ts';

const porcelain = rgb('#eeece6');

/** What is fixed or used in a bathroom; taps and cisterns are at the back (-z). */
export const bathroomFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Toilet: flushToilet,
  Sink: (sizeM, variant) => {
    if (sizeM[1] < 0.35) return basin(sizeM, variant);
    return (sizeM[1] > 0.8 && variant % 2 === 0 ? pedestalSink : vanitySink)(sizeM, variant);
  },
  SinkBasin: basin,
  Faucet: (sizeM, variant) => (sizeM[0] > 0.2 ? wideFaucet : slimFaucet)(sizeM, variant),
  Bathtub: panelTub,
  BathtubBasin: panelTub,
  ShowerDoor: glassDoor,
  ShowerGlass: glassDoor,
  ToiletPaper: paperRoll,
  Plunger: cupPlunger,
};

function flushToilet(sizeM: Vec3): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const seat = Math.min(0.43 / sizeM[1], 0.5);
  return [
    box(inset(0.3), [0, seat * 0.7], [0.2, 0.72], darker(porcelain, 0.08)),
    cylinder(inset(0.26), [0, 0.03], [0.2, 0.78], darker(porcelain, 0.12)),
    cylinder(inset(0.14), [seat * 0.45, seat], [0.34, 0.985], porcelain),
    box(inset(0.16), [seat * 0.55, seat - 0.003], [0.215, 0.6], porcelain),
    cylinder(inset(0.12), [seat, seat + 0.025], [0.33, 1], lighter(porcelain, 0.5)),
    cylinder(inset(0.26), [seat + 0.025, seat + 0.03], [0.42, 0.92], darker(tone.water, 0.1)),
    box(inset(0.13), [seat + 0.02, seat + 0.4], [0.29, 0.325], lighter(porcelain, 0.5)),
    box([0.03, 0.97], [seat * 0.9, 0.95], [0.01, 0.27], porcelain),
    box(whole, [0.95, 0.99], [0, 0.29], lighter(porcelain, 0.4)),
    box(around(0.5, 0.14), [0.985, 1], around(0.14, 0.06), tone.chrome),
    box([0.08, 0.24], [0.86, 0.89], [0.27, 0.3], tone.chrome),
  ];
}

/** A bowl let into a rim: the rim's four sides stand above the bottom that is seen between them. */
function bowlRim(sizeM: Vec3, x: Span, y: Span, z: Span, color: Vec3): Part[] {
  const { within } = partKit(sizeM);
  const { box, cylinder } = within(x, y, z);
  return [
    box(inset(0.04), [0, 0.45], inset(0.04), darker(color, 0.06)),
    ...bothSides([0, 0.1], (a) => box(a, [0.4, 1], whole, color)),
    box([0.1, 0.9], [0.4, 0.998], [0, 0.2], color),
    box([0.1, 0.9], [0.4, 0.998], [0.9, 1], color),
    box([0.1, 0.9], [0.45, 0.5], [0.2, 0.9], darker(color, 0.14)),
    cylinder(around(0.5, 0.1), [0.5, 0.54], around(0.55, 0.13), tone.iron),
  ];
}

function basin(sizeM: Vec3, variant: number): Part[] {
  return bowlRim(sizeM, whole, whole, whole, pick([tone.chrome, porcelain, tone.steel, porcelain], variant));
}

function pedestalSink(sizeM: Vec3): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const rim = 1 - share(0.2, sizeM[1], 0.35);
  return [
    box(inset(0.3), [0, 0.05], [0.12, 0.62], darker(porcelain, 0.1)),
    cylinder(inset(0.36), [0.05, rim], [0.18, 0.56], darker(porcelain, 0.06)),
    box(inset(0.22), [rim - 0.06, rim + 0.01], [0.06, 0.72], darker(porcelain, 0.1)),
    ...bowlRim(sizeM, whole, [rim, 1], whole, porcelain),
  ];
}

function vanitySink(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const rim = 1 - share(0.13, sizeM[1], 0.25);
  const doors = divide(inset(0.06), 2, 0.014);
  return [
    box(inset(0.06), [0, 0.09], [0.02, 0.84], darker(color, 0.5)),
    box(inset(0.03), [0.09, rim], [0, 0.92], darker(color, 0.1)),
    ...doors.map((x) => box(x, [0.12, rim - 0.03], [0.92, 0.945], lighter(color, 0.06))),
    ...doors.map((x, i) => box(around(i === 0 ? x[1] - 0.03 : x[0] + 0.03, 0.02), [rim - 0.28, rim - 0.1], [0.945, 0.965], tone.steel)),
    ...bowlRim(sizeM, whole, [rim, 1], whole, porcelain),
  ];
}

/** A mixer on one foot: body, spout towards the front, lever on top. */
function slimFaucet(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const metal = pick([tone.chrome, tone.steel, tone.brass, tone.charcoal], variant);
  const isTall = sizeM[1] > sizeM[2] * 1.5;
  const neck: Span = [0.06, 0.06 + share(0.05, sizeM[2], 0.24)];
  const spoutTop = isTall ? 0.96 : 0.72;
  const bar = share(0.035, sizeM[1], 0.16);
  return [
    cylinder(whole, [0, 0.06], [0, neck[1] + 0.06], darker(metal, 0.15)),
    box(inset(0.14), [0.06, spoutTop], neck, metal),
    box(inset(0.18), [spoutTop - bar, spoutTop - 0.002], [neck[1], 0.995], lighter(metal, 0.12)),
    box(inset(0.22), [spoutTop - bar * 2, spoutTop - bar], [1 - share(0.04, sizeM[2], 0.2), 1], darker(metal, 0.1)),
    ...(isTall
      ? [box(inset(0.3), [0.24, 0.3], [neck[1], neck[1] + 0.3], metal), box(inset(0.2), [spoutTop, 1], neck, lighter(metal, 0.1))]
      : [box(inset(0.24), [spoutTop, 0.9], neck, darker(metal, 0.1)), box(inset(0.26), [0.9, 1], [0.02, 0.5], lighter(metal, 0.15))]),
  ];
}

/** A spout between two handles on a common foot. */
function wideFaucet(sizeM: Vec3, variant: number): Part[] {
  const { box, cylinder } = partKit(sizeM);
  const metal = pick([tone.chrome, tone.steel, tone.brass], variant);
  const thick = share(0.035, sizeM[0], 0.16);
  const middle = around(0.5, thick);
  const bar = share(0.03, sizeM[1], 0.18);
  return [
    box(inset(0.02), [0, 0.08], [0.02, 0.3], darker(metal, 0.12)),
    cylinder([middle[0] - 0.02, middle[1] + 0.02], [0.08, 0.16], [0.04, 0.28], darker(metal, 0.2)),
    box(middle, [0.08, 1], [0.08, 0.22], metal),
    box([middle[0] + 0.005, middle[1] - 0.005], [0.995 - bar, 0.995], [0.22, 1], lighter(metal, 0.1)),
    box(middle, [0.995 - bar * 2.2, 0.995 - bar], [0.9, 0.996], darker(metal, 0.12)),
    ...bothSides([0.06, 0.06 + thick], (x) => cylinder(x, [0.08, 0.42], [0.09, 0.23], metal)),
    ...bothSides([0, thick * 2.2], (x) => box(x, [0.42, 0.5], [0.12, 0.2], lighter(metal, 0.15))),
    ...bothSides([0.05, 0.06 + thick], (x) => box([x[0] + 0.01, x[1] - 0.01], [0.41, 0.51], [0, 0.34], lighter(metal, 0.1))),
  ];
}

function panelTub(sizeM: Vec3): Part[] {
  const { box, cylinder } = partKit(sizeM);
  return [
    box(inset(0.01), [0, 0.06], inset(0.02), darker(porcelain, 0.3)),
    box(inset(0.005), [0.06, 0.3], inset(0.005), porcelain),
    ...bothSides([0, 0.06], (x) => box(x, [0.29, 1], whole, lighter(porcelain, 0.3))),
    ...bothSides([0, 0.1], (z) => box([0.06, 0.94], [0.295, 0.997], z, lighter(porcelain, 0.3))),
    box([0.06, 0.94], [0.3, 0.34], [0.1, 0.9], darker(porcelain, 0.1)),
    cylinder(around(0.15, 0.05), [0.34, 0.36], around(0.5, 0.08), tone.chrome),
  ];
}

function glassDoor(sizeM: Vec3): Part[] {
  const { box } = partKit(sizeM);
  return [
    box(inset(0.03), inset(0.02), inset(0.3), tone.glass),
    ...bothSides([0, 0.035], (x) => box(x, whole, whole, tone.chrome)),
    ...bothSides([0, 0.025], (y) => box([0.035, 0.965], y, inset(0.04), tone.steel)),
    box([0.86, 0.89], [0.42, 0.6], [0.2, 0.98], tone.chrome),
  ];
}

function paperRoll(sizeM: Vec3): Part[] {
  const { cylinder, box } = partKit(sizeM);
  return [
    cylinder(whole, [0, 0.985], whole, tone.white),
    cylinder(inset(0.3), [0.985, 1], inset(0.3), tone.cardboard),
    cylinder(inset(0.36), [0.99, 1.004], inset(0.36), darker(tone.cardboard, 0.6)),
    box([0.955, 1], [0.004, 0.98], [0.36, 0.6], darker(tone.white, 0.06)),
  ];
}

function cupPlunger(sizeM: Vec3, variant: number): Part[] {
  const { cylinder, cone, sphere } = partKit(sizeM);
  const wood = pick([rgb('#d3ab74'), rgb('#b98450'), tone.white], variant);
  return [
    cylinder(whole, [0, 0.06], whole, darker(tone.rubber, 0.15)),
    cylinder(inset(0.06), [0.06, 0.16], inset(0.06), tone.rubber),
    cone(inset(0.08), [0.16, 0.34], inset(0.08), lighter(tone.rubber, 0.08)),
    cylinder(inset(0.38), [0.22, 0.3], inset(0.38), darker(tone.rubber, 0.2)),
    cylinder(inset(0.43), [0.28, 0.97], inset(0.43), wood),
    sphere(inset(0.4), [0.94, 1], inset(0.4), darker(wood, 0.1)),
  ];
}
