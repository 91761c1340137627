import { type Blocker, prepareBlockers } from '../../../../shared/geometry/visibility.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';

/** How far the camera's sight is drawn where nothing ends it. */
export const sightReachM = 14;
/** The same where the source knows no walls, so that what is drawn is only a direction. */
export const openReachM = 2.5;

/** What ends the sight in a house: walls, closed doors, and windows, behind which there is nothing. Open doors let it pass. */
export function sightBlockers({ walls, openings }: Pick<FloorPlan, 'walls' | 'openings'>): Blocker[] {
  return prepareBlockers([
    ...walls.flatMap(({ segmentsM }) => segmentsM),
    ...openings.filter(({ isPassable }) => !isPassable).map(({ startM, endM }): Blocker => [startM, endM]),
  ]);
}
