import { boxFromWorld } from '../geometry/box.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { Body, BodyGrid } from './bodies.ts';

/** Parts narrower than this cast no shade worth drawing. */
const leastWidthM = 0.07;
/** What hangs higher than this above a point leaves it alone. */
const reachM = 1.4;
/** No wider than bodies are looked for around a point. */
const widestBlurM = 0.4;

/**
 * Share of the light from above that bodies leave at a point of an upward face: the soft shadow below tables, beds and shelves, as under
 * a bright ceiling. It is darkest in contact and blurs with the height of what casts it. `self` casts none on itself.
 */
export function overheadShade(bodies: BodyGrid, p: Vec3, self: Body | null): number {
  let left = 1;
  for (const body of bodies.near(p)) {
    if (body === self || !body.isUpright) continue;
    left *= 1 - coverOf(body, p);
  }
  return Math.max(0.42, left);
}

function coverOf({ box, parts }: Body, p: Vec3): number {
  const [x, y, z] = boxFromWorld(box, p);
  if (y > box.sizeM[1] / 2) return 0;
  let cover = 0;
  for (let i = 0; i < parts.length; i += 6) {
    const gapM = parts[i + 1]! - y;
    if (gapM < -0.02 || gapM > reachM) continue;
    const [x0, x1, z0, z1] = [parts[i]!, parts[i + 3]!, parts[i + 2]!, parts[i + 5]!];
    if (x1 - x0 < leastWidthM || z1 - z0 < leastWidthM) continue;
    const height = Math.max(0, gapM);
    const blurM = Math.min(widestBlurM, 0.05 + 0.42 * height);
    const insideM = Math.min(x - x0, x1 - x, z - z0, z1 - z);
    if (insideM < -blurM) continue;
    const share = Math.min(1, (insideM + blurM) / (2 * blurM));
    // Small tops hardly fill their own blur.
    const fullness = Math.min(1, (x1 - x0) / (2 * blurM), (z1 - z0) / (2 * blurM));
    cover = Math.max(cover, (fullness * share * share * (3 - 2 * share) * 0.46) / (1 + 0.9 * height));
  }
  return cover;
}
