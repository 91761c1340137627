import type { Scene } from '../../../shared/model/scene.ts';
import type { FreeSpace } from './free-space.ts';
import { furtherLookouts, lookoutCell, roomOrder, type Territory } from './room-tour.ts';
import { lookAround, type Walker, walkTo } from './walk-to.ts';

/** One place to look around from. */
export interface Stop {
  readonly room: number;
  readonly cell: number;
}

/** A tour of the rooms of a house. */
export interface RoomTour {
  readonly scene: Scene;
  readonly territory: Territory;
  readonly stops: readonly Stop[];
}

/** What became of a tour. */
export interface RoomWalk {
  /** Indices of the rooms that were looked around in, in order. */
  readonly visited: readonly number[];
  /** Whether the steps did not suffice for all stops. */
  readonly isCutShort: boolean;
  /** How far the walk was after each stop's look around, in the order of the stops; one entry per stop that was not cut. */
  readonly marks: readonly { readonly poses: number; readonly steps: number }[];
}

/** Where to look around, room by room, from a start room on. */
export function planStops(scene: Scene, space: FreeSpace, territory: Territory, startRoom: number): Stop[] {
  const lookouts = new Map([...territory.cellsByRoom].map(([room, cells]) => [room, lookoutCell(scene, space, room, cells)]));
  const stops = roomOrder(territory, space, lookouts, startRoom).map((room) => ({ room, cell: lookouts.get(room) as number }));
  const [only] = stops;
  // One room alone makes a walk too short for questions (25 frames), so its far corners are visited as well.
  if (only === undefined || stops.length > 1) return stops;
  const corners = furtherLookouts(space, territory.cellsByRoom.get(only.room) ?? [], only.cell, 2);
  return [only, ...corners.map((cell) => ({ room: only.room, cell }))];
}

/**
 * Goes from stop to stop and looks around at each; `afterStop` may lead the agent on from there. A room that the steps no longer suffice for is
 * undone, so the walk ends after the last whole one.
 *
 * @param stepsUsed - how much of `maxSteps` the agent's walk so far takes.
 */
export function walkRooms(
  walker: Walker,
  { stops }: RoomTour,
  stepsUsed: () => number,
  afterStop: (stop: Stop, index: number) => void = () => undefined,
): RoomWalk {
  const { agent, settings } = walker;
  const visited = new Set<number>();
  const marks: { poses: number; steps: number }[] = [];
  for (const [index, stop] of stops.entries()) {
    const actionsBefore = agent.actions.length;
    const isVisited = walkTo(walker, stop.cell);
    if (isVisited) lookAround(walker);
    const steps = stepsUsed();
    // The last action of the budget belongs to `done`.
    if (steps >= settings.maxSteps) {
      agent.rewind(actionsBefore);
      return { visited: [...visited], isCutShort: true, marks };
    }
    marks.push({ poses: agent.poses.length, steps });
    if (!isVisited) continue;
    visited.add(stop.room);
    afterStop(stop, index);
  }
  return { visited: [...visited], isCutShort: false, marks };
}
