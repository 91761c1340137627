import type { OrientedBox } from '../geometry/box.ts';
import { distanceToSegmentM } from '../geometry/polygon.ts';
import type { PlanPoint, Vec3 } from '../geometry/vector.ts';
import { type Body, type BodyGrid, bodyReachM, distanceToBodyM } from './bodies.ts';
import type { Light } from './mesh-builder.ts';
import { overheadShade } from './overhead-shade.ts';
import { lightAt, openLight, type RoomLight } from './room-light.ts';

/** What lights a room and what takes light away in it: the solid pieces of its outline, and the bodies that stand or hang in it. */
export interface RoomShade {
  readonly edgesM: readonly (readonly [PlanPoint, PlanPoint])[];
  readonly bodies: BodyGrid;
  readonly ceilingHeightM: number;
  readonly light: RoomLight;
  /** False leaves out everything that near things do to the light. */
  readonly isShaded: boolean;
}

/** Distances from a surface, metres, at which we look whether something is nearer than the surface itself, and how much light that takes. */
const looks: readonly (readonly [heightM: number, weight: number])[] = [
  [0.05, 0.13],
  [0.15, 0.15],
  [0.4, 0.16],
];
/** Corners of a part look from a little inside its face: the very corner touches things that the face hardly sees. */
const insetM = 0.05;

/** Light of a body in a room. Its own parts shade one another where `self` is given. */
export function bodyLight(box: OrientedBox, shade: RoomShade | null, self: Body | null): Light {
  const { isShaded = false, light = openLight } = shade ?? {};
  const centerM = box.centerM;
  return (p, n, color) => {
    const lit = lightAt(light, p, n);
    if (shade === null || !isShaded) return exposed(color, lit, 1);
    const q = towards(p, centerM, n);
    const open = 1 - 0.85 * occlusion(shade, q, n);
    const above = n[1] > 0.7 ? overheadShade(shade.bodies, q, self) : 1;
    return exposed(color, lit, open * above);
  };
}

/** Light of an outer wall face: the normal alone. */
export const outdoorLight: Light = (p, n, color) => exposed(color, lightAt(openLight, p, n), 1);

/** Light of floors, walls and ceilings: windows and lamps, darker in corners, around what stands near and below what is above. */
export function surfaceLight(shade: RoomShade): Light {
  return (p, n, color) => {
    const lit = lightAt(shade.light, p, n);
    if (!shade.isShaded) return exposed(color, lit, 1);
    const above = n[1] > 0.7 ? overheadShade(shade.bodies, p, null) : 1;
    return exposed(color, lit, (1 - occlusion(shade, p, n)) * above);
  };
}

/** Share of the even light that near things take from a point: what an ambient-occlusion pass would show, computed once per vertex. */
function occlusion(shade: RoomShade, p: Vec3, n: Vec3): number {
  const bodies = shade.bodies.near(p);
  let taken = 0;
  for (const [heightM, weight] of looks) {
    const q: Vec3 = [p[0] + n[0] * heightM, p[1] + n[1] * heightM, p[2] + n[2] * heightM];
    let freeM = Math.min(heightM, Math.max(0, q[1]), Math.max(0, shade.ceilingHeightM - q[1]));
    for (const [a, b] of shade.edgesM) {
      if (Math.min(a[0], b[0]) - q[0] > freeM || q[0] - Math.max(a[0], b[0]) > freeM) continue;
      if (Math.min(a[1], b[1]) - q[2] > freeM || q[2] - Math.max(a[1], b[1]) > freeM) continue;
      freeM = Math.min(freeM, distanceToSegmentM([q[0], q[2]], a, b));
    }
    for (const body of bodies) freeM = distanceToBodyM(body, q, Math.min(freeM, bodyReachM));
    taken += weight * (1 - freeM / heightM);
  }
  return taken;
}

/** The point moved towards the middle of its body within its face, by at most {@link insetM} per axis. */
function towards(p: Vec3, centerM: Vec3, n: Vec3): Vec3 {
  const step = ([0, 1, 2] as const).map((k) => Math.max(-insetM, Math.min(insetM, (centerM[k] - p[k]) * 0.4)));
  const off = (step[0] as number) * n[0] + (step[1] as number) * n[1] + (step[2] as number) * n[2];
  return [p[0] + (step[0] as number) - off * n[0], p[1] + (step[1] as number) - off * n[1], p[2] + (step[2] as number) - off * n[2]];
}

/** A lit colour. Highlights roll off before white, so that a bright wall keeps its hue. */
function exposed(color: Vec3, lit: Vec3, open: number): Vec3 {
  return [rolledOff(color[0] * lit[0] * open), rolledOff(color[1] * lit[1] * open), rolledOff(color[2] * lit[2] * open)];
}

const shoulder = 0.82;

function rolledOff(value: number): number {
  return value <= shoulder ? value : 1 - (1 - shoulder) * Math.exp((shoulder - value) / (1 - shoulder));
}
