import type { Scene } from '../../../shared/model/scene.ts';
import { sideNeighbours } from '../../generate/walkthrough/free-space.ts';
import type { HouseProblem } from './house-problem.ts';
import { type StandingFloor, standingFloor } from './standing-floor.ts';

/** Radius of the walking agent. */
export const agentRadiusM = 0.2;
const gridM = 0.1;
/** A room counts as reached with so much floor to stand on, and so much of all its floor where one could stand. */
const leastStandingM2 = 0.2;
const leastShare = 0.5;

/** Whether the agent gets from the largest connected free floor into every room through open doors, past all furniture. */
export function checkReach(scene: Scene): HouseProblem[] {
  const floor = standingFloor(scene, agentRadiusM, gridM);
  const reached = largestRegion(floor);
  return scene.rooms.flatMap(({ id, roomType }, index): HouseProblem[] => {
    const standingM2 = gridM * gridM * floor.roomOf.filter((room) => room === index).length;
    const reachedM2 = gridM * gridM * reached.filter((cell) => floor.roomOf[cell] === index).length;
    if (reachedM2 >= leastStandingM2 && reachedM2 >= leastShare * standingM2) return [];
    const parts = `${reachedM2.toFixed(2)} of ${standingM2.toFixed(2)} m2 where one could stand`;
    return [
      { kind: 'room-unreachable', items: [id], message: `${id} (${roomType}) cannot be walked through: the agent gets to ${parts}.` },
    ];
  });
}

function largestRegion(floor: StandingFloor): number[] {
  const isSeen = new Uint8Array(floor.roomOf.length);
  let largest: number[] = [];
  for (let start = 0; start < isSeen.length; start++) {
    const region: number[] = [];
    const visit = (cell: number): void => {
      if (isSeen[cell] === 1 || (floor.roomOf[cell] as number) < 0) return;
      isSeen[cell] = 1;
      region.push(cell);
    };
    visit(start);
    // The region grows while it is walked through.
    for (let k = 0; k < region.length; k++) for (const next of sideNeighbours(floor, region[k] as number)) visit(next);
    if (region.length > largest.length) largest = region;
  }
  return largest;
}
