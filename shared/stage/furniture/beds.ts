import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { bareWoods, darker, fabrics, lighter, linens, otherVariant, pick, tone, woods } from './palette.ts';
import { bothSides, divide, fourCorners, inset, partKit, type Span, share, whole } from './part-kit.ts';

/** Beds; the head is at the back (-z), which in the reference houses stands against a wall. */
export const bedsFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Bed: (sizeM, variant) => {
    if (sizeM[1] > 1.9 || (sizeM[1] > 1.5 && sizeM[0] < 1.3)) return loftBed(sizeM, variant);
    if (sizeM[1] > 1.6) return canopyBed(sizeM, variant);
    return (sizeM[1] < 0.5 ? lowBed : headboardBed)(sizeM, variant);
  },
};

/** Mattress, cover, turned-down sheet and pillows inside the plan spans; `top` is the lying height as a fraction. */
function bedding(sizeM: Vec3, variant: number, x: Span, z: Span, base: number, top: number): Part[] {
  const { box, within } = partKit(sizeM);
  const cover = pick(linens, otherVariant(variant, 1));
  const sheet = lighter(pick(linens, otherVariant(variant, 2)), 0.55);
  const height = top - base;
  const region = within(x, [base, top], z);
  const pillows = (x[1] - x[0]) * sizeM[0] > 1.15 ? divide(inset(0.05), 2, 0.06) : [inset(0.14)];
  const pillowTop = top + share(0.11, sizeM[1], 0.2);
  return [
    box(x, [base, top - height * 0.08], z, tone.white),
    region.box([-0.012, 1.012], [0.2, 1], [0.36, 1.006], cover),
    region.box([-0.014, 1.014], [0.3, 1 + 0.02 / (height * sizeM[1])], [0.26, 0.37], sheet),
    region.box([0.02, 0.98], [1, 1 + 0.02 / (height * sizeM[1])], [0.72, 0.9], lighter(cover, 0.18)),
    ...pillows.map((p) =>
      box(
        [x[0] + p[0] * (x[1] - x[0]), x[0] + p[1] * (x[1] - x[0])],
        [top - height * 0.08, pillowTop],
        [z[0] + 0.02, z[0] + 0.18],
        lighter(sheet, 0.3),
      ),
    ),
  ];
}

function headboardBed(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const isPadded = otherVariant(variant, 3) % 3 === 0;
  const wood = isPadded ? pick(fabrics, variant) : pick(woods, variant);
  const top = Math.min(0.56 / sizeM[1], 0.8);
  const rail = top * 0.62;
  const head = share(0.07, sizeM[2], 0.06);
  const foot = share(0.05, sizeM[2], 0.05);
  const post: Span = [0, share(0.07, sizeM[0], 0.08)];
  const hasFootboard = sizeM[1] > 0.8 && variant % 2 === 0;
  const panels = divide([post[1] + 0.01, 0.99 - post[1]], isPadded ? 3 : 2, 0.012);
  return [
    ...bothSides(post, (x) => box(x, [0, 1], [0, head], darker(wood, 0.12))),
    box([post[1], 1 - post[1]], [top * 0.3, 0.97], [0.004, head - 0.006], wood),
    ...panels.map((x) => box(x, [top, 0.93], [head - 0.006, head + 0.006], lighter(wood, 0.1))),
    ...bothSides(post, (x) => box(x, [0, hasFootboard ? top + 0.1 : rail + 0.02], [1 - foot, 1], darker(wood, 0.12))),
    box([post[1], 1 - post[1]], [rail * 0.3, hasFootboard ? top + 0.06 : rail], [1 - foot + 0.005, 0.994], wood),
    ...bothSides([0.006, 0.03], (x) => box(x, [rail * 0.4, rail], [head, 1 - foot], wood)),
    box(inset(0.05), [0.02, rail * 0.42], [head, 0.93], darker(wood, 0.65)),
    ...bedding(sizeM, variant, inset(0.035), [head + 0.006, 1 - foot - 0.008], rail * 0.9, top),
  ];
}

