import type { Scene, SceneObject } from '../../model/scene.ts';

/** Ids of an object's rooms: those on both sides of a door or window, else the one it stands in; none where the scene does not say. */
export function roomIdsOf(scene: Scene, object: SceneObject): readonly string[] {
  const opening = scene.openings.find((each) => each.id === object.id);
  if (opening !== undefined && opening.roomIds.length > 0) return opening.roomIds;
  return object.roomId === null ? [] : [object.roomId];
}

/** True where both objects are known to be in a room and share none: a person would have to look through a wall. */
export function areInDifferentRooms(scene: Scene, a: SceneObject, b: SceneObject): boolean {
  const roomsOfA = roomIdsOf(scene, a);
  const roomsOfB = roomIdsOf(scene, b);
  return roomsOfA.length > 0 && roomsOfB.length > 0 && !roomsOfA.some((id) => roomsOfB.includes(id));
}
