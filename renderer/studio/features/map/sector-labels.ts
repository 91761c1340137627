import { bearingDeg, planForwardFromYaw } from '../../../../shared/geometry/vector.ts';
import type { Mark } from '../../../../shared/questions/question-type.ts';
import { charPx } from './place-labels.ts';
import { projectPlan, type Viewport } from './viewport.ts';

/** Where a sector's name may stand, as shares of the radius: the first where it covers no other name, which near the panel's border is rarely the first. */
const labelShares = [0.7, 1, 1.3, 0.45, 1.6, 1.9] as const;
const lineHeightPx = 15;
/** In a corner of the panel names are stacked. */
const stackedLines = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5] as const;

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

/** The names of the answer sectors, kept inside the picture and apart from each other. */
export function sectorLabels(mark: Extract<Mark, { kind: 'direction' }>, view: Viewport): SectorLabel[] {
  const facingDeg = bearingDeg(mark.standingM, mark.facingM) - view.turnDeg;
  const [x, y] = projectPlan(view, mark.standingM);
  if (x < 0 || y < 0 || x > view.widthPx || y > view.heightPx) return [];
  const radius = sectorRadiusPx(view, x, y);
  const inHeight = (baselineY: number) => Math.min(view.heightPx - 6, Math.max(14, baselineY));
  const placed: SectorLabel[] = [];
  // The answer's name first: it keeps its place.
  for (const sector of [...mark.sectors].sort((a, b) => Number(b.isAnswer) - Number(a.isAnswer))) {
    const [dx, dz] = planForwardFromYaw(facingDeg + (sector.fromDeg + sector.toDeg) / 2);
    const widthPx = sector.label.length * charPx;
    const spots = stackedLines.flatMap((line) =>
      labelShares.map((share) => ({
        text: sector.label,
        isAnswer: sector.isAnswer,
        x: Math.min(view.widthPx - widthPx / 2 - 4, Math.max(widthPx / 2 + 4, x + dx * radius * share)),
        y: inHeight(inHeight(y - dz * radius * share + 4) + line * lineHeightPx),
        widthPx,
      })),
    );
    placed.push((spots.find((spot) => placed.every((other) => !isCovering(spot, other))) ?? spots[0]) as SectorLabel);
  }
  return placed;
}

function isCovering(a: SectorLabel, b: SectorLabel): boolean {
  return Math.abs(a.x - b.x) < (a.widthPx + b.widthPx) / 2 + 2 && Math.abs(a.y - b.y) < lineHeightPx;
}
