import type { PlanPoint } from '../../../../shared/geometry/vector.ts';
import { cleanTypeName } from '../../../../shared/questions/wording/clean-type-name.ts';
import type { FloorPlan } from '../../../../shared/stage/floor-plan.ts';
import type { LabelRequest } from './place-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** An object with the name that it may get on the map. */
export interface Thing {
  readonly id: string;
  readonly objectIndex: number;
  readonly text: string;
  readonly centerM: PlanPoint;
  readonly footprintM: readonly PlanPoint[];
  /** Diagonal of what its footprint spans. */
  readonly extentM: number;
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
  }));
}

/** Names for the things that are large enough on the screen to hold them: a map zoomed in names nearly everything, a small one only what is large. */
export function thingRequests(things: readonly Thing[], view: Viewport, taken: ReadonlySet<number>): LabelRequest[] {
  const fitting = things.flatMap((thing) => {
    const textPx = thing.text.length * charPx;
    if (thing.extentM * view.pxPerM < textPx || taken.has(thing.objectIndex)) return [];
    const [x, y] = projectPlan(view, thing.centerM);
    if (!(x > 0 && y > 0 && x < view.widthPx && y < view.heightPx)) return [];
    const corners = thing.footprintM.map((corner) => projectPlan(view, corner));
    const [widthPx, heightPx] = [spanOf(corners.map(([px]) => px)), spanOf(corners.map(([, py]) => py))];
    if (widthPx < textPx || heightPx < lineHeightPx) return [];
    const label: LabelRequest = { key: thing.id, text: thing.text, anchor: [x, y + 4], color: '', kind: 'thing' };
    return [{ label, areaPx2: widthPx * heightPx }];
  });
  const largest = fitting.sort((a, b) => b.areaPx2 - a.areaPx2).slice(0, maxThings);
  return largest.map(({ label }) => label);
}

function spanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
}
