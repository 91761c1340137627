import type { Roles } from '../../model/question.ts';
import type { SceneObject } from '../../model/scene.ts';
import { areInDifferentRooms, roomIdsOf } from '../measures/same-room.ts';
import type { Candidate, RandomIndex, TrajectoryView } from '../question-type.ts';
import { shuffle } from '../seeded-pick.ts';
import { openTurn, rolesFromRoute } from './route.ts';

/**
 * A random route over three or four single objects of one room: legs are straight and ignore walls, so that longer ones would lead
 * through them. Null where the first drawn object shares its room with fewer than two others.
 */
export function drawRoute(view: TrajectoryView, candidates: readonly Candidate[], pick: RandomIndex): Roles | null {
  const [start, ...others] = shuffle(candidates, pick);
  if (start === undefined) return null;
  const places = [start];
  for (const candidate of others) {
    if (places.length === 4) break;
    if (places.every((place) => shareRoom(view, place, candidate))) places.push(candidate);
  }
  const [, facing, goal, via] = places.map((place) => place.name);
  if (facing === undefined || goal === undefined) return null;
  const walksToFacing = pick(2) === 0 ? [facing] : [];
  const walksAround = via !== undefined && pick(2) === 0 ? [openTurn, via] : [];
  return rolesFromRoute({ start: start.name, facing, goal, steps: [...walksToFacing, ...walksAround, openTurn, goal] });
}

/** Scenes without rooms count as one room; where there are rooms, both objects must be known to stand in the same one. */
function shareRoom({ scene }: TrajectoryView, a: Candidate, b: Candidate): boolean {
  const [one, other] = [a, b].map((c) => scene.objects[c.objectIndices[0] as number]) as [SceneObject, SceneObject];
  if (scene.rooms.length === 0) return !areInDifferentRooms(scene, one, other);
  return roomIdsOf(scene, one).some((id) => roomIdsOf(scene, other).includes(id));
}
