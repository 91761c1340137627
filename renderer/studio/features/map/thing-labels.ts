import type { PlanPoint } from '../../../../shared/geometry/vector.ts';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import type { LabelRequest } from './place-labels.ts';
import { planProjector, type Viewport } from './viewport.ts';

/** An object with the name that it may get on the map. */
export interface Thing {
  readonly id: string;
  readonly objectIndex: number;
  readonly text: string;
  readonly centerM: PlanPoint;
  readonly footprintM: readonly PlanPoint[];
  /** Diagonal of what its footprint spans. */
  readonly extentM: number;
  /** How wide its footprint is where it is narrowest, whichever way the map is turned. */
  readonly narrowM: number;
}

/** Names of things on the map at most: the largest ones. */
const maxThings = 60;
const lineHeightPx = 12;
const charPx = 5.6;

/** Everything of a plan that can be named, worked out once per plan. */
export function thingsOf(plan: FloorPlan): Thing[] {
  return plan.objects.map(({ id, objectIndex, objectType, centerM, footprintM }) => ({
    id,
    objectIndex,
    text: cleanTypeName(objectType),
    centerM,
    footprintM,
    extentM: Math.hypot(spanOf(footprintM.map(([x]) => x)), spanOf(footprintM.map(([, z]) => z))),
    narrowM: narrowestOf(footprintM),
  }));
}

/**
 * Names for the things that are large enough on the screen to hold them: a map zoomed in names nearly everything, a small one only what is large. On a
 * turned map it must hold the name whichever way it lies, so that names do not come and go while the map turns with the camera.
 */
export function thingRequests(things: readonly Thing[], view: Viewport, taken: ReadonlySet<number>): LabelRequest[] {
  const project = planProjector(view);
  const fitting = things.flatMap((thing) => {
    const { pxPerM } = view;
    const textPx = thing.text.length * charPx;
    const leastPx = (view.turnDeg === 0 ? thing.extentM : thing.narrowM) * pxPerM;
    if (leastPx < textPx || taken.has(thing.objectIndex)) return [];
    const [x, y] = project(thing.centerM);
    if (!(x > 0 && y > 0 && x < view.widthPx && y < view.heightPx)) return [];
    const [widthPx, heightPx] = view.turnDeg === 0 ? spansPx(thing, project) : [thing.narrowM * pxPerM, thing.extentM * pxPerM];
    if (widthPx < textPx || heightPx < lineHeightPx) return [];
    const label: LabelRequest = { key: thing.id, text: thing.text, anchor: [x, y + 4], color: '', kind: 'thing' };
    return [{ label, areaPx2: widthPx * heightPx }];
  });
  const largest = fitting.sort((a, b) => b.areaPx2 - a.areaPx2).slice(0, maxThings);
  return largest.map(({ label }) => label);
}

function spansPx({ footprintM }: Thing, project: ReturnType<typeof planProjector>): readonly [widthPx: number, heightPx: number] {
  const corners = footprintM.map(project);
  return [spanOf(corners.map(([x]) => x)), spanOf(corners.map(([, y]) => y))];
}

/** The least width between two parallel lines that hold a convex outline: one of them lies on an edge. */
function narrowestOf(outlineM: readonly PlanPoint[]): number {
  const widths = outlineM.map(([x, z], at) => {
    const [nextX, nextZ] = outlineM[(at + 1) % outlineM.length] as PlanPoint;
    const [ex, ez] = [nextX - x, nextZ - z];
    const length = Math.hypot(ex, ez);
    return length === 0 ? Number.POSITIVE_INFINITY : spanOf(outlineM.map(([px, pz]) => (px * ez - pz * ex) / length));
  });
  const least = Math.min(...widths);
  return Number.isFinite(least) ? least : 0;
}

function spanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
