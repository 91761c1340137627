import { axisBoxFromOriented, boxCorners, type OrientedBox } from '../../../shared/geometry/box.ts';
import { add, type PlanPoint, planFromWorld, scale, type Vec3 } from '../../../shared/geometry/vector.ts';
import type { Opening, Scene, SceneObject } from '../../../shared/model/scene.ts';
import { openingOrientedBox, openingParts } from '../../../shared/stage/opening-parts.ts';
import { type PlanShape, planShapeFromPoints } from './plan-shape.ts';

/** What hangs wholly above this height is walked under. */
const bodyTopM = 1.6;
/** Rugs and other things that end below this height are walked over. */
const flatTopM = 0.1;
/** Things narrower than this both ways (a pen on the floor) stop nobody. */
const tinyM = 0.08;
/** Two plan lines closer than this are the same wall. */
const sameLineM = 0.02;

/** A straight piece of wall in the plan. */
export type WallLine = readonly [PlanPoint, PlanPoint];

/** Everything the agent must keep clear of: furniture footprints, walls without their passable doors, and the rim of the floor. */
export function obstaclesFromScene(scene: Scene): PlanShape[] {
  const openingIds = new Set(scene.openings.map(({ id }) => id));
  const furniture = scene.objects.filter((object) => !openingIds.has(object.id) && isInTheWay(object));
  return [
    ...[...builtWallLines(scene), ...floorRim(scene)].map(planShapeFromPoints),
    ...scene.openings.flatMap(openingBoxes).map(footprint),
    ...furniture.map((object) => footprint(object.orientedBox)),
  ];
}

/** Doors between two rooms that stand open far enough to count as passable. */
function isPassable(opening: Opening): boolean {
  return opening.kind === 'door' && opening.openness > 0 && opening.roomIds.length === 2;
}

/** Those parts of an opening's frame and leaves that a walker could touch, exactly as they are drawn: an open leaf stands beside its hole. */
export function openingBoxes(opening: Opening): OrientedBox[] {
  const whole = openingOrientedBox(opening);
  return openingParts(opening).flatMap(({ centerM, sizeM }) => {
    const box: OrientedBox = { centerM: worldFromBox(whole, centerM), sizeM, axes: whole.axes };
    const { minM, maxM } = axisBoxFromOriented(box);
    return isInReach(minM[1], maxM[1]) ? [box] : [];
  });
}

function footprint(box: OrientedBox): PlanShape {
  return planShapeFromPoints(boxCorners(box).map(planFromWorld));
}

function worldFromBox({ centerM, axes: [x, y, z] }: OrientedBox, pointM: Vec3): Vec3 {
  return add(centerM, add(scale(x, pointM[0]), add(scale(y, pointM[1]), scale(z, pointM[2]))));
}

function isInReach(bottomM: number, topM: number): boolean {
  return bottomM < bodyTopM && topM > flatTopM;
}

function isInTheWay({ axisBox: { minM, maxM } }: SceneObject): boolean {
  return isInReach(minM[1], maxM[1]) && (maxM[0] - minM[0] > tinyM || maxM[2] - minM[2] > tinyM);
}

/** What stands of the walls in the plan: without open boundaries and the doors that one can walk through. Both faces of a wall are one line. */
export function builtWallLines(scene: Scene): WallLine[] {
  const passages = scene.openings.filter(isPassable).map((door): WallLine => [door.startM, door.endM]);
  const walls = scene.walls.filter((wall) => !wall.isOpenBoundary).map((wall): WallLine => [wall.startM, wall.endM]);
  return [...new Map(walls.map((wall) => [lineKey(wall), wall])).values()].flatMap((wall) => cutOut(wall, passages));
}

/** Equal for the two faces of a wall. */
function lineKey(line: WallLine): string {
  return line
    .map(([x, z]) => `${x.toFixed(3)} ${z.toFixed(3)}`)
    .sort()
    .join(' ');
}

/** Room edges with no other room behind them. They are solid whether or not the house has a wall there: no floor lies beyond. */
function floorRim(scene: Scene): WallLine[] {
  const edgesByRoom = scene.rooms.map(({ floorPolygonM }) =>
    floorPolygonM.map((from, i): WallLine => [from, floorPolygonM[(i + 1) % floorPolygonM.length] as PlanPoint]),
  );
  return edgesByRoom.flatMap((edges, room) => {
    const others = edgesByRoom.filter((_, other) => other !== room).flat();
    return edges.flatMap((edge) => cutOut(edge, others));
  });
}

/** What is left of a segment without the parts that `cuts` on the same line cover. */
function cutOut([a, b]: WallLine, cuts: readonly WallLine[]): WallLine[] {
  const lengthM = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (lengthM < 1e-6) return [];
  const [ux, uz] = [(b[0] - a[0]) / lengthM, (b[1] - a[1]) / lengthM];
  const spans = cuts
    .filter((cut) => cut.every((p) => Math.abs((p[0] - a[0]) * uz - (p[1] - a[1]) * ux) < sameLineM))
    .map((cut) => cut.map((p) => (p[0] - a[0]) * ux + (p[1] - a[1]) * uz).sort((s, t) => s - t) as [number, number])
    .sort((s, t) => s[0] - t[0]);
  const at = (alongM: number): PlanPoint => [a[0] + ux * alongM, a[1] + uz * alongM];
  const rest: WallLine[] = [];
  let fromM = 0;
  for (const [start, end] of [...spans, [lengthM, lengthM] as const]) {
    if (Math.min(start, lengthM) - fromM > sameLineM) rest.push([at(fromM), at(Math.min(start, lengthM))]);
    fromM = Math.max(fromM, end);
  }
  return rest;
}
