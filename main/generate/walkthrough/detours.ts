import { bearingDeg, type PlanPoint, wrapDegrees } from '../../../shared/geometry/vector.ts';
import type { ViewPredictor } from './predict-view.ts';
import type { RoomTour, Stop } from './room-walk.ts';
import { SeenSoFar, worthOfView } from './seen-so-far.ts';
import { findViewpoints, type Viewpoint } from './viewpoints.ts';
import { lookToward, type Walker, walkTo } from './walk-to.ts';

/** One more object shown well may cost this many steps; dearer ones are left. */
const mostStepsPerObject = 30;
/** A way around furniture is about this much longer than the straight line. */
const detourFactor = 1.2;
/** Steps kept for each stop still to come: after a detour the way there is another. */
const reservePerStop = 6;

/** What detours depend on. */
export interface DetourContext {
  readonly walker: Walker;
  readonly tour: RoomTour;
  readonly predictor: ViewPredictor;
  /** By stop: what the tour without detours shows after it. */
  readonly plainLater: readonly SeenSoFar[];
  /** By stop: what the tour without detours takes from there to its end. */
  readonly plainStepsLeft: readonly number[];
  /** What the walk so far takes of `maxSteps`. */
  readonly stepsUsed: () => number;
}

/** Leads an agent from its lookouts on to viewpoints, and keeps account of what it has seen. */
export class Detours {
  private readonly context: DetourContext;
  private readonly seen: SeenSoFar;
  private posesSeen = 0;

  constructor(context: DetourContext) {
    this.context = context;
    this.seen = new SeenSoFar(context.predictor);
  }

  /** The detours from a stop; none where the room has a later one. */
  after(stop: Stop, index: number): void {
    const { walker, tour, predictor, stepsUsed } = this.context;
    this.keepAccount();
    if (tour.stops.slice(index + 1).some(({ room }) => room === stop.room)) return;
    const peakOf = (object: number) => this.peakOf(object, index);
    const allowance = this.allowanceAfter(stop, index);
    const limit = stepsUsed() + allowance;
    const cells = (tour.territory.cellsByRoom.get(stop.room) ?? []).filter(
      (cell) => distanceM(walker.agent.place, walker.space.centerOf(cell)) <= allowance * walker.settings.stepM,
    );
    const wanted = this.wantedIn(stop.room, index);
    const open = new Set(findViewpoints({ scene: tour.scene, space: walker.space, predictor, cells, wanted, peakOf }));
    for (;;) {
      const best = this.bestOf(open, peakOf, limit - stepsUsed());
      if (best === null) return;
      for (const viewpoint of open) if (viewpoint.target === best.target) open.delete(viewpoint);
      this.follow(best, limit);
    }
  }

  /** Goes to a viewpoint and looks; undone where that fails or takes too much. */
  private follow({ cell, towardM }: Viewpoint, limit: number): void {
    const { walker, stepsUsed } = this.context;
    const actionsBefore = walker.agent.actions.length;
    const isThere = walkTo(walker, cell);
    if (isThere) lookToward(walker, towardM);
    if (isThere && stepsUsed() <= limit) this.keepAccount();
    else walker.agent.rewind(actionsBefore);
  }

  private keepAccount(): void {
    const { poses } = this.context.walker.agent;
    this.seen.add(poses.slice(this.posesSeen));
    this.posesSeen = poses.length;
  }

  /** The best share of an object in the walk so far and in what the plain tour still shows after a stop. */
  private peakOf(object: number, index: number): number {
    return Math.max(this.seen.peaks[object] as number, this.context.plainLater[index]?.peaks[object] ?? 0);
  }

  /** The viewpoint with the most gain per step, of those that pay and that the steps suffice for. */
  private bestOf(viewpoints: Iterable<Viewpoint>, peakOf: (object: number) => number, stepsLeft: number): Viewpoint | null {
    let [best, bestRate] = [null as Viewpoint | null, 1 / mostStepsPerObject];
    for (const viewpoint of viewpoints) {
      const steps = stepsTo(viewpoint, this.context.walker);
      if (steps > stepsLeft) continue;
      let worth = 0;
      for (const [object, fraction] of viewpoint.shows) worth += worthOfView(fraction, peakOf(object));
      if (worth / steps > bestRate) [best, bestRate] = [viewpoint, worth / steps];
    }
    return best;
  }

  /** What may be spent after a stop: its part, by objects wanted, of the steps that the rest of the plain tour leaves. */
  private allowanceAfter({ room }: Stop, index: number): number {
    const { walker, tour, plainStepsLeft, stepsUsed } = this.context;
    const stopsLeft = tour.stops.length - 1 - index;
    const spare = walker.settings.maxSteps - 1 - stepsUsed() - (plainStepsLeft[index] ?? 0) - reservePerStop * stopsLeft;
    const later = new Set(tour.stops.slice(index + 1).map((stop) => stop.room));
    const here = this.wantedIn(room, index).length;
    const there = [...later].reduce((sum, other) => sum + this.wantedIn(other, index).length, 0);
    return here === 0 ? 0 : (spare * here) / (here + there);
  }

  /** Objects that could be shown better, of a room; those of no room on the tour belong to every one. */
  private wantedIn(room: number, index: number): number[] {
    const { scene, stops } = this.context.tour;
    const toured = new Set(stops.map((stop) => scene.rooms[stop.room]?.id));
    const roomId = scene.rooms[room]?.id;
    return scene.objects.flatMap((object, i) => {
      const isHere = object.roomId === roomId || object.roomId === null || !toured.has(object.roomId);
      return isHere && worthOfView(1, this.peakOf(i, index)) > 0 ? [i] : [];
    });
  }
}

/** About what going to a viewpoint and turning to its object takes. */
function stepsTo({ placeM, towardM }: Viewpoint, { agent, settings }: Walker): number {
  const awayM = distanceM(agent.place, placeM);
  const isAway = awayM >= settings.reachedM;
  const walkDeg = isAway ? bearingDeg(agent.place, placeM) : agent.yawDeg;
  const turns =
    turnsFor(wrapDegrees(walkDeg - agent.yawDeg), settings) + turnsFor(wrapDegrees(bearingDeg(placeM, towardM) - walkDeg), settings);
  return turns + (isAway ? Math.ceil((detourFactor * awayM) / settings.stepM) : 0) + 1;
}

function turnsFor(deg: number, { turnDeg, smallTurnDeg }: Walker['settings']): number {
  const wide = Math.round(Math.abs(deg) / turnDeg);
  return wide + Math.round(Math.abs(Math.abs(deg) - wide * turnDeg) / smallTurnDeg);
}

function distanceM(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}
