import type { Roles } from '../../model/question.ts';

/** What stands in a step's role where the turn is left open. */
export const openTurn = '[turn]';

/** More steps than any published route has. */
const maxSteps = 12;
/** Names of the step roles in the order they are walked. */
export const stepRoles: readonly string[] = Array.from({ length: maxSteps }, (_, i) => `step_${i + 1}`);

/** A route as its roles tell it; the step at position i is role `stepRoles[i]`. */
export interface Route {
  readonly start: string;
  readonly facing: string;
  readonly goal: string;
  /** Each is {@link openTurn} or the place one walks to. */
  readonly steps: readonly string[];
}

/** The route that roles tell; a step after a missing one is not part of it. */
export function routeFromRoles(roles: Roles): Route {
  const named = (role: string): string => roles[role]?.trim() ?? '';
  const all = stepRoles.map(named);
  const end = all.indexOf('');
  return { start: named('start'), facing: named('facing'), goal: named('goal'), steps: end < 0 ? all : all.slice(0, end) };
}

/** The roles of a route; null where it has more steps than there are roles for. */
export function rolesFromRoute({ start, facing, goal, steps }: Route): Roles | null {
  if (steps.length > stepRoles.length) return null;
  return { start, facing, goal, ...Object.fromEntries(steps.map((step, i) => [stepRoles[i] as string, step])) };
}

/** How many turns an answer or option names ("Turn Left, Turn Back" has two); null where it says anything else. */
export function countNamedTurns(text: string): number | null {
  const turns = text.split(',').map((turn) => turn.trim().toLowerCase());
  return turns.every((turn) => /^turn (?:left|right|back)$/.test(turn)) ? turns.length : null;
}

/** Why nobody could walk the route as it is written, as a sentence; null where one can. */
export function findBrokenStep({ steps }: Route): string | null {
  if (!steps.includes(openTurn)) return 'The route leaves no turn open, so there is nothing to answer.';
  const pair = steps.findIndex((step, i) => step === openTurn && steps[i + 1] === openTurn);
  if (pair >= 0) return `Steps ${pair + 1} and ${pair + 2} are both turns, so neither has one answer.`;
  return null;
}
