import type { FurnitureProxy } from '../compiled-stage.ts';
import { darker, leaves, lighter, otherVariant, pick, rgb, tone } from './palette.ts';
import { around, divide, inset, partKit, tilted, whole } from './part-kit.ts';

const shells = ['#e9d8bd', '#c99a6d', '#f1ebdd', '#d8b48a'].map(rgb);
const appleSkins = ['#a8322b', '#b9332f', '#7fa63a', '#c04a35'].map(rgb);
const potatoSkins = ['#b08a58', '#a37a4a', '#8f5b48', '#c2a36b'].map(rgb);
const crusts = ['#a9713a', '#b98246', '#8c5a30', '#c19459'].map(rgb);
const tomatoReds = ['#c23b2a', '#b5322a', '#d0522f'].map(rgb);

const egg: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const shell = pick(shells, variant);
  const speck = darker(shell, 0.16);
  return [
    kit.sphere(whole, whole, whole, shell),
    kit.sphere([0.62, 0.72], [0.66, 0.72], [0.82, 0.92], speck),
    kit.sphere([0.28, 0.36], [0.5, 0.55], [0.86, 0.96], speck),
    kit.sphere([0.4, 0.5], [0.9, 0.97], [0.34, 0.44], speck),
  ];
};

const potato: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const skin = pick(potatoSkins, variant);
  const spot = darker(skin, 0.4);
  return [
    kit.sphere([0, 0.96], [0, 0.94], [0, 0.74], skin),
    kit.sphere([0.08, 1], [0.04, 1], [0.22, 1], lighter(skin, 0.06)),
    kit.sphere([0.3, 0.42], [0.86, 0.97], [0.3, 0.38], spot),
    kit.sphere([0.6, 0.72], [0.9, 0.99], [0.62, 0.69], spot),
    kit.sphere([0.86, 0.97], [0.55, 0.66], [0.44, 0.52], spot),
  ];
};

const apple: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const skin = pick(appleSkins, variant);
  return [
    kit.sphere(whole, [0.12, 0.86], whole, skin),
    kit.sphere(inset(0.12), [0, 0.66], inset(0.12), darker(skin, 0.1)),
    kit.sphere(around(0.5, 0.4), [0.77, 0.88], around(0.5, 0.4), pick([rgb('#b79a45'), rgb('#8fa045')], variant)),
    kit.cylinder(around(0.5, 0.08), [0.8, 1], around(0.5, 0.08), tone.soil),
    tilted(kit.sphere([0.52, 0.92], [0.88, 0.97], [0.36, 0.64], pick(leaves, otherVariant(variant, 1))), [0, 30, 12]),
  ];
};

const bread: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const crust = pick(crusts, variant);
  const crumb = rgb('#ecd7ae');
  return [
    kit.box(inset(0.05), [0, 0.62], [0.02, 0.7], crust),
    kit.cylinder(whole, [0.36, 0.97], [0, 0.72], darker(crust, 0.14), 'z'),
    ...divide([0.1, 0.62], 3, 0.12).map((z) => kit.box(around(0.5, 0.34), [0.9, 1], z, lighter(crust, 0.45))),
    // The cut end and two slices in front of it: nothing says bread as a pale crumb in a brown rim does.
    ...[0.72, 0.84, 0.96].flatMap((z, i) => [
      kit.box(inset(0.09 + i * 0.02), [0.04, 0.6], [z - 0.06, z], crust),
      kit.cylinder(inset(0.04 + i * 0.02), [0.36, 0.93], [z - 0.06, z], darker(crust, 0.1), 'z'),
      kit.box(inset(0.15 + i * 0.02), [0.09, 0.58], [z, z + 0.02], crumb),
      kit.cylinder(inset(0.11 + i * 0.02), [0.4, 0.86], [z, z + 0.018], crumb, 'z'),
    ]),
    kit.box(inset(0.3), [0, 0.03], whole, darker(crust, 0.4)),
  ];
};

const tomato: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const skin = pick(tomatoReds, variant);
  const calyx = pick(leaves, variant);
  const star = kit.box(around(0.5, 0.5), [0.9, 0.945], around(0.5, 0.1), calyx);
  return [
    kit.sphere(whole, [0, 0.94], whole, skin),
    tilted(star, [0, 15, 0]),
    tilted(kit.box(around(0.5, 0.49), [0.9, 0.95], around(0.5, 0.1), darker(calyx, 0.1)), [0, 75, 0]),
    tilted(kit.box(around(0.5, 0.48), [0.9, 0.955], around(0.5, 0.1), calyx), [0, 135, 0]),
    kit.cylinder(around(0.5, 0.08), [0.88, 1], around(0.5, 0.08), darker(calyx, 0.2)),
  ];
};

const lettuce: FurnitureProxy = (sizeM, variant) => {
  const kit = partKit(sizeM);
  const leaf = pick(['#7fae4a', '#8fb858', '#6f9f48'].map(rgb), variant);
  return [
    kit.cylinder(around(0.5, 0.3), around(0.46, 0.3), [0, 0.2], rgb('#e4e6c4'), 'z'),
    kit.sphere(inset(0.14), inset(0.14), [0.06, 0.8], lighter(leaf, 0.45)),
    kit.sphere([0, 0.62], [0, 0.74], [0.24, 0.94], leaf),
    kit.sphere([0.38, 1], [0.05, 0.8], [0.22, 0.96], darker(leaf, 0.12)),
    kit.sphere([0.16, 0.86], [0.36, 1], [0.2, 1], lighter(leaf, 0.12)),
    kit.sphere([0.3, 0.7], [0.62, 0.96], [0.62, 0.98], lighter(leaf, 0.3)),
  ];
};

/** Proxies for food, by AI2-THOR type. */
export const foodFurniture: Readonly<Record<string, FurnitureProxy>> = {
  Apple: apple,
  Bread: bread,
  Egg: egg,
  Lettuce: lettuce,
  Potato: potato,
  Tomato: tomato,
};