function lowBed(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const wood = pick(bareWoods, variant);
  return [
    ...fourCorners([0.02, 0.1], [0.02, 0.07], (x, z) => box(x, [0, 0.22], z, darker(wood, 0.3))),
    box(whole, [0.2, 0.46], whole, wood),
    box(inset(0.02), [0.46, 0.49], inset(0.015), darker(wood, 0.3)),
    ...bedding(sizeM, variant, inset(0.045), inset(0.02), 0.48, 0.83),
  ];
}

function canopyBed(sizeM: Vec3, variant: number): Part[] {
  const { box } = partKit(sizeM);
  const wood = pick(bareWoods, variant);
  const cloth = lighter(pick(linens, variant), 0.35);
  const [px, pz]: [Span, Span] = [
    [0, share(0.07, sizeM[0])],
    [0, share(0.07, sizeM[2])],
  ];
  const top = 0.58 / sizeM[1];
  const beam: Span = [0.96, 0.99];
  return [
    ...fourCorners(px, pz, (x, z) => box(x, [0, 1], z, wood)),
    ...bothSides([px[0] + 0.006, px[1] - 0.006], (x) => box(x, beam, [pz[1], 1 - pz[1]], darker(wood, 0.1))),
    ...bothSides([pz[0] + 0.006, pz[1] - 0.006], (z) => box([px[1], 1 - px[1]], beam, z, darker(wood, 0.1))),
    box([px[1], 1 - px[1]], [top * 0.4, top * 1.8], [0.008, 0.026], lighter(wood, 0.08)),
    ...bothSides([0.01, 0.022], (x) => box(x, [top * 0.3, beam[0]], [pz[1], pz[1] + 0.1], cloth)),
    ...bothSides([0.008, 0.028], (x) => box(x, [top * 0.3, top * 0.65], [pz[1], 1 - pz[1]], wood)),
    box([px[1], 1 - px[1]], [top * 0.3, top * 0.68], [0.972, 0.99], wood),
    ...bedding(sizeM, variant, inset(0.04), [0.035, 0.965], top * 0.6, top),
  ];
}

/** Two berths above each other on four posts, with a ladder at the front end of the right side. */
function loftBed(sizeM: Vec3, variant: number): Part[] {
  const { box, within } = partKit(sizeM);
  const wood = pick(woods, variant);
  const [px, pz]: [Span, Span] = [
    [0, share(0.08, sizeM[0])],
    [0, share(0.08, sizeM[2])],
  ];
  const sleeping = (y: number, shade: number): Part[] => {
    const bed = { color: pick(linens, otherVariant(variant, shade)), mattress: y + 0.05, top: y + 0.05 + 0.14 / sizeM[1] };
    return [
      ...bothSides([px[0] + 0.01, px[1] - 0.01], (x) => box(x, [y, y + 0.09], [pz[1], 1 - pz[1]], lighter(wood, 0.06))),
      ...bothSides([pz[0] + 0.006, pz[1] - 0.006], (z) => box([px[1], 1 - px[1]], [y, y + 0.2], z, lighter(wood, 0.06))),
      box(inset(0.06), [y + 0.01, bed.mattress], inset(0.03), darker(wood, 0.3)),
      box(inset(0.05), [bed.mattress, bed.top - 0.015], inset(0.028), tone.white),
      box(inset(0.046), [bed.mattress + 0.01, bed.top], [0.3, 0.974], bed.color),
      box([0.2, 0.8], [bed.top - 0.015, bed.top + 0.03], [0.05, 0.19], tone.white),
    ];
  };
  const ladder = within([0.955, 0.996], [0.02, 0.86], [0.7, 0.9]);
  return [
    ...fourCorners(px, pz, (x, z) => box(x, [0, 1], z, wood)),
    ...sleeping(0.12, 1),
    ...sleeping(0.66, 2),
    box([0.015, px[1] - 0.02], [0.9, 0.95], [pz[1], 1 - pz[1]], wood),
    box([1 - px[1] + 0.02, 0.985], [0.9, 0.95], [pz[1], 0.7], wood),
    ladder.box([0, 1], [0.1, 1], [0, 0.12], darker(wood, 0.2)),
    ladder.box([0, 1], [0.1, 1], [0.88, 1], darker(wood, 0.2)),
    ...divide([0.2, 0.95], 3, 0.2).map((y) => ladder.box([0.2, 0.8], y, [0.12, 0.88], darker(wood, 0.1))),
  ];
}
