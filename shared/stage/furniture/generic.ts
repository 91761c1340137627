import type { FurnitureProxy } from '../compiled-stage.ts';
import { darker, lighter, pick, woods } from './palette.ts';
import { inset, partKit, share, whole } from './part-kit.ts';

/** The form of a type that has none of its own: a plain chest on a recessed plinth, with a line under its lid, so that it reads as a thing and not as a gap. */
export const genericFurniture: FurnitureProxy = (sizeM, variant) => {
  const { box } = partKit(sizeM);
  const color = pick(woods, variant);
  const plinth = share(0.05, sizeM[1], 0.12);
  const lid = 1 - share(0.06, sizeM[1], 0.16);
  const line = share(0.012, sizeM[1], 0.04);
  const label = Math.min(0.3, (lid - plinth) * 0.5);
  const middle = (plinth + lid) / 2;
  return [
    box(inset(0.05), [0, plinth], inset(0.05), darker(color, 0.45)),
    box(inset(0.012), [plinth, lid - line], inset(0.012), color),
    box(inset(0.03), [lid - line, lid], inset(0.03), darker(color, 0.55)),
    box(whole, [lid, 1], whole, lighter(color, 0.12)),
    box(inset(0.3), [middle - label / 2, middle + label / 2], [0.95, 0.999], lighter(color, 0.45)),
  ];
};
