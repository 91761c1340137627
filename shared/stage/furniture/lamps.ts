import type { Vec3 } from '../../geometry/vector.ts';
import type { FurnitureProxy, Part } from '../compiled-stage.ts';
import { bareWoods, darker, lighter, metals, otherVariant, pick, pottery, rgb, tone } from './palette.ts';
import { around, inset, partKit, share, whole } from './part-kit.ts';

/** Lamps and candles. */
export const lampsFurniture: Readonly<Record<string, FurnitureProxy>> = {
  FloorLamp: (sizeM, variant) => pick([shadeFloorLamp, tripodLamp, shadeFloorLamp], otherVariant(variant, 1))(sizeM, variant),
  DeskLamp: (sizeM, variant) =>
    (sizeM[1] < 1.3 * Math.max(sizeM[0], sizeM[2]) || variant % 3 > 0 ? shadeDeskLamp : archDeskLamp)(sizeM, variant),
  Candle: (sizeM, variant) => (sizeM[1] > 2.4 * sizeM[0] ? candlestick : glassCandle)(sizeM, variant),
};

const shades = ['#f0dfb8', '#ece6da', '#d9b98a', '#c9d0cf', '#b9654f'].map(rgb);

/** A drum shade with a band at both rims; its lit inside shows from above and below. */
function lampShade(sizeM: Vec3, bottom: number, color: Vec3): Part[] {
  const { cylinder } = partKit(sizeM);
  const band = (1 - bottom) * 0.06;
  return [
    cylinder(whole, [bottom, bottom + band], whole, darker(color, 0.16)),
    cylinder(inset(0.012), [bottom + band, bottom + (1 - bottom) * 0.5], inset(0.012), lighter(color, 0.06)),
    cylinder(inset(0.012), [bottom + (1 - bottom) * 0.5, 1 - band], inset(0.012), lighter(color, 0.22)),
    cylinder(inset(0.004), [1 - band, 0.998], inset(0.004), darker(color, 0.16)),
    cylinder(inset(0.06), [0.99, 1], inset(0.06), tone.lampLight),
    cylinder(inset(0.06), [bottom - band * 0.4, bottom + band * 0.2], inset(0.06), tone.lampLight),
  ];
}

const shadeFloorLamp: FurnitureProxy = (sizeM, variant) => {
  const { box, cylinder } = partKit(sizeM);
  const metal = pick(metals, variant);
  const shade = 1 - share(0.36, sizeM[1], 0.28);
  const [px, pz] = [around(0.5, share(0.032, sizeM[0], 0.14)), around(0.5, share(0.032, sizeM[2], 0.14))];
  return [
    cylinder(inset(0.2), [0, 0.012], inset(0.2), darker(metal, 0.15)),
    cylinder(inset(0.26), [0.012, 0.022], inset(0.26), metal),
    cylinder(px, [0.02, shade], pz, metal),
    cylinder([px[0] - 0.02, px[1] + 0.02], [0.5, 0.52], [pz[0] - 0.02, pz[1] + 0.02], lighter(metal, 0.2)),
    box([px[1] + 0.06, px[1] + 0.075], [shade - 0.1, shade], around(0.5, 0.015), tone.brass),
    ...lampShade(sizeM, shade, pick(shades, otherVariant(variant, 2))),
  ];
};

const tripodLamp: FurnitureProxy = (sizeM, variant) => {
  const { cylinder, slant } = partKit(sizeM);
  const wood = pick(bareWoods, variant);
  const shade = 1 - share(0.38, sizeM[1], 0.28);
  const hub = shade - 0.1;
  return [
    slant([0.04, 0.52], [0, hub], [0.76, 0.84], 0.035, 'right', wood),
    slant([0.48, 0.96], [0, hub], [0.7, 0.78], 0.035, 'left', wood),
    slant([0.46, 0.54], [0, hub], [0.06, 0.72], 0.035, 'front', darker(wood, 0.12)),
    cylinder(around(0.5, 0.2), [hub - 0.03, hub + 0.02], around(0.68, 0.2), tone.brass),
    cylinder(around(0.5, 0.07), [hub, shade + 0.02], around(0.6, 0.07), tone.brass),
    cylinder([0.1, 0.9], [0, 0.004], [0.1, 0.9], darker(wood, 0.5)),
    ...lampShade(sizeM, shade, pick(shades, otherVariant(variant, 2))),
  ];
};

