import type { Vec3 } from '../../geometry/vector.ts';
import { degreesFromRadians } from '../../geometry/vector.ts';
import type { Part } from '../compiled-stage.ts';

/** Where a part lies along one axis of its object, in fractions of the object's size: 0 is left, bottom or back; 1 is right, top or front. */
export type Span = readonly [from: number, to: number];

/** The whole length of an axis. */
export const whole: Span = [0, 1];

/** A span by its middle and its length. */
export function around(middle: number, length: number): Span {
  return [middle - length / 2, middle + length / 2];
}

/** What is left of the whole after the same margin on both ends. */
export function inset(margin: number): Span {
  return [margin, 1 - margin];
}

/** The span mirrored about the middle of the object. */
export function mirrored(span: Span): Span {
  return [1 - span[1], 1 - span[0]];
}

/** One part per side: at `span` and at its mirror image. */
export function bothSides(span: Span, make: (span: Span) => Part): Part[] {
  return [make(span), make(mirrored(span))];
}

/** One part per corner of the plan, for legs and posts; the spans are those of the back left corner. */
export function fourCorners(x: Span, z: Span, make: (x: Span, z: Span) => Part): Part[] {
  return [make(x, z), make(mirrored(x), z), make(x, mirrored(z)), make(mirrored(x), mirrored(z))];
}

/** `count` equal spans side by side inside `span`, with `gap` (a fraction of the object) between neighbours. */
export function divide(span: Span, count: number, gap: number): Span[] {
  const step = (span[1] - span[0] + gap) / count;
  return Array.from({ length: count }, (_, i) => [span[0] + i * step, span[0] + (i + 1) * step - gap]);
}

/** A length in metres as a fraction of a whole one, at most `limit`, so that a very small object keeps its proportions. */
export function share(lengthM: number, wholeM: number, limit = 0.3): number {
  return Math.min(lengthM / wholeM, limit);
}

/** Which way a cylinder stands or a cone points: along +x, +y or +z; `down` is a cone's tip at the bottom. */
export type Direction = 'x' | 'y' | 'z' | 'down';

/** Where the upper end of a slanted bar leans. */
export type Lean = 'back' | 'front' | 'left' | 'right';

/** The builders of one object's parts; every span is a fraction of that object (or of the region, for `within`). */
export interface PartKit {
  box(x: Span, y: Span, z: Span, color: Vec3): Part;
  cylinder(x: Span, y: Span, z: Span, color: Vec3, along?: Direction): Part;
  cone(x: Span, y: Span, z: Span, color: Vec3, tip?: Direction): Part;
  sphere(x: Span, y: Span, z: Span, color: Vec3): Part;
  /** A straight bar of the given thickness whose bounds are exactly the three spans: it runs from one lower edge to the opposite upper edge. */
  slant(x: Span, y: Span, z: Span, thicknessM: number, lean: Lean, color: Vec3): Part;
  /** The builders of a part of the object, with fractions of that region. */
  within(x: Span, y: Span, z: Span): PartKit;
}

/** A part turned about its own centre by Unity Euler angles in degrees. Where it then sticks out of the object's box, filling the box draws it in. */
export function tilted(part: Part, rotationDeg: Vec3): Part {
  return { ...part, rotationDeg };
}

/** Builders for an object of `sizeM` metres (full extents x, y, z), in its own frame: origin at the box centre. */
export function partKit(sizeM: Vec3): PartKit {
  return regionKit([-sizeM[0] / 2, -sizeM[1] / 2, -sizeM[2] / 2], sizeM);
}

function regionKit(cornerM: Vec3, sizeM: Vec3): PartKit {
  const corner = (x: Span, y: Span, z: Span): Vec3 => [
    cornerM[0] + x[0] * sizeM[0],
    cornerM[1] + y[0] * sizeM[1],
    cornerM[2] + z[0] * sizeM[2],
  ];
  const extent = (x: Span, y: Span, z: Span): Vec3 => [(x[1] - x[0]) * sizeM[0], (y[1] - y[0]) * sizeM[1], (z[1] - z[0]) * sizeM[2]];
  const part = (shape: Part['shape'], x: Span, y: Span, z: Span, color: Vec3): Part => {
    const [low, size] = [corner(x, y, z), extent(x, y, z)];
    return { shape, centerM: [low[0] + size[0] / 2, low[1] + size[1] / 2, low[2] + size[2] / 2], sizeM: size, color };
  };
  return {
    box: (x, y, z, color) => part('box', x, y, z, color),
    cylinder: (x, y, z, color, along = 'y') => pointed(part('cylinder', x, y, z, color), along),
    cone: (x, y, z, color, tip = 'y') => pointed(part('cone', x, y, z, color), tip),
    sphere: (x, y, z, color) => part('sphere', x, y, z, color),
    slant: (x, y, z, thicknessM, lean, color) => slanted(part('box', x, y, z, color), thicknessM, lean),
    within: (x, y, z) => regionKit(corner(x, y, z), extent(x, y, z)),
  };
}

/** Turns an upright part so that its own y axis points elsewhere while its bounds stay where they are. */
function pointed(part: Part, direction: Direction): Part {
  const [x, y, z] = part.sizeM;
  switch (direction) {
    case 'y':
      return part;
    case 'down':
      return { ...part, rotationDeg: [180, 0, 0] };
    case 'x':
      return { ...part, sizeM: [y, x, z], rotationDeg: [0, 0, -90] };
    case 'z':
      return { ...part, sizeM: [x, z, y], rotationDeg: [90, 0, 0] };
  }
}

function slanted(part: Part, thicknessM: number, lean: Lean): Part {
  const [x, y, z] = part.sizeM;
  const isSideways = lean === 'left' || lean === 'right';
  const run = isSideways ? x : z;
  const thickness = Math.min(thicknessM, run, y) * 0.999;
  const { lengthM, angleDeg } = diagonalBar(run, y, thickness);
  const sign = lean === 'front' || lean === 'left' ? 1 : -1;
  return {
    ...part,
    sizeM: isSideways ? [thickness, lengthM, z] : [x, lengthM, thickness],
    rotationDeg: isSideways ? [0, 0, sign * angleDeg] : [sign * angleDeg, 0, 0],
  };
}

/**
 * Length and tilt from upright of a bar of known thickness whose bounding rectangle is `runM` x `riseM`.
 * With tilt a: run = L sin a + t cos a and rise = L cos a + t sin a; eliminating L leaves run cos a - rise sin a = t cos 2a, whose one root is bisected.
 */
function diagonalBar(runM: number, riseM: number, thicknessM: number): { lengthM: number; angleDeg: number } {
  const excess = (a: number) => runM * Math.cos(a) - riseM * Math.sin(a) - thicknessM * Math.cos(2 * a);
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  const a = (low + high) / 2;
  const lengthM = Math.hypot(runM - thicknessM * Math.cos(a), riseM - thicknessM * Math.sin(a));
  return { lengthM, angleDeg: degreesFromRadians(a) };
}
