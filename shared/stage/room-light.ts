import { isInsidePolygon } from '../geometry/polygon.ts';
import type { Vec3 } from '../geometry/vector.ts';
import type { Opening, Room, SceneObject } from '../model/scene.ts';

/** A small source that lights a surface: a window pane (lights its front half only) or a lamp (lights all round). */
interface Source {
  readonly positionM: Vec3;
  /** Into the room; null for a lamp. */
  readonly facing: Vec3 | null;
  /** Light at one metre, straight on, by colour channel. */
  readonly strength: Vec3;
  /** Squared metres added to the squared distance: near a large source light does not grow without end. */
  readonly softness: number;
}

/** The light in a room before anything stands in its way. */
export interface RoomLight {
  readonly sources: readonly Source[];
  /** What the even part of the light is multiplied by, so that dim and bright rooms come out alike. */
  readonly exposure: number;
}

/** Daylight from outside a house: no sources, no correction. */
export const openLight: RoomLight = { sources: [], exposure: 1 };

const key: Vec3 = [0.48, 0.8, 0.36];
const fill: Vec3 = [-0.9, 0.2, -0.38];
/** A cool sky and warm bulbs. */
const skyTint: Vec3 = [0.94, 1, 1.07];
const bulbTint: Vec3 = [1.12, 0.9, 0.62];
const windowPerM2 = 0.42;
/** By type: how strong a lamp is, and at which share of its height its bulb sits. */
const lamps: Readonly<Record<string, readonly [strength: number, height: number]>> = {
  FloorLamp: [0.13, 0.86],
  DeskLamp: [0.06, 0.78],
  Candle: [0.012, 1],
};
/** A floor should get about this much in the middle of any room. */
const targetBrightness = 1.06;

/** The windows and lamps of a room, and its exposure. */
export function roomLight(room: Room, openings: readonly Opening[], objects: readonly SceneObject[]): RoomLight {
  const windows = openings
    .filter(({ kind, roomIds }) => kind === 'window' && roomIds.includes(room.id))
    .map((opening) => windowSource(opening, room));
  const bulbs = objects.flatMap(({ objectType, orientedBox: { centerM, sizeM } }): Source[] => {
    const lamp = lamps[objectType];
    if (lamp === undefined) return [];
    const positionM: Vec3 = [centerM[0], centerM[1] + sizeM[1] * (lamp[1] - 0.5), centerM[2]];
    return [{ positionM, facing: null, strength: scaled(bulbTint, lamp[0]), softness: 0.1 }];
  });
  const sources = [...windows, ...bulbs];
  const floor = floorSamples(room).map((p) => brightnessOf(lightAt({ sources, exposure: 1 }, p, [0, 1, 0])));
  const mean = floor.reduce((sum, value) => sum + value, 0) / Math.max(1, floor.length);
  const exposure = floor.length === 0 ? 1 : Math.min(1.16, Math.max(0.86, targetBrightness / mean));
  return { sources, exposure };
}

/** Light on a matte surface by colour channel, 1 being white paper in a well lit room: an even part that tells the faces of a body apart, and the sources. */
export function lightAt({ sources, exposure }: RoomLight, p: Vec3, n: Vec3): [number, number, number] {
  const keyed = Math.max(0, n[0] * key[0] + n[1] * key[1] + n[2] * key[2]);
  const filled = Math.max(0, n[0] * fill[0] + n[1] * fill[1] + n[2] * fill[2]);
  const even = 0.78 + 0.08 * n[1] + 0.17 * keyed + 0.06 * filled;
  const sum: [number, number, number] = [even, even, even * 0.985];
  for (const { positionM, facing, strength, softness } of sources) {
    const [dx, dy, dz] = [positionM[0] - p[0], positionM[1] - p[1], positionM[2] - p[2]];
    const squared = dx * dx + dy * dy + dz * dz;
    const distance = Math.sqrt(squared) || 1e-6;
    // A little light comes round the edge of a body from any source this wide.
    const received = (n[0] * dx + n[1] * dy + n[2] * dz) / distance + 0.25;
    const sent = facing === null ? 1 : -(facing[0] * dx + facing[1] * dy + facing[2] * dz) / distance;
    if (received <= 0 || sent <= 0) continue;
    const factor = (0.8 * received * sent) / (squared + softness);
    for (const k of [0, 1, 2] as const) sum[k] += strength[k] * factor;
  }
  return [sum[0] * exposure, sum[1] * exposure, sum[2] * exposure];
}

/** Perceived brightness of a colour. */
export function brightnessOf(color: Vec3): number {
  return 0.3 * color[0] + 0.59 * color[1] + 0.11 * color[2];
}

function windowSource({ startM, endM, bottomM, topM }: Opening, room: Room): Source {
  const [dx, dz] = [endM[0] - startM[0], endM[1] - startM[1]];
  const widthM = Math.hypot(dx, dz) || 1;
  const [x, z] = [(startM[0] + endM[0]) / 2, (startM[1] + endM[1]) / 2];
  const side: Vec3 = [dz / widthM, 0, -dx / widthM];
  const facing = isInsidePolygon([x + 0.05 * side[0], z + 0.05 * side[2]], room.floorPolygonM) ? side : scaled(side, -1);
  const areaM2 = widthM * (topM - bottomM);
  return { positionM: [x, (bottomM + topM) / 2, z], facing, strength: scaled(skyTint, windowPerM2 * areaM2), softness: 0.35 * areaM2 };
}

/** Points about a metre apart on the floor of a room. */
function floorSamples({ floorPolygonM }: Room): Vec3[] {
  const [xs, zs] = [floorPolygonM.map(([x]) => x), floorPolygonM.map(([, z]) => z)];
  const samples: Vec3[] = [];
  for (let x = Math.min(...xs) + 0.5; x < Math.max(...xs); x++) {
    for (let z = Math.min(...zs) + 0.5; z < Math.max(...zs); z++) if (isInsidePolygon([x, z], floorPolygonM)) samples.push([x, 0, z]);
  }
  return samples;
}

function scaled(v: Vec3, factor: number): Vec3 {
  return [v[0] * factor, v[1] * factor, v[2] * factor];
}
