import type { Roles } from '../model/question.ts';
import type { SceneObject } from '../model/scene.ts';
import type { Convention } from './convention.ts';
import { refuseBadBoxes } from './measures/check-boxes.ts';
import { planCenter } from './measures/measure.ts';
import { areInDifferentRooms } from './measures/same-room.ts';
import type { Candidate, Derivation, Margin, Mark, QuestionType, Refusal, TrajectoryView } from './question-type.ts';
import { listCandidates, refuse, refuseSeveral, resolveRoles } from './roles/resolve-roles.ts';
import { evidenceFrames } from './roles/view-index.ts';
import { aboutRoutePlan } from './route-plan/about.ts';
import { drawRoute } from './route-plan/draw-route.ts';
import { otherTurns } from './route-plan/other-turns.ts';
import { readRoute } from './route-plan/read-route.ts';
import { countNamedTurns, findBrokenStep, openTurn, type Route, rolesFromRoute, routeFromRoles, stepRoles } from './route-plan/route.ts';
import { nameTurn, type PlacedRoute, type RoutePlace, type RouteTurn, walkRoute } from './route-plan/walk-route.ts';

/** A turn exactly on the edge of the refused band is answered; rounding of the bearings must not decide it. */
const tieDeg = 1e-9;

/** From this many degrees on, no error of a box is likely to change a turn: the margin's score is 1. */
const safeDeg = 45;

/** What a step role offers beside places. */
const turnCandidate: Candidate = { name: openTurn, objectIndices: [], firstSalientFrame: null, duplicateIndices: [], doubtfulIndices: [] };

