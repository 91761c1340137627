import { type PlanPoint, planForwardFromYaw, radiansFromDegrees } from './vector.ts';

/** A straight piece of the plan that cannot be seen through. */
export type Blocker = readonly [fromM: PlanPoint, toM: PlanPoint];

/** Where one looks from, and what one takes in. */
export interface Gaze {
  readonly eyeM: PlanPoint;
  /** 0 faces +z, clockwise seen from above. */
  readonly yawDeg: number;
  /** Full horizontal opening, below 360. */
  readonly openingDeg: number;
  /** Nothing farther away than this counts. */
  readonly reachM: number;
}

/** The rim of the reach is drawn by a corner at least every so many radians. */
const rimStep = radiansFromDegrees(3);
/** Just beside the end of a blocker: rays there pass it on either side. */
const besides = 1e-5;
/** Blockers that meet in a corner leave no gap this small. */
const joinM = 1e-6;
/** More blockers than this are not searched for crossings (the pictures stay right but for the corner at a crossing). */
const maxCrossingSearch = 1500;

/**
 * Blockers ready for {@link visibilityPolygon}: those that lie on one another (the two faces of a wall) once, and those that cross cut in two. Pieces that
 * are no numbers, or have no length, are left out.
 */
export function prepareBlockers(blockers: readonly Blocker[]): Blocker[] {
  const kept = new Map<string, Blocker>();
  for (const blocker of blockers) {
    const [[ax, az], [bx, bz]] = blocker;
    if (![ax, az, bx, bz].every(Number.isFinite) || Math.hypot(bx - ax, bz - az) < joinM) continue;
    const ends = [`${Math.round(ax * 1e3)},${Math.round(az * 1e3)}`, `${Math.round(bx * 1e3)},${Math.round(bz * 1e3)}`].sort();
    kept.set(ends.join(' '), blocker);
  }
  const single = [...kept.values()];
  return single.length > maxCrossingSearch ? single : single.flatMap((blocker) => cutAtCrossings(blocker, single));
}

/**
 * What can be seen of the plan: a star-shaped polygon around the eye, which is its first corner, then the rim clockwise (seen from above, z up). Exact for
 * straight blockers that do not cross (see {@link prepareBlockers}); the rim of the reach is a chain of chords.
 */
export function visibilityPolygon(gaze: Gaze, blockers: readonly Blocker[]): PlanPoint[] {
  const { eyeM, reachM } = gaze;
  const half = radiansFromDegrees(Math.min(359.9, gaze.openingDeg)) / 2;
  const frame = gazeFrame(gaze);
  const near = blockers.flatMap((blocker) => clipToReach(frame.fromPlan(blocker[0]), frame.fromPlan(blocker[1]), reachM));
  const angles = [-half, half];
  for (let angle = -half; angle < half; angle += rimStep) angles.push(angle);
  for (const ends of near) {
    for (const [right, ahead] of ends) {
      const at = Math.atan2(right, ahead);
      for (const angle of [at - besides, at, at + besides]) if (Math.abs(angle) < half) angles.push(angle);
    }
  }
  angles.sort((a, b) => a - b);
  const rim = angles.map((angle): PlanPoint => {
    const [right, ahead] = [Math.sin(angle), Math.cos(angle)];
    const distanceM = near.reduce((least, blocker) => Math.min(least, distanceAlong(right, ahead, blocker)), reachM);
    return frame.toPlan([right * distanceM, ahead * distanceM]);
  });
  return [eyeM, ...rim];
}

/** Distance in metres from the eye at which a ray of this bearing (relative to the gaze, clockwise) ends: the brute-force twin of the polygon. */
export function sightDistanceM(gaze: Gaze, bearingDeg: number, blockers: readonly Blocker[]): number {
  const frame = gazeFrame(gaze);
  const angle = radiansFromDegrees(bearingDeg);
  return blockers.reduce(
    (least, [a, b]) => Math.min(least, distanceAlong(Math.sin(angle), Math.cos(angle), [frame.fromPlan(a), frame.fromPlan(b)])),
    gaze.reachM,
  );
}

/** Plan coordinates with the eye in the origin and the gaze along the second axis. */
function gazeFrame({ eyeM, yawDeg }: Gaze) {
  const [sin, cos] = planForwardFromYaw(yawDeg);
  return {
    fromPlan: ([x, z]: PlanPoint): PlanPoint => {
      const [dx, dz] = [x - eyeM[0], z - eyeM[1]];
      return [dx * cos - dz * sin, dx * sin + dz * cos];
    },
    toPlan: ([right, ahead]: PlanPoint): PlanPoint => [eyeM[0] + right * cos + ahead * sin, eyeM[1] - right * sin + ahead * cos],
  };
}

/** Distance along a unit ray from the origin to a segment; infinite where they do not meet. */
function distanceAlong(dx: number, dz: number, [[ax, az], [bx, bz]]: Blocker): number {
  const [ex, ez] = [bx - ax, bz - az];
  const across = dx * ez - dz * ex;
  if (across === 0) return Number.POSITIVE_INFINITY;
  const along = (ax * ez - az * ex) / across;
  const share = (ax * dz - az * dx) / across;
  const slack = joinM / Math.hypot(ex, ez);
  return along >= 0 && share >= -slack && share <= 1 + slack ? along : Number.POSITIVE_INFINITY;
}

/** The part of a segment within a circle around the origin. */
function clipToReach(a: PlanPoint, b: PlanPoint, reachM: number): Blocker[] {
  const [ex, ez] = [b[0] - a[0], b[1] - a[1]];
  const squared = ex * ex + ez * ez;
  const middle = -(a[0] * ex + a[1] * ez) / squared;
  const nearestSquared = (a[0] + middle * ex) ** 2 + (a[1] + middle * ez) ** 2;
  const left = reachM * reachM - nearestSquared;
  if (!(left > 0)) return [];
  const half = Math.sqrt(left / squared);
  const [from, to] = [Math.max(0, middle - half), Math.min(1, middle + half)];
  if (from >= to) return [];
  const at = (share: number): PlanPoint => [a[0] + share * ex, a[1] + share * ez];
  return [[at(from), at(to)]];
}

function cutAtCrossings(blocker: Blocker, others: readonly Blocker[]): Blocker[] {
  const [[ax, az], [bx, bz]] = blocker;
  const [ex, ez] = [bx - ax, bz - az];
  const shares: number[] = [];
  for (const other of others) {
    if (other === blocker) continue;
    const [[cx, cz], [dx, dz]] = other;
    const [fx, fz] = [dx - cx, dz - cz];
    const across = ex * fz - ez * fx;
    if (across === 0) continue;
    const share = ((cx - ax) * fz - (cz - az) * fx) / across;
    const otherShare = ((cx - ax) * ez - (cz - az) * ex) / across;
    if (share > 1e-9 && share < 1 - 1e-9 && otherShare >= 0 && otherShare <= 1) shares.push(share);
  }
  const at = (share: number): PlanPoint => [ax + share * ex, az + share * ez];
  const cuts = [0, ...shares.sort((a, b) => a - b), 1];
  return cuts.slice(1).map((to, index): Blocker => [at(cuts[index] as number), at(to)]);
}
