import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { accents, bareWoods, ceramics, darker, lighter, metals, otherVariant, pick, rgb, tone } from './palette.ts';
import { around, bothSides, divide, inset, type PartKit, partKit, type Span, whole } from './part-kit.ts';

const glassGreens = ['#3e5a3c', '#2f4a3a', '#5a3a2e', '#3a4656'].map(rgb);
const cookware = ['#3a3d41', '#9ea3a7', '#7e3a32', '#4d5a63', '#b0876a'].map(rgb);

/** A round vessel seen as hollow: shoulders of growing width under a rim, and a shaded disc where the inside is. */
function vessel(
  kit: PartKit,
  color: Vec3,
  inside: Vec3,
  steps: readonly (readonly [bottom: number, top: number, width: number])[],
  rim: number,
): Part[] {
  return [
    ...steps.map(([bottom, top, width]) => kit.cylinder(around(0.5, width), [bottom, top], around(0.5, width), color)),
    kit.cylinder(inset(rim), [0.9, 0.985], inset(rim), inside),
  ];
}

const bowl: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...ceramics, ...bareWoods], variant);
  return [
    kit.cylinder(around(0.5, 0.42), [0, 0.14], around(0.5, 0.42), darker(color, 0.15)),
    kit.cylinder(around(0.5, 0.64), [0.1, 0.4], around(0.5, 0.64), darker(color, 0.08)),
    kit.cylinder(around(0.5, 0.84), [0.34, 0.7], around(0.5, 0.84), darker(color, 0.03)),
    kit.cylinder(whole, [0.64, 0.96], whole, color),
    kit.cylinder(inset(0.06), [0.9, 0.985], inset(0.06), darker(color, 0.3)),
    kit.cylinder(inset(0.2), [0.9, 1], inset(0.2), darker(color, 0.42)),
  ];
};

const plate: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick(ceramics, variant);
  return [
    kit.cylinder(around(0.5, 0.6), [0, 0.5], around(0.5, 0.6), darker(color, 0.2)),
    kit.cylinder(whole, [0.4, 0.84], whole, color),
    kit.cylinder(inset(0.05), [0.6, 0.93], inset(0.05), pick([darker(color, 0.05), pick(accents, variant)], variant)),
    kit.cylinder(inset(0.17), [0.6, 1], inset(0.17), darker(color, 0.1)),
  ];
};

const mug: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...accents, ...ceramics], otherVariant(variant, 1));
  const body: Span = [0, Math.min(0.78, sizeM[2] / sizeM[0])];
  const cup = kit.within(body, whole, whole);
  return [
    ...vessel(cup, color, darker(color, 0.35), [[0, 0.975, 1]], 0.08),
    cup.cylinder(inset(0.16), [0.9, 1], inset(0.16), tone.soil),
    kit.box([body[1] - 0.03, 0.97], [0.74, 0.88], around(0.5, 0.16), color),
    kit.box([body[1] - 0.03, 0.97], [0.16, 0.3], around(0.5, 0.16), color),
    kit.box([0.9, 1], [0.18, 0.86], around(0.5, 0.17), darker(color, 0.06)),
  ];
};

const cup: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([...ceramics, ...accents], variant);
  return [
    ...vessel(
      kit,
      color,
      darker(color, 0.35),
      [
        [0, 0.28, 0.76],
        [0.26, 0.52, 0.84],
        [0.5, 0.76, 0.92],
        [0.74, 0.96, 1],
      ],
      0.07,
    ),
    kit.cylinder(around(0.5, 0.95), [0.56, 0.7], around(0.5, 0.95), lighter(color, 0.35)),
    kit.cylinder(inset(0.14), [0.9, 1], inset(0.14), darker(color, 0.5)),
  ];
};

const spoon: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.chrome, tone.steel], variant);
  return [
    kit.box(around(0.5, 0.36), [0.45, 0.85], [0, 0.3], darker(color, 0.06)),
    kit.box(around(0.5, 0.2), [0.4, 0.75], [0.28, 0.74], color),
    kit.sphere(whole, whole, [0.68, 1], color),
    kit.sphere(inset(0.17), [0.6, 1.02], [0.73, 0.95], darker(color, 0.25)),
  ];
};

const fork: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.chrome, tone.steel], variant);
  return [
    kit.box(around(0.5, 0.5), [0.2, 0.55], [0, 0.32], darker(color, 0.06)),
    kit.box(around(0.5, 0.26), [0.45, 0.85], [0.3, 0.68], color),
    kit.box(whole, [0.5, 1], [0.66, 0.78], color),
    ...divide(whole, 4, 0.14).map((x) => kit.box(x, [0, 0.6], [0.76, 1], color)),
  ];
};