const shadeDeskLamp: FurnitureProxy = (sizeM, variant) => {
  const { cylinder, sphere } = partKit(sizeM);
  const body = pick([...pottery, ...bareWoods.slice(0, 2)], variant);
  const shade = 0.55;
  return [
    cylinder(inset(0.28), [0, 0.04], inset(0.28), darker(body, 0.35)),
    sphere(inset(0.27), [0.03, 0.36], inset(0.27), body),
    cylinder(inset(0.38), [0.3, 0.4], inset(0.38), lighter(body, 0.1)),
    cylinder(inset(0.46), [0.38, shade + 0.02], inset(0.46), tone.brass),
    ...lampShade(sizeM, shade, pick(shades, otherVariant(variant, 2))),
  ];
};

/** Foot at the back, an upright, a jointed arm to the front and a cone over the desk. */
const archDeskLamp: FurnitureProxy = (sizeM, variant) => {
  const { box, cylinder, cone, sphere } = partKit(sizeM);
  const color = pick([tone.charcoal, tone.white, rgb('#8f3a34'), rgb('#3f6f7a'), tone.brass], variant);
  const bar = share(0.02, sizeM[2], 0.12);
  return [
    cylinder(inset(0.06), [0, 0.05], [0, 0.6], darker(color, 0.2)),
    box(around(0.5, 0.12), [0.05, 0.93], [0.24, 0.24 + bar], color),
    sphere(around(0.5, 0.22), [0.86, 1], [0.24 - bar * 0.5, 0.24 + bar * 1.5], darker(color, 0.25)),
    box(around(0.5, 0.1), [0.905, 0.945], [0.24 + bar, 0.78], lighter(color, 0.08)),
    cylinder(around(0.5, 0.3), [0.84, 0.96], [0.66, 0.86], darker(color, 0.15)),
    cone(whole, [0.6, 0.92], [0.5, 1], color),
    cylinder(inset(0.06), [0.585, 0.602], [0.53, 0.97], tone.lampLight),
  ];
};

const wax = ['#efe7d3', '#d9c7a4', '#b96a58', '#8fa39a', '#a9b7c4'].map(rgb);

function candlestick(sizeM: Vec3, variant: number): Part[] {
  const { cylinder, cone } = partKit(sizeM);
  const [color, metal] = [pick(wax, variant), pick(metals, otherVariant(variant, 1))];
  return [
    cylinder(whole, [0, 0.04], whole, darker(metal, 0.15)),
    cylinder(inset(0.12), [0.04, 0.07], inset(0.12), metal),
    cylinder(inset(0.16), [0.07, 0.82], inset(0.16), color),
    cylinder(inset(0.3), [0.82, 0.84], inset(0.3), darker(color, 0.12)),
    cylinder(inset(0.46), [0.84, 0.89], inset(0.46), tone.black),
    cone(inset(0.36), [0.87, 1], inset(0.36), tone.flame),
  ];
}

function glassCandle(sizeM: Vec3, variant: number): Part[] {
  const { cylinder, cone } = partKit(sizeM);
  const color = pick(wax, variant);
  return [
    cylinder(whole, [0, 0.08], whole, darker(tone.glass, 0.15)),
    cylinder(inset(0.03), [0.08, 0.7], inset(0.03), color),
    cylinder(whole, [0.3, 0.46], whole, tone.paper),
    cylinder(inset(0.01), [0.68, 0.74], inset(0.01), tone.glass),
    cylinder(inset(0.1), [0.74, 0.76], inset(0.1), lighter(color, 0.3)),
    cylinder(inset(0.47), [0.76, 0.84], inset(0.47), tone.black),
    cone(inset(0.4), [0.82, 1], inset(0.4), tone.flame),
  ];
}
