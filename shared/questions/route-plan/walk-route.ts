import { bearingDeg, type PlanPoint, wrapDegrees } from '../../geometry/vector.ts';
import type { RouteRules } from '../convention.ts';
import { openTurn } from './route.ts';

/** A place of the route in the plan. */
export interface RoutePlace {
  readonly name: string;
  readonly atM: PlanPoint;
}

/** A route with its places found; a step is a place or an open turn. */
export interface PlacedRoute {
  readonly start: RoutePlace;
  readonly facing: RoutePlace;
  readonly goal: RoutePlace;
  readonly steps: readonly (RoutePlace | typeof openTurn)[];
}

/** A turn on the way. Degrees from where one looks to where one goes on, [-180, 180), positive to the right. */
export interface RouteTurn {
  readonly atM: PlanPoint;
  readonly angleDeg: number;
  readonly name: TurnName;
}

/** How a turn is written in answers and options. */
export type TurnName = 'Turn Left' | 'Turn Right' | 'Turn Back';

/** What walking a route gives. */
export interface Walk {
  /** Start and every place walked to. */
  readonly pointsM: readonly PlanPoint[];
  readonly turns: readonly RouteTurn[];
  /** The first thing that does not fit, as a sentence; null where everything does. */
  readonly problem: { readonly reason: 'unreadable-route' | 'undefined-direction' | 'too-close'; readonly message: string } | null;
}

/** The answer that stands for a turn of this many degrees, [-180, 180], positive to the right. */
export function nameTurn(angleDeg: number, { backFromDeg }: RouteRules): TurnName {
  if (Math.abs(angleDeg) >= backFromDeg) return 'Turn Back';
  return angleDeg > 0 ? 'Turn Right' : 'Turn Left';
}

/**
 * Walks straight from box centre to box centre, turning at each slot to where the next place is (the goal after the last step), and
 * looking where one went. Legs shorter than `minLegM` metres have no direction that a person would agree on.
 */
export function walkRoute(route: PlacedRoute, rules: RouteRules, minLegM: number): Walk {
  const pointsM: PlanPoint[] = [route.start.atM];
  const turns: RouteTurn[] = [];
  let here = route.start;
  const first = checkLeg(here, route.facing, minLegM);
  if (first !== null) return { pointsM, turns, problem: first };
  let headingDeg = bearingDeg(here.atM, route.facing.atM);
  for (const [i, step] of route.steps.entries()) {
    const target = step === openTurn ? (route.steps[i + 1] ?? route.goal) : step;
    if (target === openTurn) break;
    const problem = checkLeg(here, target, minLegM);
    if (problem !== null) return { pointsM, turns, problem };
    const turnDeg = wrapDegrees(bearingDeg(here.atM, target.atM) - headingDeg);
    headingDeg += turnDeg;
    if (step === openTurn) {
      turns.push({ atM: here.atM, angleDeg: turnDeg, name: nameTurn(turnDeg, rules) });
      continue;
    }
    if (Math.abs(turnDeg) > rules.maxBendDeg) return { pointsM, turns, problem: missingTurn(i, target, turnDeg, rules) };
    here = target;
    pointsM.push(here.atM);
  }
  return { pointsM, turns, problem: null };
}

function checkLeg(from: RoutePlace, to: RoutePlace, minLegM: number): Walk['problem'] {
  const legM = Math.hypot(to.atM[0] - from.atM[0], to.atM[1] - from.atM[1]);
  if (legM === 0) {
    return {
      reason: 'undefined-direction',
      message: `“${to.name}” is exactly where one stands, at “${from.name}”, so there is no direction.`,
    };
  }
  if (legM >= minLegM) return null;
  const message = `Seen from above, “${from.name}” and “${to.name}” are ${legM.toFixed(2)} m apart; a leg of a route needs ${minLegM} m.`;
  return { reason: 'too-close', message };
}

function missingTurn(position: number, target: RoutePlace, turnDeg: number, { maxBendDeg }: RouteRules): Walk['problem'] {
  const side = turnDeg > 0 ? 'right' : 'left';
  const message = `Step ${position + 1} goes forward to “${target.name}”, which lies ${Math.abs(turnDeg).toFixed(0)}° to the ${side} of where one looks; without a turn it may be ${maxBendDeg}°.`;
  return { reason: 'unreadable-route', message };
}
