import { type PlanPoint, planForwardFromYaw, wrapDegrees } from '../../../shared/geometry/vector.ts';
import { type Agent, turnOf, type WalkAction } from './agent.ts';
import { closestStepM } from './follow-path.ts';
import type { FreeSpace } from './free-space.ts';
import { MinHeap } from './min-heap.ts';
import type { WalkSettings } from './walk-settings.ts';

/** Places closer than this with the same yaw count as one. */
const sameStateM = 0.05;
/** Ends a hopeless search: a metre or two of narrow passage needs a few thousand states. */
const mostStates = 20_000;

const moves: readonly WalkAction[] = ['move_ahead', 'rotate_right', 'rotate_left', 'rotate_right_small', 'rotate_left_small'];

interface State {
  readonly place: PlanPoint;
  readonly yawDeg: number;
  readonly actionCount: number;
  readonly action: WalkAction | null;
  readonly before: State | null;
}

/**
 * Threads the agent through a narrow place by searching over its actual actions (A* over place and yaw), where walking by bearings gets
 * stuck. False, and no action, where the goal a metre or two away cannot be reached. Ends early where turns went wrong and the next step
 * would be unsafe.
 */
export function manoeuvre(agent: Agent, goal: PlanPoint, space: FreeSpace, settings: WalkSettings): boolean {
  const states: State[] = [{ place: agent.place, yawDeg: agent.yawDeg, actionCount: 0, action: null, before: null }];
  const frontier = new MinHeap();
  const fewest = new Map<string, number>();
  frontier.push(0, 0);
  for (let index = frontier.pop(); index !== null && states.length < mostStates; index = frontier.pop()) {
    const state = states[index] as State;
    const leftM = Math.hypot(goal[0] - state.place[0], goal[1] - state.place[1]);
    if (leftM < settings.reachedM) {
      for (const action of actionsTo(state)) {
        if (action === 'move_ahead' && space.clearanceAlongM(agent.place, agent.placeAhead) < closestStepM) break;
        agent.act(action);
      }
      return true;
    }
    for (const next of nextStates(state, space, settings)) {
      const key = keyOf(next);
      if (next.actionCount >= (fewest.get(key) ?? Number.POSITIVE_INFINITY)) continue;
      fewest.set(key, next.actionCount);
      const stillM = Math.hypot(goal[0] - next.place[0], goal[1] - next.place[1]);
      frontier.push(states.push(next) - 1, next.actionCount + stillM / settings.stepM);
    }
  }
  return false;
}

function* nextStates(before: State, space: FreeSpace, settings: WalkSettings): Generator<State> {
  for (const action of moves) {
    const actionCount = before.actionCount + 1;
    if (action === 'move_ahead') {
      const [dx, dz] = planForwardFromYaw(before.yawDeg);
      const place: PlanPoint = [before.place[0] + dx * settings.stepM, before.place[1] + dz * settings.stepM];
      if (space.clearanceAlongM(before.place, place) >= closestStepM) yield { ...before, place, actionCount, action, before };
    } else {
      yield { ...before, yawDeg: (wrapDegrees(before.yawDeg + turnOf(action, settings)) + 360) % 360, actionCount, action, before };
    }
  }
}

function keyOf({ place, yawDeg }: State): string {
  return `${Math.round(place[0] / sameStateM)} ${Math.round(place[1] / sameStateM)} ${Math.round(yawDeg)}`;
}

function actionsTo(state: State): WalkAction[] {
  const actions: WalkAction[] = [];
  for (let at: State | null = state; at?.action; at = at.before) actions.push(at.action);
  return actions.reverse();
}