/** The turns missing from a route of straight legs between objects. */
function routePlan(task: string, title: string): QuestionType {
  return {
    task,
    title,
    about: aboutRoutePlan,
    answerForm: 'list',
    optionProblem(option, answer) {
      const turns = countNamedTurns(answer);
      return countNamedTurns(option) === turns
        ? null
        : `It must name ${turns} ${turns === 1 ? 'turn' : 'turns'}, each “Turn Left”, “Turn Right” or “Turn Back”.`;
    },
    roleNames: ['start', 'facing', 'goal', ...stepRoles],
    roleLabels: {
      start: 'Start',
      facing: 'Facing',
      goal: 'Goal',
      ...Object.fromEntries(stepRoles.map((role, i) => [role, `Step ${i + 1}`])),
    },
    optionalRoles: stepRoles.slice(1),
    interchangeableRoles: [],
    candidates(view, convention, role) {
      const places = listCandidates(view, convention, { vocabulary: null, isSingleInstance: true });
      return stepRoles.includes(role) && places.length > 0 ? [turnCandidate, ...places] : places;
    },
    derive: deriveRoute,
    phrase: (roles, convention) => phraseRoute(routeFromRoles(roles), convention),
    parse: readRoute,
    rolesFromRecord: ({ start, facing, goal, steps }) =>
      isText(start) && isText(facing) && isText(goal) && Array.isArray(steps) && steps.every(isText)
        ? rolesFromRoute({ start, facing, goal, steps })
        : null,
    distractors: (derivation, _convention, pick) => otherTurns(derivation.answer, pick),
    draw(view, convention, pick) {
      return drawRoute(view, this.candidates(view, convention, 'goal'), pick);
    },
  };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function phraseRoute({ start, facing, goal, steps }: Route, { route }: Convention): string {
  const lines = steps.map((step, i) => `${i + 1}. ${step === openTurn ? openTurn : `Walk to the ${step}.`}`);
  return [
    `You stand at the ${start} and look at the ${facing}. You want to get to the ${goal}. These are your steps, each walk straight ahead and each ${openTurn} a turn to be named:`,
    ...lines,
    `Which turns are they, in this order: left, right or back? A turn of ${route.backFromDeg} degrees or more is a turn back.`,
  ].join('\n');
}

function deriveRoute(view: TrajectoryView, roles: Roles, convention: Convention): Derivation | Refusal {
  const route = routeFromRoles(roles);
  const broken = findBrokenStep(route);
  if (broken !== null) return refuse(convention, 'unreadable-route', broken);
  const found = findPlaces(view, route, convention);
  if (!(found instanceof Map)) return found;
  const { placed, indexOf } = placeRoute(view, route, found);
  const walk = walkRoute(placed, convention.route, convention.direction.minPlanM);
  const mark: Mark = {
    kind: 'route',
    pointsM: walk.pointsM,
    facingM: placed.facing.atM,
    turns: walk.turns.map(({ atM, angleDeg, name }, i) => ({ atM, angleDeg, label: `${i + 1}. ${name}` })),
  };
  if (walk.problem !== null) return refuse(convention, walk.problem.reason, walk.problem.message, { marks: [mark] });
  const answer = walk.turns.map(({ name }) => name).join(', ');
  const margin = routeMargin(walk.turns, convention);
  const refusal = refuseRoute(view, route, found, walk.turns, convention);
  if (refusal !== null) return { ...refusal, wouldBe: answer, marks: [mark] };
  const places = Object.entries(rolesFromRoute(route) ?? {}).filter(([, name]) => name !== openTurn);
  return {
    isAnswered: true,
    convention: convention.name,
    answer,
    rawValue: null,
    unit: null,
    note: null,
    margin,
    evidence: evidenceFrames(view, [...new Set(indexOf.values())]),
    marks: [mark],
    instances: Object.fromEntries(places.map(([role, name]) => [role, [indexOf.get(name) as number]])),
    recordFields: { start: route.start, facing: route.facing, goal: route.goal, steps: route.steps },
  };
}

/** The single object behind every place's name, however it is capitalised; refuses the first that has none or several. */
function findPlaces(view: TrajectoryView, route: Route, convention: Convention): Map<string, Candidate> | Refusal {
  const found = new Map<string, Candidate>();
  const { start, facing, goal, steps } = route;
  if (start !== '' && start.toLowerCase() === facing.toLowerCase()) return refuseSameObject(route, convention);
  for (const name of [start, facing, ...steps, goal]) {
    if (name === openTurn || found.has(name)) continue;
    const resolved = resolveRoles(view, { place: name.toLowerCase() }, ['place'], convention);
    if (!Array.isArray(resolved)) return resolved;
    const candidate = resolved[0] as Candidate;
    const refusal = refuseSeveral(candidate, convention) ?? refuseBadBoxes(view, candidate.objectIndices, convention);
    if (refusal !== null) return refusal;
    found.set(name, candidate);
  }
  return found.get(start) === found.get(facing) ? refuseSameObject(route, convention) : found;
}

function refuseSameObject({ start }: Route, convention: Convention): Refusal {
  const message = `One stands at “${start}” and looks at it too, so nobody can say which way one faces.`;
  return refuse(convention, 'same-object-twice', message);
}

function placeRoute(
  view: TrajectoryView,
  { start, facing, goal, steps }: Route,
  found: ReadonlyMap<string, Candidate>,
): { readonly placed: PlacedRoute; readonly indexOf: ReadonlyMap<string, number> } {
  const indexOf = new Map([...found].map(([name, candidate]) => [name, candidate.objectIndices[0] as number]));
  const place = (name: string): RoutePlace => ({ name, atM: planCenter(view.scene.objects[indexOf.get(name) as number] as SceneObject) });
  const placed = {
    start: place(start),
    facing: place(facing),
    goal: place(goal),
    steps: steps.map((step) => (step === openTurn ? openTurn : place(step))),
  };
  return { placed, indexOf };
}

/** What speaks against a route that can be walked: where it ends, rooms, and turns that are too close to call. */
function refuseRoute(
  view: TrajectoryView,
  route: Route,
  found: ReadonlyMap<string, Candidate>,
  turns: readonly RouteTurn[],
  convention: Convention,
): Refusal | null {
  const last = route.steps.at(-1) as string;
  if (last !== openTurn && found.get(last) !== found.get(route.goal)) {
    return refuse(convention, 'unreadable-route', `The last step ends at “${last}”, but the goal is “${route.goal}”.`);
  }
  const apart = convention.isSameRoomRequired ? findApart(view, found) : null;
  if (apart !== null) {
    const message = `“${apart[0]}” and “${apart[1]}” are in different rooms, and the legs of a route are straight.`;
    return refuse(convention, 'different-rooms', message);
  }
  const near = turns.findIndex(({ angleDeg }) => distanceToBorder(angleDeg, convention) < convention.direction.marginDeg - tieDeg);
  if (near < 0) return null;
  const angleDeg = turns[near]!.angleDeg;
  const message = `Turn ${near + 1} is ${Math.abs(angleDeg).toFixed(1)}° to the ${angleDeg > 0 ? 'right' : 'left'}, less than ${convention.direction.marginDeg}° from straight ahead or from the border at ${convention.route.backFromDeg}°.`;
  return refuse(convention, 'near-border', message);
}

/** Names of two places in different rooms; null where every two share one. */
function findApart({ scene }: TrajectoryView, found: ReadonlyMap<string, Candidate>): readonly [string, string] | null {
  const places = [...found].map(([name, { objectIndices }]) => [name, scene.objects[objectIndices[0] as number] as SceneObject] as const);
  for (const [i, [name, object]] of places.entries()) {
    const other = places.slice(i + 1).find(([, each]) => areInDifferentRooms(scene, object, each));
    if (other !== undefined) return [name, other[0]];
  }
  return null;
}

/** Degrees from a turn to the nearest border: straight ahead, or where a turn back begins. */
function distanceToBorder(angleDeg: number, { route }: Convention): number {
  return Math.min(Math.abs(angleDeg), Math.abs(Math.abs(angleDeg) - route.backFromDeg));
}

/** The tightest of the turns, and the answer with that one on the other side of its border. */
function routeMargin(turns: readonly RouteTurn[], convention: Convention): Margin {
  const distances = turns.map(({ angleDeg }) => distanceToBorder(angleDeg, convention));
  const value = Math.min(...distances);
  const tightest = distances.indexOf(value);
  const names = turns.map(({ angleDeg, name }, i): string => {
    if (i !== tightest) return name;
    if (value === Math.abs(angleDeg)) return nameTurn(-angleDeg || 1, convention.route);
    return nameTurn(Math.sign(angleDeg) * (2 * convention.route.backFromDeg - Math.abs(angleDeg)), convention.route);
  });
  return { value, unit: 'deg', score: Math.min(1, value / safeDeg), flipsTo: names.join(', ') };
}

/** See {@link routePlan}. */
export const routePlanTypes: readonly QuestionType[] = [routePlan('route_planning', 'Route planning (VSI-Bench)')];
