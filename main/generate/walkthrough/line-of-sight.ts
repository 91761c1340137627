import type { OrientedBox } from '../../../shared/geometry/box.ts';
import type { PlanPoint, Vec3 } from '../../../shared/geometry/vector.ts';
import type { Scene } from '../../../shared/model/scene.ts';
import { builtWallLines, openingBoxes } from './obstacles.ts';

/** Lines of sight end this far before the thing they lead to, so that the wall it hangs on does not hide it. */
const shortOfM = 0.08;
/** Boxes that a point lies in, or this close to, do not hide it: the shelf that it stands on, the cupboard that it is pushed against. */
const touchM = 0.05;
/** Furniture that ends below this height hides nothing: one sees over it and between its legs. */
const tallM = 1.2;

interface Blocker {
  readonly middleM: PlanPoint;
  /** Radius of the plan circle around the middle that holds it all. */
  readonly reachM: number;
}

interface BlockingWall extends Blocker {
  readonly from: PlanPoint;
  readonly to: PlanPoint;
}

interface BlockingBox extends Blocker {
  readonly box: OrientedBox;
  readonly ownerId: string;
}

/** What one cannot see through: walls but for their doorways, door leaves, and tall furniture. */
export interface SightBlockers {
  readonly walls: readonly BlockingWall[];
  readonly boxes: readonly BlockingBox[];
}

/** Collects what hides things in a scene. */
export function sightBlockersFromScene(scene: Scene): SightBlockers {
  const openingIds = new Set(scene.openings.map(({ id }) => id));
  const leaves = scene.openings.flatMap((opening) => openingBoxes(opening).map((box) => blockingBox(box, opening.id)));
  const tall = scene.objects.filter(({ id, axisBox }) => !openingIds.has(id) && axisBox.maxM[1] >= tallM && axisBox.minM[1] < tallM);
  const walls = builtWallLines(scene).map(([from, to]): BlockingWall => {
    const reachM = Math.hypot(to[0] - from[0], to[1] - from[1]) / 2;
    return { from, to, reachM, middleM: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] };
  });
  return { walls, boxes: [...leaves, ...tall.map(({ id, orientedBox }) => blockingBox(orientedBox, id))] };
}

function blockingBox(box: OrientedBox, ownerId: string): BlockingBox {
  const [width, height, depth] = box.sizeM;
  return { box, ownerId, middleM: [box.centerM[0], box.centerM[2]], reachM: Math.hypot(width, height, depth) / 2 };
}

/** The blockers, but for the object itself, that come near the lines of sight from a camera to anything within `radiusM` of a point. */
export function blockersBetween(
  blockers: SightBlockers,
  cameraM: Vec3,
  target: { readonly id: string; readonly centerM: Vec3; readonly radiusM: number },
): SightBlockers {
  const isNear = ({ middleM, reachM }: Blocker) => awayM(middleM, cameraM, target.centerM) <= reachM + target.radiusM;
  return {
    walls: blockers.walls.filter(isNear),
    boxes: blockers.boxes.filter((blocker) => blocker.ownerId !== target.id && isNear(blocker)),
  };
}

/** Whether any of the blockers cuts the straight line from the camera to a point. */
export function isHidden({ walls, boxes }: SightBlockers, cameraM: Vec3, pointM: Vec3): boolean {
  const distanceM = Math.hypot(pointM[0] - cameraM[0], pointM[1] - cameraM[1], pointM[2] - cameraM[2]);
  const share = Math.max(0, 1 - shortOfM / distanceM);
  const stepM: Vec3 = [(pointM[0] - cameraM[0]) * share, (pointM[1] - cameraM[1]) * share, (pointM[2] - cameraM[2]) * share];
  for (const { from, to } of walls) if (crosses(cameraM, stepM, from, to)) return true;
  for (const { box } of boxes) if (passesThrough(box, cameraM, stepM, pointM)) return true;
  return false;
}

/** Whether a line of sight crosses a piece of wall in the plan. */
function crosses(cameraM: Vec3, stepM: Vec3, from: PlanPoint, to: PlanPoint): boolean {
  const sideFrom = stepM[0] * (from[1] - cameraM[2]) - stepM[2] * (from[0] - cameraM[0]);
  const sideTo = stepM[0] * (to[1] - cameraM[2]) - stepM[2] * (to[0] - cameraM[0]);
  if (sideFrom * sideTo >= 0) return false;
  const [alongX, alongZ] = [to[0] - from[0], to[1] - from[1]];
  const sideStart = alongX * (cameraM[2] - from[1]) - alongZ * (cameraM[0] - from[0]);
  const sideEnd = sideStart + alongX * stepM[2] - alongZ * stepM[0];
  return sideStart * sideEnd < 0;
}

/** Slab test in the box's own frame. */
function passesThrough({ axes, centerM, sizeM }: OrientedBox, cameraM: Vec3, stepM: Vec3, pointM: Vec3): boolean {
  let [enter, leave, isTouching] = [0, 1, true];
  for (let k = 0; k < 3; k++) {
    const [axis, half] = [axes[k] as Vec3, (sizeM[k] as number) / 2];
    const from = along(axis, cameraM, centerM);
    const step = axis[0] * stepM[0] + axis[1] * stepM[1] + axis[2] * stepM[2];
    if (Math.abs(along(axis, pointM, centerM)) >= half + touchM) isTouching = false;
    if (Math.abs(step) < 1e-9) {
      if (Math.abs(from) > half) return false;
      continue;
    }
    const [s, t] = [(-half - from) / step, (half - from) / step];
    enter = Math.max(enter, Math.min(s, t));
    leave = Math.min(leave, Math.max(s, t));
    if (enter >= leave) return false;
  }
  return !isTouching;
}

function along(axis: Vec3, pointM: Vec3, originM: Vec3): number {
  return axis[0] * (pointM[0] - originM[0]) + axis[1] * (pointM[1] - originM[1]) + axis[2] * (pointM[2] - originM[2]);
}

/** Plan distance from a point to the line of sight between two others. */
function awayM(pointM: PlanPoint, fromM: Vec3, toM: Vec3): number {
  const [dx, dz] = [toM[0] - fromM[0], toM[2] - fromM[2]];
  const [px, pz] = [pointM[0] - fromM[0], pointM[1] - fromM[2]];
  const squared = dx * dx + dz * dz;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + pz * dz) / squared));
  return Math.sqrt((px - t * dx) ** 2 + (pz - t * dz) ** 2);
}
