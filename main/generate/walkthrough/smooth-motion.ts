import { type PlanPoint, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { Pose } from '../../../shared/model/trajectory.ts';
import { type Agent, agentPivotHeightM } from './agent.ts';
import { evenInstants, nodeTimes } from './speed-profile.ts';

/** Walking pace and the fastest turn: 0.1 m and 9 degrees a frame at 10 frames per second. */
export const smoothLimits = { speedMPerS: 1, turnDegPerS: 90 } as const;
/** How fast the pace and the turning change. */
const accelerationMPerS2 = 2;
const turnAccelerationDegPerS2 = 360;
/** Bends up to this are taken while walking; for more the agent stops and turns. */
const gentleBendDeg = 45;
/** The gaze begins to follow a bend this far before it and has followed this far after it. */
const bendReachM = 0.3;
/** Fineness of the calculation. */
const nodeM = 0.02;
const nodeDeg = 1;

/** A stretch of a walk without a stop: places with the unwrapped yaw on the way to each from the one before. */
interface Glide {
  readonly places: PlanPoint[];
  readonly yawsDeg: number[];
}

/**
 * The frames of a walk at an even pace instead of a frame per action: the same way, gone at walking pace, bends taken smoothly, looks around
 * as slow turns. It starts and ends in the walk's own poses, passes its every stop, and leaves its line nowhere.
 */
export function smoothPoses({ poses, actions }: Pick<Agent, 'poses' | 'actions'>, fps: number): Pose[] {
  const frames = [poses[0] as Pose];
  let glide: Glide | null = null;
  let yawDeg = frames[0]?.yawDeg as number;
  const endGlide = () => {
    if (glide !== null) frames.push(...glidePoses(glide, fps));
    glide = null;
  };
  for (let at = 0; at < actions.length; ) {
    const turnsEnd = endOfTurns(actions, at);
    if (turnsEnd > at) {
      const turnDeg = netTurnDeg(poses, at, turnsEnd);
      const isBend = glide !== null && actions[turnsEnd] === 'move_ahead' && Math.abs(turnDeg) <= gentleBendDeg;
      if (!isBend) {
        endGlide();
        frames.push(...turnPoses(poses[at] as Pose, yawDeg, turnDeg, fps));
      }
      yawDeg += turnDeg;
      at = turnsEnd;
    } else if (actions[at] === 'move_ahead') {
      glide ??= { places: [placeOf(poses[at] as Pose)], yawsDeg: [] };
      glide.places.push(placeOf(poses[at + 1] as Pose));
      glide.yawsDeg.push(yawDeg);
      at += 1;
    } else {
      endGlide();
      frames.push(poses[at + 1] as Pose);
      at += 1;
    }
  }
  endGlide();
  return frames;
}

function endOfTurns(actions: Agent['actions'], from: number): number {
  let end = from;
  while (actions[end]?.startsWith('rotate')) end += 1;
  return end;
}

/** What the turns between two poses come to, a whole look around included. */
function netTurnDeg(poses: readonly Pose[], from: number, end: number): number {
  let turnDeg = 0;
  for (let at = from; at < end; at++) turnDeg += wrapDegrees((poses[at + 1] as Pose).yawDeg - (poses[at] as Pose).yawDeg);
  return turnDeg;
}

function turnPoses(pose: Pose, fromDeg: number, turnDeg: number, fps: number): Pose[] {
  if (turnDeg === 0) return [];
  const nodes = Math.max(1, Math.round(Math.abs(turnDeg) / nodeDeg));
  const speeds = Array.from({ length: nodes }, () => smoothLimits.turnDegPerS);
  const times = nodeTimes(Math.abs(turnDeg) / nodes, { acceleration: turnAccelerationDegPerS2, speeds });
  return evenInstants(times, fps).map((node) => ({ ...pose, yawDeg: fullCircle(fromDeg + (turnDeg * node) / nodes) }));
}

function glidePoses(glide: Glide, fps: number): Pose[] {
  const ends = distancesAlong(glide.places);
  const lengthM = ends.at(-1) as number;
  const nodes = Math.max(1, Math.round(lengthM / nodeM));
  const stepM = lengthM / nodes;
  const yaws = Array.from({ length: nodes + 1 }, (_, node) => gazeDeg(glide, ends, node * stepM));
  const speeds = yaws.slice(1).map((yawDeg, i) => {
    const bendDegPerM = Math.abs(yawDeg - (yaws[i] as number)) / stepM;
    return Math.min(smoothLimits.speedMPerS, smoothLimits.turnDegPerS / Math.max(bendDegPerM, 1e-9));
  });
  return evenInstants(nodeTimes(stepM, { acceleration: accelerationMPerS2, speeds }), fps).map((node) => {
    const [x, z] = placeAlong(glide.places, ends, node * stepM);
    const [before, after] = [yaws[Math.floor(node)] as number, yaws[Math.ceil(node)] as number];
    return { positionM: [x, agentPivotHeightM, z], yawDeg: fullCircle(before + (after - before) * (node % 1)) };
  });
}

/** Walked distance at each place, the first 0. */
function distancesAlong(places: readonly PlanPoint[]): number[] {
  const ends = [0];
  for (let i = 1; i < places.length; i++) {
    const [a, b] = [places[i - 1] as PlanPoint, places[i] as PlanPoint];
    ends.push((ends[i - 1] as number) + Math.hypot(b[0] - a[0], b[1] - a[1]));
  }
  return ends;
}

/** The mean of the walking directions around a point of the way; around less of it near its ends, so that it starts and ends in the walk's own yaws. */
function gazeDeg({ yawsDeg }: Glide, ends: readonly number[], alongM: number): number {
  const reachM = Math.min(bendReachM, alongM, (ends.at(-1) as number) - alongM);
  if (reachM <= 1e-6) return (alongM < nodeM ? yawsDeg[0] : yawsDeg.at(-1)) as number;
  let sum = 0;
  for (const [i, yawDeg] of yawsDeg.entries()) {
    const sharedM = Math.min(ends[i + 1] as number, alongM + reachM) - Math.max(ends[i] as number, alongM - reachM);
    if (sharedM > 0) sum += yawDeg * sharedM;
  }
  return sum / (2 * reachM);
}

function placeAlong(places: readonly PlanPoint[], ends: readonly number[], alongM: number): PlanPoint {
  const i = Math.max(
    1,
    ends.findIndex((endM) => endM >= alongM - 1e-9),
  );
  const [a, b] = [places[i - 1] as PlanPoint, places[i] as PlanPoint];
  const t = Math.min(1, (alongM - (ends[i - 1] as number)) / ((ends[i] as number) - (ends[i - 1] as number)));
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
}

function placeOf({ positionM }: Pose): PlanPoint {
  return [positionM[0], positionM[2]];
}

function fullCircle(deg: number): number {
  return ((deg % 360) + 360) % 360;
}
