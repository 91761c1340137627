import { type CatalogueAsset, catalogueType } from './catalogue.ts';
import type { Standing } from './ledger.ts';
import type { RoomFurnisher } from './room-furnisher.ts';
import type { RoomWall } from './room-walls.ts';
import { isNearInPlan, stripInFront, type UprightBox } from './upright-box.ts';

/** Nothing may stand this close before something on a wall, or it could not be seen. */
const viewDepthM = 0.45;
/** Things on walls keep this apart. */
const apartM = 0.1;
const backGapM = 0.008;

/** Tries to hang an asset somewhere in the room, about half of the time above a piece of furniture. */
export function hang(f: RoomFurnisher, asset: CatalogueAsset, tries = 14): Standing | null {
  for (let i = 0; i < tries; i++) {
    const spot = f.dice.chance(0.5) ? spotAbove(f, asset) : spotOnWall(f, asset);
    const placed = spot === null ? null : hangAt(f, asset, spot.wall, spot.alongM, heightFor(f, asset));
    if (placed !== null) return placed;
  }
  return f.reject('no-place');
}

/** Hangs an asset with its middle at `alongM` and its lower edge at `bottomM`, where the wall is free and visible there. */
export function hangAt(f: RoomFurnisher, asset: CatalogueAsset, wall: RoomWall, alongM: number, bottomM: number): Standing | null {
  const halfM = asset.sizeM[0] / 2;
  const box = f.boxAtWall(asset, wall, alongM, backGapM, bottomM);
  const cornerM = asset.objectType === 'Painting' ? 0.15 : 0.03;
  const isOnWall = alongM > halfM + cornerM && alongM < wall.lengthM - halfM - cornerM;
  if (!isOnWall || !f.space.isClearOfHoles(wall, alongM - halfM, alongM + halfM, bottomM, box.topM)) return f.reject('outside-room');
  const around = { ...box, halfX: halfM + apartM, bottomM: bottomM - apartM / 2, topM: box.topM + apartM / 2 };
  const view = stripInFront({ ...box, bottomM: bottomM + 0.05 }, viewDepthM);
  if (!f.space.isFree(view) || !isApart(f, around)) return f.reject('overlap');
  return f.place([{ asset, box }])?.[0] ?? null;
}

/** Keeps pictures off one another; furniture below may come closer. */
function isApart(f: RoomFurnisher, around: UprightBox): boolean {
  const hung = f.standing.filter(({ asset, parent }) => asset.stands === 'wall' && parent === null);
  return hung.every(({ box }) => box.bottomM > around.topM || box.topM < around.bottomM || !isNearInPlan(box, around, 0));
}

/** A place on a wall: the middle of what hangs there. */
export interface WallSpot {
  readonly wall: RoomWall;
  readonly alongM: number;
}

/** Over the middle of something low with its back to a wall. */
function spotAbove(f: RoomFurnisher, asset: CatalogueAsset): WallSpot | null {
  const low = f.standing.filter(
    ({ parent, asset: other, box }) => parent === null && other.stands === 'floor' && box.topM < 1.2 && box.halfX > 0.3,
  );
  const below = f.dice.one(low);
  const spot = below === undefined ? null : wallBehind(f, below);
  if (below === undefined || spot === null) return null;
  const slackM = Math.max(0, below.box.halfX - asset.sizeM[0] / 2);
  return { wall: spot.wall, alongM: spot.alongM + (f.dice.chance(0.6) ? 0 : f.dice.between(-slackM, slackM)) };
}

/** The wall that something has its back to, and where along it. */
export function wallBehind(f: RoomFurnisher, { box }: Standing): WallSpot | null {
  for (const wall of f.space.walls) {
    if ((wall.yawDeg - box.yawDeg) % 360 !== 0) continue;
    const [dx, dz] = [box.x - wall.startM[0], box.z - wall.startM[1]];
    const [alongM, awayM] = [dx * wall.alongX + dz * wall.alongZ, -dx * wall.alongZ + dz * wall.alongX];
    if (alongM > 0 && alongM < wall.lengthM && awayM > 0 && awayM < box.halfZ + 0.1) return { wall, alongM };
  }
  return null;
}

function spotOnWall(f: RoomFurnisher, asset: CatalogueAsset): WallSpot | null {
  const wall = f.wallFor(asset.sizeM[0] + 0.2);
  if (wall === null) return null;
  const marginM = asset.sizeM[0] / 2 + 0.08;
  return { wall, alongM: f.dice.between(marginM, wall.lengthM - marginM) };
}

/** A lower edge in the type's range; pictures hang with their middle at eye height whatever their size. */
export function heightFor(f: RoomFurnisher, { objectType, sizeM }: CatalogueAsset): number {
  if (objectType === 'Painting') return f.dice.between(1.5, 1.6) - sizeM[1] / 2;
  return f.dice.between(...(catalogueType(objectType).wallHeightM ?? [1.2, 1.4]));
}

/** A light switch beside a door, on the side with more wall. */
export function placeSwitch(f: RoomFurnisher, asset: CatalogueAsset): Standing | null {
  const doors = f.space.walls.flatMap((wall) => wall.holes.filter(({ kind }) => kind === 'door').map((hole) => ({ wall, hole })));
  const door = f.dice.one(doors);
  if (door === undefined) return f.reject('no-place');
  const { wall, hole } = door;
  const beside = 0.12 + asset.sizeM[0] / 2;
  const places = [hole.toM + beside, hole.fromM - beside].sort((a, b) => Math.abs(a - wall.lengthM / 2) - Math.abs(b - wall.lengthM / 2));
  const bottomM = heightFor(f, asset);
  for (const alongM of places) {
    const placed = hangAt(f, asset, wall, alongM, bottomM);
    if (placed !== null) return placed;
  }
  return null;
}