const knife: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const handle = pick([tone.black, ...bareWoods, tone.red], variant);
  return [
    kit.box(whole, [0.48, 1], [0, 0.36], handle),
    kit.box([0.05, 0.95], [0.42, 0.985], [0.35, 0.39], tone.steel),
    kit.box(around(0.5, 0.5), [0, 0.98], [0.39, 0.86], tone.chrome),
    kit.box(around(0.5, 0.45), [0.28, 0.96], [0.84, 0.95], tone.chrome),
    kit.box(around(0.5, 0.4), [0.6, 0.94], [0.93, 1], tone.chrome),
  ];
};

const butterKnife: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.chrome, tone.steel], variant);
  return [
    kit.box(whole, [0.2, 0.8], [0, 0.45], darker(color, 0.1)),
    kit.box(inset(0.2), [0.05, 0.95], [0.44, 0.9], color),
    kit.box(inset(0.25), whole, [0.55, 0.8], lighter(color, 0.1)),
    kit.box(inset(0.28), [0.15, 0.75], [0.89, 1], color),
  ];
};

const spatula: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.black, tone.red, tone.charcoal], variant);
  const blade = pick([tone.steel, tone.charcoal], variant);
  return [
    kit.box(around(0.5, 0.34), [0.5, 1], [0, 0.42], color),
    kit.box(around(0.5, 0.16), [0.35, 0.75], [0.4, 0.7], tone.steel),
    ...divide(whole, 4, 0.09).map((x) => kit.box(x, [0.05, 0.3], [0.72, 0.95], blade)),
    kit.box(inset(0.01), [0, 0.42], [0.66, 0.74], blade),
    kit.box(inset(0.01), [0, 0.26], [0.93, 1], blade),
  ];
};

const ladle: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.steel, tone.charcoal], variant);
  return [
    kit.box(around(0.5, 0.22), [0.8, 1], [0, 0.34], tone.black),
    kit.box(around(0.5, 0.13), [0.76, 0.95], [0.32, 0.76], color),
    kit.sphere(whole, [0, 0.92], [0.7, 1], color),
    kit.cylinder(inset(0.05), [0.5, 0.93], [0.72, 0.98], darker(color, 0.12)),
    kit.cylinder(inset(0.14), [0.6, 0.96], [0.745, 0.955], darker(color, 0.45)),
  ];
};

const pan: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick(cookware, variant);
  const length = Math.min(0.82, Math.max(0.55, sizeM[0] / sizeM[2]));
  const dish = kit.within(whole, [0, 0.72], [0, length]);
  return [
    dish.cylinder(inset(0.05), [0, 0.4], inset(0.05), darker(color, 0.2)),
    dish.cylinder(whole, [0.3, 0.93], whole, color),
    dish.cylinder(inset(0.005), [0.9, 1], inset(0.005), tone.chrome),
    dish.cylinder(inset(0.05), [0.5, 1.02], inset(0.05), darker(tone.charcoal, 0.45)),
    dish.cylinder(inset(0.17), [0.5, 1.04], inset(0.17), tone.iron),
    kit.box(around(0.5, 0.1), [0.42, 0.74], [length - 0.03, length + (1 - length) * 0.3], tone.chrome),
    kit.box(around(0.5, 0.17), [0.5, 1], [length + (1 - length) * 0.25, 1], tone.black),
    kit.box(around(0.5, 0.06), [0.99, 1.01], [0.9, 0.96], tone.chrome),
  ];
};

const pot: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.steel, ...cookware], variant);
  const isLong = Math.max(sizeM[0], sizeM[2]) > 1.35 * Math.min(sizeM[0], sizeM[2]);
  const alongX = sizeM[0] > sizeM[2];
  const ratio = Math.min(sizeM[0], sizeM[2]) / Math.max(sizeM[0], sizeM[2]);
  const body: Span = isLong ? [0, ratio] : around(0.5, Math.min(0.84, ratio));
  const round = alongX ? kit.within(body, whole, whole) : kit.within(whole, whole, body);
  const grip = (span: Span, width: number) =>
    alongX ? kit.box(span, [0.68, 0.79], around(0.5, width), tone.black) : kit.box(around(0.5, width), [0.68, 0.79], span, tone.black);
  return [
    round.cylinder(inset(0.02), [0, 0.8], inset(0.02), color),
    round.cylinder(inset(0.005), [0, 0.1], inset(0.005), darker(color, 0.2)),
    round.cylinder(whole, [0.79, 0.86], whole, lighter(color, 0.15)),
    round.cylinder(inset(0.06), [0.82, 0.9], inset(0.06), darker(color, 0.1)),
    round.cylinder(around(0.5, 0.12), [0.88, 1], around(0.5, 0.12), tone.black),
    ...(isLong ? [grip([ratio - 0.03, 1], 0.13)] : bothSides([0, body[0] + 0.05], (span) => grip(span, 0.3))),
  ];
};

