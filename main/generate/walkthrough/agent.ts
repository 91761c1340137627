import { missingCase } from '../../../shared/errors.ts';
import { type PlanPoint, planForwardFromYaw, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { Pose } from '../../../shared/model/trajectory.ts';
import type { WalkSettings } from './walk-settings.ts';

/** Height of the robot's pivot above the floor in SIMS-V's annotations; nothing depends on it but distances written there. */
export const agentPivotHeightM = 0.900992214679718;

/** What the agent can do; the names are SIMS-V's. The last two change nothing but still make a frame. */
export const walkActions = [
  'move_ahead',
  'rotate_right',
  'rotate_left',
  'rotate_right_small',
  'rotate_left_small',
  'sub_done',
  'done',
] as const;
/** One of {@link walkActions}. */
export type WalkAction = (typeof walkActions)[number];

/** Degrees that an action adds to the yaw, positive to the right. */
export function turnOf(action: WalkAction, { turnDeg, smallTurnDeg }: Pick<WalkSettings, 'turnDeg' | 'smallTurnDeg'>): number {
  switch (action) {
    case 'rotate_right':
      return turnDeg;
    case 'rotate_left':
      return -turnDeg;
    case 'rotate_right_small':
      return smallTurnDeg;
    case 'rotate_left_small':
      return -smallTurnDeg;
    case 'move_ahead':
    case 'sub_done':
    case 'done':
      return 0;
    default:
      return missingCase(action);
  }
}

/** Records a walk: one pose before any action and one after each, so poses = actions + 1. Without noise, yaws stay whole degrees on the turning grid. */
export class Agent {
  readonly poses: Pose[] = [];
  readonly actions: WalkAction[] = [];
  private readonly settings: Pick<WalkSettings, 'stepM' | 'turnDeg' | 'smallTurnDeg'>;

  private readonly turnErrorDeg: () => number;

  /** @param turnErrorDeg - drawn for every turn and added to it. */
  constructor(
    start: PlanPoint,
    yawDeg: number,
    settings: Pick<WalkSettings, 'stepM' | 'turnDeg' | 'smallTurnDeg'>,
    turnErrorDeg: () => number = () => 0,
  ) {
    this.settings = settings;
    this.turnErrorDeg = turnErrorDeg;
    this.poses.push({ positionM: [start[0], agentPivotHeightM, start[1]], yawDeg });
  }

  /** Where the agent stands in the plan. */
  get place(): PlanPoint {
    const [x, , z] = this.pose.positionM;
    return [x, z];
  }

  /** Where the agent looks, 0 to 360 degrees. */
  get yawDeg(): number {
    return this.pose.yawDeg;
  }

  /** Where a step ahead would lead. */
  get placeAhead(): PlanPoint {
    const [dx, dz] = planForwardFromYaw(this.yawDeg);
    return [this.place[0] + dx * this.settings.stepM, this.place[1] + dz * this.settings.stepM];
  }

  /** Does an action and records the pose after it. */
  act(action: WalkAction): void {
    const [x, z] = action === 'move_ahead' ? this.placeAhead : this.place;
    const turnDeg = turnOf(action, this.settings);
    const turnedDeg = turnDeg === 0 ? 0 : turnDeg + this.turnErrorDeg();
    const yawDeg = (wrapDegrees(this.yawDeg + turnedDeg) + 360) % 360;
    this.actions.push(action);
    this.poses.push({ positionM: [x, agentPivotHeightM, z], yawDeg });
  }

  /** Forgets every action after the first `count`. */
  rewind(count: number): void {
    this.actions.length = count;
    this.poses.length = count + 1;
  }

  private get pose(): Pose {
    return this.poses.at(-1) as Pose;
  }
}
