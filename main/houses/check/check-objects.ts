import { distanceToOutlineM } from '../../../shared/geometry/polygon.ts';
import type { PlanPoint } from '../../../shared/geometry/vector.ts';
import type { HousePlan, PlacedObject, PlannedHouse } from '../house-plan.ts';
import { keepFreeAreas } from '../plan/keep-free.ts';
import type { HouseProblem } from './house-problem.ts';
import { footprintOf, heightsOf, isWithin, overlapDepthM, rectanglePoints, touchM } from './plan-overlap.ts';

/** Lower things stand on the floor; higher ones hang on a wall or, near the ceiling, from it. */
const floorBottomM = 0.02;
const ceilingGapM = 0.1;
/** What hangs on a wall is no farther from it than this. */
const hangingGapM = 0.05;
/** Rugs and doormats end below this height: furniture stands on them and doors pass over them. */
const flatTopM = 0.05;
/** Things may rise this far above a sill, and stand this far above what they stand on. */
const slackM = 0.05;
/** What belongs in front of a window. */
const windowDressing = /^(?:blinds|curtains)$/i;

/** Whether everything stands where it can: in its room, on the floor, a wall or its parent, apart from other things, and off doors and windows. */
export function checkObjects({ plan, objects }: PlannedHouse): HouseProblem[] {
  const roots = objects.filter(({ parentId }) => parentId === null);
  const children = objects.filter(({ parentId }) => parentId !== null);
  return [
    ...roots.flatMap((object) => checkPlace(object, plan)),
    ...children.flatMap((object) => checkOnParent(object, objects)),
    ...checkApart(objects),
    ...checkKeepFree(roots, plan),
  ];
}

function checkPlace(object: PlacedObject, plan: HousePlan): HouseProblem[] {
  const { id, roomId, positionM } = object;
  const room = plan.rooms.find((candidate) => candidate.id === roomId);
  if (room === undefined) return [{ kind: 'object-room', items: [id], message: `${id} is in ${roomId}, which the house does not have.` }];
  const [bottomM, topM] = heightsOf(object);
  const isBetween = bottomM > -touchM && topM < plan.ceilingHeightM + touchM;
  if (!isBetween || !isWithin(footprintOf(object, touchM), room.outlineM)) {
    const place = `centre ${positionM.map((v) => v.toFixed(2)).join(', ')}, ${bottomM.toFixed(2)} to ${topM.toFixed(2)} m high`;
    return [{ kind: 'object-outside', items: [id, roomId], message: `${id} is not wholly inside ${roomId}: ${place}.` }];
  }
  if (bottomM <= floorBottomM || topM > plan.ceilingHeightM - ceilingGapM) return [];
  const corners = footprintOf(object);
  const sides = corners.map((a, k): PlanPoint => {
    const b = corners[(k + 1) % corners.length] as PlanPoint;
    return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  });
  const gapM = Math.min(...sides.map((point) => distanceToOutlineM(point, room.outlineM)));
  if (gapM <= hangingGapM) return [];
  return [
    { kind: 'wall-object-loose', items: [id], message: `${id} hangs ${gapM.toFixed(2)} m off every wall, ${bottomM.toFixed(2)} m up.` },
  ];
}

function checkOnParent(object: PlacedObject, objects: readonly PlacedObject[]): HouseProblem[] {
  const parent = objects.find(({ id }) => id === object.parentId);
  const items = [object.id, object.parentId ?? ''];
  if (parent === undefined)
    return [{ kind: 'child-off-parent', items, message: `${object.id} stands on ${object.parentId}, which is not there.` }];
  const [bottomM] = heightsOf(object);
  const [parentBottomM, parentTopM] = heightsOf(parent);
  const isAtHeight = bottomM > parentBottomM - touchM && bottomM < parentTopM + slackM;
  if (isAtHeight && isWithin(footprintOf(object, touchM), footprintOf(parent))) return [];
  const where = `it begins ${bottomM.toFixed(2)} m up, and ${parent.id} is ${parentBottomM.toFixed(2)} to ${parentTopM.toFixed(2)} m high`;
  return [{ kind: 'child-off-parent', items, message: `${object.id} is not within ${parent.id}: ${where}.` }];
}

interface Body {
  readonly object: PlacedObject;
  readonly outline: readonly PlanPoint[];
  readonly heights: readonly [number, number];
}

/** All pairs, but for things and what they stand on or in. */
function checkApart(objects: readonly PlacedObject[]): HouseProblem[] {
  const byId = new Map(objects.map((object) => [object.id, object]));
  const bodies = objects
    .map((object): Body => ({ object, outline: footprintOf(object), heights: heightsOf(object) }))
    .filter(({ object, heights }) => object.parentId !== null || heights[1] > flatTopM);
  return bodies.flatMap((a, k) =>
    bodies.slice(k + 1).flatMap((b): HouseProblem[] => {
      const heightM = Math.min(a.heights[1], b.heights[1]) - Math.max(a.heights[0], b.heights[0]);
      if (heightM <= touchM || isFarApart(a.object, b.object)) return [];
      const depthM = overlapDepthM(a.outline, b.outline);
      if (depthM <= touchM || isAbove(a.object, b.object, byId) || isAbove(b.object, a.object, byId)) return [];
      const message = `${a.object.id} and ${b.object.id} overlap by ${depthM.toFixed(2)} m over ${heightM.toFixed(2)} m of height.`;
      return [{ kind: 'objects-overlap', items: [a.object.id, b.object.id], message }];
    }),
  );
}

function isFarApart(a: PlacedObject, b: PlacedObject): boolean {
  const reachM = (Math.hypot(a.sizeM[0], a.sizeM[2]) + Math.hypot(b.sizeM[0], b.sizeM[2])) / 2;
  return Math.hypot(a.positionM[0] - b.positionM[0], a.positionM[2] - b.positionM[2]) > reachM;
}

/** Whether `a` stands on or in `b`, directly or on something that does. */
function isAbove(a: PlacedObject, b: PlacedObject, byId: ReadonlyMap<string, PlacedObject>): boolean {
  const seen = new Set<string>();
  for (let at = a.parentId; at !== null && !seen.has(at); at = byId.get(at)?.parentId ?? null) {
    if (at === b.id) return true;
    seen.add(at);
  }
  return false;
}

function checkKeepFree(roots: readonly PlacedObject[], plan: HousePlan): HouseProblem[] {
  const areas = keepFreeAreas(plan).filter(({ kind }) => kind !== 'swing');
  return roots.flatMap((object) => {
    const [bottomM, topM] = heightsOf(object);
    const outline = footprintOf(object);
    return areas.flatMap((area): HouseProblem[] => {
      const isWindow = area.kind === 'window';
      if (isWindow && windowDressing.test(object.objectType)) return [];
      const isBeside = topM <= area.bottomM + (isWindow ? slackM : flatTopM) || bottomM >= area.topM - touchM;
      if (isBeside || overlapDepthM(outline, rectanglePoints(area.minM, area.maxM)) <= touchM) return [];
      const message = `${object.id} stands in the ${area.kind} of ${area.openingId} in ${area.roomId}.`;
      return [{ kind: isWindow ? 'window-blocked' : 'door-blocked', items: [object.id, area.openingId], message }];
    });
  });
}