/** Salt and pepper mills share one silhouette; the contents tell them apart. */
function shaker(contents: Vec3): FurnitureProxy {
  return (sizeM, variant) => {
    const kit = partKit(sizeM);
    const cap = pick([tone.chrome, tone.charcoal, ...metals], variant);
    return [
      kit.cylinder(whole, [0, 0.08], whole, darker(contents, 0.2)),
      kit.cylinder(inset(0.06), [0.06, 0.5], inset(0.06), contents),
      kit.cylinder(inset(0.12), [0.48, 0.72], inset(0.12), tone.glass),
      kit.cylinder(inset(0.08), [0.7, 0.88], inset(0.08), cap),
      kit.sphere(inset(0.1), [0.76, 1], inset(0.1), cap),
    ];
  };
}

const wineBottle: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const glass = pick(glassGreens, variant);
  return [
    kit.cylinder(inset(0.03), [0, 0.6], inset(0.03), glass),
    kit.sphere(inset(0.03), [0.46, 0.74], inset(0.03), glass),
    kit.cylinder(around(0.5, 0.36), [0.64, 0.9], around(0.5, 0.36), glass),
    kit.cylinder(around(0.5, 0.42), [0.82, 1], around(0.5, 0.42), pick([tone.rubber, tone.black, tone.brass], variant)),
    kit.cylinder(inset(0.01), [0.14, 0.48], inset(0.01), tone.paper),
    kit.cylinder(whole, [0.26, 0.33], whole, pick([tone.rubber, tone.brass], variant)),
  ];
};

const bottle: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const color = pick([tone.water, tone.green, tone.blue], variant);
  return [
    kit.cylinder(inset(0.02), [0, 0.64], inset(0.02), color),
    kit.sphere(inset(0.02), [0.48, 0.8], inset(0.02), lighter(color, 0.1)),
    kit.cylinder(around(0.5, 0.4), [0.7, 0.92], around(0.5, 0.4), color),
    kit.cylinder(around(0.5, 0.48), [0.88, 1], around(0.5, 0.48), tone.white),
    kit.cylinder(whole, [0.2, 0.46], whole, tone.white),
  ];
};

const dishSponge: FurnitureProxy = (sizeM) => {
  const kit = partKit(sizeM);
  return [kit.box(whole, [0, 0.68], whole, tone.yellow), kit.box(inset(0.01), [0.66, 1], inset(0.01), tone.green)];
};

const paperTowelRoll: FurnitureProxy = (sizeM) => {
  const kit = partKit(sizeM);
  return [
    kit.cylinder(whole, [0, 0.985], whole, tone.white),
    kit.cylinder(around(0.5, 0.4), [0.5, 0.993], around(0.5, 0.4), tone.cardboard),
    kit.cylinder(around(0.5, 0.28), [0.5, 1], around(0.5, 0.28), tone.soil),
    kit.box([0.5, 0.94], [0.004, 0.98], [0.86, 1], darker(tone.white, 0.07)),
  ];
};

const aluminumFoil: FurnitureProxy = (sizeM) => {
  const kit = partKit(sizeM);
  return [
    kit.cylinder([0.02, 0.98], whole, whole, tone.chrome, 'x'),
    kit.cylinder(whole, inset(0.3), inset(0.3), tone.cardboard, 'x'),
    kit.box([0.04, 0.96], [0, 0.1], [0.5, 1], lighter(tone.chrome, 0.3)),
  ];
};

/** Proxies for dishes, cutlery, cookware and what stands beside the stove, by AI2-THOR type. */
export const tablewareFurniture: Readonly<Record<string, FurnitureProxy>> = {
  AluminumFoil: aluminumFoil,
  Bottle: bottle,
  Bowl: bowl,
  ButterKnife: butterKnife,
  Cup: cup,
  DishSponge: dishSponge,
  Fork: fork,
  Knife: knife,
  Ladle: ladle,
  Mug: mug,
  Pan: pan,
  PaperTowelRoll: paperTowelRoll,
  PepperShaker: shaker(rgb('#4a4038')),
  Plate: plate,
  Pot: pot,
  SaltShaker: shaker(tone.white),
  Spatula: spatula,
  Spoon: spoon,
  WineBottle: wineBottle,
};
