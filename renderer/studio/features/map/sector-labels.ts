import { bearingDeg, planForwardFromYaw } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { charPx } from './place-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Where a sector's name stands, as a share of the radius. */
const labelShare = 0.7;

/** A sector's name with the middle of its baseline in pixels. */
export interface SectorLabel {
  readonly text: string;
  readonly isAnswer: boolean;
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

/** Radius of the sectors on the screen in pixels: an aid to read, not a distance; smaller near the panel's border, but never too small for its names. */
export function sectorRadiusPx(view: Viewport, x: number, y: number): number {
  const room = Math.min(x, y, view.widthPx - x, view.heightPx - y) - 6;
  return Math.max(64, Math.min(80, room));
}

/** The names of the answer sectors, kept inside the picture. */
export function sectorLabels(mark: Extract<Mark, { kind: 'direction' }>, view: Viewport): SectorLabel[] {
  const facingDeg = bearingDeg(mark.standingM, mark.facingM) - view.turnDeg;
  const [x, y] = projectPlan(view, mark.standingM);
  if (x < 0 || y < 0 || x > view.widthPx || y > view.heightPx) return [];
  const radius = sectorRadiusPx(view, x, y) * labelShare;
  return mark.sectors.map(({ label, fromDeg, toDeg, isAnswer }) => {
    const [dx, dz] = planForwardFromYaw(facingDeg + (fromDeg + toDeg) / 2);
    const widthPx = label.length * charPx;
    return {
      text: label,
      isAnswer,
      x: Math.min(view.widthPx - widthPx / 2 - 4, Math.max(widthPx / 2 + 4, x + dx * radius)),
      y: Math.min(view.heightPx - 6, Math.max(14, y - dz * radius + 4)),
      widthPx,
    };
  });
}
