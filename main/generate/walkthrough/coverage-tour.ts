import { Detours } from './detours.ts';
import { ViewPredictor } from './predict-view.ts';
import { type RoomTour, type RoomWalk, walkRooms } from './room-walk.ts';
import { SeenSoFar } from './seen-so-far.ts';
import type { Walker } from './walk-to.ts';

/** A walk that has been walked. */
export interface Walked {
  readonly walker: Walker;
  readonly walk: RoomWalk;
}

/**
 * The same tour with detours: from each room's last lookout the agent goes on to viewpoints of what neither its walk so far nor the rest of the
 * plain tour would show well, those with the most gain per step first, as long as they pay and the steps suffice. Views are predicted from
 * boxes and walls; nothing is drawn. The plain tour itself comes back where the steps leave no room for more.
 *
 * @param walker - stands where the plain tour began.
 */
export function extendTour(plain: Walked, tour: RoomTour, walker: Walker, stepsUsed: (walker: Walker) => number): Walked {
  if (plain.walk.isCutShort) return plain;
  const predictor = new ViewPredictor(tour.scene, walker.settings.camera);
  const totalSteps = stepsUsed(plain.walker);
  const detours = new Detours({
    walker,
    tour,
    predictor,
    plainLater: seenAfterStops(plain, predictor),
    plainStepsLeft: plain.walk.marks.map(({ steps }) => totalSteps - steps),
    stepsUsed: () => stepsUsed(walker),
  });
  const used = () => stepsUsed(walker);
  const walk = walkRooms(walker, tour, used, (stop, index) => detours.after(stop, index));
  return walk.isCutShort || walk.visited.length < plain.walk.visited.length ? plain : { walker, walk };
}

/** By stop: what the walk shows after it. */
function seenAfterStops({ walker: { agent }, walk: { marks } }: Walked, predictor: ViewPredictor): SeenSoFar[] {
  const after: SeenSoFar[] = [];
  const seen = new SeenSoFar(predictor);
  let end = agent.poses.length;
  for (let stop = marks.length - 1; stop >= 0; stop--) {
    const start = marks[stop]?.poses ?? 0;
    seen.add(agent.poses.slice(start, end));
    after[stop] = seen.copy();
    end = start;
  }
  return after;
}
